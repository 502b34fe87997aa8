#include "copies/alignment.h"

#include <gtest/gtest.h>

#include <random>

namespace litopys::copies {
namespace {

using Words = std::vector<Word>;

// The table filled cell by cell.
std::size_t length(const Words& a, const Words& b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j)
      table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1
                                         : std::max(table[i - 1][j], table[i][j - 1]);
  return table[a.size()][b.size()];
}

void expect_alignment(const Words& a, const Words& b) {
  const std::vector<Match> matches = align(a, b);
  EXPECT_EQ(matches.size(), length(a, b));
  for (std::size_t i = 0; i < matches.size(); ++i) {
    EXPECT_EQ(a[matches[i].a], b[matches[i].b]);
    if (i > 0) {
      EXPECT_LT(matches[i - 1].a, matches[i].a);
      EXPECT_LT(matches[i - 1].b, matches[i].b);
    }
  }
}

TEST(Alignment, Example) {
  const std::vector<Match> expected = {{0, 0}, {2, 2}};
  EXPECT_EQ(align(Words{1, 2, 3, 4}, Words{1, 5, 3}), expected);
  EXPECT_TRUE(align(Words{}, Words{1}).empty());
  EXPECT_TRUE(align(Words{1}, Words{}).empty());
  EXPECT_TRUE(align(Words{1}, Words{2}).empty());
}

TEST(Alignment, AsTheTable) {
  std::mt19937 chance(7);
  for (int round = 0; round < 300; ++round) {
    const auto some = [&] {
      Words words(chance() % 200);
      for (Word& word : words) word = chance() % (2 + round % 30);
      return words;
    };
    const Words a = some(), b = some();
    expect_alignment(a, b);
  }
}

TEST(Alignment, AcrossTheEdgesOfBlocks) {
  for (const std::size_t size : {63U, 64U, 65U, 127U, 128U, 129U, 320U}) {
    Words a(size);
    for (std::size_t i = 0; i < size; ++i) a[i] = static_cast<Word>(i);
    expect_alignment(a, a);
    expect_alignment(Words(size, 7), Words(size + 1, 7));
    Words shifted(a.begin() + 1, a.end());
    shifted.push_back(0);
    expect_alignment(a, shifted);
  }
}

}  // namespace
}  // namespace litopys::copies
