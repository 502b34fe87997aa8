#include "copies/placing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "copies/sample.h"

namespace litopys::copies {
namespace {

// The id of each report's origin.
std::map<std::string, std::string> origins(const std::vector<Sketch>& sketches) {
  Placer placer;
  std::vector<ReportNumber> numbers;
  for (const Sketch& sketch : sketches) numbers.push_back(*placer.add(sketch));
  placer.place();
  std::map<std::string, std::string> out;
  for (std::size_t i = 0; i < sketches.size(); ++i)
    out[sketches[i].id] = placer.store().report(placer.placed(numbers[i]).origin).id;
  return out;
}

std::string day(int number) {
  return "2031-05-" + std::string(number < 10 ? "0" : "") + std::to_string(number);
}

TEST(Placing, ChainAndFamilies) {
  const std::string copy = std::string("Alder Post\n\n") + kStory;
  const auto found =
      origins({sketch_of_text("copy", copy, day(8)), sketch_of_text("other", kOther, day(1)),
               sketch_of_text("copy of copy", copy + " Follow us.", day(9)),
               sketch_of_text("story", kStory, day(7))});
  const std::map<std::string, std::string> expected = {
      {"copy", "story"}, {"copy of copy", "story"}, {"other", "other"}, {"story", "story"}};
  EXPECT_EQ(found, expected);
}

TEST(Placing, OneFamilyHoweverLargeAndInAnyOrder) {
  std::vector<Sketch> family;
  for (int i = 0; i < 200; ++i)
    family.push_back(sketch_of_text(
        "r" + std::to_string(i), "Outlet " + std::to_string(i) + "\n\n" + kStory, day(1 + i % 28)));
  family[137] = sketch_of_text("first", kStory, "2031-04-30");
  std::mt19937 chance(1);
  for (int round = 0; round < 3; ++round) {
    std::shuffle(family.begin(), family.end(), chance);
    for (const auto& [id, origin] : origins(family)) EXPECT_EQ(origin, "first") << id;
    Placer one_by_one;
    for (const Sketch& sketch : family) {
      ASSERT_TRUE(one_by_one.add(sketch));
      one_by_one.place();
    }
    for (ReportNumber i = 0; i < one_by_one.store().size(); ++i)
      EXPECT_EQ(one_by_one.store().report(one_by_one.placed(i).origin).id, "first");
  }
}

TEST(Placing, CircleThroughAnAgency) {
  // The wire took it from an earlier report; that one's copy names the wire and is earlier still.
  const auto found =
      origins({sketch_of_text("wire", kStory, day(5), "Morning Wire"),
               sketch_of_text("paper", std::string("ALDER (MW) - ") + kStory, day(3)),
               sketch_of_text("silent", std::string("ALDER - ") + kStory, day(4))});
  for (const auto& [id, origin] : found) EXPECT_EQ(origin, "wire") << id;
}

TEST(Placing, SameIdTwice) {
  Placer placer;
  const auto first = placer.add(sketch_of_text("a", kStory, day(1)));
  const auto again = placer.add(sketch_of_text("a", kStory, day(1)));
  ASSERT_TRUE(first && again);
  EXPECT_EQ(*first, *again);
  EXPECT_EQ(placer.store().size(), 1U);
  const auto other = placer.add(sketch_of_text("a", kOther, day(1)));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, "duplicate-id");
}

}  // namespace
}  // namespace litopys::copies
