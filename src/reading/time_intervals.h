// Spans of days with their TIMEX3 value and granularity: days, weeks, months ... and parts of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reading/calendar.h"
#include "reading/time_grammar.h"

namespace litopys::reading {

struct Interval {
  Date first, last;
  std::string value;
  std::string granularity;
};

Interval day_of(const Date& date);
Interval month_of(int year, int month);
Interval year_of(int year);
Interval week_around(const Date& date);     // Monday to Sunday
Interval weekend_around(const Date& date);  // of the week that the date lies in
Interval quarter_of(int year, int quarter);
Interval half_of(int year, int half);

// Meteorological seasons of the northern hemisphere; a winter belongs to the year it begins in.
Interval season_of(int year, std::string_view season);

// The unit around a date, `count` units away; nothing where it leaves the calendar.
std::optional<Interval> unit_around(std::string_view unit, const Date& date, int count);

// A date moved by lengths ("2 years, 1 month and 3 days"), longest unit first.
std::optional<Date> moved(const Date& date, const std::vector<TimeStep>& steps, int sign);

// "The second week of March", "the first Friday of the month", "the last three days of 2019".
std::optional<Interval> nth_part(const TimeExpression& e, const Interval& whole);

// Early, middle and late parts; the value stays that of the whole, as in TIMEX3.
void cut_portion(Interval& days, const std::string& portion, const std::optional<Date>& anchor);

// Both ends and what lies between.
Interval spanning(const Interval& first, const Interval& last);

}  // namespace litopys::reading
