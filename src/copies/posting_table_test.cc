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
  EXPECT_TRUE(table.keys().empty());
}

// The smaller number counts as the earlier one.
TEST(PostingTable, AsAMapOfSortedLists) {
  PostingTable table;
  std::map<std::uint64_t, std::vector<ReportNumber>> expected;
  std::mt19937_64 chance(3);
  for (ReportNumber i = 0; i < 20'000; ++i) {
    const std::uint64_t key = chance() % 3000 % (1 + chance() % 3000);
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
  EXPECT_EQ(table.keys().size(), expected.size());
  const std::vector<std::uint64_t> keys = table.keys();
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  EXPECT_TRUE(sorted(table, 1'000'000).empty());
}

}  // namespace
}  // namespace litopys::copies
