// A small world and one-line reports: which of two towns of the same name is meant.
#include "reading/place_resolver.h"

#include <gtest/gtest.h>

#include "gazetteer/compiler.h"

namespace litopys::reading {
namespace {

constexpr std::string_view kWorld =
    "geonameid\tfeature\tcountry\tadmin1\tadmin2\tcode\tlatitude\tlongitude\tradius_"
    "km\tpopulation\tname\tnames\n"
    "1\tPCLI\tUS\t\t\t\t40\t-98\t1500\t300000000\tUnited States\tUS|U.S.\n"
    "2\tPCLI\tKE\t\t\t\t1\t38\t400\t50000000\tKenya\t\n"
    "3\tADM1\tUS\tOH\t\tOH\t40.4\t-82.7\t190\t11000000\tOhio\t\n"
    "4\tADM1\tUS\tTX\t\tTX\t31.5\t-99.3\t460\t25000000\tTexas\t\n"
    "5\tADM1\tKE\t07\t\t\t0\t36\t90\t2000000\tNakuru County\tNakuru\n"
    "10\tPPL\tUS\tOH\t\t\t40.0\t-83.0\t\t9000\tFairfield\t\n"
    "11\tPPL\tUS\tTX\t\t\t31.7\t-96.1\t\t90000\tFairfield\t\n"
    "12\tPPL\tUS\tOH\t\t\t40.1\t-83.1\t\t5000\tMillport\tWFD\n"
    "13\tPPL\tKE\t07\t\t\t0.1\t36.1\t\t20000\tFairfield\t\n"
    "14\tPPLA\tKE\t07\t\t\t-0.3\t36.1\t\t500000\tNakuru\t\n"
    "15\tPPL\tUS\tTX\t\t\t31\t-97\t\t800\tOb\t\n"
    "16\tPPL\tUS\tOH\t\t\t41\t-83.9\t\t900\tOld Mill\tWest Fairfield\n"
    "18\tPPLA\tUS\tOH\t\t\t39.9\t-83\t\t800000\tOhio City\tOhio\n"
    "17\tPPL\tUS\tTX\t\t\t31\t-98\t\t80000\tPort Ob City\tPOC\n";

class Resolver : public testing::Test {
 protected:
  Resolver()
      : gazetteer_(*gazetteer::Gazetteer::from_bytes(
            *gazetteer::compile(*gazetteer::parse_places(kWorld, "world"), ""), "world")),
        lexicon_(*load_place_lexicon(LITOPYS_SOURCE_DIR "/codebooks")) {}

  std::vector<Place> read(std::string_view text, const std::vector<std::string>& names) {
    std::vector<Span> spans;
    std::size_t from = 0;
    for (const std::string& name : names) {
      const std::size_t at = text.find(name, from);
      spans.push_back(
          {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + name.size())});
      from = at + name.size();
    }
    return resolve_places(read_context(text, gazetteer_, lexicon_), spans, {});
  }
  std::int64_t id(std::string_view text, const std::string& name) {
    const Place place = read(text, {name})[0];
    return place.match ? place.match->geonameid : 0;
  }

