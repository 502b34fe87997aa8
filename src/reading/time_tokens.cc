// Cuts the words of an Analysis into the runs that the grammar of times reads.
//
// A run ends where the kind of character changes (letter, digit, other), so that "9pm" is two
// tokens and "2024-03-01" five. Typographic apostrophes and dashes become ' and -; the brackets of
// an editor ("[Ten] years ago") are left out. Parts of a multi-word token that share a span are cut
// once. Linear in the text. Covered by times_test.cc.
#include "reading/time_tokens.h"

#include <algorithm>

#include "text/utf8.h"

namespace litopys::reading {
namespace {

enum class Kind { kLetter, kDigit, kOther, kBlank };

Kind kind_of(char32_t c) {
  if (c >= '0' && c <= '9') return Kind::kDigit;
  if (text::is_letter(c) || text::is_mark(c)) return Kind::kLetter;
  return text::is_space(c) ? Kind::kBlank : Kind::kOther;
}

std::string plain_mark(char32_t c, std::string_view original) {
  if (c == U'\u2019' || c == U'\u2018' || c == U'\u02BC') return "'";
  if (c >= U'\u2010' && c <= U'\u2015') return "-";
  return std::string(original);
}

std::int64_t number_of(std::string_view digits) {
  if (digits.size() > 9) return -1;
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

}  // namespace

const TimeMeaning* TimeToken::as(TimeClass kind) const {
  if (meanings == nullptr) return nullptr;
  for (const TimeMeaning& meaning : *meanings)
    if (meaning.kind == kind) return &meaning;
  return nullptr;
}

namespace {

// Splitters take the stop of "9 p.m. Saturday" and "Feb. 3" for the end of a sentence. Where the
// token after such a stop goes on with the time, both sides count as one sentence here.
bool continues_time(const std::vector<TimeToken>& tokens, const TimeToken& next) {
  const std::size_t count = tokens.size();
  if (count < 2 || tokens[count - 1].lower != ".") return false;
  const TimeToken& before = tokens[count - 2];
  const bool meridiem = before.as(TimeClass::kMeridiem) != nullptr ||
                        (before.lower == "m" && count >= 4 && tokens[count - 3].lower == ".");
  const bool month = before.as(TimeClass::kMonthShort) != nullptr;
  const bool weekday = before.as(TimeClass::kWeekdayShort) != nullptr;
  if (month) return next.number > 0;
  if (weekday) return next.as(TimeClass::kMonth) != nullptr || next.number > 0;
  if (!meridiem) return false;
  for (const TimeClass kind : {TimeClass::kWeekday, TimeClass::kMonth, TimeClass::kMonthShort,
                               TimeClass::kDayWord, TimeClass::kNightWord, TimeClass::kZone})
    if (next.as(kind) != nullptr) return true;
  return next.lower == "on" || next.lower == "local";
}

}  // namespace

std::vector<TimeToken> time_tokens(const Document& document, const TimeLexicon& lexicon) {
  std::vector<TimeToken> tokens;
  std::uint32_t done = 0;  // everything before this byte is cut
  std::int32_t last_sentence = -1, joined_to = -1;
  for (std::size_t w = 0; w < document.analysis.words.size(); ++w) {
    const language::Word& word = document.analysis.words[w];
    std::uint32_t at = std::max(word.span.begin, done);
    while (at < word.span.end) {
      const text::CodePoint first = text::code_point_at(document.text, at);
      const Kind kind = kind_of(first.value);
      std::uint32_t end = at + static_cast<std::uint32_t>(first.size);
      while ((kind == Kind::kLetter || kind == Kind::kDigit) && end < word.span.end) {
        const text::CodePoint next = text::code_point_at(document.text, end);
        if (kind_of(next.value) != kind) break;
        end += static_cast<std::uint32_t>(next.size);
      }
      const bool bracket = first.value == '[' || first.value == ']';
      if (kind != Kind::kBlank && !bracket) {
        TimeToken token;
        token.span = {at, end};
        const std::string_view run = words_of(document, token.span);
        token.lower = kind == Kind::kLetter  ? text::lower(run)
                      : kind == Kind::kDigit ? std::string(run)
                                             : plain_mark(first.value, run);
        token.word = static_cast<std::int32_t>(w);
        token.sentence = word.sentence;
        if (kind == Kind::kDigit) token.number = number_of(run);
        token.capital = text::is_upper(first.value);
        token.glued = !tokens.empty() && tokens.back().span.end == at;
        const auto found = lexicon.words.find(token.lower);
        if (found != lexicon.words.end()) token.meanings = &found->second;
        if (!tokens.empty() && token.sentence != last_sentence && continues_time(tokens, token))
          joined_to = tokens.back().sentence;
        else if (token.sentence != last_sentence)
          joined_to = token.sentence;
        last_sentence = token.sentence;
        token.sentence = joined_to;
        tokens.push_back(std::move(token));
      }
      at = end;
    }
    done = std::max(done, word.span.end);
  }
  return tokens;
}

}  // namespace litopys::reading
