#include "intake/dates.h"

#include <gtest/gtest.h>

namespace litopys::intake {
namespace {

std::string date(std::string_view text) { return normal_date(text).value_or("-"); }

TEST(Dates, YearFirst) {
  EXPECT_EQ(date("2022-03-07"), "2022-03-07");
  EXPECT_EQ(date(" 2022/3/7 "), "2022-03-07");
  EXPECT_EQ(date("20220307"), "2022-03-07");
  EXPECT_EQ(date("2022-03-07T21:15:00+02:00"), "2022-03-07T21:15:00+02:00");
  EXPECT_EQ(date("2022-03-07T21:15:00.123Z"), "2022-03-07T21:15:00Z");
  EXPECT_EQ(date("2022-03-07 21:15 +0530"), "2022-03-07T21:15:00+05:30");
}

TEST(Dates, TimeWithoutOffsetGivesTheDay) {
  EXPECT_EQ(date("2022-03-07T21:15:00"), "2022-03-07");
  EXPECT_EQ(date("2022-03-07T25:15:00Z"), "2022-03-07");
}

TEST(Dates, NamedMonths) {
  EXPECT_EQ(date("Mon, 07 Mar 2022 21:15:00 +0200"), "2022-03-07T21:15:00+02:00");
  EXPECT_EQ(date("Mon, 7 Mar 2022 21:15:00 GMT"), "2022-03-07T21:15:00Z");
  EXPECT_EQ(date("March 7, 2022"), "2022-03-07");
  EXPECT_EQ(date("Monday, March 7th, 2022 at noon"), "2022-03-07");
  EXPECT_EQ(date("7 Sept. 2022"), "2022-09-07");
  EXPECT_EQ(date("07.03.2022"), "2022-03-07");
}

TEST(Dates, NoDate) {
  for (const char* text : {"", "yesterday", "2022", "2022-13-01", "2022-02-29", "03/07/2022",
                           "7 Brumaire 2022", "99999999", "2022-03", "-", "Mon,"}) {
    EXPECT_EQ(date(text), "-") << text;
  }
  EXPECT_EQ(date("2024-02-29"), "2024-02-29");
}

}  // namespace
}  // namespace litopys::intake
