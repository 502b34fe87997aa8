#include "copies/look_ahead.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>

#include "copies/placing.h"
#include "copies/sample.h"

namespace litopys::copies {
namespace {

// An index of several segments, of reports that share words by chance.
class LookAheadTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() /
            ("litopys-look-ahead-test-" + std::to_string(getpid()));
    std::filesystem::remove(path_);
    auto store = ReportStore::open(path_);
    ASSERT_TRUE(store);
    Placer placer(std::move(*store));
    for (int i = 0; i < 200; ++i) {
      ASSERT_TRUE(placer.add(made(i)));
      if (i == 149 || i == 189) {
        ASSERT_TRUE(placer.save());
      }
    }
    ASSERT_TRUE(placer.save());
  }
  void TearDown() override { std::filesystem::remove(path_); }

  static Sketch made(int number) {
    std::mt19937 chance(static_cast<unsigned>(number));
    std::string text;
    for (int i = 0; i < 30; ++i)
      text += "Mayor Alder" + std::to_string(chance() % 9) + " of Brackwater counted " +
              std::to_string(chance() % 12) + " lorries near bridge " +
              std::to_string(chance() % 400) + ". ";
    return sketch_of_text("r" + std::to_string(number), text, "2031-05-06");
  }

  std::filesystem::path path_;
};

TEST_F(LookAheadTest, FindsWhatEverySegmentFinds) {
  const auto index = IndexFile::open(path_);
  ASSERT_TRUE(index);
  ASSERT_GT(index->segments().size(), 1U);
  std::vector<Sketch> asking;
  for (int i = 150; i < 260; ++i) asking.push_back(made(i));
  asking.push_back({});  // without keys
  std::vector<const LookAhead::Keys*> lists;
  for (const Sketch& sketch : asking) lists.push_back(&sketch.keys);
  LookAhead ahead;
  std::map<std::vector<ReportNumber>, int> asked;
  for (int round = 0; round < 2; ++round) {
    ahead.look_up(index->segments(), lists, [&](std::vector<ReportNumber>& reports) {
      ++asked[reports];
      return reports.size() > 3;
    });
    std::size_t some = 0, several = 0;
    for (std::size_t i = 0; i < lists.size(); ++i)
      for (std::size_t k = 0; k < lists[i]->size(); ++k) {
        std::vector<ReportNumber> expected;
        for (const Segment& segment : index->segments()) segment.find((*lists[i])[k], expected);
        const LookAhead::Found found = ahead.under(i, k);
        EXPECT_TRUE(std::ranges::equal(found.reports, expected));
        EXPECT_EQ(found.final, expected.size() > 3);
        some += expected.empty() ? 0 : 1;
        several += expected.size() > 15 ? 1 : 0;
      }
    EXPECT_GT(some, 1000U);
    EXPECT_GT(several, 100U);
  }
  EXPECT_TRUE(index->check());
}

TEST_F(LookAheadTest, WithoutSegments) {
  const Sketch sketch = made(1);
  const LookAhead::Keys* list = &sketch.keys;
  LookAhead ahead;
  ahead.look_up({}, {&list, 1}, [](std::vector<ReportNumber>&) { return true; });
  EXPECT_TRUE(ahead.under(0, 0).reports.empty());
  EXPECT_FALSE(ahead.under(0, 0).final);
}

}  // namespace
}  // namespace litopys::copies
