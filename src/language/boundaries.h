// Raw text to paragraphs, sentences, tokens and words, as UD English cuts them.
//
//     Result<Boundaries> boundaries = load_boundaries("data/english-boundaries.model");
//     Analysis analysis = split("She didn't stay. Why?", *boundaries);
//     // words: She did n't stay . Why ?    ("did" and "n't" share the span of "didn't")
//
// A paragraph ends at a blank line, and a sentence never runs past it. Within it a small trained
// model answers three questions: do two tokens meet between these characters, is this token two
// words (two classifiers over hashed features), does a sentence end here (small networks,
// sentence_network.h). The answers are the same bits on every machine. A paragraph's words depend
// on nothing outside the paragraph.
//
// Limits, so that any input is cut in time and memory proportional to its length: a paragraph of
// more than kLongestParagraph bytes is cut at white space (or anywhere, without any); a sentence
// of more than kLongestSentence words is cut where the model is least unwilling. Sentences that end
// at a limit are marked (Sentence::cut), so that whoever has a reader can warn.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "language/analysis.h"
#include "language/boundary_features.h"
#include "language/model_file.h"
#include "language/sentence_network.h"
#include "text/result.h"

namespace litopys::language {

constexpr std::size_t kLongestParagraph = 1 << 20;
constexpr std::size_t kLongestSentence = 256;

// A yes-or-no question: features summed through a rectifier (training/litopys_boundaries).
struct BoundaryClassifier {
  struct Part {
    std::uint8_t attribute = 0;
    std::int8_t offset = 0;
  };
  std::vector<std::vector<Part>> templates;
  std::uint32_t mask = 0;
  std::span<const std::int8_t> table;  // mask + 1 rows of kWidth
  std::span<const std::int32_t> bias;  // kWidth
  std::span<const std::int32_t> out;   // kWidth
  std::int64_t out_bias = 0;

  static constexpr std::size_t kWidth = 4;
  // Above 0 means yes.
  std::int64_t score(const AttributeTable& attributes, std::size_t row) const;
};

struct Boundaries {
  ModelFile file;  // owns what the spans point at
  BoundaryClassifier gap;
  BoundaryClassifier cut;
  SentenceNetworks sentence;
  Endings endings;
};

// `kernels`: as in choose_kernels.
text::Result<Boundaries> load_boundaries(const std::filesystem::path& path,
                                         std::string_view kernels = {});
text::Result<Boundaries> read_boundaries(ModelFile file, std::string_view kernels = {});

struct ParagraphSpan {
  Span span;
  bool closed = false;  // more text after the given one could not change it
  bool cut = false;     // longer than a paragraph may be
};

// The next paragraph at or after `offset`, without white space around it; nothing where only white
// space is left. The text must be valid UTF-8.
std::optional<ParagraphSpan> next_paragraph(std::string_view text, std::size_t offset);

// Appends one paragraph's sentences and words; `paragraph` is its number, the spans count in
// `text`.
void split_paragraph(std::string_view text, const ParagraphSpan& span, std::int32_t paragraph,
                     const Boundaries& boundaries, Analysis& analysis);

// The whole of a text. At each of the `breaks` (byte offsets in order, on character boundaries)
// a new paragraph starts even without a blank line.
Analysis split(std::string_view text, const Boundaries& boundaries,
               std::span<const std::uint32_t> breaks = {});

}  // namespace litopys::language
