#include "text/table.h"

#include <gtest/gtest.h>

namespace litopys::text {
namespace {

TEST(Table, NamesCellsByColumn) {
  const auto table = parse_table("# note\nwords\tlow\ndozens\t24\r\n\na few\n", "t.tsv", {"words"});
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[0]["low"], "24");
  EXPECT_EQ(table->rows[1]["words"], "a few");
  EXPECT_EQ(table->rows[1]["low"], "");
  EXPECT_EQ(table->rows[1].line, 5u);
}

TEST(Table, SaysWhereItIsWrong) {
  EXPECT_EQ(parse_table("a\tb\n1\t2\t3\n", "t.tsv", {"a"}).error().message,
            "t.tsv:2: 3 cells for 2 columns");
  EXPECT_EQ(parse_table("a\n", "t.tsv", {"b"}).error().message, "t.tsv:1: no column \"b\"");
  EXPECT_FALSE(parse_table("", "t.tsv", {"a"}));
  EXPECT_FALSE(parse_table("a\n\xFF\n", "t.tsv", {"a"}));
}

TEST(Table, SplitsAndTrims) {
  EXPECT_EQ(split(" a | b|c ", '|'), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_TRUE(split("", '|').empty());
}

}  // namespace
}  // namespace litopys::text
