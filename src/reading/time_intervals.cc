// Spans of days and their TIMEX3 values.
//
//     month_of(2024, 2)                      2024-02-01 .. 2024-02-29   2024-02
//     week_around(2024-03-06)                2024-03-04 .. 2024-03-10   2024-W10
//     "the second week of March" 2024        2024-03-11 .. 2024-03-17   2024-W11
//     "early March"                          2024-03-01 .. 2024-03-10   2024-03
//
// A week belongs to the month and the year that its Thursday lies in, as ISO 8601 has it, so that a
// week of a month, its value and its days are one thing. Early, middle and late are thirds of
// months and years; of a week Monday and Tuesday, Tuesday to Thursday, and Friday on: conventions
// that another reader may set otherwise. Constant time. Covered by times_test.cc.
#include "reading/time_intervals.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace litopys::reading {

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

Interval season_of(int year, std::string_view season) {
  const int month = season == "SP" ? 3 : season == "SU" ? 6 : season == "FA" ? 9 : 12;
  const Date end = add_months({year, month, 1}, 2);
  return {{year, month, 1},
          {end.year, end.month, days_in_month(end.year, end.month)},
          fmt::format("{:04}-{}", year, season),
          "season"};
}

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
  } else if (days.granularity == "month" && days.first.day == 1) {
    if (!early) days.first.day = middle ? 11 : 21;
    if (early || middle) days.last.day = early ? 10 : 20;
  } else {  // thirds of a year or more, in whole months
    const Date first = days.first, after = add_days(days.last, 1);
    const int months = (after.year - first.year) * 12 + after.month - first.month;
    const int third = months / 3;
    if (third == 0) {  // of a month that goes by the moon
      const std::int64_t part = count / 3;
      if (!early) days.first = add_days(first, middle ? part : count - part);
      if (early || middle) days.last = add_days(first, (early ? part : count - part) - 1);
      return;
    }
    days.first = add_months(first, early ? 0 : middle ? third : 2 * third);
    if (early || middle) days.last = add_days(add_months(first, (early ? 1 : 2) * third), -1);
  }
}

namespace {

// Months and days of one unit; nothing for those of a clock.
struct UnitLength {
  std::string_view unit;
  int months, days;
};

constexpr std::array<UnitLength, 10> kUnitLengths{{{"day", 0, 1},
                                                   {"weekend", 0, 7},
                                                   {"week", 0, 7},
                                                   {"fortnight", 0, 14},
                                                   {"month", 1, 0},
                                                   {"quarter", 3, 0},
                                                   {"half_year", 6, 0},
                                                   {"year", 12, 0},
                                                   {"decade", 120, 0},
                                                   {"century", 1200, 0}}};

constexpr std::array<std::string_view, 10> kByLength{"day",     "weekend", "week",      "month",
                                                     "quarter", "season",  "half_year", "year",
                                                     "decade",  "century"};

std::optional<Interval> nth_week(const TimeExpression& e, const Interval& whole) {
  constexpr int kThursday = 4;
  const int more = e.nth_count - 1;
  const Date thursday = e.nth > 0 ? add_days(on_or_after(whole.first, kThursday), 7 * (e.nth - 1))
                                  : add_days(on_or_before(whole.last, kThursday), -7 * more);
  if (thursday < whole.first || whole.last < thursday) return std::nullopt;
  const Interval week = week_around(thursday);
  return more == 0 ? week : spanning(week, week_around(add_days(thursday, 7 * more)));
}

std::optional<Interval> nth_weekday(const TimeExpression& e, const Interval& whole) {
  const Date day = e.nth > 0 ? add_days(on_or_after(whole.first, e.nth_weekday), 7 * (e.nth - 1))
                             : on_or_before(whole.last, e.nth_weekday);
  if (day < whole.first || whole.last < day) return std::nullopt;
  return day_of(day);
}

std::optional<Interval> nth_weekend(const TimeExpression& e, const Interval& whole) {
  const Date saturday = e.nth > 0 ? add_days(on_or_after(whole.first, 6), 7 * (e.nth - 1))
                                  : on_or_before(whole.last, 6);
  if (saturday < whole.first || whole.last < saturday) return std::nullopt;
  return weekend_around(saturday);
}

std::optional<Interval> nth_month(const TimeExpression& e, const Interval& whole) {
  const int more = e.nth_count - 1;
  const Date first = e.nth > 0 ? add_months(whole.first, e.nth - 1)
                               : add_months({whole.last.year, whole.last.month, 1}, -more);
  const Date last = add_months(first, more);
  if (first < whole.first || whole.last < last) return std::nullopt;
  const Interval month = month_of(first.year, first.month);
  return more == 0 ? month : spanning(month, month_of(last.year, last.month));
}

std::optional<Interval> nth_day(const TimeExpression& e, const Interval& whole) {
  const int more = e.nth_count - 1;
  const Date first = e.nth > 0 ? add_days(whole.first, e.nth - 1) : add_days(whole.last, -more);
  const Date last = add_days(first, more);
  if (first < whole.first || whole.last < last) return std::nullopt;
  return more == 0 ? day_of(first) : spanning(day_of(first), day_of(last));
}

}  // namespace

std::optional<Interval> nth_part(const TimeExpression& e, const Interval& whole) {
  constexpr int kMost = 400;
  if (e.nth > kMost || e.nth_count < 1 || e.nth_count > kMost) return std::nullopt;
  if (e.nth_unit == "weekday") return nth_weekday(e, whole);
  if (e.nth_unit == "week") return nth_week(e, whole);
  if (e.nth_unit == "weekend") return nth_weekend(e, whole);
  return e.nth_unit == "month" ? nth_month(e, whole) : nth_day(e, whole);
}

std::optional<Date> moved(const Date& date, const std::vector<TimeStep>& steps, int sign) {
  constexpr int kMost = 100000;
  int months = 0, days = 0;
  for (const TimeStep& step : steps) {
    const auto* const found =
        std::find_if(kUnitLengths.begin(), kUnitLengths.end(),
                     [&](const UnitLength& length) { return length.unit == step.unit; });
    if (found == kUnitLengths.end() || std::abs(step.count) > kMost) return std::nullopt;
    months += found->months * step.count;
    days += found->days * step.count;
  }
  const int years = date.year + sign * months / 12;
  if (years < 2 || years > 9990 || std::abs(days) > 36 * kMost) return std::nullopt;
  const Date moved = add_days(add_months(date, sign * months), sign * days);
  return is_valid(moved) ? std::optional(moved) : std::nullopt;
}

Interval spanning(const Interval& first, const Interval& last) {
  const auto length = [](const std::string& unit) {
    return std::find(kByLength.begin(), kByLength.end(), unit) - kByLength.begin();
  };
  const bool second = length(last.granularity) > length(first.granularity);
  return {first.first, last.last, first.value + "/" + last.value,
          second ? last.granularity : first.granularity};
}

}  // namespace litopys::reading
