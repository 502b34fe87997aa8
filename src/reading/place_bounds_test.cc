#include "reading/place_bounds.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

class PlaceBounds : public ::testing::Test {
 protected:
  PlaceBounds() {
    PlaceWord kind;
    kind.after = true;
    lexicon_.words.emplace("airport", kind);
    kind.features = {"ADM2"};
    lexicon_.words.emplace("county", kind);
  }

  std::string whole(const Sample& sample, WordRange words) const {
    return said(sample, language::span_of(sample.document().analysis,
                                          whole_name(sample.document(), lexicon_, words)));
  }
  std::string bare(const Sample& sample, WordRange words) const {
    return said(sample, bare_name(sample.document(), words));
  }
  static std::string said(const Sample& sample, Span span) {
    return std::string(words_of(sample.document(), span));
  }

  PlaceLexicon lexicon_;
};

TEST_F(PlaceBounds, ABareWordOfKindTakesTheNameBeforeIt) {
  const Sample sample(
      "1 near near ADP _ 4 case\n2 Lund Lund PROPN _ 4 compound\n"
      "3 Military military ADJ _ 4 amod\n4 Airport airport PROPN _ 0 root NER=LOC\n");
  EXPECT_EQ(whole(sample, {3, 4}), "Lund Military Airport");
  EXPECT_EQ(whole(sample, {1, 2}), "Lund");
}

TEST_F(PlaceBounds, ANameGoesOnToTheWordOfKindThatItHangsOn) {
  const Sample sample(
      "1 Lund Lund PROPN _ 2 compound NER=LOC\n2 Airport airport PROPN _ 3 nsubj\n"
      "3 burns burn VERB _ 0 root\n");
  EXPECT_EQ(whole(sample, {0, 1}), "Lund Airport");
}

TEST_F(PlaceBounds, AShortWordBetweenTwoHyphensIsInTheName) {
  Sample sample(
      "1 Lund Lund PROPN _ 0 root NER=LOC\n2 - - PUNCT _ 1 punct\n3 on on ADP _ 5 case\n"
      "4 - - PUNCT _ 5 punct\n5 Sea sea PROPN _ 1 nmod\n");
  EXPECT_EQ(whole(sample, {0, 3}).size(), 9U);  // "Lund - on": blanks part the words
  auto& words = sample.analysis().words;
  for (std::size_t i = 1; i < words.size(); ++i) words[i].span.begin = words[i - 1].span.end;
  EXPECT_EQ(whole_name(sample.document(), lexicon_, {0, 3}).end, 5);
  EXPECT_EQ(whole_name(sample.document(), lexicon_, {4, 5}).begin, 0);
}

TEST_F(PlaceBounds, ANameOwnsTheWordForItsArea) {
  const Sample sample(
      "1 Karl Karl PROPN _ 3 nmod:poss NER=LOC\n2 's 's PART _ 1 case\n"
      "3 County county PROPN _ 0 root\n");
  EXPECT_EQ(whole(sample, {0, 1}), "Karl 's County");
}

TEST_F(PlaceBounds, NothingOfAnotherSentenceOrAPersonIsTaken) {
  const Sample sample(
      "1 Ida Ida PROPN _ 0 root NER=PER\n\n1 Airport airport PROPN _ 0 root NER=LOC\n");
  EXPECT_EQ(whole(sample, {1, 2}), "Airport");
}

TEST_F(PlaceBounds, LowerCaseWordsAtTheEndsAreNotPrinted) {
  const Sample sample(
      "1 central central ADJ _ 2 amod\n2 Lund Lund PROPN _ 3 compound\n"
      "3 district district NOUN _ 0 root\n");
  EXPECT_EQ(bare(sample, {0, 3}), "Lund");
  EXPECT_EQ(bare(sample, {2, 3}), "district");
}

}  // namespace
}  // namespace litopys::reading
