#include "reading/verdicts.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

// The verdict's word and effect, by the number of the word it is asked for.
std::string judged(const std::string& lines, int word) {
  static const auto lexicon = load_modality_lexicon(LITOPYS_SOURCE_DIR "/codebooks");
  const Sample sample(lines);
  const language::Analysis& analysis = sample.document().analysis;
  const Verdict verdict = verdict_on(analysis, *lexicon, word - 1);
  return verdict.word == kNone ? "" : analysis.words[verdict.word].form + " " + verdict.effect;
}

TEST(Verdicts, AFalseReport) {
  EXPECT_EQ(judged("1 Reports report NOUN _ 7 nsubj\n2 that that SCONJ _ 5 mark\n"
                   "3 men man NOUN _ 5 nsubj:pass\n4 were be AUX _ 5 aux:pass\n"
                   "5 killed kill VERB VerbForm=Part 1 acl\n6 are be AUX _ 7 cop\n"
                   "7 false false ADJ _ 0 root\n",
                   5),
            "false denied");
}

TEST(Verdicts, ATrueReportIsNotDenied) {
  EXPECT_EQ(judged("1 Reports report NOUN _ 7 nsubj\n2 that that SCONJ _ 5 mark\n"
                   "3 men man NOUN _ 5 nsubj:pass\n4 were be AUX _ 5 aux:pass\n"
                   "5 killed kill VERB VerbForm=Part 1 acl\n6 are be AUX _ 7 cop\n"
                   "7 true true ADJ _ 0 root\n",
                   5),
            "");
}

TEST(Verdicts, ANegatedTruth) {
  EXPECT_EQ(judged("1 It it PRON _ 4 expl\n2 is be AUX _ 4 cop\n3 not not PART _ 4 advmod\n"
                   "4 true true ADJ _ 0 root\n5 that that SCONJ _ 7 mark\n"
                   "6 men man NOUN _ 7 nsubj\n7 fired fire VERB VerbForm=Fin 4 csubj\n",
                   7),
            "true denied");
}

TEST(Verdicts, ARejectedClaim) {
  EXPECT_EQ(judged("1 They they PRON _ 2 nsubj\n2 rejected reject VERB VerbForm=Fin 0 root\n"
                   "3 claims claim NOUN _ 2 obj\n4 of of ADP _ 5 case\n"
                   "5 torture torture NOUN _ 3 nmod\n",
                   5),
            "rejected denied");
}

TEST(Verdicts, WhatIsSaidInARelativeClauseIsNotJudged) {
  EXPECT_EQ(judged("1 Reports report NOUN _ 5 nsubj\n2 that that PRON _ 3 nsubj\n"
                   "3 came come VERB VerbForm=Fin 1 acl:relcl\n4 are be AUX _ 5 cop\n"
                   "5 false false ADJ _ 0 root\n",
                   3),
            "");
}

}  // namespace
}  // namespace litopys::reading
