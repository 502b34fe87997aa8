// Periods longer than a month: decades, centuries, seasons, quarters and halves of a year; and
// parts of periods.
//
//     "the 1990s", "the sixties", "the nineteen seventies", "the noughties", "the 19th century"
//     "summer 2021", "the first half of last year", "Q3 2016"
//     "early March", "the end of the month", "the rest of the week", "the week after next"
//     "the first Friday of July", "the last three days of 2019", "the week of March 5"
//     "fall" and "spring" alone are no times; "in spring" is one, "in Spring" a town.
//
// Each function reads one construction from a token on. Covered by times_test.cc and
// time_constructions_test.cc.
#include "reading/time_grammar.h"

namespace litopys::reading {
namespace {

using Form = TimeExpression::Form;

}  // namespace

TimeGrammar::Match TimeGrammar::decade_or_century(std::size_t i) const {
  TimeExpression e;
  e.begin = i;
  e.rule = "decade";
  std::size_t at = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  if (at >= tokens_.size()) return std::nullopt;
  const bool short_form = is(at, "'");
  const std::size_t digits_at = short_form ? at + 1 : at;
  std::size_t plural = digits_at + 1;
  if (is(plural, "'") && tokens_[plural].glued) ++plural;  // "the 1970's"
  if (is(plural, "s") && tokens_[plural].glued) {
    const std::int64_t number = tokens_[digits_at].number;
    const std::size_t size = tokens_[digits_at].lower.size();
    if (number < 0 || number % 10 != 0 || (size != 4 && size != 2)) return std::nullopt;
    if (plural > digits_at + 1 && at == i) return std::nullopt;  // "1970's" is that of the year
    if (size == 2 && !short_form && at == i) return std::nullopt;
    e.decade = static_cast<int>(size == 4 ? number : number < 30 ? 2000 + number : 1900 + number);
    e.end = plural + 1;
    return e;
  }
  if (const std::optional<Number> century = number_words(at)) {  // "the nineteen seventies"
    std::size_t ten_at = century->end;
    if (is(ten_at, "-") || is(ten_at, "and")) ++ten_at;
    const TimeMeaning* tens = as(ten_at, TimeClass::kDecade);
    if (tens == nullptr) tens = as(ten_at, TimeClass::kDecadeEnding);
    const bool thousands = century->value == 2 && is(ten_at, "thousands");
    const int first = thousands              ? 2000
                      : century->value < 100 ? century->value * 100
                                             : century->value;
    if (tens != nullptr && at > i && tens->number < 100 && first >= 1300 && first <= 2000) {
      e.decade = first + tens->number;
      e.end = ten_at + 1;
      return e;
    }
  }
  if (const TimeMeaning* decade = as(at, TimeClass::kDecade); decade != nullptr && at > i) {
    e.decade = 1900 + decade->number;
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

// "the first quarter of 2023", "the second half of the year", "Q3 2016", "H1 2016"
TimeGrammar::Match TimeGrammar::quarter(std::size_t i) const {
  TimeExpression e;
  e.begin = i;
  const TimeMeaning* letter = as(i, TimeClass::kYearPart);
  const std::size_t at = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  bool half = is(at + 1, "half");
  int which = 0;
  if (letter != nullptr && tokens_[i].capital && i + 1 < tokens_.size() && tokens_[i + 1].glued) {
    half = letter->value == "half";
    which = tokens_[i + 1].lower.size() == 1 ? static_cast<int>(tokens_[i + 1].number) : 0;
    e.end = i + 2;
  } else if (const TimeMeaning* ordinal = as(at, TimeClass::kOrdinal)) {
    if (half || is(at + 1, "quarter")) which = ordinal->number;
    e.end = at + 2;
  }
  if (which < 1 || which > (half ? 2 : 4)) return std::nullopt;
  (half ? e.half : e.quarter) = which;
  e.rule = half ? "half_year" : "quarter";
  const std::size_t year_at = is(e.end, "of") ? e.end + 1 : e.end;
  if (const std::size_t end = read_year(year_at, e)) return e.end = end, e;
  if (const Match year = deictic(year_at); year && year->unit == "year") {
    e.deixis = year->deixis;
    e.end = year->end;
    return e;
  }
  if (is(year_at, "the") && is(year_at + 1, "year")) return e.end = year_at + 2, e;
  const bool after_year = i > 0 && tokens_[i - 1].number > 1000;
  return half && !after_year ? std::nullopt : Match(e);
}

// A period that others are parts of: "March 2021", "2019", "next month", "the year".
TimeGrammar::Match TimeGrammar::named_period(std::size_t i) const {
  Match period;
  TimeExpression month;
  if (const std::size_t end = read_month(i, month, true)) {  // "of Oct", with its year
    month.begin = i;
    month.end = end;
    month.rule = "month";
    period = month;
  }
  keep_longer(period, plain_date(i));
  if (!period && as(i, TimeClass::kThe) != nullptr) period = running_unit(i + 1);
  return period;
}

// "(the end of the) month": the one that runs.
TimeGrammar::Match TimeGrammar::running_unit(std::size_t i) const {
  const TimeMeaning* unit = as(i, TimeClass::kUnit);
  if (unit == nullptr) return std::nullopt;
  for (const char* known : {"day", "week", "month", "quarter", "year", "decade", "century"}) {
    if (unit->value != known) continue;
    TimeExpression e;
    e.begin = i;
    e.end = i + 1;
    e.form = Form::kRelative;
    e.unit = unit->value;
    e.deixis = "this";
    e.rule = "portion";
    return e;
  }
  return std::nullopt;
}

// "the first week of March", "the last day of the month", "the first Friday in July", "the last
// three days of 2019", "the third week next year"
TimeGrammar::Match TimeGrammar::nth_of(std::size_t i) const {
  const std::size_t at = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  const TimeMeaning* ordinal = as(at, TimeClass::kOrdinal);
  const bool last = is(at, "last") || is(at, "final");
  if (ordinal == nullptr && !last) return std::nullopt;
  TimeExpression nth;
  nth.nth = last ? -1 : ordinal->number;
  std::size_t end = at + 1;
  const std::optional<Count> number = count(end);
  const bool counted = number && !number->vague && as(number->end, TimeClass::kUnits) != nullptr;
  const TimeMeaning* unit = as(end, TimeClass::kUnit);
  const bool edge = last || ordinal->number == 1;
  if (edge && as(end, TimeClass::kUnits) != nullptr) {  // "the first days of March"
    nth.portion = last ? "end" : "beginning";
    ++end;
  } else if (counted) {
    unit = as(number->end, TimeClass::kUnits);
    nth.nth_count = static_cast<int>(number->value);
    end = number->end + 1;
  } else if (unit != nullptr) {
    ++end;
  } else if (const std::size_t after = read_weekday(end, nth)) {
    nth.nth_weekday = *nth.weekday;
    nth.nth_unit = "weekday";
    end = after;
  } else {
    return std::nullopt;
  }
  if (unit != nullptr) {
    if (unit->value != "day" && unit->value != "week" && unit->value != "weekend" &&
        unit->value != "month")
      return std::nullopt;
    nth.nth_unit = unit->value;
  }
  const bool joined = is(end, "of") || is(end, "in");
  if (!joined && (last || at == i)) return std::nullopt;  // "last week July's ..."
  Match whole = joined ? named_period(end + 1) : deictic(end);
  const bool long_enough = whole && !whole->day && !whole->weekday && whole->unit != "day" &&
                           whole->nth == 0 &&
                           (whole->holiday == nullptr || whole->holiday->days > 1);
  if (!long_enough || !same_sentence(i, whole->begin)) return std::nullopt;
  whole->begin = i;
  if (!nth.portion.empty()) {
    whole->portion = nth.portion;
    whole->rule = "portion";
    return whole;
  }
  whole->nth = nth.nth;
  whole->nth_count = nth.nth_count;
  whole->nth_weekday = nth.nth_weekday;
  whole->nth_unit = nth.nth_unit;
  whole->rule = "nth_" + nth.nth_unit;
  return whole;
}

// "the week of March 5", "the week starting on Monday", "the weekend of the 18th"
TimeGrammar::Match TimeGrammar::unit_of(std::size_t i) const {
  const std::size_t at = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  const TimeMeaning* unit = as(at, TimeClass::kUnit);
  if (unit == nullptr || (unit->value != "week" && unit->value != "weekend")) return std::nullopt;
  std::size_t date_at = at + 2;
  if (as(at + 1, TimeClass::kStarting) != nullptr) {
    if (is_preposition(date_at, "on") || is_preposition(date_at, "from")) ++date_at;
  } else if (!is(at + 1, "of")) {
    return std::nullopt;
  }
  Match date = plain_date(date_at);
  keep_longer(date, day_of_month(date_at, true));
  const bool one_day = date && (date->day || date->weekday || date->unit == "day" ||
                                date->holiday != nullptr || date->nth_unit == "day");
  if (!one_day || !same_sentence(i, date_at)) return std::nullopt;
  TimeExpression e;
  e.form = Form::kAround;
  e.begin = i;
  e.end = date->end;
  e.unit = unit->value;
  e.rule = unit->value + "_of_day";
  e.parts.push_back(std::move(*date));
  return e;
}

// "the week after next", "the weekend before last", "the Sunday after next"
TimeGrammar::Match TimeGrammar::after_next(std::size_t i) const {
  const std::size_t at = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  const TimeMeaning* unit = as(at, TimeClass::kUnit);
  TimeExpression e;
  e.begin = i;
  e.form = Form::kRelative;
  std::size_t end = unit != nullptr ? at + 1 : read_weekday(at, e);
  if (end == 0 || (!is(end, "after") && !is(end, "before"))) return std::nullopt;
  const bool after = is(end, "after");
  ++end;
  if (as(end, TimeClass::kThe) != nullptr) ++end;
  if (!is(end, after ? "next" : "last") || !stands_alone(end + 1)) return std::nullopt;
  e.unit = unit != nullptr ? unit->value : "weekday";
  if (e.unit == "second" || e.unit == "minute" || e.unit == "hour") return std::nullopt;
  e.count = after ? 2 : -2;
  e.rule = after ? "after_next" : "before_last";
  e.end = end + 1;
  return e;
}

// "early March", "late last year", "mid-2014", "the end of the month", "year end"
TimeGrammar::Match TimeGrammar::portion_of(std::size_t i) const {
  if (const TimeMeaning* portion = as(i, TimeClass::kPortion)) {
    std::size_t at = is(i + 1, "-") ? i + 2 : i + 1;
    if (is(at, "in") || is(at, "on")) ++at;
    Match date = same_sentence(i, at) ? plain_date(at) : std::nullopt;
    if (!date) return std::nullopt;
    date->begin = i;
    date->portion = portion->value;
    return date;
  }
  if (is(i, "earlier") || is(i, "later")) {  // "later this month", "earlier today"
    Match date = is(i + 1, "this") ? deictic(i + 1) : day_word(i + 1);
    const TimeMeaning* unit = as(i + 3, TimeClass::kUnit);
    if (is(i + 1, "in") && is(i + 2, "the") && unit != nullptr) {  // "earlier in the week"
      if (unit->value != "week" && unit->value != "month" && unit->value != "year")
        return std::nullopt;
      date.emplace();
      date->form = Form::kRelative;
      date->unit = unit->value;
      date->deixis = "this";
      date->rule = "portion";
      date->end = i + 4;
    }
    if (!date || !same_sentence(i, i + 1)) return std::nullopt;
    date->begin = i;
    date->portion = tokens_[i].lower;
    return date;
  }
  const std::size_t at = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  const TimeMeaning* noun = as(at, TimeClass::kPortionNoun);
  const TimeMeaning* unit = as(at, TimeClass::kUnit);
  if (unit != nullptr && (unit->value == "year" || unit->value == "month")) {  // "year's end"
    std::size_t end = at + 1;
    if (is(end, "'") && is(end + 1, "s")) end += 2;
    if (is(end, "-")) ++end;
    if (!is(end, "end") || at != i) return std::nullopt;
    TimeExpression e;
    e.form = Form::kRelative;
    e.begin = i;
    e.end = end + 1;
    e.unit = unit->value;
    e.deixis = "this";
    e.portion = "last_day";
    e.rule = "portion";
    return e;
  }
  if (noun == nullptr) return std::nullopt;
  const bool joined = is(at + 1, "of");
  Match date = joined ? named_period(at + 2) : std::nullopt;
  if (joined && !date && noun->value == "later") date = running_unit(at + 2);  // "rest of week"
  if (!date) return std::nullopt;
  date->begin = i;
  const bool due = i > 0 && (is_preposition(i - 1, "by") || is_preposition(i - 1, "until") ||
                             is_preposition(i - 1, "before"));
  date->portion = noun->value == "end" && due ? "last_day" : noun->value;
  return date;
}

}  // namespace litopys::reading
