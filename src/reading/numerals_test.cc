#include "reading/numerals.h"

#include <gtest/gtest.h>

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

const NumeralLexicon& lexicon() {
  static const NumeralLexicon loaded =
      *load_numeral_lexicon(std::string(LITOPYS_SOURCE_DIR) + "/codebooks");
  return loaded;
}

// Words parted by blanks; "_" stands for a no-break space between two words.
Analysis words(const std::string& text) {
  Analysis analysis;
  std::uint32_t at = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" _", begin), text.size());
    Word word;
    word.form = text.substr(begin, end - begin);
    word.span = {at, at + static_cast<std::uint32_t>(end - begin)};
    at = word.span.end + (end < text.size() && text[end] == '_' ? 2 : 1);
    analysis.words.push_back(word);
    begin = end + 1;
  }
  return analysis;
}

std::optional<Numeral> numeral(const std::string& text) {
  const Analysis analysis = words(text);
  return read_numeral(analysis, {0, static_cast<std::int32_t>(analysis.words.size())}, lexicon());
}

struct Example {
  const char* text;
  double value;
  int length;
};

class Cardinals : public testing::TestWithParam<Example> {};

TEST_P(Cardinals, AreRead) {
  const auto found = numeral(GetParam().text);
  ASSERT_TRUE(found) << GetParam().text;
  EXPECT_DOUBLE_EQ(found->value, GetParam().value) << GetParam().text;
  EXPECT_EQ(found->words.end, GetParam().length) << GetParam().text;
  EXPECT_NE(found->kind, Numeral::Kind::kOrdinal);
}

INSTANTIATE_TEST_SUITE_P(
    Numerals, Cardinals,
    testing::Values(
        Example{"12 men", 12, 1}, Example{"4,300 men", 4300, 1}, Example{"1.5 million", 1.5e6, 2},
        Example{"10\xC2\xA0"
                "000 men",
                10000, 1},
        Example{"10_000 men", 10000, 2}, Example{"1_250_000 men", 1250000, 3},
        Example{"1.500.000", 1500000, 1}, Example{"2'400", 2400, 1}, Example{"12.5", 12.5, 1},
        Example{"2\xC2\xBD million", 2.5e6, 2}, Example{"twenty - one men", 21, 3},
        Example{"twenty-one men", 21, 1}, Example{"twenty one men", 21, 2},
        Example{"one hundred and five men", 105, 4}, Example{"a hundred and five men", 105, 4},
        Example{"two hundred and five thousand men", 205000, 5},
        Example{"two million three hundred thousand", 2.3e6, 5}, Example{"a dozen men", 12, 2},
        Example{"two dozen men", 24, 2}, Example{"half a dozen men", 6, 3},
        Example{"half a million", 5e5, 3}, Example{"one and a half million", 1.5e6, 5},
        Example{"Three and four", 3, 1}, Example{"a hundred and fifty", 150, 4},
        Example{"nineteen ninety - six", 19, 1}, Example{"5 200 people", 5, 1},
        Example{"hundred people", 100, 1}, Example{"1.2m people", 1.2e6, 1},
        Example{"80k people", 80000, 1}, Example{"zero", 0, 1}, Example{"half", 0.5, 1},
        Example{"twenty - year", 20, 1}, Example{"seven hundred thousand", 7e5, 3}));

TEST(Numerals, OrdinalsAreFlagged) {
  for (const char* text : {"third", "21st", "twenty - first", "hundredth", "2nd"}) {
    const auto found = numeral(text);
    ASSERT_TRUE(found) << text;
    EXPECT_EQ(found->kind, Numeral::Kind::kOrdinal) << text;
  }
  EXPECT_EQ(numeral("the third"), std::nullopt);
}

TEST(Numerals, WhatIsNoNumber) {
  for (const char* text : {"a man", "and", "1990s", "T-72", "12:30", "3-7", "an", "men", "-",
                           "1,2,3,", "0x10", "", "second-hand"})
    EXPECT_FALSE(numeral(text)) << text;
}

TEST(Numerals, BlankJoinsOnlyWhereTheTreeDoes) {
  Analysis analysis = words("10 000 people");
  analysis.words[0].head = analysis.words[1].head = 2;
  EXPECT_DOUBLE_EQ(read_numeral(analysis, {0, 3}, lexicon())->value, 10000);
  analysis.words[0].head = 1;
  EXPECT_DOUBLE_EQ(read_numeral(analysis, {0, 3}, lexicon())->value, 10000);
  analysis.words[0].head = language::kNone;
  EXPECT_DOUBLE_EQ(read_numeral(analysis, {0, 3}, lexicon())->value, 10);
}

TEST(Numerals, WholeNumbersOnly) {
  EXPECT_EQ(numeral("1.5 million")->whole(), 1500000);
  EXPECT_EQ(numeral("2.5")->whole(), std::nullopt);
  EXPECT_EQ(numeral("half")->whole(), std::nullopt);
  EXPECT_EQ(numeral("99999999999999999999"), std::nullopt);
  EXPECT_EQ(numeral("999999999999999")->whole(), std::nullopt);
  EXPECT_TRUE(numeral("hundred people")->bare_scale);
  EXPECT_FALSE(numeral("two hundred people")->bare_scale);
}

}  // namespace
}  // namespace litopys::reading
