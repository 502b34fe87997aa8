#include "language/analysis.h"

#include <gtest/gtest.h>

namespace litopys::language {
namespace {

// "Police arrested two men ."
Analysis small() {
  Analysis a;
  a.sentences.push_back({{0, 24}, 0, 5, 0});
  const std::vector<std::tuple<const char*, int, const char*, Span>> rows{
      {"Police", 1, "nsubj", {0, 6}}, {"arrested", kNone, "root", {7, 15}},
      {"two", 3, "nummod", {16, 19}}, {"men", 1, "obj", {20, 23}},
      {".", 1, "punct", {23, 24}},
  };
  for (const auto& [form, head, deprel, span] : rows) {
    Word word;
    word.form = form;
    word.head = head;
    word.deprel = deprel;
    word.span = span;
    a.words.push_back(word);
  }
  return a;
}

TEST(Analysis, WalksTrees) {
  const Analysis a = small();
  EXPECT_EQ(children(a, 1), (std::vector<std::int32_t>{0, 3, 4}));
  EXPECT_EQ(subtree(a, 3).begin, 2);
  EXPECT_EQ(subtree(a, 3).end, 4);
  EXPECT_TRUE(dominates(a, 1, 2));
  EXPECT_FALSE(dominates(a, 3, 0));
  EXPECT_EQ(span_of(a, subtree(a, 3)), (Span{16, 23}));
}

// "Ruth's": two words, one token.
TEST(Analysis, ANameIsNotItsClitic) {
  Analysis a;
  for (const char* form : {"Ruth", "'s"}) {
    a.words.emplace_back();
    a.words.back().form = form;
    a.words.back().span = {0, 6};
  }
  EXPECT_EQ(span_of(a, {0, 1}), (Span{0, 4}));
  EXPECT_EQ(span_of(a, {0, 2}), (Span{0, 6}));
  a.words[1].form = "es";  // "Ruthes": no clitic
  EXPECT_EQ(span_of(a, {0, 1}), (Span{0, 6}));
}

TEST(Analysis, SurvivesCycles) {
  Analysis a = small();
  a.words[1].head = 3;  // 1 -> 3 -> 1
  EXPECT_FALSE(dominates(a, 4, 2));
  EXPECT_EQ(subtree(a, 1).begin, 0);
}

TEST(Analysis, ReadsRelationsAndFeatures) {
  Word word;
  word.deprel = "nsubj:pass";
  word.features = "Tense=Past|VerbForm=Part";
  EXPECT_EQ(relation(word), "nsubj");
  EXPECT_TRUE(has_feature(word, "VerbForm=Part"));
  EXPECT_FALSE(has_feature(word, "VerbForm=P"));
  EXPECT_FALSE(has_feature(word, "Form=Part"));
}

}  // namespace
}  // namespace litopys::language
