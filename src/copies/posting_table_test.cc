#include "copies/posting_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

namespace litopys::copies {
namespace {

std::vector<ReportNumber> sorted(const PostingTable& table, std::uint64_t key) {
  std::vector<ReportNumber> found;
  table.find(key, found);
  std::sort(found.begin(), found.end());
  return found;
}

TEST(PostingTable, Empty) {
  const PostingTable table;
  EXPECT_TRUE(sorted(table, 5).empty());
  table.for_each([](std::uint64_t, std::span<const ReportNumber>) { FAIL(); });
}

// The smaller number counts as the earlier one. Keys from the whole range, and from its ends, where
// the table's slots come round.
TEST(PostingTable, AsAMapOfSortedLists) {
  for (const std::uint64_t factor : {std::uint64_t{1}, std::uint64_t{0x9E3779B97F4A7C15}}) {
    PostingTable table;
    std::map<std::uint64_t, std::vector<ReportNumber>> expected;
    std::mt19937_64 chance(3);
    for (ReportNumber i = 0; i < 20'000; ++i) {
      std::uint64_t key = chance() % 3000 % (1 + chance() % 3000) * factor;
      if (i % 3 == 0) key = ~key;
      const auto report = static_cast<ReportNumber>(chance() % 100'000);
      table.add(key, report, std::less<>());
      expected[key].push_back(report);
    }
    std::size_t full = 0;
    for (auto& [key, reports] : expected) {
      std::sort(reports.begin(), reports.end());
      if (reports.size() > kMaxPostings) {
        reports.resize(kMaxPostings);
        ++full;
      }
      EXPECT_EQ(sorted(table, key), reports) << key;
    }
    EXPECT_GT(full, 10U);
    EXPECT_EQ(table.size(), expected.size());
    EXPECT_TRUE(sorted(table, 1'000'000).empty());

    table.sort();
    auto next = expected.begin();
    table.for_each([&](std::uint64_t key, std::span<const ReportNumber> reports) {
      ASSERT_NE(next, expected.end());
      EXPECT_EQ(key, next->first);
      EXPECT_TRUE(std::is_permutation(reports.begin(), reports.end(), next->second.begin(),
                                      next->second.end()));
      ++next;
    });
    EXPECT_EQ(next, expected.end());
  }
}

}  // namespace
}  // namespace litopys::copies
