#include "copies/index_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "copies/joined_segments.h"
#include "copies/placing.h"
#include "copies/sample.h"
#include "text/table.h"

namespace litopys::copies {
namespace {

class IndexFileTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() /
            ("litopys-index-test-" + std::to_string(getpid()) + "-" +
             testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove(path_);
  }
  void TearDown() override { std::filesystem::remove(path_); }

  // Runs of so many reports each, a family of copies in every ten.
  void fill(std::initializer_list<int> runs) {
    int number = 0;
    for (const int size : runs) {
      auto store = ReportStore::open(path_);
      ASSERT_TRUE(store) << store.error().message;
      Placer placer(std::move(*store));
      for (int i = 0; i < size; ++i, ++number) ASSERT_TRUE(placer.add(made(number)));
      ASSERT_TRUE(placer.save());
    }
  }
  static Sketch made(int number) {
    std::string text = "Report " + std::to_string(number / 10) + ". ";
    for (int i = 0; i < 40; ++i)
      text += "The town of Alder" +
              std::string(1, static_cast<char>('a' + (number / 10 * 7 + i * 3) % 26)) +
              " counted " + std::to_string(number / 10 * 1000 + i) + " lorries there. ";
    return sketch_of_text("r" + std::to_string(number), text + std::string(number % 10, '!'),
                          "2031-05-0" + std::to_string(1 + number % 9));
  }
  std::string bytes() const { return *text::read_file(path_); }
  void write(const std::string& content) const {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << content;
  }

  std::filesystem::path path_;
};

TEST_F(IndexFileTest, SegmentsMergeAndKeepEverything) {
  fill({40, 5, 5, 30, 1, 1, 1, 1, 16});
  auto store = ReportStore::open(path_);
  ASSERT_TRUE(store);
  EXPECT_EQ(store->size(), 100U);
  auto file = IndexFile::from_bytes(bytes(), "copy");
  ASSERT_TRUE(file);
  EXPECT_LE(file->segments().size(), 7U);
  Placer memory;
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(memory.add(made(i)));
  memory.place();
  Placer disk(std::move(*store));
  for (ReportNumber i = 0; i < 100; ++i) {
    const ReportView a = memory.store().report(i), b = disk.store().report(i);
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.published, b.published);
    EXPECT_TRUE(std::ranges::equal(a.words, b.words));
    EXPECT_EQ(disk.store().with_id(a.id), i);
    EXPECT_EQ(memory.placed(i).origin, disk.placed(i).origin) << i;
  }
  EXPECT_TRUE(disk.store().check());
}

// However many postings are held in memory while a segment is written, its bytes are the same.
TEST_F(IndexFileTest, SegmentsAreTheSameHoweverMuchIsHeld) {
  fill({60});
  const auto file = IndexFile::from_bytes(bytes(), "copy");
  ASSERT_TRUE(file);
  const SegmentAsSource source(file->segments().front());
  std::string expected;
  for (const std::size_t kept : {kKeptPostings, std::size_t{0}, std::size_t{37}}) {
    const int handle = ::open(path_.c_str(), O_RDWR | O_TRUNC);
    FileEnd end(handle, 0);
    write_segment(end, source, kept);
    end.flush();
    ::close(handle);
    if (expected.empty()) expected = bytes();
    EXPECT_GT(expected.size(), 10'000U);
    EXPECT_TRUE(bytes() == expected) << kept;
  }
}

TEST_F(IndexFileTest, EveryFlippedBitIsHarmlessOrTold) {
  fill({12});
  const std::string good = bytes();
  std::size_t told = 0;
  for (std::size_t at = 0; at < good.size(); at += at < kIndexStart ? 7 : 131) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    auto file = IndexFile::from_bytes(bad, "bad");
    if (!file) {
      ++told;
      continue;
    }
    for (const Segment& segment : file->segments())
      for (ReportNumber i = segment.first(); i < segment.first() + segment.count(); ++i) {
        std::vector<ReportNumber> found;
        segment.find(id_key("r" + std::to_string(i)), found);
        (void)segment.report(i);
        (void)segment.source(i);
      }
    told += file->check() ? 0 : 1;
    if (file->check() && at >= kIndexStart && !file->segments().empty()) {
      EXPECT_EQ(file->size(), 12U);
    }
  }
  EXPECT_GT(told, (good.size() - kIndexStart) / 131 / 2);
}

TEST_F(IndexFileTest, CutAnywhere) {
  fill({12});
  const std::string good = bytes();
  for (std::size_t size = 0; size < good.size(); size += 97)
    EXPECT_FALSE(IndexFile::from_bytes(good.substr(0, size), "cut")) << size;
}

TEST_F(IndexFileTest, RewritesWhatIsMostlyDead) {
  for (int run = 0; run < 40; ++run) {
    auto store = ReportStore::open(path_);
    ASSERT_TRUE(store);
    Placer placer(std::move(*store));
    for (int i = 0; i < 30; ++i) ASSERT_TRUE(placer.add(made(run * 30 + i)));
    ASSERT_TRUE(placer.save());
  }
  auto file = IndexFile::open(path_);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->size(), 1200U);
  std::uint64_t living = 0;
  for (const Segment& segment : file->segments()) living += segment.entry().body;
  EXPECT_LE(std::filesystem::file_size(path_), 3 * living + (2U << 20));
}

TEST_F(IndexFileTest, TemporaryLeavesNothing) {
  Placer placer;
  for (int i = 0; i < 30; ++i) {
    ASSERT_TRUE(placer.add(made(i)));
    if (i % 10 == 9) {
      ASSERT_TRUE(placer.save());
    }
  }
  EXPECT_EQ(placer.store().size(), 30U);
  for (ReportNumber i = 0; i < 30; ++i) EXPECT_EQ(placer.placed(i).origin / 10, i / 10) << i;
}

TEST_F(IndexFileTest, MissingFolder) {
  const auto file = IndexFile::open("/nowhere/at/all.index");
  ASSERT_FALSE(file);
  EXPECT_NE(file.error().message.find("/nowhere/at/all.index"), std::string::npos);
}

}  // namespace
}  // namespace litopys::copies
