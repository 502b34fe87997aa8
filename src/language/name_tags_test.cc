#include "language/name_tags.h"

#include <gtest/gtest.h>

#include <random>

namespace litopys::language {
namespace {

const std::vector<std::string> kTags = {"O", "B-PER", "I-PER", "B-LOC", "I-LOC"};

bool allowed(const std::vector<std::uint32_t>& tags) {
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const std::string& tag = kTags[tags[i]];
    if (tag[0] != 'I') continue;
    if (i == 0 || kTags[tags[i - 1]] == "O" || kTags[tags[i - 1]].substr(2) != tag.substr(2))
      return false;
  }
  return true;
}

double total(const std::vector<float>& scores, const std::vector<std::uint32_t>& tags) {
  double sum = 0;
  for (std::size_t i = 0; i < tags.size(); ++i) sum += double{scores[i * 8 + tags[i]]};
  return sum;
}

// The oracle: every sequence.
double best_of_all(const std::vector<float>& scores, std::size_t count) {
  double best = -1e9;
  std::vector<std::uint32_t> tags(count, 0);
  for (;;) {
    if (allowed(tags)) best = std::max(best, total(scores, tags));
    std::size_t at = 0;
    while (at < count && tags[at] + 1 == kTags.size()) tags[at++] = 0;
    if (at == count) return best;
    ++tags[at];
  }
}

TEST(NameTags, EqualTheBestAllowedSequence) {
  const auto tags = read_name_tags(kTags);
  ASSERT_TRUE(bool(tags));
  std::mt19937 random(1);
  std::vector<std::uint32_t> best, memory;
  for (std::size_t count = 1; count <= 5; ++count)
    for (int round = 0; round < 100; ++round) {
      std::vector<float> scores(count * 8);
      for (float& s : scores) s = static_cast<float>(random() % 2000) / 100.0F - 10.0F;
      best_name_tags(*tags, scores.data(), count, 8, best, memory);
      ASSERT_EQ(best.size(), count);
      EXPECT_TRUE(allowed(best));
      EXPECT_NEAR(total(scores, best), best_of_all(scores, count), 1e-6);
    }
}

TEST(NameTags, NoWords) {
  std::vector<std::uint32_t> best{1}, memory;
  best_name_tags(*read_name_tags(kTags), nullptr, 0, 8, best, memory);
  EXPECT_TRUE(best.empty());
}

TEST(NameTags, RefusesWhatIsNoTag) {
  EXPECT_FALSE(bool(read_name_tags({"O", "PER"})));
  EXPECT_FALSE(bool(read_name_tags({"I-PER"})));
  EXPECT_TRUE(bool(read_name_tags({"I-PER", "O"})));
}

}  // namespace
}  // namespace litopys::language
