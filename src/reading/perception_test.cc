#include "reading/perception.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

const ModalityLexicon& lexicon() {
  static const auto loaded = load_modality_lexicon(LITOPYS_SOURCE_DIR "/codebooks");
  return *loaded;
}

Perception above(const std::string& lines, int word) {
  const Sample sample(lines);
  return perception_above(sample.document().analysis, lexicon(), word - 1);
}

std::string told(const std::string& lines, int word) {
  const Sample sample(lines);
  const Factuality f = assess_factuality(sample.document(), word - 1, lexicon());
  return f.value + " " + f.status;
}

constexpr const char* kShotsFired =
    "1 Nobody nobody PRON PronType=Neg 2 nsubj\n2 saw see VERB VerbForm=Fin 0 root\n"
    "3 shots shot NOUN _ 2 obj\n4 being be AUX _ 5 aux:pass\n"
    "5 fired fire VERB Tense=Past|VerbForm=Part 3 acl\n";

TEST(Perception, ReachesOverTheNounThatIsSeen) {
  EXPECT_EQ(above(kShotsFired, 5).word, 1);
  EXPECT_EQ(above(kShotsFired, 3).word, 1);
  EXPECT_EQ(told(kShotsFired, 5), "Uu hypothetical");
  EXPECT_EQ(told(kShotsFired, 3), "Uu hypothetical");
}

constexpr const char* kThatClause =
    "1 She she PRON _ 3 nsubj\n2 never never ADV PronType=Neg 3 advmod\n"
    "3 knew know VERB VerbForm=Fin 0 root\n4 that that SCONJ _ 7 mark\n"
    "5 he he PRON _ 7 nsubj:pass\n6 was be AUX VerbForm=Fin 7 aux:pass\n"
    "7 killed kill VERB VerbForm=Part 3 ccomp\n";

TEST(Perception, AFiniteClauseIsGranted) {
  EXPECT_TRUE(above(kThatClause, 7).granted);
  EXPECT_EQ(told(kThatClause, 7), "CT+ occurred");
}

TEST(Perception, ConfirmingGrantsNothing) {
  const char* lines =
      "1 They they PRON _ 4 nsubj\n2 could could AUX _ 4 aux\n3 not not PART _ 4 advmod\n"
      "4 confirm confirm VERB VerbForm=Inf 0 root\n5 the the DET _ 6 det\n"
      "6 deaths death NOUN Number=Plur 4 obj\n";
  EXPECT_FALSE(above(lines, 6).granted);
  EXPECT_EQ(told(lines, 6), "Uu hypothetical");
}

TEST(Perception, AffirmedItSaysNothing) {
  EXPECT_EQ(told("1 They they PRON _ 3 nsubj\n2 could could AUX _ 3 aux\n"
                 "3 hear hear VERB VerbForm=Inf 0 root\n4 shots shot NOUN _ 3 obj\n",
                 4),
            "CT+ occurred");
}

TEST(Perception, TwoNegationsCancel) {
  EXPECT_EQ(
      told("1 Nobody nobody PRON PronType=Neg 2 nsubj\n2 failed fail VERB VerbForm=Fin 0 root\n"
           "3 to to PART _ 4 mark\n4 hear hear VERB VerbForm=Inf 2 xcomp\n"
           "5 shots shot NOUN _ 4 obj\n",
           5),
      "CT+ occurred");
}

TEST(Perception, SomeWordsAreNegativeInThemselves) {
  EXPECT_EQ(
      told("1 They they PRON _ 3 nsubj\n2 were be AUX _ 3 cop\n3 unaware unaware ADJ _ 0 root\n"
           "4 of of ADP _ 5 case\n5 arrests arrest NOUN Number=Plur 3 obl\n",
           5),
      "Uu hypothetical");
}

}  // namespace
}  // namespace litopys::reading
