#include "copies/words.h"

#include <gtest/gtest.h>

#include "copies/sample.h"

namespace litopys::copies {
namespace {

std::vector<Word> words(std::string_view text) {
  static const Lexicon lexicon = sample_lexicon();
  return words_of(text, lexicon.numbers);
}

std::string classes(std::string_view text) {
  std::string out;
  for (const Word word : words(text)) out += "cn#"[static_cast<int>(class_of(word))];
  return out;
}

TEST(Words, Classes) {
  EXPECT_EQ(classes("On Sunday, 12 people fled Kharkiv."), "n#ccn");
  EXPECT_EQ(classes("the cat sat on it"), "");
  EXPECT_EQ(classes(""), "");
  EXPECT_EQ(classes("... !!! ---"), "");
}

TEST(Words, BeginningOfSentence) {
  EXPECT_EQ(classes("Police came. Others left."), "cccc");           // capitals that say nothing
  EXPECT_EQ(classes("Horak left. They saw Horak again."), "nccnc");  // a name here, so one there
  EXPECT_EQ(words("Horak left, and Horak ran").front(), words("Horak left, and Horak ran")[2]);
  EXPECT_EQ(classes("It was Mr. Horak"), "nn");  // no sentence ends at a title
  EXPECT_EQ(classes("\"They went,\" Horak said"), "ccnc");
}

TEST(Words, Numbers) {
  EXPECT_EQ(words("12,500"), words("12500"));
  EXPECT_EQ(words("12.500"), words("012500"));
  EXPECT_EQ(words("three"), words("3"));
  EXPECT_EQ(words("Twelve"), words("12"));
  EXPECT_EQ(words("9:30").size(), 2U);
  EXPECT_EQ(words("3,50").size(), 2U);
  EXPECT_NE(words("12"), words("13"));
  EXPECT_EQ(words("0"), words("000"));
}

TEST(Words, SpellingsOfNames) {
  EXPECT_EQ(sound_of("mykolayiv"), sound_of("mikolaiv"));
  EXPECT_EQ(sound_of("sheikh"), sound_of("sheik"));
  EXPECT_EQ(sound_of("philipp"), sound_of("filip"));
  EXPECT_EQ(sound_of("wolodimir"), sound_of("volodymyr"));
  EXPECT_NE(sound_of("kherson"), sound_of("kharkiv"));
  EXPECT_NE(sound_of("lena"), sound_of("rena"));
  EXPECT_EQ(sound_of("ia"), "ia");  // too short to be told by its consonants
  EXPECT_EQ(words("in Chicago"), words("in Chikago"));
  EXPECT_NE(words("in a chair"), words("in a choir"));  // only names
}

TEST(Words, OtherScripts) {
  EXPECT_EQ(words("基辅炮击").size(), 4U);
  EXPECT_EQ(classes("у Харкові загинуло троє"), "ncc");
  EXPECT_EQ(words("the \u00C9COLE burned").size(), 2U);
  EXPECT_EQ(words("e\u0301cole burned")[0], words("\u00e9cole burned")[0]);
}

TEST(Words, AtMostSoMany) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "storm ";
  EXPECT_EQ(words(text).size(), kMaxWords);
}

}  // namespace
}  // namespace litopys::copies
