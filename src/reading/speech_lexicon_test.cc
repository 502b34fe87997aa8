#include "reading/speech_lexicon.h"

#include <gtest/gtest.h>

namespace litopys::reading {
namespace {

TEST(SpeechLexicon, SayingIsNotThinking) {
  const auto lexicon = load_speech_lexicon(std::string(LITOPYS_SOURCE_DIR) + "/codebooks");
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  ASSERT_NE(lexicon->find("deny", "verb"), nullptr);
  EXPECT_EQ(lexicon->find("deny", "verb")->distance, "denies");
  EXPECT_NE(lexicon->find("report", "noun"), nullptr);  // a word may be a verb and a noun
  EXPECT_NE(lexicon->find("report", "verb"), nullptr);
  for (const char* word : {"think", "want", "know", "believe", "hope", "fear"})
    EXPECT_EQ(lexicon->find(word, "verb"), nullptr) << word;
}

TEST(SpeechLexicon, NamesTheMissingFile) {
  const auto lexicon = load_speech_lexicon("/nonexistent");
  ASSERT_FALSE(lexicon);
  EXPECT_NE(lexicon.error().message.find("speech.tsv"), std::string::npos);
}

}  // namespace
}  // namespace litopys::reading
