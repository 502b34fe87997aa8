#include "reading/pronouns.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

std::string antecedent(const std::string& lines, int word) {
  static const auto registry = load_actor_registry(LITOPYS_SOURCE_DIR "/codebooks");
  const Sample sample(lines);
  const std::int32_t found = antecedent_of(sample.document(), *registry, word - 1);
  return found == kNone ? "-" : sample.document().analysis.words[found].form;
}

std::string said_it_would(const std::string& speaker, const std::string& number,
                          const std::string& pronoun) {
  return "1 " + speaker + " " + speaker + " NOUN Number=" + number + " 2 nsubj\n" +
         "2 said say VERB VerbForm=Fin 0 root\n3 " + pronoun + " 5 nsubj\n" +
         "4 would would AUX VerbForm=Fin 5 aux\n5 march march VERB VerbForm=Inf 2 ccomp\n";
}

constexpr const char* kIt = "it it PRON Gender=Neut|Number=Sing|Person=3|PronType=Prs";
constexpr const char* kThey = "they they PRON Number=Plur|Person=3|PronType=Prs";
constexpr const char* kHe = "he he PRON Gender=Masc|Number=Sing|Person=3|PronType=Prs";

TEST(Pronouns, OfAReportedClauseStandsForTheSpeaker) {
  EXPECT_EQ(antecedent(said_it_would("union", "Sing", kIt), 3), "union");
  EXPECT_EQ(antecedent(said_it_would("miners", "Plur", kThey), 3), "miners");
  EXPECT_EQ(antecedent(said_it_would("minister", "Sing", kHe), 3), "minister");
}

TEST(Pronouns, MustAgree) {
  EXPECT_EQ(antecedent(said_it_would("minister", "Sing", kIt), 3), "-");
  EXPECT_EQ(antecedent(said_it_would("miners", "Plur", kHe), 3), "-");
  EXPECT_EQ(antecedent(said_it_would("minister", "Sing", kThey), 3), "-");
}

TEST(Pronouns, AtTheTopOfASentenceStaysOpen) {
  EXPECT_EQ(antecedent("1 They they PRON Number=Plur|Person=3|PronType=Prs 2 nsubj\n"
                       "2 marched march VERB VerbForm=Fin 0 root\n",
                       1),
            "-");
}

std::string two_sentences(const std::string& object) {
  return "1 Rebels rebel NOUN Number=Plur 2 nsubj\n2 took take VERB VerbForm=Fin 0 root\n" +
         object +
         "\n\n1 They they PRON Number=Plur|Person=3|PronType=Prs 2 nsubj\n"
         "2 marched march VERB VerbForm=Fin 0 root\n";
}

TEST(Pronouns, AtTheTopOfASentenceStandsForTheSubjectBefore) {
  EXPECT_EQ(antecedent(two_sentences("3 bread bread NOUN Number=Sing 2 obj"), 4), "Rebels");
}

TEST(Pronouns, StaysOpenWhereTwoAgree) {
  EXPECT_EQ(antecedent(two_sentences("3 miners miner NOUN Number=Plur 2 obj"), 4), "-");
}

constexpr const char* kPossessive =
    "1 army army NOUN Number=Sing 2 nsubj\n2 completed complete VERB VerbForm=Fin 0 root\n"
    "3 its its PRON Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs 4 nmod:poss\n"
    "4 withdrawal withdrawal NOUN Number=Sing 2 obj\n";

TEST(Pronouns, APossessiveStandsForTheSubjectOfItsClause) {
  EXPECT_EQ(antecedent(kPossessive, 3), "army");
}

TEST(Pronouns, APossessiveInTheSubjectDoesNotStandForIt) {
  EXPECT_EQ(antecedent("1 Their their PRON Number=Plur|Person=3|Poss=Yes|PronType=Prs 2 nmod:poss\n"
                       "2 soldiers soldier NOUN Number=Plur 3 nsubj\n"
                       "3 withdrew withdraw VERB VerbForm=Fin 0 root\n",
                       1),
            "-");
}

}  // namespace
}  // namespace litopys::reading
