// How dates, clock times and parts of days are written.
//
// Each function reads one construction from a token on and gives what it found with its end; a
// construction is built of smaller ones ("Saturday, March 5, 2022 at 9 p.m." is a calendar date
// followed by a clock), and of all constructions that begin at a token the longest wins, so that
// nested expressions never come out. Then plausible() looks at what stands around and at the tags:
// "March" in "the March on the capital", "may" the verb, "2014" in "2014 soldiers" are no times.
//
// Not read: dates of other calendars, Roman numerals, "the ides of March". Times in tables are
// read cell by cell. Linear in the text (each function looks at a bounded number of tokens).
// Spans follow TIMEX3 (TimeML annotation guidelines 1.2.1): no preposition, no possessive mark.
// Covered by times_test.cc and tests/cases/times.
#include "reading/time_grammar.h"

#include <algorithm>
#include <initializer_list>

namespace litopys::reading {
namespace {

using Form = TimeExpression::Form;

}  // namespace

void keep_longer(std::optional<TimeExpression>& best, std::optional<TimeExpression> other) {
  if (other && (!best || other->end > best->end)) best = std::move(other);
}

TimeGrammar::Match TimeGrammar::calendar_date(std::size_t i) const {
  TimeExpression e;
  e.begin = i;
  e.rule = "calendar";
  std::size_t end = read_weekday(i, e);
  if (end != 0) {
    const TimeExpression only_weekday = e;
    const std::size_t rest = is(end, ",") ? end + 1 : end;
    const std::size_t after = same_sentence(i, rest) ? read_month_and_day(rest, e) : 0;
    if (after != 0 && e.day) {
      end = after;
    } else {
      e = only_weekday;
      e.rule = "weekday";
      const bool the = same_sentence(i, rest) && as(rest, TimeClass::kThe) != nullptr;
      const std::size_t day = the ? read_day(rest + 1, e) : 0;  // "Friday the 13th"
      const bool suffixed = day > rest + 2 && stands_alone(day);
      if (suffixed) end = day, e.rule = "weekday_day";
      if (!suffixed) e.day.reset();
    }
  } else if ((end = read_month_and_day(i, e)) != 0) {
    e.rule = e.day ? "month_day" : "month";
    if (e.month && !e.year) {  // "March last year", "5 March of this year"
      const Match year = deictic(is(end, "of") ? end + 1 : end);
      if (year && year->unit == "year" && same_sentence(i, year->begin)) {
        e.deixis = year->deixis;
        e.unit = "year";
        end = year->end;
      }
    }
  } else if ((end = read_year(i, e)) != 0) {
    e.rule = "year";
    e.end = end;
    if (Match named = year_first(e)) return named;
  } else {
    return std::nullopt;
  }
  e.end = end;
  return e;
}

// "2016 November", "2016 Q3", "2016, the third quarter"
TimeGrammar::Match TimeGrammar::year_first(const TimeExpression& year) const {
  const std::size_t at = is(year.end, ",") ? year.end + 1 : year.end;
  if (!same_sentence(year.begin, at)) return std::nullopt;
  TimeExpression e = year;
  const std::size_t end = read_month(at, e, true);
  const bool homograph = as(at, TimeClass::kHomograph) != nullptr;  // "in 2016, May said"
  const bool alone = at == year.end && stands_alone(end) && !is_followed_by_verb(end);
  if (end != 0 && (!homograph || alone)) {
    e.rule = "month";
    const std::size_t day = read_day_after_month(end, e);
    return e.end = day != 0 ? day : end, e;
  }
  Match part = quarter(at);
  if (!part || part->year || !part->deixis.empty()) return std::nullopt;
  part->begin = year.begin;
  part->year = year.year;
  return part;
}

// "the 20th of next month", "the 5th of the month"; "the 27th" alone is that of a month near by.
// `sure` takes "4" for a day before the month's name: "(from 1 to) 4 next month".
TimeGrammar::Match TimeGrammar::day_of_month(std::size_t i, bool sure) const {
  const bool the = as(i, TimeClass::kThe) != nullptr;
  TimeExpression day;
  const std::size_t at = the ? i + 1 : i;
  const std::size_t end = read_day(at, day);
  if (end == 0 || (end == at + 1 && tokens_[at].number > 0 && !sure)) return std::nullopt;
  const bool joined = is(end, "of") || is(end, "in");
  Match month = deictic(joined ? end + 1 : end);
  if (joined && !month && is(end + 1, "the") && is(end + 2, "month")) {
    month.emplace();
    month->form = Form::kRelative;
    month->unit = "month";
    month->deixis = "this";
    month->end = end + 3;
  }
  if (month && month->unit == "month" && (joined || sure)) {
    month->begin = i;
    month->nth = *day.day;
    month->nth_unit = "day";
    month->rule = "day_of_month";
    return month;
  }
  const bool suffixed = tokens_[at].number > 0 && end == at + 2;
  const bool governed = i > 0 && as(i - 1, TimeClass::kPreposition) != nullptr;
  if (!the || !suffixed || (!governed && !sure) || is(end, "of") || !stands_alone(end))
    return std::nullopt;
  day.begin = i;
  day.end = end;
  day.rule = "day_of_month";
  return day;
}

// "2016-11", where the second number cannot be that of a later year, as in "2010-11"
TimeGrammar::Match TimeGrammar::numeric_month(std::size_t i) const {
  if (i + 2 >= tokens_.size() || !is(i + 1, "-") || !tokens_[i + 1].glued || !tokens_[i + 2].glued)
    return std::nullopt;
  const std::int64_t year = tokens_[i].number, month = tokens_[i + 2].number;
  const bool further = i + 3 < tokens_.size() && tokens_[i + 3].glued && is(i + 3, "-");
  if (tokens_[i].lower.size() != 4 || year < 1900 || year > 2100 || further ||
      tokens_[i + 2].lower.size() != 2 || month < 1 || month > 12 || month > year % 100)
    return std::nullopt;
  TimeExpression e;
  e.begin = i;
  e.end = i + 3;
  e.year = static_cast<int>(year);
  e.month = static_cast<int>(month);
  e.rule = "numeric";
  return e;
}

// "2024-03-01", "1/3/2024", "1.3.2024"; which of day and month comes first is left open (rule).
TimeGrammar::Match TimeGrammar::numeric_date(std::size_t i) const {
  if (i + 4 >= tokens_.size() || tokens_[i].number < 0) return std::nullopt;
  const std::string& mark = tokens_[i + 1].lower;
  if ((mark != "-" && mark != "/" && mark != ".") || tokens_[i + 3].lower != mark)
    return std::nullopt;
  for (std::size_t k = i + 1; k <= i + 4; ++k)
    if (!tokens_[k].glued) return std::nullopt;
  const std::int64_t a = tokens_[i].number, b = tokens_[i + 2].number, c = tokens_[i + 4].number;
  TimeExpression e;
  e.begin = i;
  e.end = i + 5;
  e.rule = "numeric";
  if (tokens_[i].lower.size() == 4 && b >= 1 && b <= 12 && c >= 1 && c <= 31) {
    e.year = static_cast<int>(a), e.month = static_cast<int>(b), e.day = static_cast<int>(c);
    return e;
  }
  const std::size_t digits = tokens_[i + 4].lower.size();
  if ((digits != 4 && (digits != 2 || mark != "/")) || a < 1 || b < 1 || a > 31 || b > 31 || c < 0)
    return std::nullopt;
  e.year = static_cast<int>(digits == 4 ? c : c < 50 ? 2000 + c : 1900 + c);
  const bool day_first = mark == "." || a > 12;
  e.day = static_cast<int>(day_first ? a : b);
  e.month = static_cast<int>(day_first ? b : a);
  if (!day_first && b <= 12 && a != b) e.rule = "numeric_ambiguous";
  return *e.month <= 12 && *e.year >= 1000 ? Match(e) : std::nullopt;
}

// "last week", "this Friday", "next March", "the previous day", "that night", "this past weekend"
TimeGrammar::Match TimeGrammar::deictic(std::size_t i) const {
  const std::size_t start = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  const TimeMeaning* deixis = as(start, TimeClass::kDeixis);
  if (deixis == nullptr) return std::nullopt;
  TimeExpression e;
  e.begin = i;
  e.deixis = deixis->value == "past" ? "last" : deixis->value;
  std::size_t at = start + 1;
  if (const TimeMeaning* second = as(at, TimeClass::kDeixis); second && is(start, "this")) {
    e.deixis = second->value == "past" ? "last" : second->value;
    ++at;
  }
  e.end = at + 1;
  if (const TimeMeaning* unit = as(at, TimeClass::kUnit)) {
    if (unit->value == "second" || unit->value == "minute" || unit->value == "hour")
      return std::nullopt;
    e.form = Form::kRelative;
    e.unit = unit->value;
    e.rule = "deictic_" + unit->value;
    const bool past_unit = deixis->value == "past" && start > i;
    if (past_unit || (start > i && is(start, "last"))) return std::nullopt;  // see window()
    return e;
  }
  if (const std::size_t end = read_weekday(at, e)) {
    e.rule = "deictic_weekday";
    if (start > i && e.deixis == "next") e.deixis = "following";  // "the next Tuesday he ..."
    return e.end = end, e;
  }
  if (const std::size_t end = read_month(at, e, true)) {
    e.rule = "deictic_month";
    return e.end = end, e;
  }
  if (const TimeMeaning* season = as(at, TimeClass::kSeason)) {
    e.season = season->value;
    e.rule = "deictic_season";
    return e;
  }
  if (const std::size_t end = read_part(at, e)) {
    e.form = Form::kRelative;
    e.unit = "day";
    e.rule = "deictic_part_of_day";
    return e.end = end, e;
  }
  return std::nullopt;
}

TimeGrammar::Match TimeGrammar::holiday(std::size_t i) const {
  Match best;
  for (const Holiday& holiday : lexicon_.holidays) {
    std::size_t at = i;
    for (const std::string& wanted : holiday.words) {
      if (wanted == "'s") {
        if (!is(at, "'") || !is(at + 1, "s")) break;
        at += 2;
      } else if (is(at, wanted) && (at > i || tokens_[at].capital || wanted == "the")) {
        ++at;
        if (is(at, ".") && wanted.size() == 2 && tokens_[at].glued) ++at;  // "St.", "Jr."
      } else {
        break;
      }
      if (&wanted != &holiday.words.back()) continue;
      TimeExpression e;
      e.form = Form::kHoliday;
      e.begin = i;
      e.holiday = &holiday;
      e.rule = "holiday";
      const std::size_t year_at = is(at, ",") ? at + 1 : at;
      const std::size_t end = read_year(year_at, e);
      e.end = end != 0 ? end : at;
      keep_longer(best, e);
    }
  }
  return best;
}

TimeGrammar::Match TimeGrammar::day_word(std::size_t i) const {
  const TimeMeaning* day = as(i, TimeClass::kDayWord);
  const TimeMeaning* night = as(i, TimeClass::kNightWord);
  if (day == nullptr && night == nullptr) return std::nullopt;
  TimeExpression e;
  e.form = Form::kRelative;
  e.begin = i;
  e.end = i + 1;
  e.unit = "day";
  e.count = day != nullptr ? day->number : night->number;
  e.rule = "day_word";
  if (night != nullptr) {
    e.part_of_day = "NI";
    e.into_next_day = night->number < 0;
    e.rule = night->number < 0 ? "overnight" : "tonight";
    if (e.into_next_day) {  // "overnight Saturday", "overnight into Sunday"
      const bool into = is(i + 1, "into") || is(i + 1, "to");
      const std::size_t at = into ? i + 2 : is_preposition(i + 1, "on") ? i + 2 : i + 1;
      if (Match named = same_sentence(i, at) ? calendar_date(at) : std::nullopt;
          named && (named->weekday || named->day)) {
        named->begin = i;
        named->part_of_day = "NI";
        named->into_next_day = true;
        named->ends_there = into;
        named->rule = "overnight";
        return named;
      }
    }
  }
  return e;
}

TimeGrammar::Match TimeGrammar::plain_date(std::size_t i) const {
  Match best = calendar_date(i);
  keep_longer(best, numeric_date(i));
  keep_longer(best, numeric_month(i));
  keep_longer(best, decade_or_century(i));
  keep_longer(best, season(i));
  keep_longer(best, quarter(i));
  keep_longer(best, deictic(i));
  keep_longer(best, holiday(i));
  keep_longer(best, day_word(i));
  keep_longer(best, day_beside(i));
  keep_longer(best, day_of_month(i, false));
  keep_longer(best, after_next(i));
  if (best && best->weekday && !best->day && best->deixis.empty()) {  // "Friday last week"
    const std::size_t at = is(best->end, "of") ? best->end + 1 : best->end;
    if (const Match week = deictic(at); week && week->unit == "week") {
      best->unit = "week";
      best->deixis = week->deixis;
      best->end = week->end;
    }
  } else if (best && best->unit == "week" && !best->deixis.empty()) {  // "next week on Friday"
    TimeExpression named = *best;
    const std::size_t at = is_preposition(best->end, "on") ? best->end + 1 : best->end;
    const std::size_t end = same_sentence(i, at) ? read_weekday(at, named) : 0;
    if (end != 0) {
      named.form = Form::kCalendar;
      named.rule = "weekday";
      named.end = end;
      best = named;
    }
  }
  return best;
}

// After a date: "Sunday | morning", "March 5 | at around 9 p.m.", "Saturday night | into Sunday"
void TimeGrammar::extend_with_part_and_clock(TimeExpression& e) const {
  if (e.part_of_day.empty() && same_sentence(e.begin, e.end)) {
    if (const std::size_t end = read_part(e.end, e)) e.end = end;
  }
  if (!e.part_of_day.empty() && is(e.end, "into")) {
    TimeExpression next;
    if (std::size_t end = read_weekday(e.end + 1, next)) {
      if (const std::size_t after = read_part(end, next)) end = after;
      e.into_next_day = true;
      e.end = end;
      return;
    }
  }
  if (e.hour) return;
  std::size_t at = is(e.end, ",") ? e.end + 1 : e.end;
  if (is(at, "just") || is(at, "shortly")) ++at;
  while (is_preposition(at, "at") || as(at, TimeClass::kApproximator) != nullptr ||
         is_preposition(at, "after") || is_preposition(at, "before"))
    ++at;
  if (at > e.end + 4 || !same_sentence(e.begin, at)) return;
  if (const std::size_t end = read_clock(at, e)) {
    e.end = end;
    if (is(e.end, "in") && is(e.end + 1, "the")) {
      TimeExpression part;
      if (const std::size_t after = read_part(e.end + 2, part)) {
        if (e.hour < 12 && part.part_of_day != "MO") e.hour = *e.hour + 12;
        e.end = after;
      }
    }
  }
}

TimeGrammar::Match TimeGrammar::date(std::size_t i) const {
  Match best = plain_date(i);
  keep_longer(best, portion_of(i));
  if (!best) return best;
  const bool of_one_day = best->weekday || best->day || best->holiday != nullptr ||
                          best->unit == "day" || best->deixis == "same";
  if (of_one_day) extend_with_part_and_clock(*best);
  return best;
}

// "9 p.m. on Saturday", "noon Friday", "9:30 p.m., March 5"; without a day the clock alone.
TimeGrammar::Match TimeGrammar::clock_first(std::size_t i) const {
  TimeExpression e;
  e.form = Form::kPartOfDay;
  e.begin = i;
  e.rule = "clock";
  const std::size_t end = read_clock(i, e);
  if (end == 0) return std::nullopt;
  e.end = end;
  std::size_t at = is(end, ",") ? end + 1 : end;
  if (is_preposition(at, "on")) ++at;
  if (is(at, "in") && is(at + 1, "the")) {
    TimeExpression part;
    if (const std::size_t after = read_part(at + 2, part)) {
      const bool half_told = !is(end - 1, "clock") && tokens_[end - 1].number < 0 &&
                             as(end - 1, TimeClass::kNumber) == nullptr;
      const bool small_hours = part.part_of_day == "NI" && *e.hour <= 4;
      if (*e.hour < 12 && part.part_of_day != "MO" && !small_hours && !half_told)
        e.hour = *e.hour + 12;
      e.end = at = after;
      if (is_preposition(at, "on") || is_preposition(at, "of")) ++at;
    }
  }
  Match day = same_sentence(i, at) ? plain_date(at) : std::nullopt;
  const bool of_one_day =
      day && (day->weekday || day->day || day->unit == "day" || day->holiday != nullptr);
  if (!of_one_day) return e;
  TimeExpression part = *day;
  if (const std::size_t after = read_part(day->end, part)) {
    day = part;
    day->end = after;
  }
  const bool half_day_told = is(end - 1, "m") || is(end - 1, ".") ||
                             as(end - 1, TimeClass::kMeridiem) != nullptr ||
                             as(end - 1, TimeClass::kClockWord) != nullptr;
  if (!day->part_of_day.empty() && day->part_of_day != "MO" && *e.hour < 12 && *e.hour > 4 &&
      !half_day_told)
    e.hour = *e.hour + 12;
  if (day->part_of_day == "MO" && *e.hour == 12) e.hour = 0;
  day->begin = i;
  day->hour = e.hour;
  day->minute = e.minute;
  day->rule = "clock_" + day->rule;
  return day;
}

// "the night of March 5", "the early hours of Sunday", "early in the morning on Saturday"
TimeGrammar::Match TimeGrammar::part_first(std::size_t i) const {
  std::size_t at = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  TimeExpression part;
  at = read_part(at, part);
  if (at == 0) return std::nullopt;
  const bool joined = is(at, "of") || is(at, "on");
  if (!joined && as(at, TimeClass::kWeekday) == nullptr) return std::nullopt;
  Match day = plain_date(joined ? at + 1 : at);  // "mid-afternoon Sunday"
  if (!day || !(day->weekday || day->day || day->unit == "day" || day->holiday != nullptr))
    return std::nullopt;
  day->begin = i;
  day->part_of_day = part.part_of_day;
  if (!part.portion.empty()) day->portion = part.portion;
  day->rule = "part_of_" + day->rule;
  extend_with_part_and_clock(*day);
  return day;
}

// "the night from Sunday to Monday", "the night between 5 and 6 March", "overnight from ... to ..."
TimeGrammar::Match TimeGrammar::night_between(std::size_t i) const {
  const std::size_t at = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  const TimeMeaning* part = as(at, TimeClass::kPartOfDay);
  const bool night = (part != nullptr && part->value == "NI") || is(at, "overnight");
  if (!night) return std::nullopt;
  std::size_t from = at + 1;
  if (is(from, "of")) ++from;
  if (is_preposition(from, "from")) ++from;
  if (from == at + 1) return std::nullopt;
  Match first = calendar_date(from);
  TimeExpression day_only;
  std::size_t join = first ? first->end : read_day(from, day_only);
  if (join == 0 || !(is(join, "to") || is(join, "and") || is(join, "-") || is(join, "into")))
    return std::nullopt;
  const Match second = calendar_date(join + 1);
  if (!second || !(second->weekday || second->day)) return std::nullopt;
  TimeExpression e = first ? *first : *second;
  e.begin = i;
  e.end = second->end;
  e.part_of_day = "NI";
  e.into_next_day = true;
  e.ends_there = !first;
  if (first && !first->month && second->month) e.month = second->month;
  e.rule = "night_between";
  return e;
}

// "in the morning", "at dawn", "by evening": a part of the day that the text is at. "By night" and
// "in the mornings" are no one day's.
TimeGrammar::Match TimeGrammar::bare_part(std::size_t i) const {
  if (i == 0 || !same_sentence(i - 1, i)) return std::nullopt;
  TimeExpression e;
  e.form = Form::kPartOfDay;
  e.rule = "bare_part_of_day";
  e.begin = i;
  const auto is_after = [&](std::initializer_list<std::string_view> prepositions) {
    return std::any_of(prepositions.begin(), prepositions.end(),
                       [&](std::string_view each) { return is_preposition(i - 1, each); });
  };
  const bool the = as(i, TimeClass::kThe) != nullptr;
  const std::size_t end = read_part(the ? i + 1 : i, e);
  if (end == 0) return std::nullopt;
  const bool many = language::has_feature(word(end - 1), "Number=Plur");
  const bool by_night = is_preposition(i - 1, "by") && e.part_of_day == "NI";
  const bool bounded = is_after({"by", "before", "since", "until"}) && !many && !by_night;
  const bool at_night = is(i, "night") && is_preposition(i - 1, "at");
  const bool edge =
      is_preposition(i - 1, "at") && tokens_[i].lower != "morning" && e.portion.empty() && !many;
  const bool fits = the ? is_preposition(i - 1, "in") || bounded : bounded || edge || at_night;
  if (!fits) return std::nullopt;
  e.end = end;
  return e;
}

std::optional<TimeExpression> TimeGrammar::longest_at(std::size_t i) const {
  Match best;
  for (Match candidate :
       {date(i), clock_first(i), part_first(i), night_between(i), bare_part(i), counted(i),
        half_unit(i), window(i), consecutive(i), bare_units(i), recurrence(i), phrase(i), nth_of(i),
        unit_of(i), range(i), span_from(i), counted_weekday(i), whole_unit(i)})
    if (candidate && plausible(*candidate)) keep_longer(best, std::move(candidate));
  return best;
}

}  // namespace litopys::reading
