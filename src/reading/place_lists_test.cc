#include "reading/place_lists.h"

#include <gtest/gtest.h>

#include "gazetteer/compiler.h"

namespace litopys::reading {
namespace {

bool list(std::string_view text) {
  const auto lund = static_cast<std::uint32_t>(text.find("Lund"));
  const auto oslo = static_cast<std::uint32_t>(text.find("Oslo"));
  return is_list(text, {lund, lund + 4}, {oslo, oslo + 4});
}

TEST(PlaceLists, ACommaOrALinkWordMakesAList) {
  EXPECT_TRUE(list("Lund, Oslo"));
  EXPECT_TRUE(list("Lund and Oslo"));
  EXPECT_TRUE(list("Lund, or Oslo"));
  EXPECT_FALSE(list("Lund in Oslo"));
  EXPECT_FALSE(list("Lund. Oslo"));
  EXPECT_FALSE(list("Oslo, Lund"));
}

constexpr std::string_view kWorld =
    "geonameid\tfeature\tcountry\tadmin1\tadmin2\tcode\tlatitude\tlongitude\tradius_"
    "km\tpopulation\tname\tnames\n"
    "1\tPCLI\tNO\t\t\t\t62\t10\t500\t5000000\tNorway\tNorge\n"
    "2\tADM1\tNO\t46\t\t\t60.6\t5.9\t100\t2000000\tVestland\t\n"
    "3\tPPLA\tNO\t46\t\t\t60.4\t5.3\t\t280000\tBergen\tBjorgvin\n"
    "4\tPPL\tNO\t46\t\t\t60.5\t5.4\t\t10\tUlvik\t\n";

TEST(PlaceLists, AnAreaHoldsAWellKnownTown) {
  const auto gazetteer = *gazetteer::Gazetteer::from_bytes(
      *gazetteer::compile(*gazetteer::parse_places(kWorld, "world"), ""), "world");
  const PlaceLexicon lexicon;
  const PlaceContext context = read_context("", gazetteer, lexicon);
  const auto held = [&](std::string_view inner, std::string_view outer) {
    return holding(context, options_of(context, inner).options, options_of(context, outer).options)
        .size();
  };
  EXPECT_EQ(held("Bergen", "Vestland"), 1U);
  EXPECT_EQ(held("Ulvik", "Vestland"), 0U);
  EXPECT_EQ(held("Vestland", "Bergen"), 0U);
  EXPECT_EQ(held("Bergen", "Norway"), 0U);
}

}  // namespace
}  // namespace litopys::reading