  gazetteer::Gazetteer gazetteer_;
  PlaceLexicon lexicon_;
};

TEST_F(Resolver, WithoutASignTheBetterKnownPlaceIsMeant) {
  EXPECT_EQ(id("A storm hit Fairfield.", "Fairfield"), 11);
}

TEST_F(Resolver, TheAreaBesideTheNameDecides) {
  EXPECT_EQ(id("A storm hit Fairfield, Ohio, today.", "Fairfield"), 10);
  EXPECT_EQ(id("A storm hit Fairfield (Ohio).", "Fairfield"), 10);
  EXPECT_EQ(id("A storm hit Fairfield in Kenya.", "Fairfield"), 13);
  EXPECT_EQ(id("A storm hit Kenya's Fairfield.", "Fairfield"), 13);
  EXPECT_EQ(id("A storm hit the Kenyan town of Fairfield.", "Fairfield"), 13);
  EXPECT_EQ(id("A storm hit Fairfield, OH.", "Fairfield"), 10);
}

TEST_F(Resolver, WhatIsSaidOnceHoldsForTheOtherMentions) {
  const auto places =
      read("Fairfield shook. Roofs in Fairfield, Ohio, fell.", {"Fairfield", "Fairfield"});
  EXPECT_EQ(places[0].match->geonameid, 10);
  EXPECT_EQ(places[0].rule, "places.contained_elsewhere");
  EXPECT_EQ(places[1].rule, "places.contained");
}

TEST_F(Resolver, NeighboursDecide) {
  const auto places = read("Fairfield lies by Millport.", {"Fairfield", "Millport"});
  EXPECT_EQ(places[0].match->geonameid, 10);
}

TEST_F(Resolver, AListOfAreasIsNoContainment) {
  EXPECT_EQ(id("Votes in Texas, Ohio and Kenya were counted.", "Texas"), 4);
}

TEST_F(Resolver, WordsOfKindLimitWhatANameCanMean) {
  EXPECT_EQ(id("Police in the city of Nakuru spoke.", "city of Nakuru"), 14);
  EXPECT_EQ(id("Floods in Nakuru province rose.", "Nakuru province"), 5);
  EXPECT_EQ(id("The Ob River froze.", "Ob River"), 0);
}

TEST_F(Resolver, ASmallLetterInFrontIsOfAPart) {
  EXPECT_EQ(id("A storm hit west Fairfield.", "west Fairfield"), 11);
  EXPECT_EQ(id("A storm hit West Fairfield.", "West Fairfield"), 16);
}

TEST_F(Resolver, TheCodeOfAnAirportIsNoTownButInitialsAre) {
  EXPECT_EQ(id("A storm in Texas, WFD said.", "WFD"), 0);
  EXPECT_EQ(id("A storm hit POC in Texas.", "POC"), 17);
}

TEST_F(Resolver, AStateIsNotTheCityCalledAfterIt) {
  EXPECT_EQ(id("A storm hit Ohio on Monday.", "Ohio"), 3);
}

TEST_F(Resolver, PrecisionSaysWhatThePointStandsFor) {
  EXPECT_EQ(read("In Kenya", {"Kenya"})[0].precision, "country");
  EXPECT_EQ(read("In Ohio", {"Ohio"})[0].precision, "admin1");
  EXPECT_EQ(read("In Millport", {"Millport"})[0].precision, "exact");
  EXPECT_EQ(read("In northern Millport", {"northern Millport"})[0].precision, "near");
}

TEST_F(Resolver, SmallLettersAreNoCountryAndTheUnknownStaysUnknown) {
  EXPECT_EQ(id("They told us so.", "us"), 0);
  EXPECT_FALSE(read("In Qwertyville", {"Qwertyville"})[0].match);
  EXPECT_EQ(read("In Qwertyville", {"Qwertyville"})[0].rule, "places.not_found");
}

TEST_F(Resolver, ScoresAreSharesAndAlternativesAreKept) {
  const auto place = read("A storm hit Fairfield.", {"Fairfield"})[0];
  EXPECT_GT(place.match->score, 0);
  ASSERT_EQ(place.alternatives.size(), 2U);
  EXPECT_GE(place.match->score, place.alternatives[0].score);
}

TEST(PlaceContext, PossessivesFallAway) {
  EXPECT_EQ(without_possessive("Kenya's"), "Kenya");
  EXPECT_EQ(without_possessive("Kenya\xE2\x80\x99s"), "Kenya");
  EXPECT_EQ(without_possessive("Kenya"), "Kenya");
}

TEST(PlaceLexicon, AMissingTableIsAnError) { EXPECT_FALSE(load_place_lexicon("/no/such/folder")); }

}  // namespace
}  // namespace litopys::reading
