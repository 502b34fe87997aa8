// Streams through the language layer.
//
// For text, a reader keeps a window of the input and takes paragraphs off its front as long as it
// is certain that nothing after the window could change them; only the last paragraph before the
// end of the input is taken as it is. Offsets are those of the whole input: the window's own place
// is added when a piece is printed, so inputs beyond 4 GiB work too.
#include "pipeline/parse.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "language/conllu.h"
#include "language/sentence_json.h"
#include "pipeline/ordered.h"
#include "text/utf8.h"

namespace litopys::pipeline {
namespace {

using language::Analysis;
using language::ConlluSentence;
using text::Error;
using text::Result;
using text::Span;
using text::Status;

// Paragraphs of the input, with the character after the last (to see whether a space follows).
struct Piece {
  std::string text;
  std::uint64_t offset = 0;
  std::size_t first_paragraph = 0;  // from 0
  std::vector<language::ParagraphSpan> paragraphs;
};

class PieceReader {
 public:
  PieceReader(std::istream& input, std::string name, std::size_t piece_bytes)
      : input_(input), name_(std::move(name)), piece_bytes_(piece_bytes) {}

  std::optional<Piece> next() {
    Piece piece;
    std::size_t taken = 0;
    while (true) {
      const auto found = language::next_paragraph(valid(), taken);
      const bool certain = ended_ || (found && found->closed);
      if (!certain) {
        if (!piece.paragraphs.empty()) break;
        fill();
        continue;
      }
      if (!found) break;
      piece.paragraphs.push_back(*found);
      taken = found->span.end;
      if (taken >= piece_bytes_) break;
    }
    if (piece.paragraphs.empty()) return std::nullopt;
    piece.text = window_.substr(0, std::min(taken + 4, valid_));
    piece.offset = offset_;
    piece.first_paragraph = paragraphs_;
    paragraphs_ += piece.paragraphs.size();
    window_.erase(0, taken);
    valid_ -= taken;
    offset_ += taken;
    return piece;
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  std::string_view valid() const { return std::string_view(window_).substr(0, valid_); }

  // Reads on, and moves `valid_` past the last whole character.
  void fill() {
    constexpr std::size_t kBlock = 1 << 18;
    drop_blanks();
    const std::size_t size = window_.size();
    window_.resize(size + kBlock);
    input_.read(window_.data() + size, static_cast<std::streamsize>(kBlock));
    window_.resize(size + static_cast<std::size_t>(input_.gcount()));
    ended_ = window_.size() < size + kBlock;
    if (input_.bad()) fail({"cannot-read", name_ + ": cannot be read"});
    const auto bad = text::first_invalid_byte(std::string_view(window_).substr(valid_));
    const std::size_t end = bad ? valid_ + *bad : window_.size();
    const bool cut_character = bad && !ended_ && window_.size() - end < 4;
    if (bad && !cut_character)
      fail({"invalid-utf8", fmt::format("{}: invalid UTF-8 at byte {}", name_, offset_ + end)});
    valid_ = end;
  }

  // The input ends here, as far as this reader goes.
  void fail(Error error) {
    error_ = std::move(error);
    ended_ = true;
  }

  // White space at the front belongs to no paragraph; without this, blanks without end would
  // gather in the window.
  void drop_blanks() {
    std::size_t at = 0;
    while (at < valid_ && text::is_space(text::code_point_at(window_, at).value))
      at += text::code_point_at(window_, at).size;
    window_.erase(0, at);
    valid_ -= at;
    offset_ += at;
  }

  std::istream& input_;
  std::string name_;
  std::size_t piece_bytes_;
  std::string window_;
  std::size_t valid_ = 0;  // bytes of the window known to be whole characters
  std::uint64_t offset_ = 0;
  std::size_t paragraphs_ = 0;
  bool ended_ = false;
  std::optional<Error> error_;
};

// A sentence on one line: line ends and tabs inside it become blanks, so that offsets stay.
void add_text(std::string_view text, std::string& out) {
  for (const char c : text) out += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
}

// What a piece of the input became, with its size for the progress.
struct Printed {
  std::string out;
  std::uint64_t bytes = 0;
  std::uint64_t words = 0;
  std::vector<std::string> warnings;
};

std::string printed(const Piece& piece, const Analysis& analysis, const ParseOptions& options) {
  std::string out;
  std::int32_t paragraph = -1;
  int number = 0;
  for (std::size_t i = 0; i < analysis.sentences.size(); ++i) {
    const language::Sentence& sentence = analysis.sentences[i];
    if (sentence.paragraph != paragraph) {
      paragraph = sentence.paragraph;
      number = 0;
      if (!options.json) out += "# newpar\n";
    }
    const std::string id =
        fmt::format("{}.{}.{}", options.document,
                    piece.first_paragraph + static_cast<std::size_t>(paragraph) + 1, ++number);
    if (options.json) {
      language::write_json(analysis, static_cast<std::int32_t>(i), options.layers, id, piece.text,
                           piece.offset, out);
      continue;
    }
    out += fmt::format("# sent_id = {}\n# text = ", id);
    add_text(text::words_of(piece.text, sentence.span), out);
    out += '\n';
    language::write_words(analysis, static_cast<std::int32_t>(i), piece.text, piece.offset, out);
  }
  return out;
}

std::vector<std::string> warnings_of(const Piece& piece, const Analysis& analysis,
                                     const std::string& name) {
  std::vector<std::string> out;
  for (const language::Sentence& sentence : analysis.sentences)
    if (const auto limit = language::limit_met(sentence))
      out.push_back(
          fmt::format("{}: byte {}: {}", name, piece.offset + sentence.span.begin, *limit));
  return out;
}

std::function<bool(const Printed&)> deliver_to(const ParseSink& sink, const ParseOptions& options) {
  return [&sink, &options](const Printed& printed) {
    if (options.progress) options.progress(printed.bytes, printed.words);
    if (options.warning)
      for (const std::string& warning : printed.warnings) options.warning(warning);
    return sink(printed.out);
  };
}

std::vector<language::Workspace> workspaces(unsigned threads) {
  return std::vector<language::Workspace>(std::max(threads, 1U));
}

}  // namespace

Status parse_text(std::istream& input, const std::string& name, const language::Language& language,
                  const ParseOptions& options, const ParseSink& sink) {
  PieceReader reader(input, name, options.piece_bytes);
  auto memory = workspaces(options.threads);
  run_ordered<Piece, Printed>(
      options.threads, [&] { return reader.next(); },
      [&](const Piece& piece, unsigned worker) {
        Analysis analysis;
        std::int32_t paragraph = 0;
        for (const language::ParagraphSpan& span : piece.paragraphs)
          language::split_paragraph(piece.text, span, paragraph++, language.boundaries, analysis);
        language::analyse_words(language.model, memory[worker], analysis, options.layers);
        return Printed{printed(piece, analysis, options), piece.paragraphs.back().span.end,
                       analysis.words.size(), warnings_of(piece, analysis, name)};
      },
      deliver_to(sink, options));
  if (reader.error()) return *reader.error();
  return text::Done{};
}

Status parse_conllu(std::istream& input, const std::string& name,
                    const language::Language& language, const ParseOptions& options,
                    const ParseSink& sink) {
  using Batch = std::vector<ConlluSentence>;
  language::ConlluReader reader(input, name);
  std::optional<Error> error;
  auto memory = workspaces(options.threads);
  const auto next = [&]() -> std::optional<Batch> {
    Batch batch;
    std::size_t words = 0;
    constexpr std::size_t kBytesOfAWord = 6;
    while (!error && words * kBytesOfAWord < options.piece_bytes) {
      ConlluSentence sentence;
      const auto more = reader.next(sentence);
      if (!more) error = more.error();
      if (!more || !*more) break;
      words += static_cast<std::size_t>(sentence.words);
      batch.push_back(std::move(sentence));
    }
    if (batch.empty()) return std::nullopt;
    return batch;
  };
  const auto work = [&](const Batch& batch, unsigned worker) {
    Analysis analysis;
    for (const ConlluSentence& sentence : batch) language::append_blank(sentence, analysis);
    language::analyse_words(language.model, memory[worker], analysis, options.layers);
    Printed printed{{}, 0, analysis.words.size(), {}};
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const auto sentence = static_cast<std::int32_t>(i);
      printed.bytes += batch[i].bytes;
      if (const auto limit = language::limit_met(analysis.sentences[i]))
        printed.warnings.push_back(fmt::format("{}: line {}: {}", name, batch[i].line, *limit));
      if (options.json)
        language::write_json(analysis, sentence, options.layers,
                             batch[i].comment("sent_id").value_or(""),
                             batch[i].comment("text").value_or(""), 0, printed.out);
      else
        language::write_kept(batch[i], analysis, sentence, printed.out);
    }
    return printed;
  };
  run_ordered<Batch, Printed>(options.threads, next, work, deliver_to(sink, options));
  if (error) return *error;
  return text::Done{};
}

}  // namespace litopys::pipeline
