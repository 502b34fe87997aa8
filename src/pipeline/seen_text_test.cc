#include "pipeline/seen_text.h"

#include <gtest/gtest.h>

namespace litopys::pipeline {
namespace {

TEST(SeenText, WithoutMarksNothingMoves) {
  const SeenText seen("Zürich 1\u00a0200");
  EXPECT_TRUE(seen.complete());
  EXPECT_EQ(seen.original({3, 5}), (text::Span{3, 5}));
}

TEST(SeenText, EverySpanOfTheSeenTextComesBack) {
  const std::string text = "\uFEFFa\u00AD\u200Bbc \u200E12\u2060 0\u200F";
  const SeenText seen(text);
  EXPECT_EQ(seen.text(), "abc 12 0");
  for (std::uint32_t begin = 0; begin < seen.text().size(); ++begin) {
    for (std::uint32_t end = begin + 1; end <= seen.text().size(); ++end) {
      const text::Span span = seen.original({begin, end});
      const std::string words = text.substr(span.begin, span.end - span.begin);
      EXPECT_EQ(SeenText(words).text(), seen.text().substr(begin, end - begin));
      EXPECT_NE(words.front(), '\xE2');  // no mark at its ends
      EXPECT_EQ(seen.seen(span), (text::Span{begin, end}));
    }
  }
}

}  // namespace
}  // namespace litopys::pipeline
