#include "pipeline/ordered.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

namespace litopys::pipeline {
namespace {

// Items 0..count-1, some of them slow, so that results come out of order.
std::vector<int> run(unsigned threads, int count, int stop_after = -1) {
  int given = 0;
  std::vector<int> seen;
  run_ordered<int, int>(
      threads,
      [&]() -> std::optional<int> {
        if (given == count) return std::nullopt;
        return given++;
      },
      [](int item, unsigned) {
        if (item % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
        return item * item;
      },
      [&](int out) {
        seen.push_back(out);
        return static_cast<int>(seen.size()) != stop_after;
      });
  return seen;
}

TEST(Ordered, KeepsInputOrderForAnyNumberOfThreads) {
  const std::vector<int> one = run(1, 200);
  ASSERT_EQ(one.size(), 200u);
  EXPECT_EQ(one[13], 169);
  EXPECT_EQ(run(2, 200), one);
  EXPECT_EQ(run(5, 200), one);
  EXPECT_TRUE(run(3, 0).empty());
}

TEST(Ordered, StopsWhenNobodyReads) { EXPECT_EQ(run(3, 1000, 4).size(), 4u); }

TEST(Ordered, PassesFailuresOn) {
  int given = 0;
  const auto next = [&]() -> std::optional<int> { return given++; };
  const auto work = [](int item, unsigned) {
    if (item == 5) throw std::runtime_error("five");
    return item;
  };
  EXPECT_THROW((run_ordered<int, int>(3, next, work, [](int) { return true; })),
               std::runtime_error);
}

TEST(Ordered, HoldsFewItemsAtOnce) {
  std::atomic<int> in_flight = 0;
  std::atomic<int> most = 0;
  int given = 0;
  run_ordered<int, int>(
      2,
      [&]() -> std::optional<int> {
        if (given == 100) return std::nullopt;
        most = std::max(most.load(), ++in_flight);
        return given++;
      },
      [](int item, unsigned) {
        if (item == 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return item;
      },
      [&](int) {
        --in_flight;
        return true;
      });
  EXPECT_LE(most, 17);
}

}  // namespace
}  // namespace litopys::pipeline
