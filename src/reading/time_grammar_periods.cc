// Periods longer than a month: decades, centuries, seasons, quarters and halves of a year.
//
//     "the 1990s", "the sixties", "the 19th century", "summer 2021", "the first half of last year"
//     "fall" and "spring" alone are no times; "in spring" is one, "in Spring" a town.
//
// Each function reads one construction from a token on. Covered by times_test.cc.
#include "reading/time_grammar.h"

namespace litopys::reading {

TimeGrammar::Match TimeGrammar::decade_or_century(std::size_t i) const {
  TimeExpression e;
  e.begin = i;
  std::size_t at = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  if (at >= tokens_.size()) return std::nullopt;
  const bool short_form = is(at, "'");
  const std::size_t digits_at = short_form ? at + 1 : at;
  if (digits_at + 1 < tokens_.size() && is(digits_at + 1, "s") && tokens_[digits_at + 1].glued) {
    const std::int64_t number = tokens_[digits_at].number;
    const std::size_t size = tokens_[digits_at].lower.size();
    if (number < 0 || number % 10 != 0 || (size != 4 && size != 2)) return std::nullopt;
    if (size == 2 && !short_form && at == i) return std::nullopt;
    e.decade = static_cast<int>(size == 4 ? number : number < 30 ? 2000 + number : 1900 + number);
    e.rule = "decade";
    e.end = digits_at + 2;
    return e;
  }
  if (const TimeMeaning* decade = as(at, TimeClass::kDecade); decade != nullptr && at > i) {
    e.decade = 1900 + decade->number;
    e.rule = "decade";
    e.end = at + 1;
    return e;
  }
  TimeExpression ordinal;
  const std::size_t end = read_day(at, ordinal);
  if (end == 0 || (end == at + 1 && as(at, TimeClass::kOrdinal) == nullptr)) return std::nullopt;
  const std::size_t unit = is(end, "-") ? end + 1 : end;
  if (!is(unit, "century")) return std::nullopt;
  e.century = ordinal.day;
  e.rule = "century";
  e.end = unit + 1;
  return e;
}

// "summer 2021", "the winter of 2014"; with deixis see deictic().
TimeGrammar::Match TimeGrammar::season(std::size_t i) const {
  const std::size_t at = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  const TimeMeaning* season = as(at, TimeClass::kSeason);
  if (season == nullptr) return std::nullopt;
  TimeExpression e;
  e.begin = i;
  e.season = season->value;
  e.rule = "season";
  const std::size_t year_at = is(at + 1, "of") ? at + 2 : at + 1;
  const std::size_t end = read_year(year_at, e);
  e.end = end != 0 ? end : at + 1;
  // Without a year "in spring" counts and "in Spring" is a town.
  const bool in = i > 0 && is_preposition(i - 1, "in") && !tokens_[at].capital;
  return end != 0 || in ? Match(e) : std::nullopt;
}

// "the first quarter of 2023", "the second half of the year"
TimeGrammar::Match TimeGrammar::quarter(std::size_t i) const {
  const std::size_t at = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  const TimeMeaning* ordinal = as(at, TimeClass::kOrdinal);
  const bool half = is(at + 1, "half");
  if (ordinal == nullptr || ordinal->number > 4 || (!half && !is(at + 1, "quarter")) ||
      (half && ordinal->number > 2))
    return std::nullopt;
  TimeExpression e;
  e.begin = i;
  (half ? e.half : e.quarter) = ordinal->number;
  e.rule = half ? "half_year" : "quarter";
  e.end = at + 2;
  const std::size_t year_at = is(e.end, "of") ? e.end + 1 : e.end;
  if (const std::size_t end = read_year(year_at, e)) return e.end = end, e;
  if (const Match year = deictic(year_at); year && year->unit == "year") {
    e.deixis = year->deixis;
    e.end = year->end;
    return e;
  }
  if (is(year_at, "the") && is(year_at + 1, "year")) return e.end = year_at + 2, e;
  return half ? std::nullopt : Match(e);
}

}  // namespace litopys::reading
