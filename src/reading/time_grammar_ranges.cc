// Ranges with two ends; what the ends leave out they take from each other.
//
//     "from 4 to 22 January"                 both days are of January
//     "Feb 1 to March 3, 2019"               both are of 2019
//     "this week from Tuesday to Thursday"   both are days of this week
//     "between 2015 and March 2018"          from a year's first day to a month's last
//     "moved from Tuesday to Thursday"       no range, and "3 to 5 people" none either
//
// Without "from" or "between" the ends must be joined by "to", "until", "through" or a dash, and by
// a dash only ends of one kind ("May-June"; "London, March 3 - 2022 saw ..." is none).
//
// Where both ends are dates of their own ("from March 3 to April 5") a range is two times, as
// TIMEX3 has it, and times.cc ties them; else ("from 4 to 22 January") it is one, and its words are
// the whole phrase. Each function looks at a bounded number of tokens. Covered by
// time_constructions_test.cc.
#include "reading/time_grammar.h"

namespace litopys::reading {
namespace {

using Form = TimeExpression::Form;

// "4", "the 4th": a day that needs the month of the other end.
bool is_bare_day(const TimeExpression& e) {
  return e.form == Form::kCalendar && e.day && !e.month && !e.weekday && e.nth == 0;
}

bool is_day_of_month(const TimeExpression& e) {
  return (e.form == Form::kCalendar && e.month && e.day) || e.nth_unit == "day";
}

bool same_kind(const TimeExpression& a, const TimeExpression& b) {
  return a.form == b.form && a.month.has_value() == b.month.has_value() &&
         a.day.has_value() == b.day.has_value() && a.weekday.has_value() == b.weekday.has_value() &&
         (a.month || a.year.has_value() == b.year.has_value());
}

// The day of `day` in the month that `month` names.
void take_month(const TimeExpression& month, TimeExpression& day) {
  const int number = *day.day;
  const std::size_t begin = day.begin, end = day.end;
  day = month;
  day.begin = begin;
  day.end = end;
  day.weekday.reset();
  (month.nth_unit == "day" ? day.nth : day.day.emplace()) = number;
}

// "March 3 to April 5, 2021", "from November to February 2020": years told once.
void share_year(TimeExpression& first, TimeExpression& second) {
  const auto comes_after = [](const TimeExpression& a, const TimeExpression& b) {
    return a.month > b.month || (a.month == b.month && a.day > b.day);
  };
  if (!first.month || !second.month) return;
  if (second.year && !first.year) first.year = *second.year - (comes_after(first, second) ? 1 : 0);
  if (first.year && !second.year) second.year = *first.year + (comes_after(first, second) ? 1 : 0);
  if (first.deixis.empty() && second.unit == "year") {
    first.unit = second.unit;
    first.deixis = second.deixis;
  }
}

}  // namespace

// "to", "until", "through", a dash; between two ends also "and".
std::size_t TimeGrammar::read_join(std::size_t i, bool between) const {
  if (!same_sentence(i - 1, i)) return 0;
  if (is(i, "to") || is(i, "-") || is_preposition(i, "until")) return i + 1;
  if (is(i, "up") && (is(i + 1, "to") || is_preposition(i + 1, "until"))) return i + 2;
  return between && is(i, "and") ? i + 1 : 0;
}

// "postponed from Tuesday", "moved the vote from Tuesday": what follows "to" is no end.
bool TimeGrammar::is_moved_from(std::size_t i) const {
  constexpr std::size_t kWordsBack = 6;
  for (std::size_t back = 1; back <= kWordsBack && back <= i; ++back) {
    if (!same_sentence(i - back, i)) return false;
    if (lexicon_.governs("moving", word(i - back).lemma)) return true;
  }
  return false;
}

TimeGrammar::Match TimeGrammar::range_end(std::size_t i) const {
  Match best = plain_date(i);
  keep_longer(best, portion_of(i));
  keep_longer(best, nth_of(i));
  keep_longer(best, day_of_month(i, true));
  TimeExpression e;
  e.begin = i;
  if (const std::size_t end = read_month(i, e, true)) {  // "Oct", with its day
    if (const std::size_t day = read_day_after_month(end, e)) e.end = day;
    if (e.end == 0) e.end = end;
    e.rule = "month";
    keep_longer(best, e);
  }
  TimeExpression weekday;
  weekday.begin = i;
  weekday.rule = "weekday";
  if (const std::size_t end = read_weekday(i, weekday, true)) {
    weekday.end = end;
    keep_longer(best, weekday);
  }
  if (!best && is(i, "now")) {
    TimeExpression now;
    now.form = Form::kRelative;
    now.begin = i;
    now.end = i + 1;
    now.unit = "day";
    now.rule = "now";
    best = now;
  }
  if (best || i >= tokens_.size()) return best;
  TimeExpression day;
  const std::size_t at = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  const std::size_t end = read_day(at, day);
  if (end == 0 || tokens_[at].number < 0) return std::nullopt;
  day.begin = i;
  day.end = end;
  day.rule = "bare_day";
  return day;
}

// What one end leaves out is taken from the other, or from the period that they are days of.
bool TimeGrammar::complete(TimeExpression& first, TimeExpression& second,
                           const Match& whole) const {
  if (whole && (whole->month || whole->unit == "month")) {
    TimeExpression month = *whole;
    if (!month.month) month.nth_unit = "day";
    if (is_bare_day(second) && !month.year)
      if (const std::size_t end = read_year(second.end, month)) second.end = end;
    if (!is_bare_day(first) || !is_bare_day(second)) return false;
    take_month(month, first);
    take_month(month, second);
    return true;
  }
  if (whole) {
    if (!first.weekday || !second.weekday || first.day || second.day) return false;
    first.unit = second.unit = "week";
    first.deixis = second.deixis = whole->deixis;
    return true;
  }
  if (is_bare_day(first) && is_bare_day(second)) return false;
  if (is_bare_day(first)) {
    if (!is_day_of_month(second)) return false;
    const int later = second.nth_unit == "day" ? second.nth : *second.day;
    if (*first.day >= later) return false;
    take_month(second, first);
  } else if (is_bare_day(second)) {
    if (!is_day_of_month(first) && !(first.day && first.weekday)) return false;
    if (is_day_of_month(first)) take_month(first, second);
  }
  share_year(first, second);
  return !(first.month && !first.year && first.deixis.empty() && !second.month && second.year);
}

bool TimeGrammar::plausible_end(const TimeExpression& e) const {
  return e.rule == "year" ? plausible_year(e) : true;
}

TimeGrammar::Match TimeGrammar::range(std::size_t i) const {
  Match whole;
  std::size_t at = i;
  if (!is(at, "from") && !is(at, "between")) {  // "next week between ...", "November from ..."
    TimeExpression month;
    if (const std::size_t end = read_month(at, month, true)) {
      month.end = read_year(end, month);
      if (month.end == 0) month.end = end;
      whole = month;
    } else {
      whole = deictic(at);
    }
    const bool period = whole && !whole->day && !whole->weekday &&
                        (whole->month || whole->unit == "month" || whole->unit == "week");
    if (period && (is(whole->end, "from") || is(whole->end, "between")))
      at = whole->end;
    else
      whole.reset();
  }
  const bool between = is(at, "between"), opened = between || is(at, "from");
  const std::size_t from = opened || at == 0 ? at : at - 1;
  if (is(from, "from") && is_moved_from(from)) return std::nullopt;
  if (opened) ++at;
  if (!same_sentence(i, at)) return std::nullopt;
  Match first = range_end(at);
  if (!first) return std::nullopt;
  if (opened && !whole && first->last_day) return first->begin = i, first;
  const std::size_t join = read_join(first->end, between);
  if (join == 0 || first->last_day) return std::nullopt;
  const bool item = !opened && is_bare_day(*first) && first->end == at + 1 && is(join - 1, "-") &&
                    !tokens_[join - 1].glued;  // a list's "3 - March", but not "(6 - 12 March)"
  if (item && (at == 0 || !same_sentence(at - 1, at))) return std::nullopt;
  Match second = range_end(join);
  if (item && !(second && is_day_of_month(*second))) return std::nullopt;
  if (!second || second->last_day || !same_sentence(i, second->end - 1)) return std::nullopt;
  if (is(join - 1, "-") && !is_bare_day(*first) && !is_bare_day(*second) &&
      !same_kind(*first, *second))
    return std::nullopt;
  const bool possessive = is(second->end, "'") && is(second->end + 1, "s");
  if (possessive && !opened) return std::nullopt;
  const bool elliptic = is_bare_day(*first) || is_bare_day(*second) || first->nth_unit == "day" ||
                        first->rule == "now" || second->rule == "now";
  if (!complete(*first, *second, whole) || !plausible_end(*first) || !plausible_end(*second))
    return std::nullopt;
  TimeExpression e;
  e.form = Form::kRange;
  e.begin = i;
  e.end = second->end;
  e.rule = "range";
  e.is_split = !whole && !elliptic;
  TimeExpression part;
  const bool one_day = second->weekday || second->day || second->unit == "day";
  if (const std::size_t end = one_day ? read_part(e.end, part) : 0) e.end = second->end = end;
  e.parts.push_back(std::move(*first));
  e.parts.push_back(std::move(*second));
  return e;
}

// "three days starting on Monday", "a week, from 20 December"; see offset_from_date() for "three
// days from Monday".
TimeGrammar::Match TimeGrammar::span_from(std::size_t i) const {
  Match e = duration(i);
  if (!e || e->steps.empty()) return std::nullopt;
  std::size_t at = is(e->end, ",") ? e->end + 1 : e->end;
  const bool lasting = i > 0 && is_preposition(i - 1, "for");
  const bool starting = as(at, TimeClass::kStarting) != nullptr;
  if (!starting && !(lasting && is(at, "from"))) return std::nullopt;
  ++at;
  if (starting && (is_preposition(at, "on") || is_preposition(at, "from"))) ++at;
  Match date = plain_date(at);
  const bool one_day = date && (date->day || date->weekday || date->holiday != nullptr ||
                                (date->unit == "day" && date->deixis.empty()));
  if (!one_day || !same_sentence(i, at)) return std::nullopt;
  e->form = Form::kSpan;
  e->end = date->end;
  e->rule = "span";
  e->parts.push_back(std::move(*date));
  return e;
}

}  // namespace litopys::reading
