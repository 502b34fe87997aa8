// Resolves time expressions against their anchors.
//
// The steps: (1) the days of the bare date, by looking back from the anchor, or forward where a
// future governs; (2) a portion of them ("early", "the end of"); (3) the part of a day or the
// clock; (4) the TIMEX3 value. Worked example with the anchor 2024-03-06, a Wednesday:
//
//     "on Friday"            2024-03-01          "will meet on Friday"      2024-03-08
//     "Wednesday"            2024-03-06          "last Wednesday"           2024-02-28
//     "this weekend"         2024-03-02/03       "late February"            2024-02-21/29
//     "December 30"          2023-12-30          "May 2"                    2024-05-02
//
// What has no anchor keeps a value with unknown parts (XXXX-03-05) and no interval. Conventions
// that another reader may set otherwise: thirds of months and years for early, mid and late;
// Tuesday to Thursday for the middle of a week. Constant time. Covered by time_resolution_test.cc.
#include "reading/time_resolution.h"

#include <fmt/format.h>

#include <algorithm>

#include "reading/time_intervals.h"

namespace litopys::reading {
namespace {

using Form = TimeExpression::Form;

constexpr std::int64_t kFarAhead = 5;  // days

// The days of an expression with its portion, without its part of the day.
std::optional<Interval> interval_of(const TimeExpression& e, const TimeAnchors& anchors);

// Where the words around a time place it: nowhere, ahead of the anchor, or not after it.
enum class Outlook { kOpen, kAhead, kBack };

Outlook outlook_of(const TimeAnchors& anchors) {
  return anchors.future ? Outlook::kAhead : anchors.past ? Outlook::kBack : Outlook::kOpen;
}

// Of the candidates the one nearest to the anchor. What is to come must be much nearer than what
// is past, unless a future governs: then it must not be past at all; nor to come under a past.
Date nearest(const std::vector<Date>& candidates, const Date& anchor, Outlook outlook) {
  constexpr std::int64_t kExcluded = 100000;
  const auto cost = [&](const Date& date) {
    const std::int64_t away = day_number(date) - day_number(anchor);
    if (away >= 0)
      return outlook == Outlook::kAhead              ? away
             : outlook == Outlook::kBack && away > 0 ? kExcluded + away
                                                     : 2 * away;
    return outlook == Outlook::kAhead ? kExcluded - away : -away;
  };
  return *std::min_element(candidates.begin(), candidates.end(),
                           [&](const Date& a, const Date& b) { return cost(a) < cost(b); });
}

std::vector<Date> in_years(const Date& anchor, int month, int day) {
  std::vector<Date> dates;
  for (int year = anchor.year - 1; year <= anchor.year + 1; ++year)
    if (day <= days_in_month(year, month)) dates.push_back({year, month, day});
  if (dates.empty()) dates.push_back({anchor.year, month, days_in_month(anchor.year, month)});
  return dates;
}

// The weekday that "on Friday", "last Friday" or "Friday last week" means.
Date weekday_from(const TimeExpression& e, const Date& anchor, bool future) {
  const int wanted = *e.weekday;
  if (e.unit == "week") {
    const int weeks = e.deixis == "last" || e.deixis == "previous" ? -1
                      : e.deixis == "next"                         ? 1
                                                                   : 0;
    return add_days(monday_of(anchor), 7 * weeks + wanted - 1);
  }
  // Who means the nearest one says "on Friday": "next Friday" is that of next week. One that is
  // nearly a week ahead is near to nobody: "next Sunday", said on a Monday, is the coming one.
  if (e.deixis == "next") {
    const Date coming = on_or_after(add_days(anchor, 1), wanted);
    const bool far = day_number(coming) - day_number(anchor) >= kFarAhead;
    return far ? coming : add_days(monday_of(anchor), 7 + wanted - 1);
  }
  if (e.deixis == "following") return on_or_after(add_days(anchor, 1), wanted);
  if (e.deixis == "this") {
    const Date day = add_days(monday_of(anchor), wanted - 1);
    return future && day < anchor ? add_days(day, 7) : day;
  }
  if (e.deixis == "last" || e.deixis == "previous")
    return on_or_before(add_days(anchor, -1), wanted);
  return future ? on_or_after(anchor, wanted) : on_or_before(anchor, wanted);
}

// Month and day without a year: the nearest year, or the one in which the weekday beside agrees.
Date month_and_day(const TimeExpression& e, const Date& anchor, Outlook outlook) {
  std::vector<Date> dates = in_years(anchor, *e.month, *e.day);
  if (e.weekday) {
    std::vector<Date> agreeing;
    for (const Date& date : dates)
      if (weekday(date) == *e.weekday) agreeing.push_back(date);
    if (!agreeing.empty()) dates = agreeing;
  }
  return nearest(dates, anchor, outlook);
}

// "The 27th", "Friday the 13th": of a month near by, in which the weekday agrees.
std::optional<Interval> day_alone(const TimeExpression& e, const Date& anchor, Outlook outlook) {
  const int months = e.weekday ? 6 : 1;
  std::vector<Date> dates;
  for (int month = -months; month <= months; ++month) {
    Date date = add_months({anchor.year, anchor.month, 1}, month);
    if (*e.day > days_in_month(date.year, date.month)) continue;
    date.day = *e.day;
    if (!e.weekday || weekday(date) == *e.weekday) dates.push_back(date);
  }
  if (dates.empty()) return std::nullopt;
  return day_of(nearest(dates, anchor, outlook));
}

int shift_of(std::string_view deixis) {
  if (deixis == "last" || deixis == "previous") return -1;
  return deixis == "next" || deixis == "following" ? 1 : 0;
}

// A month without a year: a month may be over, run, or come.
Interval month_alone(const TimeExpression& e, const Date& anchor, Outlook outlook) {
  const int month = *e.month;
  int year = anchor.year;
  if (e.deixis == "last" || e.deixis == "previous") {
    if (month >= anchor.month) --year;
  } else if (e.deixis == "next" || (outlook == Outlook::kAhead && e.deixis.empty())) {
    if (month < anchor.month || (month == anchor.month && e.deixis == "next")) ++year;
  } else if (e.deixis.empty() && month > anchor.month) {
    const bool nearer_before = 2 * (month - anchor.month) > anchor.month + 12 - month;
    if (nearer_before || outlook == Outlook::kBack) --year;
  } else if (e.deixis.empty() && 2 * (month + 12 - anchor.month) < anchor.month - month) {
    ++year;
  }
  return month_of(year, month);
}

Interval season_alone(const TimeExpression& e, const Date& anchor, bool future) {
  Interval best = season_of(anchor.year, e.season);
  for (const int year : {anchor.year - 1, anchor.year, anchor.year + 1}) {
    const Interval season = season_of(year, e.season);
    if (e.deixis == "last" && season.last < anchor) best = season;
    if (e.deixis == "next" && season.first > anchor) return season;
    if (e.deixis == "this" && season.first.year == anchor.year) best = season;
    if (e.deixis.empty() && !future && season.first <= anchor) best = season;
    if (e.deixis.empty() && future && season.last >= anchor) return season;
  }
  if (e.deixis == "last" && best.last >= anchor) best = season_of(anchor.year - 1, e.season);
  return best;
}

// Both readings of 3/5/2024 are days: the one nearer to the anchor, not after it, is meant.
Date numeric(const TimeExpression& e, const std::optional<Date>& anchor) {
  const Date written{*e.year, *e.month, *e.day};
  if (e.rule != "numeric_ambiguous" || !anchor) return written;
  const Date swapped{*e.year, *e.day, *e.month};
  return nearest({written, swapped}, *anchor, Outlook::kOpen);
}

std::optional<Interval> calendar_days(const TimeExpression& e, const TimeAnchors& anchors) {
  if (e.century) {
    const int first = (*e.century - 1) * 100;
    return Interval{{std::max(first, 1), 1, 1},
                    {first + 99, 12, 31},
                    fmt::format("{:02}XX", *e.century - 1),
                    "century"};
  }
  if (e.decade) return unit_around("decade", {*e.decade, 1, 1}, 0);
  const std::optional<Date>& anchor = anchors.anchor;
  if (e.unit == "year" && e.month) {  // "March last year"
    if (!anchor) return std::nullopt;
    const int year = anchor->year + shift_of(e.deixis);
    if (!e.day) return month_of(year, *e.month);
    const Date date{year, *e.month, *e.day};
    return is_valid(date) ? std::optional(day_of(date)) : std::nullopt;
  }
  const int year = e.year ? *e.year : anchor ? anchor->year + shift_of(e.deixis) : 0;
  if (e.quarter) return year ? std::optional(quarter_of(year, *e.quarter)) : std::nullopt;
  if (e.half) return year ? std::optional(half_of(year, *e.half)) : std::nullopt;
  if (!e.season.empty()) {
    if (e.year) return season_of(*e.year, e.season);
    return anchor ? std::optional(season_alone(e, *anchor, anchors.future)) : std::nullopt;
  }
  if (e.year && e.month && e.day) {
    const Date date = numeric(e, anchor);
    return is_valid(date) ? std::optional(day_of(date)) : std::nullopt;
  }
  if (e.year && e.month) return month_of(*e.year, *e.month);
  if (e.year) return year_of(*e.year);
  if (e.month && e.day) {
    if (!anchor || *e.day > days_in_month(2000, *e.month)) return std::nullopt;
    return day_of(month_and_day(e, *anchor, outlook_of(anchors)));
  }
  if (!anchor) return std::nullopt;
  if (e.day) return day_alone(e, *anchor, outlook_of(anchors));
  if (e.month) return month_alone(e, *anchor, outlook_of(anchors));
  if (!e.weekday) return std::nullopt;
  const bool beside = e.deixis == "following" || e.deixis == "previous";
  const Date from = beside && anchors.previous ? *anchors.previous : *anchor;
  return day_of(weekday_from(e, from, anchors.future));
}

std::optional<Interval> relative_days(const TimeExpression& e, const TimeAnchors& anchors) {
  if (e.vague) return std::nullopt;
  const bool from_previous = e.from_previous || e.deixis == "previous" || e.deixis == "same" ||
                             e.deixis == "following" || (e.deixis == "next" && e.unit == "day");
  const std::optional<Date>& base =
      from_previous && anchors.previous ? anchors.previous : anchors.anchor;
  if (!base) return std::nullopt;
  if (e.steps.size() > 1) {  // "1 month and 21 days ago"
    const std::optional<Date> date = moved(*base, e.steps, e.count < 0 ? -1 : 1);
    return date ? std::optional(day_of(*date)) : std::nullopt;
  }
  if (e.unit == "weekday") {  // "two Sundays ago"
    const Date near = e.count < 0 ? on_or_before(add_days(*base, -1), *e.weekday)
                                  : on_or_after(add_days(*base, 1), *e.weekday);
    return day_of(add_days(near, 7 * (e.count < 0 ? e.count + 1 : e.count - 1)));
  }
  const int count = e.deixis.empty() ? e.count : shift_of(e.deixis);
  // "A week ago" is told of a day; "last week" is the whole of it.
  const bool counted = e.rule == "ago" || e.rule == "from_now" || e.rule == "offset_from_previous";
  if (counted && e.deixis.empty() && (e.unit == "week" || e.unit == "fortnight"))
    return unit_around("day", *base, count * (e.unit == "week" ? 7 : 14));
  if (e.unit == "weekend" && e.deixis == "this") {
    // Until Thursday "this weekend" is the one just gone, unless a future governs.
    const bool gone = weekday(*base) < 5 && !anchors.future;
    return weekend_around(add_days(*base, gone ? -7 : 0));
  }
  return unit_around(e.unit, *base, count);
}

// "Two days before yesterday", "three weeks from tomorrow": as exact as the date and the lengths.
std::optional<Interval> offset_days(const TimeExpression& e, const TimeAnchors& anchors) {
  const std::optional<Interval> base = interval_of(e.parts[0], anchors);
  if (!base || base->first != base->last) return std::nullopt;
  const std::optional<Date> date = moved(base->first, e.steps, e.count);
  return date ? std::optional(day_of(*date)) : std::nullopt;
}

// "Three days starting on Monday", "within two weeks of March 5"
std::optional<Interval> span_days(const TimeExpression& e, const TimeAnchors& anchors) {
  const std::optional<Interval> base = interval_of(e.parts[0], anchors);
  if (!base || base->first != base->last) return std::nullopt;
  const std::optional<Date> end = moved(base->first, e.steps, 1);
  if (!end || *end == base->first) return std::nullopt;
  return spanning(*base, day_of(e.rule == "within" ? *end : add_days(*end, -1)));
}

// "The week of March 5"; where that is a Sunday, the seven days from it.
std::optional<Interval> days_around(const TimeExpression& e, const TimeAnchors& anchors) {
  const std::optional<Interval> base = interval_of(e.parts[0], anchors);
  if (!base) return std::nullopt;
  if (e.unit == "weekend") return weekend_around(base->first);
  constexpr int kSunday = 7;
  if (weekday(base->first) != kSunday) return week_around(base->first);
  Interval week = week_around(add_days(base->first, 1));
  week.first = base->first;
  week.last = add_days(base->first, 6);
  return week;
}

// The second end of a range lies after the first: the next such weekday, the same year or the next.
std::optional<Interval> end_after(const TimeExpression& e, const Interval& first,
                                  const TimeAnchors& anchors) {
  const bool open = e.form == Form::kCalendar && !e.year && e.deixis.empty();
  if (open && e.weekday && !e.day) return day_of(on_or_after(add_days(first.last, 1), *e.weekday));
  TimeAnchors from_first = anchors;
  if (open && (e.month || e.day)) {
    from_first.anchor = first.last;
    from_first.future = true;
  }
  return interval_of(e, from_first);
}

// Where no future governs, weekdays that would end after the anchor are those of the week before.
std::optional<std::pair<Interval, Interval>> range_ends(const TimeExpression& e,
                                                        const TimeAnchors& anchors) {
  if (anchors.future && anchors.anchor && e.parts[0].month) {  // "is to run from May 3 to June 5"
    TimeAnchors begun = anchors;
    begun.future = false;
    const auto running = range_ends(e, begun);
    if (running && *anchors.anchor <= running->second.last) return running;
  }
  std::optional<Interval> first = interval_of(e.parts[0], anchors);
  if (!first) return std::nullopt;
  std::optional<Interval> second = end_after(e.parts[1], *first, anchors);
  if (!second || second->last < first->first) return std::nullopt;
  const auto bare_weekday = [](const TimeExpression& end) {
    return end.weekday && !end.day && end.deixis.empty();
  };
  const bool ahead = anchors.anchor && !anchors.future && *anchors.anchor < second->last;
  if (ahead && bare_weekday(e.parts[0]) && bare_weekday(e.parts[1])) {
    first = day_of(add_days(first->first, -7));
    second = day_of(add_days(second->first, -7));
  }
  return std::pair(*first, *second);
}

std::optional<Interval> range_days(const TimeExpression& e, const TimeAnchors& anchors) {
  const auto ends = range_ends(e, anchors);
  return ends ? std::optional(spanning(ends->first, ends->second)) : std::nullopt;
}

// A holiday of several days ("Ramadan") as a span of days.
std::optional<Interval> holiday_days(const TimeExpression& e, const TimeAnchors& anchors) {
  std::vector<Date> dates;
  if (e.year) dates = e.holiday->in(*e.year);
  if (!e.year && anchors.anchor)
    for (int year = anchors.anchor->year - 1; year <= anchors.anchor->year + 1; ++year)
      for (const Date& date : e.holiday->in(year)) dates.push_back(date);
  if (dates.empty()) return std::nullopt;
  const bool running = anchors.future && e.holiday->days > 1;  // what has begun may go on
  const Date anchor = anchors.anchor.value_or(dates.front());
  const Date from = running ? add_days(anchor, 1 - e.holiday->days) : anchor;
  const Date first = nearest(dates, from, outlook_of(anchors));
  if (e.holiday->days == 1) return day_of(first);
  Interval days = spanning(day_of(first), day_of(add_days(first, e.holiday->days - 1)));
  days.granularity = e.holiday->days > 20 ? "month" : e.holiday->days > 4 ? "week" : "day";
  return days;
}

std::optional<Interval> days_of(const TimeExpression& e, const TimeAnchors& anchors) {
  switch (e.form) {
    case Form::kCalendar: {
      std::optional<Interval> days = calendar_days(e, anchors);
      if (days && e.last_day && *e.last_day <= days_in_month(days->first.year, days->first.month)) {
        days->last.day = *e.last_day;
        days->value += "/" + to_string(days->last);
      }
      return days;
    }
    case Form::kRelative:
      return e.parts.empty() ? relative_days(e, anchors) : offset_days(e, anchors);
    case Form::kRange:
      return range_days(e, anchors);
    case Form::kSpan:
      return span_days(e, anchors);
    case Form::kAround:
      return days_around(e, anchors);
    case Form::kHoliday: {
      return holiday_days(e, anchors);
    }
    case Form::kPartOfDay:
      if (anchors.previous) return day_of(*anchors.previous);
      return anchors.anchor ? std::optional(day_of(*anchors.anchor)) : std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<Interval> interval_of(const TimeExpression& e, const TimeAnchors& anchors) {
  std::optional<Interval> days = days_of(e, anchors);
  if (days && e.nth != 0) days = nth_part(e, *days);
  if (!days) return std::nullopt;
  cut_portion(*days, e.portion, anchors.anchor);
  if (e.portion == "last_day" && days->granularity != "day") days->granularity = "day";
  return days;
}

// The value where nothing tells the year or the day.
std::string unresolved_value(const TimeExpression& e) {
  if (e.form == Form::kRange)
    return unresolved_value(e.parts[0]) + "/" + unresolved_value(e.parts[1]);
  if (!e.parts.empty() && !e.value.empty()) return e.value;
  if (e.form == Form::kHoliday && e.holiday->month != 0 && e.holiday->weekday == 0)
    return fmt::format("XXXX-{:02}-{:02}", e.holiday->month, e.holiday->day);
  const bool of_clock = e.rule.ends_with("_clock");
  if ((e.from_previous || of_clock) && !e.value.empty()) return e.value;  // the offset's length
  if (e.vague) return e.rule == "from_now" ? "FUTURE_REF" : "PAST_REF";
  if (e.month && e.day) return fmt::format("XXXX-{:02}-{:02}", *e.month, *e.day);
  if (e.month) return fmt::format("XXXX-{:02}", *e.month);
  if (e.day) return fmt::format("XXXX-XX-{:02}", *e.day);
  if (e.weekday) return fmt::format("XXXX-WXX-{}", *e.weekday);
  if (!e.season.empty()) return "XXXX-" + e.season;
  if (e.quarter) return fmt::format("XXXX-Q{}", *e.quarter);
  if (e.unit == "year") return "XXXX";
  if (e.unit == "month") return "XXXX-XX";
  if (e.unit == "week") return "XXXX-WXX";
  if (e.unit == "weekend") return "XXXX-WXX-WE";
  return "XXXX-XX-XX";
}

std::string anchor_of(const TimeExpression& e, const TimeAnchors& anchors) {
  if (!e.parts.empty()) {
    for (const TimeExpression& part : e.parts)
      if (const std::string anchor = anchor_of(part, anchors); anchor != "calendar") return anchor;
    return "calendar";
  }
  if (e.form == Form::kCalendar && (e.decade || e.century || (e.year && !e.deixis.size())))
    return "calendar";
  if (e.form == Form::kHoliday && e.year) return "calendar";
  const bool previous = e.from_previous || e.form == Form::kPartOfDay || e.deixis == "previous" ||
                        e.deixis == "following" || e.deixis == "same" ||
                        (e.deixis == "next" && e.unit == "day");
  return previous && anchors.previous ? "previous" : anchors.anchor_name;
}

void add_part_of_day(const TimeExpression& e, const Interval& days, Time& time) {
  if (e.hour && days.first == days.last) {
    time.kind = "TIME";
    time.value =
        fmt::format("{}T{:02}:{:02}", to_string(days.first), *e.hour, e.minute.value_or(0));
    time.start = time.end = time.value;
    time.granularity = "minute";
  } else if (!e.part_of_day.empty() && days.first == days.last) {
    time.kind = "TIME";
    const Date evening = e.ends_there ? add_days(days.first, -1) : days.first;
    time.value = to_string(evening) + "T" + e.part_of_day;
    time.granularity = "part_of_day";
    if (!e.into_next_day) return;
    time.start = to_string(evening) + "T18:00";
    time.end = to_string(add_days(evening, 1)) + "T06:00";
  }
}

// Durations that touch the anchor ("the last three days") have an interval beside their length:
// back from the anchor's day, or on from the day after it ("within three days": from that day).
void add_window(const TimeExpression& e, const TimeAnchors& anchors, Time& time) {
  const std::optional<Date>& base =
      e.from_previous && anchors.previous ? anchors.previous : anchors.anchor;
  if (e.days_around == 0 || e.vague || !base) return;
  std::vector<TimeStep> steps = e.steps;
  if (e.unit == "hour" && steps.size() == 1) steps = {{"day", e.count / 24}};
  const std::optional<Date> other = moved(*base, steps, e.days_around);
  if (!other) return;
  const bool on = e.days_around > 0 && e.rule != "within" && e.unit != "hour";
  time.start = to_string(e.days_around < 0 ? *other : on ? add_days(*base, 1) : *base);
  time.end = to_string(std::max(*base, *other));
  time.anchor = e.from_previous && anchors.previous ? "previous" : anchors.anchor_name;
}

Time without_days(const TimeExpression& e, const TimeAnchors& anchors) {
  Time time;
  time.kind = "DATE";
  time.rule = e.rule;
  time.value = e.value;
  if (e.form == Form::kDuration) {
    time.kind = "DURATION";
    time.granularity = e.unit == "fortnight" ? "week" : e.unit;
    time.anchor = e.after_event ? "unresolved" : "";
    add_window(e, anchors, time);
  } else if (e.form == Form::kSet) {
    time.kind = "SET";
  } else {
    time.granularity = "fuzzy";
    time.anchor = anchors.anchor ? anchors.anchor_name : "unresolved";
  }
  return time;
}

Time time_of(const TimeExpression& e, const std::optional<Interval>& days,
             const TimeAnchors& anchors) {
  Time time;
  time.kind = "DATE";
  time.rule = e.rule;
  if (!days) {
    time.value = unresolved_value(e);
    time.anchor = "unresolved";
    if (e.vague) time.granularity = "fuzzy";
    if (time.value.starts_with('P') && !time.value.ends_with("REF")) time.kind = "DURATION";
    if (e.hour)
      time.kind = "TIME", time.value += fmt::format("T{:02}:{:02}", *e.hour, *e.minute);
    else if (!e.part_of_day.empty())
      time.kind = "TIME", time.value += "T" + e.part_of_day;
    return time;
  }
  time.value = days->value;
  time.granularity = days->granularity;
  time.start = to_string(days->first);
  time.end = to_string(days->last);
  time.anchor = anchor_of(e, anchors);
  if (e.weekday && e.day && weekday(days->first) != *e.weekday) time.rule += "_other_weekday";
  if (e.rule.ends_with("_clock")) time.start.clear(), time.end.clear(), time.anchor = "unresolved";
  add_part_of_day(e, *days, time);
  return time;
}

}  // namespace

Time resolve(const TimeExpression& e, const TimeAnchors& anchors) {
  if (e.form == Form::kDuration || e.form == Form::kSet || e.form == Form::kReference)
    return without_days(e, anchors);
  return time_of(e, interval_of(e, anchors), anchors);
}

std::pair<Time, Time> resolve_ends(const TimeExpression& range, const TimeAnchors& anchors) {
  const TimeExpression &first = range.parts[0], &second = range.parts[1];
  const auto ends = range_ends(range, anchors);
  if (!ends) return {resolve(first, anchors), resolve(second, anchors)};
  return {time_of(first, ends->first, anchors), time_of(second, ends->second, anchors)};
}

}  // namespace litopys::reading
