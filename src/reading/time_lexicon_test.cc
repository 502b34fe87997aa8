#include "reading/time_lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace litopys::reading {
namespace {

TimeLexicon loaded() {
  auto lexicon = load_time_lexicon(std::string(LITOPYS_SOURCE_DIR) + "/codebooks");
  if (!lexicon) throw std::runtime_error(lexicon.error().message);
  return *lexicon;
}

TEST(TimeLexicon, KnowsWordsByClass) {
  const TimeLexicon lexicon = loaded();
  const auto& second = lexicon.words.at("second");
  EXPECT_EQ(second.size(), 2u);  // a unit and an ordinal
  EXPECT_TRUE(lexicon.governs("auxiliary", "will"));
  EXPECT_FALSE(lexicon.governs("auxiliary", "plan"));
}

TEST(TimeLexicon, PlacesHolidays) {
  const TimeLexicon lexicon = loaded();
  const auto day = [&](std::vector<std::string> words, int year) {
    const auto found = std::find_if(lexicon.holidays.begin(), lexicon.holidays.end(),
                                    [&](const Holiday& h) { return h.words == words; });
    return found == lexicon.holidays.end() || found->in(year).empty()
               ? std::string()
               : to_string(found->in(year).front());
  };
  EXPECT_EQ(day({"thanksgiving"}, 2024), "2024-11-28");
  EXPECT_EQ(day({"memorial", "day"}, 2024), "2024-05-27");
  EXPECT_EQ(day({"good", "friday"}, 2019), "2019-04-19");
  EXPECT_EQ(day({"orthodox", "easter"}, 2023), "2023-04-16");
  EXPECT_EQ(day({"ramadan"}, 2024), "2024-03-11");
  EXPECT_EQ(day({"ramadan"}, 1990), "");  // before the table
}

TEST(TimeLexicon, NamesTheMissingFile) {
  const auto lexicon = load_time_lexicon("/nonexistent");
  ASSERT_FALSE(lexicon);
  EXPECT_NE(lexicon.error().message.find("words.tsv"), std::string::npos);
}

}  // namespace
}  // namespace litopys::reading
