#include "reading/general_statements.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

const ModalityLexicon& lexicon() {
  static const auto loaded = load_modality_lexicon(LITOPYS_SOURCE_DIR "/codebooks");
  return *loaded;
}

std::string general(const std::string& lines, int word) {
  const Sample sample(lines);
  const auto found = generality_of(sample.document().analysis, lexicon(), word - 1, true);
  return found ? found->effect : "";
}

std::string shops(const std::string& article, const std::string& tense) {
  return "1 " + article + " " + article + " DET Definite=Def 2 det\n" +
         "2 gangs gang NOUN Number=Plur 3 nsubj\n3 burn burn VERB " + tense +
         "|VerbForm=Fin 0 root\n4 shops shop NOUN Number=Plur 3 obj\n5 . . PUNCT _ 3 punct\n";
}

TEST(GeneralStatements, WhatGangsDo) {
  EXPECT_EQ(general("1 Gangs gang NOUN Number=Plur 2 nsubj\n"
                    "2 burn burn VERB Tense=Pres|VerbForm=Fin 0 root\n"
                    "3 shops shop NOUN Number=Plur 2 obj\n4 . . PUNCT _ 2 punct\n",
                    2),
            "habitual");
  EXPECT_EQ(general(shops("The", "Tense=Pres"), 3), "");
  EXPECT_EQ(general(shops("The", "Tense=Past"), 3), "");
}

TEST(GeneralStatements, AHeadlineTellsOneHappening) {
  EXPECT_EQ(general("1 Gangs gang NOUN Number=Plur 2 nsubj\n"
                    "2 burn burn VERB Tense=Pres|VerbForm=Fin 0 root\n"
                    "3 shops shop NOUN Number=Plur 2 obj\n",
                    2),
            "");
}

TEST(GeneralStatements, APastThatLooksLikeThePresent) {
  EXPECT_EQ(general("1 Guards guard NOUN Number=Plur 2 nsubj\n"
                    "2 beat beat VERB Tense=Pres|VerbForm=Fin 0 root\n"
                    "3 prisoners prisoner NOUN Number=Plur 2 obj\n4 . . PUNCT _ 2 punct\n",
                    2),
            "");
}

TEST(GeneralStatements, AnInfinitiveThatIsJudged) {
  const std::string is =
      "1 It it PRON _ 3 expl\n2 is be AUX Tense=Pres|VerbForm=Fin 3 cop\n"
      "3 illegal illegal ADJ _ 0 root\n4 to to PART _ 5 mark\n"
      "5 march march VERB VerbForm=Inf 3 csubj\n";
  EXPECT_EQ(general(is, 5), "hypothetical");
  EXPECT_EQ(general("1 It it PRON _ 3 expl\n2 was be AUX Tense=Past|VerbForm=Fin 3 cop\n" +
                        is.substr(is.find("3 illegal")),
                    5),
            "");
}

TEST(GeneralStatements, IndefiniteNouns) {
  const auto indefinite = [](const std::string& before) {
    const Sample sample(before + "2 raid raid NOUN Number=Sing 0 root\n");
    return is_indefinite(sample.document().analysis, 1);
  };
  EXPECT_TRUE(indefinite("1 a a DET Definite=Ind 2 det\n"));
  EXPECT_TRUE(indefinite("1 such such DET _ 2 det\n"));
  EXPECT_FALSE(indefinite("1 the the DET Definite=Def 2 det\n"));
  EXPECT_FALSE(indefinite("1 third third ADJ NumType=Ord 2 amod\n"));
  EXPECT_FALSE(indefinite("1 their they PRON _ 2 nmod:poss\n"));
}

}  // namespace
}  // namespace litopys::reading
