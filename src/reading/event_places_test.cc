#include "reading/event_places.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

Place town(std::int32_t word, const std::string& name, const std::string& country) {
  Place place;
  place.words = {word, word + 1};
  place.precision = "exact";
  place.match = PlaceCandidate{};
  place.match->geonameid = word + 1;
  place.match->name = name;
  place.match->country = country;
  place.match->score = 0.9;
  return place;
}

Event event(std::int32_t word) {
  Event out;
  out.word = word;
  return out;
}

// The closer the tie, the better; a place rather than none; what holds another place less.
PlaceChoiceWeights weights() {
  PlaceChoiceWeights out{{"none", -20.0}, {"inside=holds", -3.0}};
  for (int rank = 0; rank < 8; ++rank) out["rank=" + std::to_string(rank)] = -2.0 * rank;
  return out;
}

TEST(EventPlaces, TheArgumentOfPlaceWins) {
  const Sample sample(
      "1 Near near ADP _ 2 case\n2 Lund Lund PROPN _ 4 obl\n3 two two NUM _ 4 nsubj\n"
      "4 fell fall VERB _ 0 root | fall.01 6:ARGM-LOC\n5 in in ADP _ 6 case\n6 Oslo Oslo PROPN _ 4 "
      "obl\n");
  Reading reading;
  reading.places = {town(1, "Lund", "SE"), town(5, "Oslo", "NO")};
  reading.events = {event(3)};
  place_events(sample.document(), PlaceLexicon{}, weights(), reading);
  EXPECT_EQ(reading.events[0].place, 1);
  EXPECT_EQ(reading.events[0].place_basis, "clause");
  EXPECT_EQ(reading.events[0].other_places, std::vector<std::int32_t>{0});
}

TEST(EventPlaces, ATownBeforeTheCountryItLiesIn) {
  const Sample sample(
      "1 Riots riot NOUN _ 0 root\n2 in in ADP _ 3 case\n3 Norway Norway PROPN _ 1 nmod\n"
      "4 at at ADP _ 5 case\n5 Oslo Oslo PROPN _ 1 nmod\n");
  Reading reading;
  reading.places = {town(2, "Norway", "NO"), town(4, "Oslo", "NO")};
  reading.places[0].precision = "country";
  reading.events = {event(0)};
  place_events(sample.document(), PlaceLexicon{}, weights(), reading);
  EXPECT_EQ(reading.events[0].place, 1);
  EXPECT_TRUE(reading.events[0].other_places.empty());
}

TEST(EventPlaces, ThePlaceOfAnotherEventComesLast) {
  const Sample sample(
      "1 Riots riot NOUN _ 4 nsubj\n2 in in ADP _ 3 case\n3 Oslo Oslo PROPN _ 1 nmod\n"
      "4 followed follow VERB _ 0 root\n5 clashes clash NOUN _ 4 obj\n6 in in ADP _ 7 case\n"
      "7 Lund Lund PROPN _ 5 nmod\n");
  Reading reading;
  reading.places = {town(2, "Oslo", "NO"), town(6, "Lund", "SE")};
  reading.events = {event(0), event(4)};
  place_events(sample.document(), PlaceLexicon{}, weights(), reading);
  EXPECT_EQ(reading.events[0].place, 0);
  EXPECT_EQ(reading.events[1].place, 1);
}

TEST(EventPlaces, OutsideTheSentenceOnlyForWhatBelongsToTheStory) {
  const Sample sample(
      "1 Riots riot NOUN _ 0 root\n2 in in ADP _ 3 case\n3 Oslo Oslo PROPN _ 1 nmod\n\n"
      "1 Two two NUM _ 2 nsubj\n2 died die VERB _ 0 root\n\n"
      "1 Riots riot NOUN _ 0 root\n");
  Reading reading;
  reading.places = {town(2, "Oslo", "NO")};
  reading.events = {event(0), event(4), event(5)};
  reading.events[2].factuality.status = "habitual";
  place_events(sample.document(), PlaceLexicon{}, weights(), reading);
  EXPECT_EQ(reading.events[1].place, 0);
  EXPECT_EQ(reading.events[1].place_basis, "paragraph");
  EXPECT_EQ(reading.events[2].place, kNone);
}

TEST(EventPlaces, FiguresTakeThePlaceOfTheirEvent) {
  const Sample sample(
      "1 Two two NUM _ 2 nsubj\n2 died die VERB _ 0 root\n3 in in ADP _ 4 case\n4 Oslo Oslo PROPN "
      "_ 2 obl\n");
  Reading reading;
  reading.places = {town(3, "Oslo", "NO")};
  reading.events = {event(1)};
  reading.figures.emplace_back();
  reading.figures[0].event = 0;
  place_events(sample.document(), PlaceLexicon{}, weights(), reading);
  EXPECT_EQ(reading.figures[0].place, 0);
}

}  // namespace
}  // namespace litopys::reading
