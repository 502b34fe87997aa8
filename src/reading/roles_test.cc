#include "reading/roles.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

// The forms of those who fill a role of the word with this number, joined by blanks.
std::string fillers(const std::string& lines, int word, std::string_view role) {
  const Sample sample(lines);
  std::string out;
  for (const std::int32_t filler : role_fillers(sample.document(), word - 1, role))
    out += (out.empty() ? "" : " ") + sample.document().analysis.words[filler].form;
  return out;
}

constexpr const char* kPassive =
    "1 Two two NUM _ 2 nummod\n2 men man NOUN Number=Plur 4 nsubj:pass\n"
    "3 were be AUX _ 4 aux:pass\n4 beaten beat VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root\n"
    "5 by by ADP _ 6 case\n6 guards guard NOUN Number=Plur 4 obl:agent\n";

TEST(Roles, APassiveTakesItsAgentFromTheByPhrase) {
  EXPECT_EQ(fillers(kPassive, 4, "ARG0"), "guards");
  EXPECT_EQ(fillers(kPassive, 4, "ARG1"), "men");
  EXPECT_EQ(fillers(kPassive, 4, "subj"), "men");
}

TEST(Roles, LabelsComeBeforeTheTree) {
  EXPECT_EQ(fillers("1 Guards guard NOUN _ 2 nsubj\n"
                    "2 fired fire VERB VerbForm=Fin 0 root | fire.01 4:ARG1\n"
                    "3 at at ADP _ 4 case\n4 miners miner NOUN _ 2 obl\n",
                    2, "ARG1"),
            "miners");
}

TEST(Roles, AnActiveVerbWhoseSubjectIsLabelledPatientFollowsTheTree) {
  const char* lines =
      "1 Guards guard NOUN _ 2 nsubj\n"
      "2 beat beat VERB VerbForm=Fin 0 root | beat.01 1:ARG1\n3 miners miner NOUN _ 2 obj\n";
  EXPECT_EQ(fillers(lines, 2, "ARG0"), "Guards");
  EXPECT_EQ(fillers(lines, 2, "ARG1"), "miners");
}

TEST(Roles, JoinedNounsFillARoleTogether) {
  EXPECT_EQ(fillers("1 Police police NOUN _ 4 nsubj\n2 and and CCONJ _ 3 cc\n"
                    "3 soldiers soldier NOUN _ 1 conj\n4 fired fire VERB VerbForm=Fin 0 root\n",
                    4, "ARG0"),
            "Police soldiers");
}

TEST(Roles, ARelativePronounStandsForItsNoun) {
  EXPECT_EQ(fillers("1 guards guard NOUN _ 0 root\n2 who who PRON PronType=Rel 3 nsubj\n"
                    "3 beat beat VERB VerbForm=Fin 1 acl:relcl\n4 miners miner NOUN _ 3 obj\n",
                    3, "ARG0"),
            "guards");
}

TEST(Roles, AnInfinitiveSharesTheSubjectAboveOrTheObjectThere) {
  EXPECT_EQ(fillers("1 They they PRON _ 2 nsubj\n2 came come VERB VerbForm=Fin 0 root\n"
                    "3 to to PART _ 4 mark\n4 arrest arrest VERB VerbForm=Inf 2 xcomp\n"
                    "5 him he PRON _ 4 obj\n",
                    4, "ARG0"),
            "They");
  EXPECT_EQ(fillers("1 They they PRON _ 2 nsubj\n2 ordered order VERB VerbForm=Fin 0 root\n"
                    "3 guards guard NOUN _ 2 obj\n4 to to PART _ 5 mark\n"
                    "5 leave leave VERB VerbForm=Inf 2 xcomp\n",
                    5, "ARG0"),
            "guards");
}

TEST(Roles, ANounOfAnEventTakesItsPhrases) {
  const char* lines =
      "1 the the DET _ 2 det\n2 shelling shelling NOUN _ 0 root\n3 of of ADP _ 5 case\n"
      "4 the the DET _ 5 det\n5 port port NOUN _ 2 nmod\n6 by by ADP _ 8 case\n"
      "7 the the DET _ 8 det\n8 fleet fleet NOUN _ 2 nmod\n";
  EXPECT_EQ(fillers(lines, 2, "ARG0"), "fleet");
  EXPECT_EQ(fillers(lines, 2, "ARG1"), "port");
  EXPECT_EQ(fillers(lines, 2, "prep:by"), "fleet");
}

TEST(Roles, NobodyIsInvented) {
  EXPECT_EQ(fillers("1 Two two NUM _ 2 nummod\n2 men man NOUN _ 4 nsubj:pass\n"
                    "3 were be AUX _ 4 aux:pass\n"
                    "4 beaten beat VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root\n",
                    4, "ARG0"),
            "");
}

TEST(Roles, PassivesAreToldByFeatureSubjectOrPosition) {
  const Sample passive(kPassive);
  EXPECT_TRUE(is_passive(passive.document().analysis, 3));
  const Sample reduced(
      "1 men man NOUN _ 0 root\n2 wounded wound VERB Tense=Past|VerbForm=Part 1 acl\n");
  EXPECT_TRUE(is_passive(reduced.document().analysis, 1));
  const Sample active(
      "1 Guards guard NOUN _ 3 nsubj\n2 have have AUX _ 3 aux\n"
      "3 beaten beat VERB Tense=Past|VerbForm=Part 0 root\n4 men man NOUN _ 3 obj\n");
  EXPECT_FALSE(is_passive(active.document().analysis, 2));
}

TEST(Roles, ATreeThatIsDeepEndsTheSearch) {
  std::string lines = "1 go go VERB _ 0 root\n";
  for (int i = 2; i <= 300; ++i)
    lines += std::to_string(i) + " go go VERB VerbForm=Inf " + std::to_string(i - 1) + " xcomp\n";
  EXPECT_EQ(fillers(lines, 300, "ARG0"), "");
}

}  // namespace
}  // namespace litopys::reading
