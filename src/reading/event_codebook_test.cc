#include "reading/event_codebook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "text/table.h"

namespace litopys::reading {
namespace {

namespace fs = std::filesystem;

// A copy of the tables with one row added to one of them.
fs::path tables_with(const std::string& file, const std::string& row) {
  const fs::path folder = fs::path(testing::TempDir()) / "litopys_event_tables";
  fs::remove_all(folder);
  fs::create_directories(folder);
  for (const char* name :
       {"classes.tsv", "methods.tsv", "weapons.tsv", "events.tsv", "support_verbs.tsv", "acled.tsv",
        "irregular_verbs.tsv", "responsibility.tsv"})
    fs::copy(fs::path(LITOPYS_SOURCE_DIR) / "codebooks" / name, folder / name);
  std::ofstream(folder / file, std::ios::app) << row << "\n";
  return folder;
}

TEST(EventCodebook, AnUnknownTypeIsAnErrorWithItsLine) {
  const auto book = load_event_codebook(tables_with("events.tsv", "jump.01\t\tLEAP\t\t\t\t\t\tx"));
  ASSERT_FALSE(book);
  EXPECT_NE(book.error().message.find("LEAP"), std::string::npos);
  EXPECT_NE(book.error().message.find("events.tsv:"), std::string::npos);
}

TEST(EventCodebook, AnUnknownClassIsAnError) {
  EXPECT_FALSE(
      load_event_codebook(tables_with("events.tsv", "jump.01\tARG1=frog\tASSAULT\t\t\t\t\t\tx")));
}

TEST(EventCodebook, AnUnknownMethodIsAnError) {
  EXPECT_FALSE(
      load_event_codebook(tables_with("events.tsv", "jump.01\t\tPROTEST\t\t\t\t\tleaping\tx")));
}

TEST(EventCodebook, OneRowServesBothSpellings) {
  const auto book = load_event_codebook(
      tables_with("events.tsv",
                  "blanize.01\t\tACCUSE\t\t\t\t\t\tx\nblanization:noun\t\tCONCEDE\t\t\t\t\t\tx\n"
                  "blanor.01\t\tSUPPORT\t\t\t\t\t\tx\nblunise.01\t\tPROTEST\t\t\t\t\t\tx\n"
                  "blunize.01\t\tAID\t\t\t\t\t\tx"));
  ASSERT_TRUE(book);
  for (const char* key : {"blanise.01", "blanize.01", "blanisation:noun", "blanour.01"})
    EXPECT_EQ(book->rows.count(key), 1U) << key;
  EXPECT_EQ(book->rows.at("blanise.01").front().sense, "blanize.01");
  EXPECT_EQ(book->rows.at("blunise.01").front().type, "PROTEST");
}

TEST(EventCodebook, EveryRowHasAnExampleThatNamesItsWord) {
  const auto table =
      text::read_table(LITOPYS_SOURCE_DIR "/codebooks/events.tsv", {"sense", "example"});
  ASSERT_TRUE(table);
  for (const text::Table::Row& row : table->rows)
    EXPECT_FALSE(row["example"].empty()) << row["sense"];
}

}  // namespace
}  // namespace litopys::reading
