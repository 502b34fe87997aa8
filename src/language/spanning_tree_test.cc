#include "language/spanning_tree.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace litopys::language {
namespace {

// One head for each node, node 1 first; true where all lead to node 0 and one is its child.
bool is_tree(const std::vector<std::uint32_t>& heads) {
  std::size_t roots = 0;
  for (std::uint32_t node = 1; node < heads.size(); ++node) {
    roots += heads[node] == 0;
    std::uint32_t at = node;
    for (std::size_t steps = 0; at != 0; ++steps, at = heads[at])
      if (steps > heads.size()) return false;
  }
  return roots == 1;
}

double total(const std::vector<float>& scores, std::size_t width,
             const std::vector<std::uint32_t>& heads) {
  double sum = 0;
  for (std::size_t d = 1; d < heads.size(); ++d) sum += scores[d * width + heads[d]];
  return sum;
}

// The oracle: every assignment of heads.
double best_of_all(const std::vector<float>& scores, std::size_t count) {
  double best = -std::numeric_limits<double>::infinity();
  std::vector<std::uint32_t> heads(count + 1, 0);
  for (;;) {
    if (is_tree(heads)) best = std::max(best, total(scores, count + 1, heads));
    std::size_t at = 1;
    while (at <= count && heads[at] == count) heads[at++] = 0;
    if (at > count) return best;
    ++heads[at];
  }
}

TEST(SpanningTree, EqualsTheBestOfAllTrees) {
  std::mt19937 random(1);
  std::vector<std::uint32_t> heads;
  TreeMemory memory;
  for (std::size_t count = 1; count <= 6; ++count)
    for (int round = 0; round < (count < 6 ? 200 : 40); ++round) {
      std::vector<float> scores((count + 1) * (count + 1));
      // Few distinct scores in every other round, so that ties and circles are many.
      for (float& s : scores)
        s = round % 2 ? static_cast<float>(random() % 4)
                      : static_cast<float>(random() % 20000) / 1000.0F - 10.0F;
      best_tree(scores.data(), count, count + 1, heads, memory);
      ASSERT_TRUE(is_tree(heads)) << count;
      EXPECT_NEAR(total(scores, count + 1, heads), best_of_all(scores, count), 1e-4) << count;
    }
}

TEST(SpanningTree, AlwaysATree) {
  std::mt19937 random(2);
  std::vector<std::uint32_t> heads;
  TreeMemory memory;
  for (const std::size_t count : {50, 127, 510}) {
    std::vector<float> scores((count + 1) * (count + 1));
    for (float& s : scores) s = static_cast<float>(random() % 100);
    for (std::size_t d = 1; d <= count; ++d)  // long circles: everyone prefers the one before
      scores[d * (count + 1) + (d == 1 ? count : d - 1)] = 1000.0F;
    best_tree(scores.data(), count, count + 1, heads, memory);
    EXPECT_TRUE(is_tree(heads));
  }
}

TEST(SpanningTree, SurvivesScoresThatAreNoNumbers) {
  std::vector<std::uint32_t> heads;
  TreeMemory memory;
  for (const float odd :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
        -std::numeric_limits<float>::infinity()}) {
    const std::vector<float> scores(36, odd);
    best_tree(scores.data(), 5, 6, heads, memory);
    EXPECT_TRUE(is_tree(heads));
  }
}

TEST(SpanningTree, NoWords) {
  std::vector<std::uint32_t> heads;
  TreeMemory memory;
  const float nothing = 0;
  best_tree(&nothing, 0, 1, heads, memory);
  EXPECT_EQ(heads.size(), 1u);
}

}  // namespace
}  // namespace litopys::language
