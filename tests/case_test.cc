// Runs every text case of tests/cases through the whole program, the real model included.
// LITOPYS_CASES=PART runs only the files whose path holds PART.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "case_file.h"
#include "intake/identity.h"
#include "pipeline/engine.h"
#include "reading/print.h"
#include "text/table.h"

namespace litopys::cases {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> case_files() {
  std::vector<fs::path> files;
  const char* part = std::getenv("LITOPYS_CASES");
  for (const auto& entry : fs::recursive_directory_iterator(LITOPYS_SOURCE_DIR "/tests/cases"))
    if (entry.path().extension() == ".case" &&
        (part == nullptr || entry.path().string().find(part) != std::string::npos))
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

class Cases : public testing::TestWithParam<fs::path> {
 protected:
  static void SetUpTestSuite() {
    const char* data = std::getenv("LITOPYS_DATA");
    auto loaded =
        pipeline::load_engine(data ? fs::path(data) : fs::path(LITOPYS_BUILD_DIR "/data"));
    if (!loaded) GTEST_FAIL() << loaded.error().message;
    engine_ = new pipeline::Engine(std::move(*loaded));
  }
  static void TearDownTestSuite() {
    delete engine_;
    engine_ = nullptr;
  }
  static pipeline::Engine* engine_;
};
pipeline::Engine* Cases::engine_ = nullptr;

TEST_P(Cases, Hold) {
  ASSERT_NE(engine_, nullptr);
  const auto bytes = text::read_file(GetParam());
  ASSERT_TRUE(bytes) << bytes.error().message;
  const auto cases = parse_cases(*bytes, GetParam().string());
  ASSERT_TRUE(cases) << cases.error().message;
  language::Workspace workspace;
  for (const Case& c : *cases) {
    intake::Report report = c.report;
    intake::complete(report);
    const pipeline::ReadReport read = pipeline::read(*engine_, workspace, report);
    const auto output = reading::to_json(read.report, read.analysis, read.reading, {});
    for (const Expectation& expectation : c.expectations)
      if (const auto why = judge(expectation, report.text, output))
        ADD_FAILURE() << c.file << ": " << c.name << "\n  " << *why;
  }
}

INSTANTIATE_TEST_SUITE_P(Text, Cases, testing::ValuesIn(case_files()), [](const auto& file) {
  std::string name = fs::relative(file.param, LITOPYS_SOURCE_DIR "/tests/cases").string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Cases);

}  // namespace
}  // namespace litopys::cases
