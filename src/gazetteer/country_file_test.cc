#include "gazetteer/country_file.h"

#include <gtest/gtest.h>

namespace litopys::gazetteer {
namespace {

std::string line(const std::string& id, const std::string& name, const std::string& latitude,
                 const std::string& kind = "P\tPPL", const std::string& population = "300") {
  return id + '\t' + name + '\t' + name + "\tNames,Name two\t" + latitude + "\t34.5\t" + kind +
         "\tUA\t\t08\t0801\t\t\t" + population + "\t\t12\tEurope/Kyiv\t2020-01-01\n";
}

TEST(CountryFile, TownsAndAreasAreTakenTheRestIsCounted) {
  const auto file = parse_country_file(
      line("700", "Verkhivka", "46.5") + line("701", "Kherson Oblast", "46.6", "A\tADM1") +
          line("702", "Inhul", "46.7", "H\tSTM") + line("703", "Old Town", "46.7", "P\tPPLH"),
      "UA.txt");
  ASSERT_TRUE(file);
  ASSERT_EQ(file->places.size(), 2u);
  EXPECT_EQ(file->left_out, 2u);
  EXPECT_EQ(file->bad_lines, 0u);
  const SourcePlace& town = file->places[0];
  EXPECT_EQ(town.geonameid, 700u);
  EXPECT_EQ(town.feature, "PPL");
  EXPECT_EQ(town.country, "UA");
  EXPECT_EQ(town.admin1, "08");
  EXPECT_EQ(town.admin2, "0801");
  EXPECT_DOUBLE_EQ(town.latitude, 46.5);
  EXPECT_EQ(town.population, 300u);
  EXPECT_EQ(town.names, (std::vector<std::string>{"Names", "Name two"}));
}

TEST(CountryFile, ABadLineIsToldAndPassedOver) {
  const auto file = parse_country_file(line("700", "Verkhivka", "46.5") + line("x", "A", "1") +
                                           line("701", "B", "91") + "only\tthree\tcells\n" +
                                           line("702", "", "1") + line("703", "C\xFF", "1"),
                                       "UA.txt");
  ASSERT_TRUE(file);
  EXPECT_EQ(file->places.size(), 1u);
  EXPECT_EQ(file->bad_lines, 5u);
  ASSERT_EQ(file->problems.size(), 5u);
  EXPECT_EQ(file->problems[0].message, "UA.txt:2: geonameid is not \"x\"");
  EXPECT_EQ(file->problems[1].message, "UA.txt:3: latitude is not \"91\"");
  EXPECT_EQ(file->problems[2].message, "UA.txt:4: 3 columns instead of GeoNames' 19");
  EXPECT_EQ(file->problems[3].message, "UA.txt:5: the place has no name");
  EXPECT_EQ(file->problems[4].message, "UA.txt:6: not UTF-8");
}

TEST(CountryFile, AnotherTableIsRefused) {
  const auto file = parse_country_file("name,lat,lon\nA,1,2\n", "towns.csv");
  ASSERT_FALSE(file);
  EXPECT_NE(file.error().message.find("towns.csv:1"), std::string::npos);
  EXPECT_FALSE(parse_country_file("", "empty.txt"));
  EXPECT_FALSE(read_country_file("/no/such/UA.zip"));
}

}  // namespace
}  // namespace litopys::gazetteer
