#include "reading/actors.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

const ActorRegistry& registry() {
  static const auto loaded = load_actor_registry(LITOPYS_SOURCE_DIR "/codebooks");
  return *loaded;
}

std::string told(const std::string& lines, int word) {
  const Sample sample(lines);
  const ActorDescription actor = describe_actor(sample.document(), word - 1, registry());
  std::string out = actor.kind + " " + (actor.country.empty() ? "-" : actor.country);
  for (const std::string& sector : actor.sectors) out += " " + sector;
  return out;
}

TEST(Actors, TheTablesLoad) {
  const auto loaded = load_actor_registry(LITOPYS_SOURCE_DIR "/codebooks");
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_GT(loaded->actors.size(), 200u);
  EXPECT_GT(loaded->agents.size(), 300u);
  EXPECT_GT(loaded->holders.size(), 300u);
}

TEST(Actors, PeopleOfNoSectorAreInTheTableOfPersons) {
  EXPECT_EQ(told("1 clerks clerk NOUN Number=Plur 0 root\n", 1), "group -");
  EXPECT_EQ(told("1 relations relation NOUN Number=Plur 0 root\n", 1), "unknown -");
}

TEST(Actors, ADemonymGivesTheCountry) {
  EXPECT_EQ(told("1 Peruvian Peruvian ADJ _ 2 amod\n2 soldiers soldier NOUN Number=Plur 3 nsubj\n"
                 "3 left leave VERB _ 0 root\n",
                 2),
            "group PER MIL");
}

TEST(Actors, ACountryInAPhraseAfterTheNoun) {
  EXPECT_EQ(told("1 the the DET _ 2 det\n2 army army NOUN Number=Sing 0 root\n"
                 "3 of of ADP _ 4 case\n4 Chad Chad PROPN _ 2 nmod NER=LOC\n",
                 2),
            "group TCD MIL");
}

TEST(Actors, ASeatOfGovernmentActsOrIsAPlace) {
  EXPECT_EQ(told("1 Lima Lima PROPN _ 2 nsubj NER=LOC\n2 protested protest VERB _ 0 root\n", 1),
            "state PER GOV");
  EXPECT_EQ(
      told("1 stayed stay VERB _ 0 root\n2 in in ADP _ 3 case\n3 Lima Lima PROPN _ 1 obl NER=LOC\n",
           3),
      "unknown PER");
}

TEST(Actors, ANamedBodyGivesItsSectorToItsPeople) {
  EXPECT_EQ(told("1 Hamas Hamas PROPN _ 2 compound NER=ORG\n"
                 "2 fighters fighter NOUN Number=Plur 0 root\n",
                 2),
            "group PSE REB");
}

TEST(Actors, CapitalsTellANameFromAWord) {
  EXPECT_EQ(told("1 who who PRON _ 2 nsubj\n2 came come VERB _ 0 root\n", 1), "unknown -");
  EXPECT_EQ(told("1 WHO WHO PROPN _ 2 nsubj NER=ORG\n2 came come VERB _ 0 root\n", 1),
            "organisation - IGO HLH");
}

TEST(Actors, AmongCapitalsOnlyAProperNounIsAnAbbreviation) {
  EXPECT_EQ(told("1 WHO who PRON _ 2 nsubj\n2 CAME come VERB _ 0 root\n", 1), "unknown -");
  EXPECT_EQ(told("1 WHO WHO PROPN _ 2 nsubj NER=ORG\n2 CAME come VERB _ 0 root\n", 1),
            "organisation - IGO HLH");
}

TEST(Actors, AThingHasNoSector) {
  EXPECT_EQ(told("1 bridge bridge NOUN Number=Sing 0 root\n", 1), "thing -");
}

TEST(Actors, AnOfficeIsHeldFromOneDayToAnother) {
  const ActorRegistry::Holder holder{"A",
                                     {{"mayor", "PER", {"GOV"}, "2010-05", "2012-07-01"},
                                      {"premier", "PER", {"GOV"}, "2020", ""}}};
  EXPECT_EQ(holder.office_on("2010-04-30"), nullptr);
  EXPECT_EQ(holder.office_on("2010-05-01")->title, "mayor");
  EXPECT_EQ(holder.office_on("2012-07-01")->title, "mayor");
  EXPECT_EQ(holder.office_on("2012-07-02"), nullptr);
  EXPECT_EQ(holder.office_on("2024-01-01")->title, "premier");
  EXPECT_EQ(holder.office_on(""), nullptr);
}

std::string told_on(const std::string& day, const std::string& lines, int word) {
  const Sample sample(lines);
  const Document undated = sample.document();
  intake::Report report = undated.report;
  report.published = day;
  const ActorDescription actor =
      describe_actor({report, undated.text, undated.analysis}, word - 1, registry());
  std::string out = actor.kind + " " + (actor.country.empty() ? "-" : actor.country);
  for (const std::string& sector : actor.sectors) out += " " + sector;
  return out;
}

TEST(Actors, AHolderActsForHisStateWhileInOffice) {
  const std::string merkel =
      "1 Angela Angela PROPN _ 3 nsubj NER=PER\n2 Merkel Merkel PROPN _ 1 flat NER=+\n"
      "3 left leave VERB _ 0 root\n";
  EXPECT_EQ(told_on("2015-06-01T08:00:00Z", merkel, 1), "person DEU GOV");
  EXPECT_EQ(told_on("2023-06-01", merkel, 1), "person DEU");
  EXPECT_EQ(told_on("", merkel, 1), "person DEU");
}

TEST(Actors, ANamesakeIsSomebodyElse) {
  EXPECT_EQ(told_on("2015-06-01",
                    "1 Rosa Rosa PROPN _ 3 nsubj NER=PER\n2 Merkel Merkel PROPN _ 1 flat NER=+\n"
                    "3 left leave VERB _ 0 root\n",
                    1),
            "person -");
  EXPECT_EQ(told_on("2015-06-01",
                    "1 Rosa Rosa PROPN _ 3 nsubj\n2 Merkel Merkel PROPN _ 1 flat\n"
                    "3 left leave VERB _ 0 root\n",
                    1),
            "unknown -");
}

TEST(Actors, TheAdministrationOfAHolder) {
  const std::string lines =
      "1 the the DET _ 3 det\n2 Merkel Merkel PROPN _ 3 compound NER=PER\n"
      "3 government government NOUN Number=Sing 4 nsubj\n4 left leave VERB _ 0 root\n";
  EXPECT_EQ(told_on("2015-06-01", lines, 3), "organisation DEU GOV");
  EXPECT_EQ(told_on("2023-06-01", lines, 3), "organisation DEU GOV");
}

TEST(Actors, DatesOfOfficesAreDates) {
  for (const ActorRegistry::Holder& holder : registry().holders)
    for (const ActorRegistry::Office& office : holder.offices)
      for (const std::string& day : {office.from, office.to}) {
        const bool whole = day.empty() || day.size() == 4 || day.size() == 7 || day.size() == 10;
        EXPECT_TRUE(whole && day.find_first_not_of("0123456789-") == std::string::npos)
            << holder.name << " " << day;
        EXPECT_TRUE(office.to.empty() || office.from <= office.to) << holder.name;
      }
}

}  // namespace
}  // namespace litopys::reading
