#include "cli/terminal_text.h"

#include <gtest/gtest.h>

namespace litopys::cli {
namespace {

TEST(TerminalText, LetsNoControlsThrough) {
  EXPECT_EQ(harmless("a\x1b[31mb\x07"), "a␛[31mb␇");
  EXPECT_EQ(harmless("a\u009b31m"), "a\uFFFD31m");
  EXPECT_EQ(harmless("left \u202Eright\u2067"), "left right");
  EXPECT_EQ(harmless("\x7f"), "␡");
}

TEST(TerminalText, MakesWhiteSpaceOneSpace) { EXPECT_EQ(harmless(" a\r\n\tb\u00A0"), " a b "); }

TEST(TerminalText, CountsCells) {
  EXPECT_EQ(cells(""), 0u);
  EXPECT_EQ(cells("abc"), 3u);
  EXPECT_EQ(cells("Zo\u0065\u0308"), 3u);  // e and a combining diaeresis
  EXPECT_EQ(cells("漢字"), 4u);
  EXPECT_EQ(cells("🚑"), 2u);
  EXPECT_EQ(cells("👩\u200D👩\u200D👧"), 2u);  // one picture of three
}

TEST(TerminalText, ClosesOffRightToLeftWords) {
  EXPECT_EQ(isolated("word"), "word");
  EXPECT_EQ(isolated("سلام"), "\u2068سلام\u2069");
  EXPECT_TRUE(has_right_to_left("a שלום"));
  EXPECT_FALSE(has_right_to_left("Київ 漢字"));
}

std::vector<std::string> lines(const std::vector<Run>& runs, std::size_t width) {
  std::vector<std::string> out;
  for (const auto& line : wrapped(runs, width)) out.push_back(printed(line, false));
  return out;
}

TEST(TerminalText, BreaksAtSpaces) {
  EXPECT_EQ(lines({{"one two three", "", 0}}, 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(lines({{" one ", "", 0}}, 9), (std::vector<std::string>{"one"}));
  EXPECT_EQ(lines({}, 9), std::vector<std::string>{});
}

TEST(TerminalText, KeepsAWordTogetherThatGoesOnOverRuns) {
  EXPECT_EQ(lines({{"one tw", "", 0}, {"o three", "4", 1}}, 7),
            (std::vector<std::string>{"one two", "three"}));
}

TEST(TerminalText, BreaksInsideAWordThatFitsNoLine) {
  EXPECT_EQ(lines({{"ab abcdefgh i", "", 0}}, 4),
            (std::vector<std::string>{"ab", "abcd", "efgh", "i"}));
  EXPECT_EQ(lines({{"漢漢漢", "", 0}}, 5), (std::vector<std::string>{"漢漢", "漢"}));
  EXPECT_EQ(lines({{"e\u0308e\u0308", "", 0}}, 1),
            (std::vector<std::string>{"e\u0308", "e\u0308"}));
  EXPECT_EQ(lines({{"漢", "", 0}}, 1), (std::vector<std::string>{"漢"}));
}

TEST(TerminalText, StylesRunsOnlyInColour) {
  const std::vector<cli::Run> line{{"a", "", 0}, {"b", "1;31", 1}};
  EXPECT_EQ(printed(line, false), "ab");
  EXPECT_EQ(printed(line, true), "a\033[1;31mb\033[0m");
}

}  // namespace
}  // namespace litopys::cli
