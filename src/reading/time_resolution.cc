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

namespace litopys::reading {
namespace {

using Form = TimeExpression::Form;

struct Interval {
  Date first, last;
  std::string value;
  std::string granularity;
};

Interval day_of(const Date& date) { return {date, date, to_string(date), "day"}; }

Interval month_of(int year, int month) {
  return {{year, month, 1},
          {year, month, days_in_month(year, month)},
          fmt::format("{:04}-{:02}", year, month),
          "month"};
}

Interval year_of(int year) {
  return {{year, 1, 1}, {year, 12, 31}, fmt::format("{:04}", year), "year"};
}

Interval week_around(const Date& date) {
  const Date monday = monday_of(date);
  const Week week = week_of(date);
  return {monday, add_days(monday, 6), fmt::format("{:04}-W{:02}", week.year, week.week), "week"};
}

Interval weekend_around(const Date& date) {
  const Date saturday = add_days(monday_of(date), 5);
  const Week week = week_of(saturday);
  return {saturday, add_days(saturday, 1), fmt::format("{:04}-W{:02}-WE", week.year, week.week),
          "weekend"};
}

Interval quarter_of(int year, int quarter) {
  const int last = quarter * 3;
  return {{year, last - 2, 1},
          {year, last, days_in_month(year, last)},
          fmt::format("{:04}-Q{}", year, quarter),
          "quarter"};
}

Interval half_of(int year, int half) {
  return {{year, half * 6 - 5, 1},
          {year, half * 6, half == 1 ? 30 : 31},
          fmt::format("{:04}-H{}", year, half),
          "half_year"};
}

// Meteorological seasons of the northern hemisphere; a winter belongs to the year it begins in.
Interval season_of(int year, std::string_view season) {
  const int month = season == "SP" ? 3 : season == "SU" ? 6 : season == "FA" ? 9 : 12;
  const Date end = add_months({year, month, 1}, 2);
  return {{year, month, 1},
          {end.year, end.month, days_in_month(end.year, end.month)},
          fmt::format("{:04}-{}", year, season),
          "season"};
}

// The unit around a date, `count` units away.
std::optional<Interval> unit_around(std::string_view unit, const Date& date, int count) {
  if (std::abs(count) > 20000) return std::nullopt;
  if (unit == "day") return day_of(add_days(date, count));
  if (unit == "week") return week_around(add_days(date, 7 * count));
  if (unit == "fortnight") return week_around(add_days(date, 14 * count));
  if (unit == "weekend") return weekend_around(add_days(date, 7 * count));
  const Date first_of_month{date.year, date.month, 1};
  if (unit == "month") {
    const Date month = add_months(first_of_month, count);
    return month_of(month.year, month.month);
  }
  if (unit == "quarter") {
    const Date month = add_months(first_of_month, 3 * count);
    return quarter_of(month.year, (month.month + 2) / 3);
  }
  const int year = date.year + count * (unit == "decade" ? 10 : unit == "century" ? 100 : 1);
  if (year < 1 || year > 9999) return std::nullopt;
  if (unit == "year") return year_of(year);
  if (unit == "decade")
    return Interval{{year - year % 10, 1, 1},
                    {year - year % 10 + 9, 12, 31},
                    fmt::format("{:03}X", year / 10),
                    "decade"};
  if (unit == "century")
    return Interval{{year - year % 100, 1, 1},
                    {year - year % 100 + 99, 12, 31},
                    fmt::format("{:02}XX", year / 100),
                    "century"};
  return std::nullopt;
}

// Of the candidates the one nearest to the anchor. What is to come must be much nearer than what
// is past, unless a future governs: then it must not be past at all.
Date nearest(const std::vector<Date>& candidates, const Date& anchor, bool future) {
  const auto cost = [&](const Date& date) {
    const std::int64_t away = day_number(date) - day_number(anchor);
    if (away >= 0) return future ? away : 2 * away;
    return future ? 100000 - away : -away;
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
  if (e.deixis == "next" || e.deixis == "following")
    return on_or_after(add_days(anchor, 1), wanted);
  if (e.deixis == "last" || e.deixis == "previous")
    return on_or_before(add_days(anchor, -1), wanted);
  return future ? on_or_after(anchor, wanted) : on_or_before(anchor, wanted);
}

// Month and day without a year: the nearest year, or the one in which the weekday beside agrees.
Date month_and_day(const TimeExpression& e, const Date& anchor, bool future) {
  std::vector<Date> dates = in_years(anchor, *e.month, *e.day);
  if (e.weekday) {
    std::vector<Date> agreeing;
    for (const Date& date : dates)
      if (weekday(date) == *e.weekday) agreeing.push_back(date);
    if (!agreeing.empty()) dates = agreeing;
  }
  return nearest(dates, anchor, future);
}

int shift_of(std::string_view deixis) {
  if (deixis == "last" || deixis == "previous") return -1;
  return deixis == "next" || deixis == "following" ? 1 : 0;
}

// A month without a year: a month may be over, run, or come.
Interval month_alone(const TimeExpression& e, const Date& anchor, bool future) {
  const int month = *e.month;
  int year = anchor.year;
  if (e.deixis == "last" || e.deixis == "previous") {
    if (month >= anchor.month) --year;
  } else if (e.deixis == "next" || (future && e.deixis.empty())) {
    if (month < anchor.month || (month == anchor.month && e.deixis == "next")) ++year;
  } else if (e.deixis.empty() && month > anchor.month) {
    if (2 * (month - anchor.month) > anchor.month + 12 - month) --year;
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
  return nearest({written, swapped}, *anchor, false);
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
    return day_of(month_and_day(e, *anchor, anchors.future));
  }
  if (!anchor) return std::nullopt;
  if (e.month) return month_alone(e, *anchor, anchors.future);
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
  const int count = e.deixis.empty() ? e.count : shift_of(e.deixis);
  if (e.unit == "weekend" && e.deixis == "this") {
    // Until Thursday "this weekend" is the one just gone, unless a future governs.
    const bool gone = weekday(*base) < 5 && !anchors.future;
    return weekend_around(add_days(*base, gone ? -7 : 0));
  }
  return unit_around(e.unit, *base, count);
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
      return relative_days(e, anchors);
    case Form::kHoliday: {
      if (e.year) return day_of(e.holiday->in(*e.year));
      if (!anchors.anchor) return std::nullopt;
      const int year = anchors.anchor->year;
      return day_of(nearest({e.holiday->in(year - 1), e.holiday->in(year), e.holiday->in(year + 1)},
                            *anchors.anchor, anchors.future));
    }
    case Form::kPartOfDay:
      if (anchors.previous) return day_of(*anchors.previous);
      return anchors.anchor ? std::optional(day_of(*anchors.anchor)) : std::nullopt;
    default:
      return std::nullopt;
  }
}

// Early, middle and late parts; the value stays that of the whole, as in TIMEX3.
void cut_portion(Interval& days, const std::string& portion, const std::optional<Date>& anchor) {
  if (portion == "earlier" || portion == "later") {  // of the running week: up to, or from, today
    if (!anchor || *anchor < days.first || days.last < *anchor) return;
    (portion == "earlier" ? days.last : days.first) = *anchor;
    return;
  }
  const std::int64_t count = day_number(days.last) - day_number(days.first) + 1;
  if (portion.empty() || count == 1) return;
  const bool early = portion == "early" || portion == "beginning";
  const bool middle = portion == "middle";
  if (portion == "last_day") {
    days.first = days.last;
  } else if (count == 7) {
    const Date monday = days.first;
    days.first = add_days(monday, early ? 0 : middle ? 1 : 4);
    days.last = add_days(monday, early ? 1 : middle ? 3 : 6);
  } else if (days.granularity == "month") {
    if (!early) days.first.day = middle ? 11 : 21;
    if (early || middle) days.last.day = early ? 10 : 20;
  } else {  // thirds of a year or more, in whole months
    const Date first = days.first, after = add_days(days.last, 1);
    const int months = (after.year - first.year) * 12 + after.month - first.month;
    const int third = months / 3;
    days.first = add_months(first, early ? 0 : middle ? third : 2 * third);
    if (early || middle) days.last = add_days(add_months(first, (early ? 1 : 2) * third), -1);
  }
}

// "The second week of March": seven days from the 8th; weeks of a month are not those of the year.
std::optional<Interval> nth_part(const TimeExpression& e, const Interval& whole) {
  const std::int64_t length = e.nth_unit == "week" ? 7 : 1;
  if (e.nth_unit == "weekend") {
    const Date first = on_or_after(whole.first, 6);
    const Interval weekend = e.nth > 0 ? weekend_around(add_days(first, 7 * (e.nth - 1)))
                                       : weekend_around(on_or_before(whole.last, 6));
    return weekend.first <= whole.last ? std::optional(weekend) : std::nullopt;
  }
  const Date first =
      e.nth > 0 ? add_days(whole.first, length * (e.nth - 1)) : add_days(whole.last, 1 - length);
  if (whole.last < first) return std::nullopt;
  if (length == 1) return day_of(first);
  const Week week = week_of(add_days(first, 3));
  return Interval{first, std::min(add_days(first, 6), whole.last),
                  fmt::format("{:04}-W{:02}", week.year, week.week), "week"};
}

// The value where nothing tells the year or the day.
std::string unresolved_value(const TimeExpression& e) {
  if (e.form == Form::kHoliday && !e.holiday->easter && e.holiday->weekday == 0)
    return fmt::format("XXXX-{:02}-{:02}", e.holiday->month, e.holiday->day);
  const bool of_clock = e.rule.ends_with("_clock");
  if ((e.from_previous || of_clock) && !e.value.empty()) return e.value;  // the offset's length
  if (e.vague) return e.rule == "from_now" ? "FUTURE_REF" : "PAST_REF";
  if (e.month && e.day) return fmt::format("XXXX-{:02}-{:02}", *e.month, *e.day);
  if (e.month) return fmt::format("XXXX-{:02}", *e.month);
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

// Durations that touch the anchor ("the last three days") have an interval beside their length.
void add_window(const TimeExpression& e, const TimeAnchors& anchors, Time& time) {
  const std::optional<Date>& base =
      e.from_previous && anchors.previous ? anchors.previous : anchors.anchor;
  if (e.days_around == 0 || e.vague || !base) return;
  const int count = e.days_around * e.count;
  Date other = *base;
  if (e.unit == "day" || e.unit == "week" || e.unit == "fortnight") {
    other = add_days(*base, count * (e.unit == "day" ? 1 : e.unit == "week" ? 7 : 14));
  } else if (e.unit == "month" || e.unit == "year" || e.unit == "decade") {
    const int months = e.unit == "month" ? 1 : e.unit == "year" ? 12 : 120;
    if (std::abs(count) > 2000) return;
    other = add_months(*base, count * months);
  } else if (e.unit == "hour") {
    other = add_days(*base, count / 24);
  } else {
    return;
  }
  if (!is_valid(other)) return;
  time.start = to_string(std::min(*base, other));
  time.end = to_string(std::max(*base, other));
  time.anchor = e.from_previous && anchors.previous ? "previous" : anchors.anchor_name;
}

Time without_days(const TimeExpression& e, const TimeAnchors& anchors, Time time) {
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

}  // namespace

Time resolve(const TimeExpression& e, const TimeAnchors& anchors) {
  Time time;
  time.kind = "DATE";
  time.rule = e.rule;
  if (e.form == Form::kDuration || e.form == Form::kSet || e.form == Form::kReference)
    return without_days(e, anchors, time);
  std::optional<Interval> days = days_of(e, anchors);
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
  if (e.nth != 0) {
    const std::optional<Interval> part = nth_part(e, *days);
    if (part) days = part;
  }
  cut_portion(*days, e.portion, anchors.anchor);
  time.value = days->value;
  if (e.portion == "last_day" && days->granularity != "day") days->granularity = "day";
  time.granularity = days->granularity;
  time.start = to_string(days->first);
  time.end = to_string(days->last);
  time.anchor = anchor_of(e, anchors);
  if (e.weekday && e.day && weekday(days->first) != *e.weekday) time.rule += "_other_weekday";
  if (e.rule.ends_with("_clock")) time.start.clear(), time.end.clear(), time.anchor = "unresolved";
  add_part_of_day(e, *days, time);
  return time;
}

}  // namespace litopys::reading
