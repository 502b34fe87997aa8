#include "reading/place_offsets.h"

#include <gtest/gtest.h>

#include "gazetteer/compiler.h"
#include "gazetteer/gazetteer.h"

namespace litopys::reading {
namespace {

using Kind = PlaceLexicon::OffsetWord::Kind;

class Offsets : public ::testing::Test {
 protected:
  Offsets() {
    lexicon_.offsets = {{"north", {Kind::kDirection, 0}}, {"west", {Kind::kDirection, 270}},
                        {"kilometers", {Kind::kUnit, 1}}, {"km", {Kind::kUnit, 1}},
                        {"miles", {Kind::kUnit, 1.609}},  {"of", {Kind::kLink, 0}},
                        {"from", {Kind::kLink, 0}},       {"near", {Kind::kNear, 0}}};
    auto bytes = gazetteer::compile({}, std::string(64, 'a'));
    gazetteer_.emplace(*gazetteer::Gazetteer::from_bytes(std::move(*bytes), "none.bin"));
  }

  PlaceOffset read(std::string_view text) const {
    const PlaceContext context = read_context(text, *gazetteer_, lexicon_);
    const auto at = static_cast<std::uint32_t>(text.find("Lund"));
    return read_offset(context, first_word_of(context, {at, at + 4}));
  }

  PlaceLexicon lexicon_;
  std::optional<gazetteer::Gazetteer> gazetteer_;
};

TEST_F(Offsets, DistanceAndDirection) {
  const PlaceOffset offset = read("a village 20 kilometers north of Lund");
  EXPECT_DOUBLE_EQ(offset.km, 20);
  EXPECT_DOUBLE_EQ(offset.bearing.value(), 0);
  EXPECT_DOUBLE_EQ(read("about 1,200 km (745 miles) west of Lund").km, 1200);
  EXPECT_DOUBLE_EQ(read("30km west of Lund").bearing.value(), 270);
}

TEST_F(Offsets, DistanceAlone) {
  const PlaceOffset offset = read("ten or 10 miles from Lund");
  EXPECT_DOUBLE_EQ(offset.km, 16.09);
  EXPECT_FALSE(offset.bearing.has_value());
}

TEST_F(Offsets, NearAndNothing) {
  EXPECT_TRUE(read("shots near Lund").near);
  EXPECT_FALSE(read("shots in Lund").near);
  EXPECT_EQ(read("the north of Lund").km, 0);
  EXPECT_EQ(read("20 men of Lund").km, 0);
  EXPECT_EQ(read("20 kilometers. North. Of Lund").km, 0);
  EXPECT_EQ(read("Lund").km, 0);
}

TEST(Moved, FollowsTheCourse) {
  const Point north = moved({55, 13}, 111.19, 0);
  EXPECT_NEAR(north.latitude, 56, 0.01);
  EXPECT_NEAR(north.longitude, 13, 1e-9);
  EXPECT_NEAR(moved({0, 179.5}, 111.19, 90).longitude, -179.5, 0.01);
  EXPECT_NEAR(gazetteer::kilometres_between(55, 13, moved({55, 13}, 40, 225).latitude,
                                            moved({55, 13}, 40, 225).longitude),
              40, 0.01);
}

}  // namespace
}  // namespace litopys::reading
