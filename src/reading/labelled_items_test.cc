#include "reading/labelled_items.h"

#include <gtest/gtest.h>

#include "reading/plain_text.h"

namespace litopys::reading {
namespace {

language::Analysis tagged(const PlainText& text) {
  language::Analysis analysis = text.document().analysis;
  for (language::Word& word : analysis.words)
    word.upos = word.form == ":" || word.form == "." || word.form == "-" ? "PUNCT"
                : word.form == "said"                                    ? "VERB"
                                                                         : "PROPN";
  return analysis;
}

TEST(LabelledItems, AreTheLinesOfAListWithTheirSentences) {
  const PlainText text("Today\n- Lund: two hurt.\n- Bergen: none.\nAll is calm.");
  const language::Analysis analysis = tagged(text);
  const Document document{text.document().report, text.document().text, analysis};
  const auto items = labelled_items(document);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(words_of(document, language::span_of(analysis, items[0].label)), "Lund");
  EXPECT_EQ(item_of(items, items[0].sentence), 0);
  EXPECT_EQ(item_of(items, items[1].sentence), 1);
  EXPECT_EQ(item_of(items, items[1].sentences_end), language::kNone);
  EXPECT_EQ(item_of(items, 0), language::kNone);
  EXPECT_TRUE(is_parted(items, items[1].sentence, items[0].sentence));
  EXPECT_FALSE(is_parted(items, items[1].sentence, 0));
}

TEST(LabelledItems, OneLabelIsNoListAndASpeakerIsNoLabel) {
  for (const char* words : {"Lund: two hurt.", "Lund: two hurt.\nOla said: none."}) {
    const PlainText text(words);
    const language::Analysis analysis = tagged(text);
    EXPECT_TRUE(labelled_items({text.document().report, text.document().text, analysis}).empty());
  }
}

}  // namespace
}  // namespace litopys::reading
