// Numbers in words, as times use them: counts, days of the month, years.
//
//     "forty-five", "two thousand and eighteen"      45, 2018
//     "nineteen ninety-nine", "twenty twenty-two"    the years 1999 and 2022
//     "May twenty-one"                               a day; "May twenty-one people" is none
//     "a couple of", "a dozen", "several"            2, 12, a vague number
//
// "In two thousand" is a year where no noun follows that it could count. Each function looks at a
// bounded number of tokens. Covered by time_constructions_test.cc.
#include "reading/time_grammar.h"

namespace litopys::reading {

bool TimeGrammar::stands_alone(std::size_t end) const {
  if (end == 0 || end >= tokens_.size() || !same_sentence(end - 1, end)) return true;
  for (const TimeClass kind : {TimeClass::kUnit, TimeClass::kUnits, TimeClass::kMeasure})
    if (as(end, kind) != nullptr && as(end, TimeClass::kOrdinal) == nullptr) return false;
  const std::string& upos = word(end).upos;
  return upos != "NOUN" && upos != "PROPN" && upos != "ADJ" && upos != "NUM";
}

bool TimeGrammar::is_followed_by_verb(std::size_t end) const {
  if (end >= tokens_.size() || !same_sentence(end - 1, end)) return false;
  return word(end).upos == "VERB" || word(end).upos == "AUX";
}

std::optional<TimeGrammar::Number> TimeGrammar::number_words(std::size_t i) const {
  enum class Last { kNone, kOnes, kTens, kMultiplier } last = Last::kNone;
  int thousands = 0, part = 0;
  std::size_t end = 0;
  for (std::size_t at = i; at < tokens_.size() && same_sentence(i, at); ++at) {
    const TimeMeaning* ones = as(at, TimeClass::kNumber);
    const TimeMeaning* tens = as(at, TimeClass::kTens);
    const TimeMeaning* times = as(at, TimeClass::kMultiplier);
    const bool fresh = last == Last::kNone || last == Last::kMultiplier;
    if (ones != nullptr && (fresh || (last == Last::kTens && ones->number < 10)) &&
        (ones->number > 0 || last == Last::kNone)) {
      part += ones->number;
      last = Last::kOnes;
    } else if (tens != nullptr && fresh) {
      part += tens->number;
      last = Last::kTens;
    } else if (times != nullptr && times->number == 100 && part > 0 && part < 100) {
      part *= 100;
      last = Last::kMultiplier;
    } else if (times != nullptr && times->number == 1000 && part > 0 && thousands == 0) {
      thousands = part * 1000;
      part = 0;
      last = Last::kMultiplier;
    } else {
      const bool joins = (is(at, "and") && last == Last::kMultiplier) ||
                         (is(at, "-") && tokens_[at].glued && last == Last::kTens);
      const bool goes_on =
          as(at + 1, TimeClass::kNumber) != nullptr || as(at + 1, TimeClass::kTens) != nullptr;
      if (!joins || !goes_on) break;
      continue;
    }
    end = at + 1;
  }
  return end != 0 ? std::optional(Number{thousands + part, end}) : std::nullopt;
}

// "five", "twenty-four", "24", "1.5", "a", "several", "a couple of"; "half a dozen" is none
std::optional<TimeGrammar::Count> TimeGrammar::count(std::size_t i) const {
  if (i >= tokens_.size()) return std::nullopt;
  const bool article = as(i, TimeClass::kArticle) != nullptr;
  const std::size_t noun = is(i, "a") ? i + 1 : i;
  if (const TimeMeaning* pair = as(noun, TimeClass::kCountNoun)) {
    const std::size_t end = is(noun + 1, "of") || is(noun + 1, "more") ? noun + 2 : noun + 1;
    return Count{double(pair->number), false, end};
  }
  if (is(i, "a") && as(i + 1, TimeClass::kVagueNumber) != nullptr) {
    const std::size_t end = is(i + 2, "of") || is(i + 2, "more") ? i + 3 : i + 2;
    return Count{0, true, end};
  }
  if (as(i, TimeClass::kVagueNumber) != nullptr) return Count{0, true, i + 1};
  if (article && !is(i, "one") && as(i + 1, TimeClass::kMultiplier) != nullptr)
    return Count{double(as(i + 1, TimeClass::kMultiplier)->number), false, i + 2};
  if (const std::optional<Number> words = number_words(i)) {
    if (const TimeMeaning* times = as(words->end, TimeClass::kMultiplier))  // "two dozen"
      return Count{double(words->value) * times->number, false, words->end + 1};
    return Count{double(words->value), false, words->end};
  }
  if (article) return Count{1, false, i + 1};
  if (tokens_[i].number < 0) return std::nullopt;
  if (i > 0 && tokens_[i].glued && (is(i - 1, "$") || is(i - 1, ".") || is(i - 1, ":")))
    return std::nullopt;
  const bool joined = i + 2 < tokens_.size() && tokens_[i + 1].glued && tokens_[i + 2].glued &&
                      tokens_[i + 2].number >= 0;
  if (joined && is(i + 1, ",") && tokens_[i + 2].lower.size() == 3)
    return Count{double(tokens_[i].number * 1000 + tokens_[i + 2].number), false, i + 3};
  if (joined && is(i + 1, ".") && tokens_[i + 2].lower.size() == 1)
    return Count{double(tokens_[i].number) + double(tokens_[i + 2].number) / 10, false, i + 3};
  return Count{double(tokens_[i].number), false, i + 1};
}

// "two thousand and eighteen", "nineteen hundred", "nineteen ninety-nine", "nineteen oh five"
std::size_t TimeGrammar::read_year_words(std::size_t i, TimeExpression& e) const {
  constexpr int kFirstCentury = 13, kLastCentury = 20, kLastYear = 2199;
  const std::optional<Number> first = number_words(i);
  if (!first) return 0;
  if (first->value >= 1000 && first->value <= kLastYear && stands_alone(first->end)) {
    e.year = first->value;
    return first->end;
  }
  if (first->value < kFirstCentury || first->value > kLastCentury) return 0;
  std::size_t at = is(first->end, "-") ? first->end + 1 : first->end;
  const TimeMeaning* zero = as(at, TimeClass::kNumber);
  if (is(at, "oh") || (zero != nullptr && zero->number == 0)) {
    const TimeMeaning* ones = as(at + 1, TimeClass::kNumber);
    if (ones == nullptr || ones->number < 1 || ones->number > 9 || !stands_alone(at + 2)) return 0;
    e.year = first->value * 100 + ones->number;
    return at + 2;
  }
  const std::optional<Number> rest = number_words(at);
  if (!rest || rest->value < 10 || rest->value > 99 || !stands_alone(rest->end)) return 0;
  e.year = first->value * 100 + rest->value;
  return rest->end;
}

// After a month: "twenty-one" of "May twenty-one"
std::size_t TimeGrammar::read_day_words(std::size_t i, TimeExpression& e) const {
  const std::optional<Number> day = number_words(i);
  if (!day || day->value < 1 || day->value > 31) return 0;
  TimeExpression year;
  const bool dated = read_year_words(is(day->end, ",") ? day->end + 1 : day->end, year) != 0;
  const bool counted = !stands_alone(day->end) || is_followed_by_verb(day->end);
  if (!dated && (counted || as(i, TimeClass::kTens) == nullptr)) return 0;
  e.day = day->value;
  return day->end;
}

}  // namespace litopys::reading
