// CoNLL-U, the text format of Universal Dependencies: one word a line, ten tab-separated columns,
// `#` comments before a sentence, a blank line after it.
//
//     # text = She didn't stay.
//     1	She	she	PRON	_	_	4	nsubj	_	Span=0:3|Role=4:ARG1
//     2-3	didn't	_	_	_	_	_	_	_	Span=4:10      a
//     token of two words 2	did	do	AUX	_	_	4	aux	_	_
//     ...
//
// The reader takes sentence by sentence from a stream, so that input of any length fits; it keeps
// every line, and checks what every user needs: ten columns, words numbered from 1 without gaps,
// ranges and empty nodes (`2.1`) where they belong, valid UTF-8. Heads are checked by whoever reads
// them (conllu_document.h). MISC holds this program's own layers:
//
//     Span=12:17              bytes [12, 17) of the text
//     NER=B-PER               names, in BIO form
//     Sense=kill.01           the word is a predicate, with its PropBank roleset
//     Fact=1.20           beside Sense: how surely it took place, about -3 to 3
//     Place=5:1.20,9:-3.00    beside Sense: log odds of words to name where it took place
//     Role=7:ARG0|12:ARG1     the word heads an argument of the words 7 and 12; always the last
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/analysis.h"
#include "text/result.h"

namespace litopys::language {

enum class ConlluColumn { id, form, lemma, upos, xpos, feats, head, deprel, deps, misc };

struct ConlluRow {
  enum class Kind { word, multiword, empty };
  Kind kind = Kind::word;
  std::int32_t first = 0;  // number of the word, or of a multi-word token's first; from 1
  std::int32_t last = 0;   // of a multi-word token's last word, else as `first`
  std::size_t line = 0;    // in the input, from 1
  std::string text;        // the whole line, without its end
  std::array<std::uint32_t, 10> starts{};

  std::string_view operator[](ConlluColumn column) const;
};

struct ConlluSentence {
  std::size_t line = 0;               // of its first line, from 1
  std::size_t bytes = 0;              // of its lines, about
  std::vector<std::string> comments;  // whole lines
  std::vector<ConlluRow> rows;
  std::int32_t words = 0;

  // What follows `# KEY =`, or an empty value where the comment is `# KEY`; nothing without it.
  std::optional<std::string_view> comment(std::string_view key) const;
};

class ConlluReader {
 public:
  // `name` stands in messages. The stream must outlive the reader.
  ConlluReader(std::istream& input, std::string name);

  // Fills the next sentence; false at the end of the input. After an error the reader is done.
  text::Result<bool> next(ConlluSentence& sentence);

  const std::string& name() const { return name_; }
  text::Error error(std::size_t line, std::string_view what) const;

 private:
  text::Result<bool> next_line();
  text::Status add_row(ConlluSentence& sentence);

  std::istream& input_;
  std::string name_;
  std::string line_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t line_number_ = 0;
  std::int32_t covered_ = 0;  // last word of the latest multi-word token
};

// A number of digits only, at most nine of them; nothing for anything else.
std::optional<std::int32_t> read_number(std::string_view digits);

// The value of a key of MISC. The value of Role runs on over bars.
std::optional<std::string_view> misc_value(std::string_view misc, std::string_view key);

// Appends a sentence with the words of the input and nothing else. Spans are bytes of the
// sentence's `# text`; they are empty without one, or from the first form on that it does not hold.
void append_blank(const ConlluSentence& sentence, Analysis& analysis);

// Writes a sentence of an analysis with the comments, multi-word tokens and empty nodes of the
// input that it was made from (`append_blank`).
void write_kept(const ConlluSentence& input, const Analysis& analysis, std::int32_t sentence,
                std::string& out);

// Writes the words of a sentence, without comments and with the blank line at the end. The offset
// is added to every Span; `text` is what the analysis' spans count in.
void write_words(const Analysis& analysis, std::int32_t sentence, std::string_view text,
                 std::uint64_t offset, std::string& out);

}  // namespace litopys::language
