// Finds quotations by their marks, one paragraph at a time.
//
//     “We saw smoke,” she said. “Then it fell.”     two quotations
//     the so-called “filtration” points             marked, but not sentence-like
//     “First paragraph.¶“Second paragraph.”         the second continues the first
//
// A straight mark opens where none is open and closes otherwise; an apostrophe is no mark, so
// single marks count only where a blank or the start stands before and the closing mark has a
// blank or a stop after it. A quotation that its paragraph leaves open ends with the paragraph. A
// quotation is sentence-like when it holds a finite verb or more than six words: shorter ones
// without a verb are names, titles, slogans and words held at a distance.
// Linear in the text. Covered by quotes_test.cc.
#include "reading/quotes.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "text/utf8.h"

namespace litopys::reading {
namespace {

struct Mark {
  text::Span span;
  char32_t value = 0;
  bool opens = false, closes = false;
  bool first = false;  // of its paragraph
  std::int32_t paragraph = 0;
};

bool is_double(char32_t c) {
  return c == '"' || c == U'\u201C' || c == U'\u201D' || c == U'\u201E' || c == U'\u00AB' ||
         c == U'\u00BB';
}

bool is_single(char32_t c) { return c == U'\u2018' || c == U'\u2019' || c == '\''; }

std::vector<Mark> find_marks(const Document& document) {
  std::vector<Mark> marks;
  const std::string_view text = document.text;
  std::int32_t paragraph = -1;
  for (const language::Sentence& sentence : document.analysis.sentences) {
    const bool starts = sentence.paragraph != paragraph;
    paragraph = sentence.paragraph;
    char32_t before = ' ';
    for (std::uint32_t at = sentence.span.begin; at < sentence.span.end;) {
      const text::CodePoint c = text::code_point_at(text, at);
      const std::uint32_t end = at + static_cast<std::uint32_t>(c.size);
      if (is_double(c.value) || is_single(c.value)) {
        const char32_t after = end < text.size() ? text::code_point_at(text, end).value : U'\n';
        Mark mark{{at, end}, c.value, false, false, starts && at == sentence.span.begin, paragraph};
        const bool left_free = text::is_space(before) || before == '(' || before == U'\u2014' ||
                               at == sentence.span.begin || is_double(before);
        const bool right_free = text::is_space(after) || text::is_punctuation(after);
        mark.opens =
            left_free || c.value == U'\u201C' || c.value == U'\u201E' || c.value == U'\u00AB';
        mark.closes = right_free || c.value == U'\u201D' || c.value == U'\u00BB';
        if (is_single(c.value)) {
          mark.opens = left_free && !text::is_space(after) && c.value != U'\u2019';
          mark.closes = right_free && !left_free && c.value != U'\u2018';
        }
        if (mark.opens || mark.closes || c.value == '"') marks.push_back(mark);
      }
      before = c.value;
      at = end;
    }
  }
  return marks;
}

bool pairs(char32_t open, char32_t close) {
  if (is_single(open)) return is_single(close);
  if (open == '"') return close == '"';
  return is_double(close);
}

void judge(const Document& document, QuotedSpan& quote) {
  constexpr int kLongestLabel = 6;
  int words = 0;
  bool finite = false;
  const auto& all = document.analysis.words;
  auto at = std::lower_bound(
      all.begin(), all.end(), quote.span.begin,
      [](const language::Word& word, std::uint32_t byte) { return word.span.begin < byte; });
  for (; at != all.end() && at->span.begin < quote.span.end; ++at) {
    if (at->upos == "PUNCT") continue;
    ++words;
    finite |= language::has_feature(*at, "VerbForm=Fin") ||
              language::has_feature(*at, "Mood=Imp") || (at->upos == "AUX" && words > 1);
  }
  quote.sentence_like = words > kLongestLabel || (finite && words > 1);
}

}  // namespace

std::vector<QuotedSpan> find_quotes(const Document& document) {
  const std::vector<Mark> marks = find_marks(document);
  std::vector<QuotedSpan> quotes;
  std::optional<Mark> open;
  bool left_open = false;           // by the paragraph before
  std::vector<std::uint32_t> ends;  // of paragraphs
  for (const language::Sentence& sentence : document.analysis.sentences) {
    if (sentence.paragraph >= static_cast<std::int32_t>(ends.size()))
      ends.resize(static_cast<std::size_t>(sentence.paragraph) + 1);
    ends[sentence.paragraph] = sentence.span.end;
  }
  const auto close_with_paragraph = [&] {
    if (open && is_double(open->value)) {
      QuotedSpan quote{{open->span.begin, ends[open->paragraph]}, left_open, false};
      judge(document, quote);
      if (quote.sentence_like) quotes.push_back(quote);
      left_open = quote.sentence_like;
    }
    open.reset();
  };
  for (const Mark& mark : marks) {
    if (open && open->paragraph != mark.paragraph) close_with_paragraph();
    if (!open) {
      if (!mark.opens) continue;
      open = mark;
      left_open = left_open && mark.first && is_double(mark.value);
      continue;
    }
    if (!pairs(open->value, mark.value)) continue;
    if (!mark.closes && mark.value != '"') continue;
    QuotedSpan quote{{open->span.begin, mark.span.end}, left_open, false};
    judge(document, quote);
    quotes.push_back(quote);
    open.reset();
    left_open = false;
  }
  close_with_paragraph();
  return quotes;
}

}  // namespace litopys::reading
