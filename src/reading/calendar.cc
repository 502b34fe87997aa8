// Calendar arithmetic on the count of days since 1970-01-01.
//
// A year is taken to begin in March, so that the leap day is its last; 400 such years are always
// 146,097 days. Worked example: 2024-02-29 is day 365 of the year that began on 2023-03-01, and
// adding one day gives day 0 of the next, 2024-03-01. Constant time.
//
// Sources: H. Hinnant, "chrono-compatible low-level date algorithms" (the shifted year); the
// "anonymous Gregorian" algorithm of Nature 13 (1876) for Easter. The test tries every day from
// 1600 to 2400 against counting one by one. Covered by calendar_test.cc.
#include "reading/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace litopys::reading {
namespace {

constexpr std::int64_t kDaysIn400Years = 146097;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool is_valid(const Date& date) {
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

std::int64_t day_number(const Date& date) {
  const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t shifted_month = (date.month + 9) % 12;  // March is 0
  const std::int64_t day_of_year = (153 * shifted_month + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysIn400Years + day_of_era - 719468;
}

Date date_of(std::int64_t number) {
  number += 719468;
  const std::int64_t era = floor_divide(number, kDaysIn400Years);
  const std::int64_t day_of_era = number - era * kDaysIn400Years;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return {static_cast<int>(year), static_cast<int>(month),
          static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1)};
}

Date add_days(const Date& date, std::int64_t days) { return date_of(day_number(date) + days); }

Date add_months(const Date& date, int months) {
  const std::int64_t count = std::int64_t{date.year} * 12 + date.month - 1 + months;
  const int year = static_cast<int>(floor_divide(count, 12));
  const int month = static_cast<int>(count - std::int64_t{year} * 12) + 1;
  return {year, month, std::min(date.day, days_in_month(year, month))};
}

int weekday(const Date& date) {
  const std::int64_t shifted = day_number(date) + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(shifted - floor_divide(shifted, 7) * 7) + 1;
}

Date monday_of(const Date& date) { return add_days(date, 1 - weekday(date)); }

Week week_of(const Date& date) {
  const Date thursday = add_days(monday_of(date), 3);
  const std::int64_t day_of_year = day_number(thursday) - day_number({thursday.year, 1, 1});
  return {thursday.year, static_cast<int>(day_of_year / 7) + 1};
}

Date on_or_before(const Date& date, int wanted) {
  return add_days(date, -((weekday(date) - wanted + 7) % 7));
}

Date on_or_after(const Date& date, int wanted) {
  return add_days(date, (wanted - weekday(date) + 7) % 7);
}

Date weekday_of_month(int year, int month, int wanted, int which) {
  if (which < 0) {
    const Date last = on_or_before({year, month, days_in_month(year, month)}, wanted);
    return add_days(last, 7 * (which + 1));
  }
  return add_days(on_or_after({year, month, 1}, wanted), 7 * (which - 1));
}

Date easter_sunday(int year) {
  const int golden = year % 19, century = year / 100, rest = year % 100;
  const int skipped = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - century / 4 - skipped + 15) % 30;
  const int to_sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
  const int correction = (golden + 11 * epact + 22 * to_sunday) / 451;
  const int count = epact + to_sunday - 7 * correction + 114;
  return {year, count / 31, count % 31 + 1};
}

std::string to_string(const Date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const Date date{*year, *month, *day};
  return is_valid(date) ? std::optional<Date>(date) : std::nullopt;
}

}  // namespace litopys::reading
