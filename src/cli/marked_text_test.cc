#include "cli/marked_text.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace litopys::cli {
namespace {

using text::Span;

// "0-7:01 7-8:0", for small numbers of marks.
std::string shown(const std::vector<Segment>& segments) {
  std::string out;
  for (const Segment& segment : segments) {
    if (!out.empty()) out += ' ';
    out += std::to_string(segment.span.begin) + "-" + std::to_string(segment.span.end) + ":";
    for (const std::size_t mark : segment.marks) out += std::to_string(mark);
  }
  return out;
}

TEST(Segments, OfATextWithoutMarks) { EXPECT_EQ(shown(segments_of({3, 9}, {})), "3-9:"); }

TEST(Segments, OfNestedMarks) {
  EXPECT_EQ(shown(segments_of({0, 10}, {{2, 4}, {0, 8}})), "0-2:1 2-4:10 4-8:1 8-10:");
}

TEST(Segments, OfCrossingMarks) {
  EXPECT_EQ(shown(segments_of({0, 10}, {{1, 5}, {3, 9}})), "0-1: 1-3:0 3-5:10 5-9:1 9-10:");
}

TEST(Segments, OfMarksThatAreTheSame) {
  EXPECT_EQ(shown(segments_of({0, 4}, {{1, 3}, {1, 3}})), "0-1: 1-3:01 3-4:");
}

TEST(Segments, OfMarksThatTouchAndEndWithTheLine) {
  EXPECT_EQ(shown(segments_of({0, 6}, {{0, 3}, {3, 6}})), "0-3:0 3-6:1");
}

TEST(Segments, OfMarksThatReachOutOfTheLine) {
  EXPECT_EQ(shown(segments_of({4, 8}, {{0, 6}, {6, 20}, {0, 4}, {8, 9}, {5, 5}})), "4-6:0 6-8:1");
}

TEST(Segments, AgreeWithTheSlowWayOnAllPairsAndThrees) {
  constexpr std::uint32_t kSize = 4;
  std::vector<Span> all;
  for (std::uint32_t begin = 0; begin <= kSize; ++begin)
    for (std::uint32_t end = begin; end <= kSize; ++end) all.push_back({begin, end});
  for (const Span a : all)
    for (const Span b : all)
      for (const Span c : all) {
        const std::vector<Span> marks{a, b, c};
        std::uint32_t at = 1;
        for (const Segment& segment : segments_of({1, kSize}, marks)) {
          ASSERT_EQ(segment.span.begin, at);
          at = segment.span.end;
          for (std::uint32_t byte = segment.span.begin; byte < segment.span.end; ++byte)
            for (std::size_t i = 0; i < marks.size(); ++i) {
              const bool listed = std::count(segment.marks.begin(), segment.marks.end(), i) == 1;
              ASSERT_EQ(listed, marks[i].contains({byte, byte + 1}));
            }
        }
        ASSERT_EQ(at, kSize);
      }
}

std::vector<std::string> lines(std::string_view text, const std::vector<Span>& sentences) {
  std::vector<std::string> out;
  for (const TextLine& line : lines_of(text, sentences))
    out.push_back((line.new_paragraph ? "¶ " : "") + std::string(words_of(text, line.span)));
  return out;
}

TEST(Lines, AreSentencesAndWhatStandsBetweenThem) {
  const std::string text = "One two.  --\n\nThree. \nFour ";
  EXPECT_EQ(lines(text, {{0, 8}, {14, 20}}),
            (std::vector<std::string>{"One two.", "--", "¶ Three.", "Four"}));
}

TEST(Lines, OfATextWithoutSentences) {
  EXPECT_EQ(lines("", {}), std::vector<std::string>{});
  EXPECT_EQ(lines(" \n\n ", {{0, 4}}), std::vector<std::string>{});
  EXPECT_EQ(lines(" word ", {}), std::vector<std::string>{"word"});
}

TEST(Lines, ShowNothingTwice) {
  EXPECT_EQ(lines("abcdef", {{0, 4}, {2, 6}, {1, 3}}), (std::vector<std::string>{"abcd", "ef"}));
}

}  // namespace
}  // namespace litopys::cli
