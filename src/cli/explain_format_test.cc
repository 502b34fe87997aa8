#include "cli/explain_format.h"

#include <gtest/gtest.h>

namespace litopys::cli {
namespace {

TEST(ExplainFormat, NamesWordsAndRuleOfEveryValue) {
  const auto line = nlohmann::ordered_json::parse(R"({
    "report": {"id": "r1"}, "times": [], "warnings": [],
    "places": [{"id": "p1", "span": [4, 11], "text": "Kherson", "rule": "prominence"}],
    "events": [{"id": "e1", "type": "PROTEST", "trigger": {"span": [12, 19], "text": "marched"},
                "cues": [{"kind": "modal", "span": [0, 3], "text": "may"}],
                "rule": "sense march.01"}],
    "figures": [], "attributions": []})");
  const std::string out = explanation_of(line);
  EXPECT_NE(out.find("\"marched\" [12,19]  rule: sense march.01"), std::string::npos) << out;
  EXPECT_NE(out.find("because of the modal \"may\""), std::string::npos) << out;
  EXPECT_NE(out.find("rule: prominence"), std::string::npos) << out;
}

}  // namespace
}  // namespace litopys::cli
