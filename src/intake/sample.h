// For tests: a folder of small files, and the items that intake makes of them.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "intake/source.h"

namespace litopys::intake {

class SampleFiles : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              ("litopys-" + std::string(info->name()) + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, std::string_view bytes) {
    const std::filesystem::path path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  std::vector<Item> read(const std::vector<std::string>& paths, SourceOptions options = {}) {
    Source source(paths, lexicon_, options);
    std::vector<Item> items;
    while (auto piece = source.next()) items.push_back(read_piece(std::move(*piece), lexicon_));
    skipped_ = source.skipped();
    return items;
  }
  std::string code(const std::string& path) {
    const std::vector<Item> items = read({path});
    return items.size() == 1 && items[0].error ? items[0].error->code : "no single error";
  }

  const Lexicon lexicon_ = *load_lexicon(LITOPYS_SOURCE_DIR "/codebooks");
  std::filesystem::path folder_;
  std::vector<Skipped> skipped_;  // of the last read
};

}  // namespace litopys::intake
