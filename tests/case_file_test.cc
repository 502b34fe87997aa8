#include "case_file.h"

#include <gtest/gtest.h>

namespace litopys::cases {
namespace {

const char* kFile = R"(# a comment
=== a march
published: 2024-05-06

Students marched. Others marched too.
---
event "marched"#2 PROTEST mode=demo
no fact "Others"
max event 2
figure "Students" participants -/-/-
)";

nlohmann::ordered_json output() {
  return nlohmann::ordered_json::parse(R"({
    "events": [{"id": "e1", "trigger": {"span": [25, 32], "text": "marched"}, "type": "PROTEST",
                "mode": "demo", "factuality": "CT+", "status": "occurred"}],
    "figures": [{"id": "f1", "span": [0, 8], "text": "Students", "measure": "participants",
                 "low": null, "best": null, "high": null}],
    "times": [], "places": [], "attributions": []})");
}

TEST(CaseFile, ReadsAndJudges) {
  const auto cases = parse_cases(kFile, "x.case");
  ASSERT_TRUE(cases) << cases.error().message;
  ASSERT_EQ(cases->size(), 1u);
  const Case& c = (*cases)[0];
  EXPECT_EQ(c.report.published, "2024-05-06");
  EXPECT_EQ(c.report.text, "Students marched. Others marched too.");
  ASSERT_EQ(c.expectations.size(), 4u);
  for (const Expectation& expectation : c.expectations)
    EXPECT_EQ(judge(expectation, c.report.text, output()), std::nullopt);
}

TEST(CaseFile, FailsWhatIsNotSo) {
  const std::string text = "Students marched. Others marched too.";
  const auto judged = [&](const std::string& line) {
    const auto cases = parse_cases("=== x\n\n" + text + "\n---\n" + line + "\n", "x.case");
    return cases && judge((*cases)[0].expectations[0], text, output()).has_value();
  };
  EXPECT_TRUE(judged("event \"marched\" PROTEST"));  // the first one has no event
  EXPECT_TRUE(judged("event \"marched\"#2 ASSAULT"));
  EXPECT_TRUE(judged("no event \"marched\"#2"));
  EXPECT_TRUE(judged("no fact"));
  EXPECT_TRUE(judged("max event 0"));
  EXPECT_TRUE(judged("figure \"Students\" participants 2/-/-"));
  EXPECT_TRUE(judged("event \"danced\" PROTEST"));  // not in the text
  EXPECT_FALSE(judged("event \"marched\"#2 PROTEST place=-"));
}

TEST(CaseFile, RefusesWhatItDoesNotUnderstand) {
  EXPECT_FALSE(parse_cases("=== x\nwhen: now\n\ntext\n---\nno event\n", "x.case"));
  EXPECT_FALSE(parse_cases("=== x\n\ntext\n---\nno evnt\n", "x.case"));
  EXPECT_FALSE(parse_cases("=== x\n\ntext\n", "x.case"));
}

}  // namespace
}  // namespace litopys::cases
