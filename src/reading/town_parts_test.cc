#include "reading/town_parts.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

Place at(std::int32_t word, const std::string& feature, double latitude, double score = 0.9) {
  Place place;
  place.words = {word, word + 1};
  place.precision = "exact";
  place.match = PlaceCandidate{};
  place.match->name = feature + std::to_string(latitude);
  place.match->feature = feature;
  place.match->latitude = latitude;
  place.match->score = score;
  return place;
}

PlaceLexicon with_section() {
  PlaceLexicon lexicon;
  lexicon.words["section"].quarter = true;
  return lexicon;
}

// "Hamra section of Lund"
Sample section() {
  return Sample(
      "1 Hamra Hamra PROPN _ 2 compound\n2 section section NOUN _ 0 root\n3 of of ADP _ 4 case\n"
      "4 Lund Lund PROPN _ 2 nmod\n");
}

TEST(TownParts, ANamesakeFarAwayIsNotTheSection) {
  const Sample sample = section();
  Reading reading;
  reading.places = {at(0, "PPL", 33.9), at(3, "PPLA2", 55.7)};
  place_town_parts(sample.document(), with_section(), reading);
  EXPECT_EQ(reading.places[0].match->latitude, 55.7);
  EXPECT_EQ(reading.places[0].precision, "near");
  EXPECT_EQ(reading.places[0].rule, "places.part_of_town");
  EXPECT_EQ(reading.places[0].settlement, kNone);
}

TEST(TownParts, AQuarterOnTheMapStaysAndNamesItsTown) {
  const Sample sample = section();
  Reading reading;
  reading.places = {at(0, "PPLX", 55.71), at(3, "PPLA2", 55.7)};
  place_town_parts(sample.document(), with_section(), reading);
  EXPECT_EQ(reading.places[0].match->latitude, 55.71);
  EXPECT_EQ(reading.places[0].settlement, 1);
}

TEST(TownParts, WithoutAWordForItAWellKnownTownIsNoPart) {
  const Sample sample(
      "1 Lund Lund PROPN _ 3 nmod:poss\n2 's 's PART _ 1 case\n3 Oslo Oslo PROPN _ 0 root\n");
  Reading reading;
  reading.places = {at(0, "PPL", 55.7), at(2, "PPLC", 59.9)};
  place_town_parts(sample.document(), with_section(), reading);
  EXPECT_EQ(reading.places[1].match->latitude, 59.9);
  reading.places[1].match.reset();  // but a name that the gazetteer lacks is
  place_town_parts(sample.document(), with_section(), reading);
  ASSERT_TRUE(reading.places[1].match);
  EXPECT_EQ(reading.places[1].match->latitude, 55.7);
}

TEST(TownParts, TheTownOfTheStoryIsTheSettlementOfQuartersNearIt) {
  Reading reading;
  reading.places = {at(0, "PPL", 55.7), at(1, "PPLX", 55.71), at(2, "PPLX", 59.9)};
  name_settlements(0, reading);
  EXPECT_EQ(reading.places[1].settlement, 0);
  EXPECT_EQ(reading.places[2].settlement, kNone);
}

}  // namespace
}  // namespace litopys::reading
