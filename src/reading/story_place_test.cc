#include "reading/story_place.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

Place town(std::int32_t word, const std::string& name, double latitude, double score = 0.9) {
  Place place;
  place.words = {word, word + 1};
  place.precision = "exact";
  place.match = PlaceCandidate{};
  place.match->geonameid = static_cast<std::int64_t>(latitude * 100) + 1;
  place.match->name = name;
  place.match->feature = "PPL";
  place.match->country = "SE";
  place.match->latitude = latitude;
  place.match->score = score;
  return place;
}

Event event(std::int32_t word) {
  Event out;
  out.word = word;
  out.type = "ASSAULT";
  return out;
}

// "Lund police said . Shots fell in Hamra ."
Sample report() {
  return Sample(
      "1 Lund Lund PROPN _ 2 compound\n2 police police NOUN _ 3 nsubj\n3 said say VERB _ 0 root\n"
      "4 . . PUNCT _ 3 punct\n\n"
      "1 Shots shot NOUN _ 2 nsubj\n2 fell fall VERB _ 0 root\n3 in in ADP _ 4 case\n"
      "4 Hamra Hamra PROPN _ 2 obl\n5 . . PUNCT _ 2 punct\n");
}

PlaceLexicon with_police() {
  PlaceLexicon lexicon;
  lexicon.words["police"].authority = true;
  return lexicon;
}

TEST(StoryPlace, TheTownOfThePoliceTakesWhatIsNotOnTheMap) {
  const Sample sample = report();
  Reading reading;
  reading.places = {town(0, "Lund", 55.7)};
  Place unknown;
  unknown.words = {7, 8};
  unknown.rule = "places.not_found";
  reading.places.push_back(unknown);
  reading.events = {event(5)};
  reading.events[0].place = 1;
  reading.events[0].place_basis = "clause";
  place_by_story(sample.document(), with_police(), reading);
  EXPECT_EQ(reading.events[0].place, 0);
  EXPECT_EQ(reading.events[0].place_basis, "lead");
  EXPECT_EQ(reading.events[0].other_places, std::vector<std::int32_t>{1});
}

TEST(StoryPlace, WithoutSuchATownAnUnknownVillageStaysUnknown) {
  const Sample sample = report();
  Reading reading;
  reading.places = {town(0, "Lund", 55.7)};
  Place unknown;
  unknown.words = {7, 8};
  unknown.rule = "places.not_found";
  reading.places.push_back(unknown);
  reading.events = {event(5)};
  reading.events[0].place = 1;
  place_by_story(sample.document(), PlaceLexicon{}, reading);
  EXPECT_EQ(reading.events[0].place, 1);
}

TEST(StoryPlace, AWeakNamesakeFarAwayIsTakenOffTheMap) {
  const Sample sample = report();
  Reading reading;
  reading.places = {town(0, "Lund", 55.7), town(7, "Hamra", 61.7, 0.4)};
  place_by_story(sample.document(), with_police(), reading);
  EXPECT_FALSE(reading.places[1].match.has_value());
  EXPECT_EQ(reading.places[1].rule, "places.not_found");
  reading.places[1] = town(7, "Hamra", 61.7, 0.95);
  place_by_story(sample.document(), with_police(), reading);
  EXPECT_TRUE(reading.places[1].match.has_value());
}

}  // namespace
}  // namespace litopys::reading
