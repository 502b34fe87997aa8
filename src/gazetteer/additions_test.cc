#include "gazetteer/additions.h"

#include <gtest/gtest.h>

#include "gazetteer/compiler.h"

namespace litopys::gazetteer {
namespace {

constexpr std::string_view kWorld =
    "geonameid\tfeature\tcountry\tadmin1\tadmin2\tcode\tlatitude\tlongitude\tradius_"
    "km\tpopulation\tname\tnames\n"
    "1\tPCLI\tUA\t\t\t\t49\t32\t500\t40000000\tUkraine\tUkraina\n"
    "2\tADM1\tUA\tx8\t\tKS\t46.6\t33.5\t100\t1000000\tKherson Oblast\tKhersonshchyna\n"
    "3\tADM2\tUA\tx8\ty1\t\t46.5\t33.4\t20\t10000\tSome Raion\t\n"
    "4\tPPL\tUA\tx8\ty1\t\t46.75\t33.35\t\t40000\tNova Kakhovka\tКаховка Нова\n";

Gazetteer compiled(std::vector<SourcePlace> places) {
  auto bytes = compile(std::move(places), std::string(64, 'a'));
  EXPECT_TRUE(bytes);
  return *Gazetteer::from_bytes(std::move(*bytes), "test");
}
Gazetteer world() { return compiled(*parse_places(kWorld, "world")); }

SourcePlace place(std::uint32_t id, const std::string& feature, const std::string& name,
                  const std::string& admin1, const std::string& admin2) {
  SourcePlace out;
  out.geonameid = id;
  out.feature = feature;
  out.country = "UA";
  out.name = name;
  out.admin1 = admin1;
  out.admin2 = admin2;
  return out;
}

TEST(Additions, AGazetteerTakenApartIsTheSamePlaces) {
  const Gazetteer before = world();
  const Gazetteer after = compiled(places_of(before));
  ASSERT_EQ(before.size(), after.size());
  for (PlaceIndex i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before.place(i).name, after.place(i).name);
    EXPECT_EQ(before.place(i).admin1, after.place(i).admin1);
    EXPECT_EQ(before.place(i).admin2, after.place(i).admin2);
    EXPECT_EQ(before.place(i).name_count, after.place(i).name_count);
    EXPECT_EQ(before.place(i).code, after.place(i).code);
  }
  for (const char* name : {"Ukraina", "Nova Kakhovka", "КАХОВКА НОВА", "KS"})
    EXPECT_EQ(before.lookup(name).size(), after.lookup(name).size()) << name;
}

TEST(Additions, ANewVillageLiesWhereTheFileSays) {
  auto places = places_of(world());
  const Added added = add_country(places, {place(2, "ADM1", "Khersonska Oblast", "08", ""),
                                           place(900, "PPL", "Verkhivka", "08", "0801"),
                                           place(3, "ADM2", "Some Raion", "08", "0801"),
                                           place(4, "PPL", "Nova Kakhovka", "08", "0801")});
  EXPECT_EQ(added.places, 1u);
  EXPECT_EQ(added.known, 3u);
  const Gazetteer gazetteer = compiled(std::move(places));
  const auto found = gazetteer.lookup("Verkhivka");
  ASSERT_EQ(found.size(), 1u);
  const PlaceView village = gazetteer.place(found[0].place);
  EXPECT_EQ(gazetteer.place(village.admin1).geonameid, 2);
  EXPECT_EQ(gazetteer.place(village.admin2).geonameid, 3);
  EXPECT_EQ(gazetteer.lookup("Khersonska Oblast").size(), 1u);  // a new name of a known place
}

TEST(Additions, TownsThatBothHaveTellTheCodesWhereNoAreaDoes) {
  auto places = places_of(world());
  add_country(places,
              {place(4, "PPL", "Nova Kakhovka", "08", ""), place(900, "PPL", "Verkhivka", "08", ""),
               place(901, "PPL", "Nizhivka", "77", "")});
  const Gazetteer gazetteer = compiled(std::move(places));
  const auto area = [&](const char* name) {
    return gazetteer.place(gazetteer.lookup(name)[0].place).admin1;
  };
  EXPECT_EQ(gazetteer.place(area("Verkhivka")).geonameid, 2);
  EXPECT_EQ(area("Nizhivka"), kNowhere);
}

TEST(Additions, AnAreaThatIsNotThereComesWithItsPlaces) {
  auto places = places_of(world());
  add_country(places, {place(950, "ADM1", "New Oblast", "77", ""),
                       place(901, "PPL", "Nizhivka", "77", "")});
  const Gazetteer gazetteer = compiled(std::move(places));
  const PlaceView village = gazetteer.place(gazetteer.lookup("Nizhivka")[0].place);
  EXPECT_EQ(gazetteer.place(village.admin1).geonameid, 950);
}

}  // namespace
}  // namespace litopys::gazetteer
