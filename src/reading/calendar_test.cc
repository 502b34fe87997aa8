#include "reading/calendar.h"

#include <gtest/gtest.h>

namespace litopys::reading {
namespace {

TEST(Calendar, CountsEveryDayLikeCountingOneByOne) {
  Date date{1600, 1, 1};
  int day_of_week = 6;  // 1600-01-01 was a Saturday
  for (std::int64_t number = day_number(date); date.year < 2400; ++number) {
    ASSERT_EQ(day_number(date), number) << to_string(date);
    ASSERT_EQ(date_of(number), date);
    ASSERT_EQ(weekday(date), day_of_week) << to_string(date);
    day_of_week = day_of_week % 7 + 1;
    if (++date.day > days_in_month(date.year, date.month)) {
      date.day = 1;
      if (++date.month > 12) date = {date.year + 1, 1, 1};
    }
  }
}

TEST(Calendar, NumbersWeeksByTheirThursday) {
  const auto week = [](Date date) { return week_of(date).year * 100 + week_of(date).week; };
  EXPECT_EQ(week({2021, 1, 3}), 202053);
  EXPECT_EQ(week({2021, 1, 4}), 202101);
  EXPECT_EQ(week({2024, 12, 30}), 202501);
  EXPECT_EQ(week({2024, 2, 29}), 202409);
}

TEST(Calendar, AddsMonthsWithinTheLengthOfTheMonth) {
  EXPECT_EQ(add_months({2024, 1, 31}, 1), (Date{2024, 2, 29}));
  EXPECT_EQ(add_months({2024, 1, 31}, -2), (Date{2023, 11, 30}));
  EXPECT_EQ(add_months({2023, 5, 5}, -17), (Date{2021, 12, 5}));
}

TEST(Calendar, FindsWeekdays) {
  EXPECT_EQ(on_or_before({2024, 3, 6}, 5), (Date{2024, 3, 1}));
  EXPECT_EQ(on_or_before({2024, 3, 1}, 5), (Date{2024, 3, 1}));
  EXPECT_EQ(on_or_after({2024, 3, 6}, 5), (Date{2024, 3, 8}));
  EXPECT_EQ(weekday_of_month(2024, 11, 4, 4), (Date{2024, 11, 28}));
  EXPECT_EQ(weekday_of_month(2024, 5, 1, -1), (Date{2024, 5, 27}));
}

TEST(Calendar, KnowsEaster) {
  EXPECT_EQ(easter_sunday(2000), (Date{2000, 4, 23}));
  EXPECT_EQ(easter_sunday(2019), (Date{2019, 4, 21}));
  EXPECT_EQ(easter_sunday(2024), (Date{2024, 3, 31}));
  EXPECT_EQ(easter_sunday(2038), (Date{2038, 4, 25}));
}

TEST(Calendar, ParsesOnlyRealDates) {
  EXPECT_EQ(parse_date("2024-02-29"), (Date{2024, 2, 29}));
  EXPECT_EQ(parse_date("2024-03-01T22:10:00Z"), (Date{2024, 3, 1}));
  EXPECT_FALSE(parse_date("2023-02-29"));
  EXPECT_FALSE(parse_date("2023-2-9"));
  EXPECT_FALSE(parse_date(""));
  EXPECT_FALSE(parse_date("20x4-02-29"));
}

}  // namespace
}  // namespace litopys::reading
