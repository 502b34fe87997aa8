// Dates of the proleptic Gregorian calendar as plain numbers: no clock, no locale, no time zone.
//
//     add_days({2024, 2, 28}, 2)            2024-03-01
//     weekday({2024, 3, 1})                 5 (1 Monday .. 7 Sunday)
//     week_of({2024, 12, 30})               2025-W01
//     on_or_before({2024, 3, 6}, 5)         2024-03-01, the last Friday
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace litopys::reading {

struct Date {
  int year = 1;
  int month = 1;  // 1 .. 12
  int day = 1;    // 1 .. days_in_month
  friend bool operator==(const Date&, const Date&) = default;
  friend auto operator<=>(const Date&, const Date&) = default;
};

// ISO 8601 week: the year is that of its Thursday.
struct Week {
  int year = 1;
  int week = 1;
};

bool is_leap(int year);
int days_in_month(int year, int month);
bool is_valid(const Date& date);  // years 1 to 9999

// Days since 1970-01-01 and back.
std::int64_t day_number(const Date& date);
Date date_of(std::int64_t day_number);

Date add_days(const Date& date, std::int64_t days);
Date add_months(const Date& date, int months);  // the day is cut to the length of the month
int weekday(const Date& date);                  // 1 Monday .. 7 Sunday
Week week_of(const Date& date);
Date monday_of(const Date& date);

Date on_or_before(const Date& date, int weekday);
Date on_or_after(const Date& date, int weekday);

// The `which`-th weekday of a month; -1 is the last one.
Date weekday_of_month(int year, int month, int weekday, int which);
Date easter_sunday(int year);  // western

std::string to_string(const Date& date);  // "2024-03-01"

// The date at the start of an RFC 3339 date or date-time; nothing where there is none.
std::optional<Date> parse_date(std::string_view text);

}  // namespace litopys::reading
