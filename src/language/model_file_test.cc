#include "language/model_file.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "text/table.h"

namespace litopys::language {
namespace {

const std::string kPath = std::string(LITOPYS_SOURCE_DIR) + "/tests/data/container.model";

std::string container() {
  auto bytes = text::read_file(kPath);
  EXPECT_TRUE(bool(bytes));
  return *bytes;
}

TEST(ModelFile, GivesWhatTheWriterPutIn) {
  const auto file = ModelFile::open(kPath);
  ASSERT_TRUE(bool(file)) << file.error().message;
  EXPECT_EQ(file->meta()["labels"][1], "b");
  const auto small = file->block<std::int8_t>("small", {2, 3});
  ASSERT_TRUE(bool(small));
  EXPECT_EQ((std::vector<int>(small->begin(), small->end())),
            (std::vector<int>{1, -2, 3, 4, 5, -128}));
  EXPECT_EQ((*file->block<float>("weights"))[1], -1.25f);
  EXPECT_EQ(*file->text("words"), "one\ntwo\n");
  EXPECT_EQ(file->block<std::uint16_t>("empty", {0, 3})->size(), 0u);
  EXPECT_EQ(file->shape("small"), (std::vector<std::size_t>{2, 3}));
  EXPECT_EQ(file->block_names().size(), 5u);
  EXPECT_TRUE(bool(file->check()));
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(file->block<float>("weights")->data()) % 64, 0u);
}

TEST(ModelFile, SpansOutliveTheFirstCopy) {
  std::span<const float> weights;
  std::optional<ModelFile> kept;
  {
    auto file = ModelFile::open(kPath);
    kept = *file;
    weights = *file->block<float>("weights");
  }
  EXPECT_EQ(weights[0], 0.5f);
}

TEST(ModelFile, SaysWhatIsWrongWithARequest) {
  const auto file = ModelFile::open(kPath);
  EXPECT_EQ(file->block<float>("nothing").error().code, "no-such-block");
  EXPECT_EQ(file->block<float>("small").error().code, "wrong-type");
  EXPECT_EQ(file->block<std::int8_t>("small", {3, 2}).error().code, "wrong-shape");
  EXPECT_NE(file->block<std::int8_t>("small", {3, 2}).error().message.find("[2, 3]"),
            std::string::npos);
}

TEST(ModelFile, MissingFilesAndFolders) {
  EXPECT_EQ(ModelFile::open("/nowhere/at/all.model").error().code, "not-found");
  EXPECT_EQ(ModelFile::open(LITOPYS_SOURCE_DIR).error().code, "not-found");
}

TEST(ModelFile, OtherVersion) {
  std::string bytes = container();
  bytes[8] = 2;
  const auto file = ModelFile::from_bytes(bytes, "test");
  EXPECT_EQ(file.error().code, "other-version");
  EXPECT_NE(file.error().message.find("version 2"), std::string::npos);
}

TEST(ModelFile, EveryTruncationIsFound) {
  const std::string bytes = container();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto file = ModelFile::from_bytes(std::string_view(bytes).substr(0, size), "test");
    ASSERT_FALSE(bool(file)) << size;
    EXPECT_EQ(file.error().code, size == 0 ? "not-a-model" : "truncated") << size;
  }
  EXPECT_EQ(ModelFile::from_bytes(bytes + '\0', "test").error().code, "invalid-header");
}

TEST(ModelFile, EveryFlippedBitIsFound) {
  std::string bytes = container();
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
    const auto file = ModelFile::from_bytes(bytes, "test");
    EXPECT_FALSE(file && file->check()) << "bit " << bit;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
  }
}

TEST(ModelFile, NamesTheDamagedBlockAndGivesTheOthers) {
  std::string bytes = container();
  bytes[bytes.find("one\ntwo") + 4] = 'T';
  const auto file = ModelFile::from_bytes(bytes, "test");
  ASSERT_TRUE(bool(file));
  EXPECT_TRUE(bool(file->block<float>("weights")));
  EXPECT_EQ(file->text("words").error().code, "damaged");
  EXPECT_NE(file->text("words").error().message.find("\"words\""), std::string::npos);
  EXPECT_EQ(file->check().error().code, "damaged");
}

TEST(ModelFile, ManyThreadsMayAsk) {
  const auto file = ModelFile::open(kPath);
  std::vector<std::thread> threads;
  std::atomic<int> sound = 0;
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { sound += bool(file->check()); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(sound, 8);
}

}  // namespace
}  // namespace litopys::language
