#include "reading/place_choice.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

Place town(std::int32_t word) {
  Place place;
  place.words = {word, word + 1};
  place.precision = "exact";
  return place;
}

// "Police in Oslo said men fell in Lund", with the events "fell".
struct World {
  Sample sample{
      "1 Police police NOUN _ 4 nsubj\n2 in in ADP _ 3 case\n3 Oslo Oslo PROPN _ 1 nmod\n"
      "4 said say VERB _ 0 root\n5 men man NOUN _ 6 nsubj\n6 fell fall VERB _ 4 ccomp | fall.01 "
      "8:ARGM-LOC 3@-4 5@3 8@0.8\n"
      "7 in in ADP _ 8 case\n8 Lund Lund PROPN _ 6 obl\n"};
  Reading reading;
  PlaceLexicon lexicon;

  World() {
    reading.places = {town(2), town(7)};
    Event event;
    event.word = 5;
    event.type = "ASSAULT";
    reading.events = {event};
  }

  std::vector<EventPlaceOption> options(const PlaceChoiceWeights& weights) const {
    const Document document = sample.document();
    const Governments governments(document.analysis, reading);
    return PlaceChooser(document, lexicon, weights, governments, reading)
        .options(5, &reading.events[0]);
  }
};

bool has(const EventPlaceOption& option, const std::string& sign) {
  return std::find(option.signs.begin(), option.signs.end(), sign) != option.signs.end();
}

TEST(PlaceChoice, TheLargestSumWins) {
  const World world;
  const auto options = world.options({{"role=ARGM-LOC", 2.0}, {"none", 1.0}});
  ASSERT_EQ(options.size(), 3u);
  EXPECT_EQ(options[0].place, 1);
  EXPECT_EQ(options[1].place, kNone);
  EXPECT_NEAR(options[0].share + options[1].share + options[2].share, 1, 1e-9);
  EXPECT_EQ(world.options({{"none", 1.0}})[0].place, kNone);
}

TEST(PlaceChoice, SignsTellHowThePlaceHangsOnTheEvent) {
  const World world;
  for (const EventPlaceOption& option : world.options({})) {
    EXPECT_EQ(has(option, "rank=0"), option.place == 1);
    EXPECT_EQ(has(option, "way=obl<"), option.place == 1);
    EXPECT_EQ(has(option, "rank=4&prep=in"), option.place == 0);
    EXPECT_EQ(has(option, "none:best=0"), option.place == kNone);
  }
}

TEST(PlaceChoice, WhatTheModelHasLearnedIsASign) {
  const World world;
  for (const EventPlaceOption& option : world.options({})) {
    EXPECT_EQ(has(option, "learned=-6"), option.place == 0);
    EXPECT_EQ(has(option, "learned=2&likeliest=yes"), option.place == 1);
    EXPECT_EQ(has(option, "none:learned=2"), option.place == kNone);
  }
}

TEST(PlaceChoice, ASentenceWithoutPlacesHasNoOptions) {
  World world;
  world.reading.places.clear();
  EXPECT_TRUE(world.options({}).empty());
}

}  // namespace
}  // namespace litopys::reading
