#include "cli/explain_terminal.h"

#include <gtest/gtest.h>

namespace litopys::cli {
namespace {

struct Piece {
  std::string id;
  text::Span span;
};

// A report of one line with these values.
std::string shown(const std::string& text, const std::vector<Piece>& pieces,
                  TerminalStyle style = {60, false}) {
  Explanation explanation;
  explanation.text = text;
  ExplainedLine line;
  line.span = {0, static_cast<std::uint32_t>(text.size())};
  for (const Piece& piece : pieces) {
    Value value;
    value.id = piece.id;
    value.name = "NAME";
    value.words = Words{std::string(words_of(text, piece.span)), piece.span, false};
    line.values.push_back(explanation.values.size());
    line.marks.push_back({piece.span, Kind::kEvent, explanation.values.size(), {}});
    explanation.values.push_back(std::move(value));
  }
  explanation.lines.push_back(std::move(line));
  const std::string out = terminal_text_of(explanation, style);
  const std::size_t begin = out.find("\n\n") + 2;  // after the heading
  return out.substr(begin, out.find("\n\n", begin) - begin);
}

TEST(ExplainTerminal, DrawsMarksUnderTheWords) {
  EXPECT_EQ(shown("Two bakers marched", {{"f1", {0, 10}}, {"e1", {11, 18}}}),
            "  Two bakers marched\n"
            "  f1──────── e1─────");
}

TEST(ExplainTerminal, DrawsNestedAndCrossingMarksBelowEachOther) {
  EXPECT_EQ(shown("abcdefghij", {{"e1", {0, 10}}, {"e2", {2, 6}}, {"e3", {4, 9}}}),
            "  abcdefghij\n"
            "  e1────────\n"
            "    e2──\n"
            "      e3───");
}

TEST(ExplainTerminal, DrawsAgainWhereTheLineIsBroken) {
  EXPECT_EQ(shown("one two three four", {{"e1", {4, 13}}}, {10, false}),
            "  one two\n"
            "      e1─\n"
            "  three\n"
            "  e1───\n"
            "  four");
}

TEST(ExplainTerminal, CountsCellsOfWideAndCombiningCharacters) {
  const std::string text = "漢字 Zoe\u0308 sang";
  const auto begin = static_cast<std::uint32_t>(text.find("sang"));
  EXPECT_EQ(shown(text, {{"e1", {begin, begin + 4}}}), "  " + text + "\n           e1──");
}

TEST(ExplainTerminal, PutsBracketsWhereCellsMove) {
  const std::string text = "She said سلام twice";
  EXPECT_EQ(shown(text, {{"e1", {4, 17}}, {"e2", {9, 17}}}), "  She [said [سلام]e2]e1 twice");
}

TEST(ExplainTerminal, MarksByColourWhereItMay) {
  EXPECT_EQ(shown("They sang", {{"e1", {5, 9}}}, {60, true}), "  They \033[1;4;35msang\033[0m");
}

TEST(ExplainTerminal, SendsNoControlsOfTheReport) {
  const std::string out = shown("They \033]0;x\007sang", {{"e1", {5, 14}}});
  EXPECT_EQ(out.find('\033'), std::string::npos);
  EXPECT_NE(out.find("␛]0;x␇sang"), std::string::npos) << out;
}

TEST(ExplainTerminal, SaysWhyAReportWasNotRead) {
  Explanation explanation;
  explanation.about = {{"from", "x.txt"}};
  explanation.error = "not UTF-8";
  EXPECT_EQ(terminal_text_of(explanation, {}), "── from x.txt\n\n  not read: not UTF-8\n\n");
}

}  // namespace
}  // namespace litopys::cli
