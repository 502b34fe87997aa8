#include "reading/factuality.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

const ModalityLexicon& lexicon() {
  static const auto loaded = load_modality_lexicon(LITOPYS_SOURCE_DIR "/codebooks");
  return *loaded;
}

std::string told(const std::string& lines, int word) {
  const Sample sample(lines);
  const Factuality f = assess_factuality(sample.document(), word - 1, lexicon());
  return f.value + " " + f.status;
}

TEST(Factuality, APlainVerbIsAFact) {
  EXPECT_EQ(
      told("1 They they PRON _ 2 nsubj\n2 marched march VERB Tense=Past|VerbForm=Fin 0 root\n", 2),
      "CT+ occurred");
}

TEST(Factuality, AGovernorMakesAPlan) {
  EXPECT_EQ(told("1 They they PRON _ 2 nsubj\n2 plan plan VERB VerbForm=Fin 0 root\n"
                 "3 to to PART _ 4 mark\n4 march march VERB VerbForm=Inf 2 xcomp\n",
                 4),
            "Uu planned");
}

TEST(Factuality, AnAuxiliaryOfTheFuture) {
  EXPECT_EQ(told("1 They they PRON _ 3 nsubj\n2 will will AUX _ 3 aux\n"
                 "3 march march VERB VerbForm=Inf 0 root\n",
                 3),
            "Uu planned");
}

TEST(Factuality, WhatSomebodyDidNotDoIsOmitted) {
  EXPECT_EQ(told("1 Police police NOUN _ 4 nsubj\n2 did do AUX _ 4 aux\n3 not not PART _ 4 advmod\n"
                 "4 fire fire VERB VerbForm=Inf 0 root\n",
                 4),
            "CT- omitted");
}

TEST(Factuality, ATownThatWasNotTaken) {
  EXPECT_EQ(told("1 Arbor Arbor PROPN _ 4 nsubj:pass\n2 was be AUX _ 4 aux:pass\n"
                 "3 not not PART _ 4 advmod\n4 taken take VERB VerbForm=Part|Voice=Pass 0 root\n",
                 4),
            "CT- occurred");
}

TEST(Factuality, NobodyWasHurt) {
  EXPECT_EQ(told("1 Nobody nobody PRON _ 3 nsubj:pass\n2 was be AUX _ 3 aux:pass\n"
                 "3 hurt hurt VERB VerbForm=Part|Voice=Pass 0 root\n",
                 3),
            "CT- occurred");
}

TEST(Factuality, CondemningLeavesTheFact) {
  EXPECT_EQ(told("1 They they PRON _ 3 nsubj\n2 will will AUX _ 3 aux\n"
                 "3 condemn condemn VERB VerbForm=Inf 0 root\n4 the the DET _ 5 det\n"
                 "5 attack attack NOUN _ 3 obj\n",
                 5),
            "CT+ occurred");
}

TEST(Factuality, ScopeIsTheTreeNotTheWindow) {
  // "Police , who did not fire , arrested two"
  EXPECT_EQ(told("1 Police police NOUN _ 8 nsubj\n2 , , PUNCT _ 6 punct\n3 who who PRON _ 6 nsubj\n"
                 "4 did do AUX _ 6 aux\n5 not not PART _ 6 advmod\n"
                 "6 fire fire VERB VerbForm=Inf 1 acl:relcl\n7 , , PUNCT _ 6 punct\n"
                 "8 arrested arrest VERB Tense=Past|VerbForm=Fin 0 root\n9 two two NUM _ 8 obj\n",
                 8),
            "CT+ occurred");
}

TEST(Factuality, ADeniedAttack) {
  EXPECT_EQ(told("1 They they PRON _ 2 nsubj\n2 denied deny VERB Tense=Past|VerbForm=Fin 0 root\n"
                 "3 the the DET _ 4 det\n4 attack attack NOUN _ 2 obj\n",
                 4),
            "CT- occurred");
}

TEST(Factuality, TwoNegationsCancel) {
  EXPECT_EQ(told("1 They they PRON _ 4 nsubj\n2 did do AUX _ 4 aux\n3 not not PART _ 4 advmod\n"
                 "4 prevent prevent VERB VerbForm=Inf 0 root\n5 the the DET _ 6 det\n"
                 "6 march march NOUN _ 4 obj\n",
                 6),
            "CT+ occurred");
}

TEST(Factuality, ACuePointsAtItsWords) {
  const Sample sample(
      "1 They they PRON _ 3 nsubj\n2 will will AUX _ 3 aux\n"
      "3 march march VERB VerbForm=Inf 0 root\n");
  const Factuality f = assess_factuality(sample.document(), 2, lexicon());
  ASSERT_EQ(f.cues.size(), 1u);
  EXPECT_EQ(words_of(sample.document(), f.cues[0].span), "will");
  EXPECT_EQ(f.cues[0].kind, "future");
}

}  // namespace
}  // namespace litopys::reading
