#include "copies/lexicon.h"

#include <gtest/gtest.h>

#include "copies/sample.h"

namespace litopys::copies {
namespace {

std::uint32_t credited(std::string text, std::string author = "") {
  intake::Report report;
  report.text = std::move(text);
  report.author = std::move(author);
  return sample_lexicon().credited_agency(report);
}

TEST(Lexicon, Committed) {
  const auto lexicon = load_lexicon(LITOPYS_SOURCE_DIR "/codebooks");
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  EXPECT_EQ(lexicon->numbers.at("seven"), 7U);
  EXPECT_FALSE(lexicon->numbers.contains("seventh"));
  ASSERT_GT(lexicon->agencies.size(), 10U);
  for (const Agency& agency : lexicon->agencies)
    EXPECT_EQ(lexicon->agency_named(agency.key), agency.name);
  EXPECT_EQ(lexicon->agency_named(0), "");
}

TEST(Lexicon, MissingTable) { EXPECT_FALSE(load_lexicon("/nowhere")); }

TEST(Lexicon, Credits) {
  EXPECT_EQ(credited("ALDER (Morning Wire) - A crane fell."), 77U);
  EXPECT_EQ(credited("ALDER, May 3 (MW) \u2014 A crane fell."), 77U);
  EXPECT_EQ(credited("MW \u2013 A crane fell."), 77U);
  EXPECT_EQ(credited("A crane fell.\n\nSource: Morning Wire"), 77U);
  EXPECT_EQ(credited("A crane fell.", "Lena Voss, Morning Wire"), 77U);
  EXPECT_EQ(credited("A crane fell. " + std::string(2000, 'x') + " (MW)"), 77U);
}

TEST(Lexicon, NoCredits) {
  EXPECT_EQ(credited("A reporter of Morning Wire was hurt."), 0U);
  EXPECT_EQ(credited("A crane fell at Dawn."), 0U);
  EXPECT_EQ(credited("ALDER (MWX) - A crane fell."), 0U);
  EXPECT_EQ(credited(std::string(2000, 'x') + " (MW) " + std::string(2000, 'x')), 0U);
}

TEST(Lexicon, FirstCreditCounts) {
  EXPECT_EQ(credited("ALDER (Dawn) - A crane fell, officials told (MW)"), 99U);
}

TEST(Lexicon, OwnReports) {
  const Lexicon lexicon = sample_lexicon();
  intake::Report report;
  EXPECT_EQ(lexicon.own_agency(report), 0U);
  report.publisher = "MORNING Wire";
  EXPECT_EQ(lexicon.own_agency(report), 77U);
  report.publisher = "";
  report.uri = "https://news.wire.example/crane";
  EXPECT_EQ(lexicon.own_agency(report), 77U);
  report.uri = "https://notwire.example/crane";
  EXPECT_EQ(lexicon.own_agency(report), 0U);
}

}  // namespace
}  // namespace litopys::copies
