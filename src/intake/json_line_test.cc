#include "intake/json_line.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace litopys::intake {
namespace {

std::string code(std::string_view line) {
  const auto report = read_json_line(line, "r.jsonl:1");
  return report ? "read" : report.error().code;
}

TEST(JsonLine, AllMembers) {
  const auto report = read_json_line(
      R"({"id": "7", "title": "Bridge", "text": "A bridge fell.", "published": "7 March 2022",)"
      R"( "publisher": "Example Courier", "uri": "https://example.org/7", "language": "en",)"
      R"( "tags": [{"text": "not this"}], "author": null})",
      "r.jsonl:1");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->id, "7");
  EXPECT_EQ(report->title, "Bridge");
  EXPECT_EQ(report->text, "A bridge fell.");
  EXPECT_EQ(report->published, "2022-03-07");
  EXPECT_EQ(report->published_basis, "given");
  EXPECT_EQ(report->author, "");
}

TEST(JsonLine, WhatIsRefused) {
  EXPECT_EQ(code(R"({"title": "Bridge"})"), "no-text");
  EXPECT_EQ(code(R"({"text": null})"), "no-text");
  EXPECT_EQ(code(R"({"text": "  "})"), "empty");
  EXPECT_EQ(code(R"({"text": ["a"]})"), "wrong-type");
  EXPECT_EQ(code(R"({"text": "a", "id": 7})"), "wrong-type");
  EXPECT_EQ(code(R"(["text"])"), "wrong-type");
  EXPECT_EQ(code(R"("text")"), "wrong-type");
  EXPECT_EQ(code("7"), "wrong-type");
  EXPECT_EQ(code(R"({"text": "a", "text": "b"})"), "bad-json");
  EXPECT_EQ(code(R"({"text": "a)"), "bad-json");
  EXPECT_EQ(code(R"({"text": "a"} extra)"), "bad-json");
  EXPECT_EQ(code("{\"text\": \"caf\xe9\"}"), "invalid-utf8");
  EXPECT_EQ(code(R"({"text": "a\u0000b"})"), "nul");
  EXPECT_EQ(code(R"({"text": "a \ud800 b"})"), "bad-json");
}

TEST(JsonLine, OddDatesAreWarnings) {
  for (const char* odd :
       {R"("the other day")", R"({"year": 2022})", "17", "[1, 2]", "false", "-3"}) {
    const auto report =
        read_json_line(fmt::format(R"({{"text": "a", "published": {}}})", odd), "r.jsonl:3");
    ASSERT_TRUE(report) << odd;
    EXPECT_EQ(report->published, "");
    EXPECT_EQ(report->published_basis, "");
    ASSERT_EQ(report->warnings.size(), 1u) << odd;
    EXPECT_TRUE(report->warnings[0].message.starts_with("r.jsonl:3: \"published\" is no "));
  }
  EXPECT_EQ(read_json_line(R"({"text": "a", "published": 20240506})", "r")->published,
            "2024-05-06");
  EXPECT_TRUE(read_json_line(R"({"text": "a", "published": null})", "r")->warnings.empty());
}

TEST(JsonLine, AFewBrokenBytes) {
  const std::string line = "{\"text\": \"" + std::string(200, 'a') + "\x81\"}";
  const auto report = read_json_line(line, "r.jsonl:3");
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->text.ends_with("a\xEF\xBF\xBD"));
  EXPECT_EQ(report->warnings.size(), 1u);
}

TEST(JsonLine, DeepNestingIsNoProblem) {
  const std::string deep =
      R"({"x": )" + std::string(200000, '[') + std::string(200000, ']') + R"(, "text": "a"})";
  EXPECT_EQ(code(deep), "read");
  EXPECT_EQ(code(R"({"x": )" + std::string(200000, '[')), "bad-json");
}

TEST(JsonLine, MessageNamesTheByte) {
  const auto report = read_json_line(R"({"text" "a"})", "r.jsonl:4");
  ASSERT_FALSE(report);
  EXPECT_TRUE(report.error().message.starts_with("r.jsonl:4: byte 11: ")) << report.error().message;
}

}  // namespace
}  // namespace litopys::intake
