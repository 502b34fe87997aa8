#include "reading/clock_entries.h"

#include <gtest/gtest.h>

#include "reading/plain_text.h"

namespace litopys::reading {
namespace {

using language::kNone;

std::vector<std::string> days(const PlainText& text, const Date& page) {
  std::vector<std::string> out;
  for (const Date& day : days_of_entries(clock_entries(text.document()), page))
    out.push_back(to_string(day));
  return out;
}

const Date kPage{2024, 5, 8};
constexpr const char* kDay = "2024-05-08";
constexpr const char* kDayBefore = "2024-05-07";

TEST(ClockEntries, OpenLinesAndSentences) {
  const PlainText text(
      "We report from Riverton.\n9.05 Police: two men held. 9.20 The bridge is shut.\n"
      "- 10:15 \"Go home\", they say.\nMore soon.");
  const auto entries = clock_entries(text.document());
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].minutes, 545);
  EXPECT_EQ(entries[2].minutes, 615);
  EXPECT_EQ(entry_at(entries, 3), kNone);
  EXPECT_EQ(entry_at(entries, entries[1].clock.begin), 1);
  EXPECT_EQ(entry_at(entries, static_cast<std::uint32_t>(text.document().text.size() - 1)), 2);
  EXPECT_EQ(entries[0].sentence, 1);
  EXPECT_EQ(entries[2].sentences_end,
            static_cast<std::int32_t>(text.document().analysis.sentences.size()));
}

TEST(ClockEntries, TwoTimesAreNoLogNorAreNumbersOfParagraphs) {
  for (const char* words :
       {"10:05 They came.\n10:30 They left.", "10.10 The aim\n10.11 The means\n10.12 The end",
        "They came at 10:05 and at 10:30 and at 11:00.",
        "2.5 Men came.\n2.6 Men left.\n2.7 Men slept.",
        "Gates\n10:30 and then\n11:30 and then\n12:30 and so on"})
    EXPECT_TRUE(clock_entries(PlainText(words).document()).empty()) << words;
}

TEST(ClockEntries, TheNewestDayIsThatOfThePage) {
  EXPECT_EQ(days(PlainText("22:10 Shots.\n23:50 Calm.\n00:40 Shots."), kPage),
            (std::vector<std::string>{kDayBefore, kDayBefore, kDay}));
  EXPECT_EQ(days(PlainText("00:40 Shots.\n00:05 Calm.\n23:50 Calm.\n22:10 Shots."), kPage),
            (std::vector<std::string>{kDay, kDay, kDayBefore, kDayBefore}));
}

TEST(ClockEntries, AnEntryOutOfOrderAndNoonOfATwelveHourClockAreNoMidnight) {
  EXPECT_EQ(days(PlainText("10:10 Shots.\n9:50 Calm.\n11:40 Shots."), kPage),
            (std::vector<std::string>{kDay, kDay, kDay}));
  EXPECT_EQ(days(PlainText("10:10 Shots.\n11:50 Calm.\n1:40 Shots."), kPage),
            (std::vector<std::string>{kDay, kDay, kDay}));
}

TEST(ClockEntries, AHeaderBeginsItsDay) {
  const PlainText text("10:10 Shots.\n11:50 Calm.\n12:40 Shots.\n13:40 Calm.");
  auto entries = clock_entries(text.document());
  ASSERT_EQ(entries.size(), 4U);
  entries[2].header = kPage;
  std::vector<std::string> told;
  for (const Date& day : days_of_entries(entries, {2024, 6, 1})) told.push_back(to_string(day));
  EXPECT_EQ(told, (std::vector<std::string>{kDayBefore, kDayBefore, kDay, kDay}));
}

}  // namespace
}  // namespace litopys::reading
