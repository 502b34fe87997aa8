#include "intake/number_format.h"

#include <gtest/gtest.h>

namespace litopys::intake {
namespace {

TEST(NumberFormat, LettersOfADate) {
  for (const char* date :
       {"yyyy\\-mm\\-dd;@", "dd/mm/yyyy", "[$-409]d\\-mmm\\-yy;@", "mmmm", "m/d"})
    EXPECT_EQ(number_kind(date), NumberKind::kDate) << date;
  for (const char* time : {"h:mm", "h:mm:ss AM/PM", "mm:ss"})
    EXPECT_EQ(number_kind(time), NumberKind::kTime) << time;
  EXPECT_EQ(number_kind("m/d/yy h:mm"), NumberKind::kDateTime);
  for (const char* number : {"General", "0.00", "#,##0;[Red]-#,##0", "0.0\" days\"", "[h]:mm",
                             "0\\d", "_-* #,##0", "0.00E+00", "@", ""})
    EXPECT_EQ(number_kind(number), NumberKind::kNumber) << number;
  EXPECT_EQ(number_kind(14), NumberKind::kDate);
  EXPECT_EQ(number_kind(22), NumberKind::kDateTime);
  EXPECT_EQ(number_kind(0), NumberKind::kNumber);
}

TEST(NumberFormat, DaysSince1900) {
  const auto day = [](double value) { return shown_number(value, NumberKind::kDate, false); };
  EXPECT_EQ(day(1), "1900-01-01");
  EXPECT_EQ(day(59), "1900-02-28");
  EXPECT_EQ(day(61), "1900-03-01");
  EXPECT_EQ(day(44625), "2022-03-05");
  EXPECT_EQ(day(44625.75), "2022-03-05");
  EXPECT_EQ(shown_number(44625.75, NumberKind::kDateTime, false), "2022-03-05T18:00:00");
  EXPECT_EQ(shown_number(44625, NumberKind::kDateTime, false), "2022-03-05");
  EXPECT_EQ(shown_number(44625.9999999, NumberKind::kDateTime, false), "2022-03-06");
  EXPECT_EQ(shown_number(0.5, NumberKind::kTime, false), "12:00:00");
  EXPECT_EQ(shown_number(43163, NumberKind::kDate, true), "2022-03-05");
}

TEST(NumberFormat, OtherNumbersInFewestDigits) {
  EXPECT_EQ(shown_number(12, NumberKind::kNumber, false), "12");
  EXPECT_EQ(shown_number(46.75, NumberKind::kNumber, false), "46.75");
  EXPECT_EQ(shown_number(-5, NumberKind::kDate, false), "-5");
  EXPECT_EQ(shown_number(1e300, NumberKind::kDate, false), "1e+300");
}

}  // namespace
}  // namespace litopys::intake
