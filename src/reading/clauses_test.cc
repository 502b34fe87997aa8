#include "reading/clauses.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

// "Police said a man fled after the crash and hid ."
Sample sample() {
  return Sample(
      "1 Police police NOUN _ 2 nsubj\n2 said say VERB _ 0 root\n3 a a DET _ 4 det\n"
      "4 man man NOUN _ 5 nsubj\n5 fled flee VERB _ 2 ccomp\n6 after after ADP _ 8 case\n"
      "7 the the DET _ 8 det\n8 crash crash NOUN _ 5 obl\n9 and and CCONJ _ 10 cc\n"
      "10 hid hide VERB _ 5 conj\n");
}

TEST(Clauses, AreNamedByTheirHead) {
  Sample s = sample();
  EXPECT_EQ(clause_of(s.analysis(), 7), 4);
  EXPECT_EQ(clause_of(s.analysis(), 4), 4);
  EXPECT_TRUE(heads_clause(s.analysis(), 1));
  EXPECT_FALSE(heads_clause(s.analysis(), 7));
}

TEST(Clauses, WhatWasSaidIsNoPartOfTheSaying) {
  Sample s = sample();
  EXPECT_EQ(clause_above(s.analysis(), 9), 4);
  EXPECT_EQ(clause_above(s.analysis(), 4), language::kNone);
}

TEST(Clauses, HeadOfARange) {
  Sample s = sample();
  EXPECT_EQ(head_of(s.analysis(), {5, 8}), 7);
}

}  // namespace
}  // namespace litopys::reading
