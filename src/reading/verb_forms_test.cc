#include "reading/verb_forms.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace litopys::reading {
namespace {

bool may_be(const std::string& form, const std::string& guess, const std::string& lemma) {
  language::Word word;
  word.form = form;
  word.lemma = guess;
  word.upos = "VERB";
  const std::vector<std::string> all = verb_lemmas(word);
  return std::find(all.begin(), all.end(), lemma) != all.end();
}

TEST(VerbForms, SpellingReadBackwards) {
  EXPECT_TRUE(may_be("rioted", "riote", "riot"));
  EXPECT_TRUE(may_be("simulated", "simulat", "simulate"));
  EXPECT_TRUE(may_be("planned", "plann", "plan"));
  EXPECT_TRUE(may_be("denied", "deni", "deny"));
  EXPECT_FALSE(may_be("marched", "march", "mar"));
}

TEST(VerbForms, TheGivenLemmaComesFirst) {
  language::Word word;
  word.form = "shelled";
  word.lemma = "shell";
  word.upos = "VERB";
  EXPECT_EQ(verb_lemmas(word).front(), "shell");
}

TEST(VerbForms, OtherWordsHaveTheirFormAndTheirSingular) {
  language::Word word;
  word.form = "Rallies";
  word.lemma = "rallie";
  word.upos = "NOUN";
  const std::vector<std::string> rallies = other_lemmas(word);
  EXPECT_EQ(rallies.front(), "rallie");
  EXPECT_NE(std::find(rallies.begin(), rallies.end(), "rally"), rallies.end());
  word.form = "alight";
  word.lemma = "alig";
  word.upos = "ADV";
  EXPECT_EQ(other_lemmas(word), (std::vector<std::string>{"alig", "alight"}));
}

}  // namespace
}  // namespace litopys::reading
