#include "reading/places.h"

#include <gtest/gtest.h>

#include "gazetteer/compiler.h"
#include "reading/sample.h"

namespace litopys::reading {
namespace {

constexpr std::string_view kWorld =
    "geonameid\tfeature\tcountry\tadmin1\tadmin2\tcode\tlatitude\tlongitude\tradius_"
    "km\tpopulation\tname\tnames\n"
    "1\tPCLI\tNO\t\t\t\t62\t10\t500\t5000000\tNorway\tNorge\n"
    "2\tPPLC\tNO\t\t\t\t59.9\t10.7\t\t700000\tOslo\tChristiania\n"
    "3\tPPLA\tNO\t\t\t\t60.4\t5.3\t\t280000\tBergen\tBjorgvin\n"
    "4\tPPL\tNO\t\t\t\t60.5\t5.4\t\t90000\tMay\t\n";

class Places : public testing::Test {
 protected:
  Places()
      : gazetteer_(*gazetteer::Gazetteer::from_bytes(
            *gazetteer::compile(*gazetteer::parse_places(kWorld, "world"), ""), "world")),
        lexicon_(*load_place_lexicon(LITOPYS_SOURCE_DIR "/codebooks")) {}

  // Words of each place with the name that was found for it.
  std::vector<std::string> read(const Sample& sample, Reading reading = {}) {
    read_places(sample.document(), gazetteer_, lexicon_, reading);
    std::vector<std::string> out;
    for (const Place& place : reading.places)
      out.push_back(std::string(words_of(sample.document(), place.span)) + "=" +
                    (place.match ? place.match->name : "?"));
    return out;
  }

  gazetteer::Gazetteer gazetteer_;
  PlaceLexicon lexicon_;
};

using Strings = std::vector<std::string>;

TEST_F(Places, NamesOfPlacesAreFoundAndPersonsAreNot) {
  const Sample sample(
      "1 Ida Ida PROPN _ 3 nsubj NER=PER\n2 Bergen Bergen PROPN _ 1 flat NER=+\n"
      "3 left leave VERB Tense=Past 0 root\n4 Oslo Oslo PROPN _ 3 obj NER=LOC\n");
  EXPECT_EQ(read(sample), Strings({"Oslo=Oslo"}));
}

TEST_F(Places, ANameThatTheGazetteerLacksStays) {
  const Sample sample("1 In in ADP _ 2 case\n2 Vundu Vundu PROPN _ 0 root NER=LOC\n");
  EXPECT_EQ(read(sample), Strings({"Vundu=?"}));
}

TEST_F(Places, ANameWithACommaIsTwoPlaces) {
  const Sample sample(
      "1 Bergen Bergen PROPN _ 0 root NER=LOC\n2 , , PUNCT _ 3 punct NER=+\n"
      "3 Norway Norway PROPN _ 1 appos NER=+\n");
  EXPECT_EQ(read(sample), Strings({"Bergen=Bergen", "Norway=Norway"}));
}

TEST_F(Places, AProperNounWherePlacesStandIsLookedUp) {
  const Sample sample(
      "1 They they PRON _ 2 nsubj\n2 rallied rally VERB _ 0 root\n3 in in ADP _ 4 case\n"
      "4 Oslo Oslo PROPN _ 2 obl\n");
  EXPECT_EQ(read(sample), Strings({"Oslo=Oslo"}));
  const Sample subject("1 Oslo Oslo PROPN _ 2 nsubj\n2 won win VERB _ 0 root\n");
  EXPECT_TRUE(read(subject).empty());
}

TEST_F(Places, AMonthIsNoTown) {
  const Sample sample(
      "1 They they PRON _ 2 nsubj\n2 met meet VERB _ 0 root\n3 in in ADP _ 4 case\n"
      "4 May May PROPN _ 2 obl\n");
  Reading reading;
  reading.times.push_back({});
  reading.times.back().words = {3, 4};
  EXPECT_TRUE(read(sample, reading).empty());
}

TEST(Dateline, IsTheNamesBeforeADashAtTheBeginning) {
  const auto words = [](std::string_view text) {
    const auto span = dateline_of(text);
    return span ? std::string(text::words_of(text, *span)) : std::string();
  };
  EXPECT_EQ(words("BERGEN, Norway, March 5 (Agency) \xE2\x80\x94 A storm came."),
            "BERGEN, Norway, March 5 (Agency)");
  EXPECT_EQ(words("Storm warning\n\nOSLO - A storm came."), "OSLO");
  EXPECT_EQ(words("OSLO (news agency) \xE2\x80\x93 A storm came."), "OSLO (news agency)");
  EXPECT_EQ(words("The storm \xE2\x80\x94 a bad one \xE2\x80\x94 came."), "");
  EXPECT_EQ(words("A storm came."), "");
  EXPECT_EQ(words(""), "");
}

}  // namespace
}  // namespace litopys::reading
