#include "reading/measures.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

const std::string kCodebooks = std::string(LITOPYS_SOURCE_DIR) + "/codebooks";

// "killed three; injured eleven": each count's measure and counted word.
std::string counts(const std::string& lines) {
  static const QuantityConventions conventions = *load_quantity_conventions(kCodebooks);
  static const ActorRegistry registry = *load_actor_registry(kCodebooks);
  static const MeasureTable table = *load_measure_table(kCodebooks);
  const Sample sample(lines);
  const Document document = sample.document();
  const Quantities quantities(document, {}, conventions, registry);
  std::string result;
  for (const Count& count : find_counts(document, quantities, table))
    if (!count.adjacent)
      result += (result.empty() ? "" : "; ") + count.row->measure + " " +
                document.analysis.words[count.counted].form;
  return result;
}

TEST(Measures, VerbsCountTheirObject) {
  EXPECT_EQ(counts("1 Shells shell NOUN _ 2 nsubj\n2 killed kill VERB VerbForm=Fin 0 root\n"
                   "3 three three NUM _ 2 obj\n4 and and CCONJ _ 5 cc\n"
                   "5 wounded wound VERB VerbForm=Fin 2 conj\n6 eleven eleven NUM _ 5 obj\n"),
            "killed three; injured eleven");
}

TEST(Measures, ArgumentsAreTakenWhereTheTreeHasNone) {
  EXPECT_EQ(counts("1 Two two NUM _ 2 nummod\n2 men man NOUN Number=Plur 3 nsubj\n"
                   "3 appear appear VERB _ 0 root\n4 to to PART _ 7 mark\n5 have have AUX _ 7 aux\n"
                   "6 been be AUX _ 7 aux:pass\n7 killed kill VERB VerbForm=Part 3 xcomp | kill.01 "
                   "2:ARG1\n"),
            "killed men");
}

TEST(Measures, WordsBesideTheTriggerDecide) {
  const std::string shot =
      "1 Two two NUM _ 2 nummod\n2 men man NOUN Number=Plur 4 nsubj:pass\n"
      "3 were be AUX _ 4 aux:pass\n4 shot shoot VERB VerbForm=Part 0 root\n";
  EXPECT_EQ(counts(shot), "casualties men");
  EXPECT_EQ(counts(shot + "5 fatally fatally ADV _ 4 advmod\n"), "killed men");
}

TEST(Measures, SubjectsStatesAndNouns) {
  EXPECT_EQ(counts("1 Two two NUM _ 2 nummod\n2 men man NOUN Number=Plur 3 nsubj\n"
                   "3 drowned drown VERB VerbForm=Fin 0 root\n"),
            "killed men");
  EXPECT_EQ(counts("1 Two two NUM _ 2 nummod\n2 men man NOUN Number=Plur 3 nsubj\n"
                   "3 died die VERB VerbForm=Fin 0 root\n"),
            "killed men");
  EXPECT_EQ(counts("1 Two two NUM _ 4 nsubj\n2 are be AUX _ 4 cop\n3 still still ADV _ 4 advmod\n"
                   "4 missing missing ADJ _ 0 root\n"),
            "missing Two");
  EXPECT_EQ(counts("1 Police police NOUN _ 2 nsubj\n2 reported report VERB _ 0 root\n"
                   "3 12 12 NUM _ 4 nummod\n4 deaths death NOUN Number=Plur 2 obj\n"),
            "killed deaths");
}

TEST(Measures, TargetsAreNoVictims) {
  EXPECT_EQ(counts("1 He he PRON _ 2 nsubj\n2 shot shoot VERB VerbForm=Fin 0 root | shoot.02 "
                   "5:ARG1\n3 at at ADP _ 5 case\n4 two two NUM _ 5 nummod\n"
                   "5 officers officer NOUN Number=Plur 2 obl\n"),
            "");
}

TEST(Measures, AReflexiveObjectIsTheSubject) {
  EXPECT_EQ(counts("1 A a DET _ 2 det\n2 man man NOUN Number=Sing 3 nsubj\n"
                   "3 shot shoot VERB VerbForm=Fin 0 root\n"
                   "4 himself himself PRON Number=Sing|Person=3|PronType=Prs|Reflex=Yes 3 obj\n"),
            "casualties man");
}

TEST(Measures, ThingsAreCountedAsThings) {
  EXPECT_EQ(counts("1 Ten ten NUM _ 2 nummod\n2 houses house NOUN Number=Plur 4 nsubj:pass\n"
                   "3 were be AUX _ 4 aux:pass\n4 destroyed destroy VERB VerbForm=Part 0 root\n"),
            "destroyed houses");
  EXPECT_EQ(counts("1 Ten ten NUM _ 2 nummod\n2 hopes hope NOUN Number=Plur 4 nsubj:pass\n"
                   "3 were be AUX _ 4 aux:pass\n4 destroyed destroy VERB VerbForm=Part 0 root\n"),
            "");
}

}  // namespace
}  // namespace litopys::reading
