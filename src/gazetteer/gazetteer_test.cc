// A small world of a few lines, compiled and read back.
#include "gazetteer/gazetteer.h"

#include <gtest/gtest.h>

#include "gazetteer/compiler.h"
#include "gazetteer/format.h"
#include "gazetteer/skeleton.h"

namespace litopys::gazetteer {
namespace {

constexpr std::string_view kWorld =
    "geonameid\tfeature\tcountry\tadmin1\tadmin2\tcode\tlatitude\tlongitude\tradius_"
    "km\tpopulation\tname\tnames\n"
    "1\tPCLI\tNO\t\t\t\t62\t10\t300\t5000000\tNorway\tNorge|Noreg\n"
    "2\tADM1\tNO\t01\t\tVI\t59.5\t10.5\t80\t900000\tViken\t\n"
    "3\tADM2\tNO\t01\t7\t\t59.2\t10.9\t20\t60000\tØstre Viken\t\n"
    "4\tPPL\tNO\t01\t7\t\t59.21\t10.95\t\t60000\tFredrikstad\tFrederikstad\n"
    "5\tPPL\tNO\t\t\t\t0\t-10.5\t\t900\tZürich Øst\tZurich Øst|FREDRIKSTAD\n";

std::string compiled(std::string_view table = kWorld) {
  auto places = parse_places(table, "world.tsv");
  EXPECT_TRUE(places) << places.error().message;
  auto bytes = compile(std::move(*places), std::string(64, 'a'));
  EXPECT_TRUE(bytes) << bytes.error().message;
  return *bytes;
}

Gazetteer world() {
  auto gazetteer = Gazetteer::from_bytes(compiled(), "world.bin");
  EXPECT_TRUE(gazetteer) << gazetteer.error().message;
  return *gazetteer;
}

TEST(Gazetteer, ANameGivesItsPlacesWithHowItMatched) {
  const Gazetteer gazetteer = world();
  const auto matches = gazetteer.lookup("Fredrikstad");
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(gazetteer.place(matches[0].place).geonameid, 4);
  EXPECT_EQ(matches[0].kind, NameKind::kMain);
  EXPECT_TRUE(matches[0].exact);
  EXPECT_EQ(matches[1].kind, NameKind::kOther);
  EXPECT_FALSE(matches[1].exact);
  EXPECT_TRUE(gazetteer.lookup("Fredrik").empty());
  EXPECT_TRUE(gazetteer.lookup("").empty());
  EXPECT_TRUE(gazetteer.lookup("zzz").empty());
}

TEST(Gazetteer, ConsonantsGiveTheKeysThatHaveThem) {
  const Gazetteer gazetteer = world();
  const auto keys = gazetteer.keys_with_skeleton(skeleton_of("fradrykstod"), 8);
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0], "frederikstad");
  EXPECT_EQ(keys[1], "fredrikstad");
  EXPECT_EQ(gazetteer.lookup(keys[1]).size(), 2U);
  EXPECT_EQ(gazetteer.keys_with_skeleton(skeleton_of("fradrykstod"), 1).size(), 1U);
  EXPECT_TRUE(gazetteer.keys_with_skeleton("zzz", 8).empty());
  EXPECT_TRUE(gazetteer.keys_with_skeleton("", 8).empty());
}

TEST(Gazetteer, SpellingsOfOnePlaceAreOneMatch) {
  const auto matches = world().lookup("Zurich Øst");
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_TRUE(matches[0].exact);
  EXPECT_EQ(matches[0].kind, NameKind::kMain);
}

TEST(Gazetteer, APlaceKnowsTheAreasItLiesIn) {
  const Gazetteer gazetteer = world();
  const PlaceView town = gazetteer.place(3);
  EXPECT_EQ(gazetteer.place(town.admin1).name, "Viken");
  EXPECT_EQ(gazetteer.place(town.admin2).name, "Østre Viken");
  EXPECT_EQ(gazetteer.place(gazetteer.country(town.country)).name, "Norway");
  EXPECT_NEAR(town.latitude, 59.21, 1e-9);
  EXPECT_EQ(gazetteer.place(4).admin1, kNowhere);
  EXPECT_EQ(gazetteer.place(4).latitude, 0);
  EXPECT_EQ(gazetteer.country("XX"), kNowhere);
  ASSERT_EQ(gazetteer.lookup("VI").size(), 1U);
  EXPECT_EQ(gazetteer.lookup("VI")[0].kind, NameKind::kCode);
}

TEST(Gazetteer, TheSameTableGivesTheSameBytes) { EXPECT_EQ(compiled(), compiled()); }

TEST(Gazetteer, EveryFlippedBitIsNoticed) {
  const std::string good = compiled();
  for (std::size_t byte = 0; byte < good.size(); ++byte) {
    std::string bad = good;
    bad[byte] = static_cast<char>(bad[byte] ^ (1 << (byte % 8)));
    EXPECT_FALSE(Gazetteer::from_bytes(bad, "bad.bin")) << "byte " << byte;
  }
}

TEST(Gazetteer, EveryCutIsNoticed) {
  const std::string good = compiled();
  for (std::size_t size = 0; size < good.size(); ++size) {
    const auto read = Gazetteer::from_bytes(good.substr(0, size), "cut.bin");
    ASSERT_FALSE(read) << size;
    EXPECT_EQ(read.error().code, size < kMagic.size() ? "not-a-gazetteer" : "truncated");
  }
}

TEST(Gazetteer, AnotherVersionIsNamed) {
  std::string other = compiled();
  other[8] = 99;
  const auto read = Gazetteer::from_bytes(other, "other.bin");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "other-version");
  EXPECT_NE(read.error().message.find("99"), std::string::npos);
}

TEST(Gazetteer, AMissingFileAndAFolderAreErrors) {
  EXPECT_EQ(Gazetteer::open("/no/such/file.bin").error().code, "not-found");
  EXPECT_FALSE(Gazetteer::open("/"));
}

TEST(SourceTable, ABadNumberIsAnErrorWithItsLine) {
  std::string table(kWorld);
  table.replace(table.find("62\t10"), 5, "92\t10");
  const auto places = parse_places(table, "world.tsv");
  ASSERT_FALSE(places);
  EXPECT_NE(places.error().message.find("world.tsv:2"), std::string::npos);
  EXPECT_NE(places.error().message.find("latitude"), std::string::npos);
}

TEST(Distance, IsGreatCircle) {
  EXPECT_NEAR(kilometres_between(0, 0, 0, 90), 10007.5, 1);
  EXPECT_NEAR(kilometres_between(60, 10, 60, 10), 0, 1e-9);
}

}  // namespace
}  // namespace litopys::gazetteer
