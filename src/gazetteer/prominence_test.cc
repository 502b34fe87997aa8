#include "gazetteer/prominence.h"

#include <gtest/gtest.h>

namespace litopys::gazetteer {
namespace {

PlaceView place(std::string_view feature, std::uint32_t population, std::uint32_t names) {
  PlaceView view;
  view.geonameid = 1;
  view.feature = feature;
  view.population = population;
  view.name_count = names;
  return view;
}

TEST(Prominence, GrowsWithPeopleNamesAndRank) {
  EXPECT_GT(prominence(place("PPLC", 2'000'000, 150)), prominence(place("PPL", 25'000, 20)));
  EXPECT_GT(prominence(place("PPL", 25'000, 20)), prominence(place("PPL", 0, 20)));
  EXPECT_GT(prominence(place("PPL", 0, 40)), prominence(place("PPL", 0, 2)));
  EXPECT_GT(prominence(place("PCLI", 5'000'000, 5)), prominence(place("ADM2", 5'000'000, 5)));
}

TEST(Prominence, StaysBetweenZeroAndOne) {
  EXPECT_GE(prominence(place("", 0, 0)), 0);
  EXPECT_LE(prominence(place("PCLI", 4'000'000'000U, 60'000)), 1);
}

}  // namespace
}  // namespace litopys::gazetteer
