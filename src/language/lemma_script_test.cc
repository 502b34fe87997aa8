#include "language/lemma_script.h"

#include <gtest/gtest.h>

namespace litopys::language {
namespace {

std::string lemma(std::string_view script, std::string_view form) {
  const auto parsed = parse_lemma_script(script);
  EXPECT_TRUE(bool(parsed)) << script;
  return lemma_of(*parsed, form);
}

TEST(LemmaScript, Edits) {
  EXPECT_EQ(lemma("L:0:3::y", "Studies"), "study");
  EXPECT_EQ(lemma("L:0:0::", "The"), "the");
  EXPECT_EQ(lemma("T:0:0::", "KYIV"), "Kyiv");
  EXPECT_EQ(lemma("U:0:0::", "us"), "US");
  EXPECT_EQ(lemma("K:0:1::", "McAdams"), "McAdam");
  EXPECT_EQ(lemma("L:0:2::ot", "n't"), "not");
  EXPECT_EQ(lemma("L:1:0:p:", "'t"), "pt");
  EXPECT_EQ(lemma("A:be", "'s"), "be");
}

TEST(LemmaScript, CountsCodePoints) {
  EXPECT_EQ(lemma("L:0:1::", "\u00C9tude\u015B"), "\u00E9tude");
  EXPECT_EQ(lemma("T:1:0::", "x\u00E9\u00E9"), "\u00C9\u00E9");
}

TEST(LemmaScript, WordsTooShortStayAsTheyAre) {
  EXPECT_EQ(lemma("L:0:1::", "I"), "i");
  EXPECT_EQ(lemma("K:2:2::", "Abc"), "Abc");
  EXPECT_EQ(lemma("T:0:4294967295::", "Abc"), "Abc");
  EXPECT_EQ(lemma("L:0:0::", ""), "");
}

TEST(LemmaScript, RefusesWhatIsNone) {
  for (const char* bad :
       {"", "L", "L:", "X:0:0::", "L:0:0:", "L:0:0:::", "L:a:0::", "L:-1:0::", "L:0:99999999999::"})
    EXPECT_FALSE(bool(parse_lemma_script(bad))) << bad;
  EXPECT_TRUE(bool(parse_lemma_script("A:")));
}

}  // namespace
}  // namespace litopys::language
