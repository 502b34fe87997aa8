#include "cli/output_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace litopys::cli {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ostringstream out;
  out << std::ifstream(path).rdbuf();
  return out.str();
}

class OutputFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "litopys-output-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    path_ = folder_ / "page.html";
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_, path_;
};

TEST_F(OutputFileTest, AppearsWhole) {
  OutputFile out(path_.string());
  EXPECT_TRUE(out.write("one "));
  EXPECT_FALSE(fs::exists(path_));
  EXPECT_TRUE(out.write("two"));
  EXPECT_TRUE(out.close());
  EXPECT_EQ(content_of(path_), "one two");
  EXPECT_FALSE(fs::exists(path_.string() + ".part"));
}

TEST_F(OutputFileTest, LeavesWhatWasThereWhereItIsNotClosed) {
  std::ofstream(path_) << "yesterday";
  {
    OutputFile(path_.string()).write("half");
  }
  EXPECT_EQ(content_of(path_), "yesterday");
  EXPECT_FALSE(fs::exists(path_.string() + ".part"));
}

TEST_F(OutputFileTest, NamesWhatCannotBeWritten) {
  OutputFile out((folder_ / "missing" / "page.html").string());
  EXPECT_NE(out.error().find("page.html: No such file"), std::string::npos) << out.error();
  EXPECT_FALSE(out.write("text"));
  EXPECT_FALSE(out.close());
}

}  // namespace
}  // namespace litopys::cli
