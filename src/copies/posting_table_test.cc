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
  EXPECT_EQ(table.size(), 0U);
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
    ASSERT_EQ(table.size(), expected.size());
    std::size_t index = 0;
    for (const auto& [key, reports] : expected) {
      EXPECT_EQ(table.sorted_key(index), key);
      std::vector<ReportNumber> found;
      table.sorted_reports(index++, found);
      EXPECT_TRUE(std::is_permutation(found.begin(), found.end(), reports.begin(), reports.end()));
    }
  }
}

// Or a store that was saved would be full again at once.
TEST(PostingTable, WhatIsKeptToBeFilledAgainIsNotCounted) {
  PostingTable table;
  for (std::uint64_t key = 0; key < 5000; ++key)
    for (ReportNumber i = 0; i < 3; ++i) table.add(key << 40, i, std::less<>());
  EXPECT_GT(table.bytes(), 5000U * 16);
  table.clear();
  EXPECT_EQ(table.bytes(), 0U);
}

}  // namespace
}  // namespace litopys::copies
