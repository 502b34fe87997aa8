#include "cli/explain_page.h"

#include <gtest/gtest.h>

namespace litopys::cli {
namespace {

TEST(ExplainPage, EscapesWhatHtmlWouldObey) {
  EXPECT_EQ(escaped("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
  EXPECT_EQ(escaped("a\x01\x7f\n"), "a␁␡\n");
}

TEST(ExplainPage, NestsNothingWhereMarksCross) {
  Explanation explanation;
  explanation.text = "abcdef";
  Value value;
  value.id = "e1";
  explanation.values = {value};
  value.id = "f1";
  value.kind = Kind::kFigure;
  explanation.values.push_back(value);
  ExplainedLine line;
  line.span = {0, 6};
  line.marks = {{{0, 4}, Kind::kEvent, 0, {}}, {{2, 6}, Kind::kFigure, 1, {}}};
  explanation.lines = {line};
  const std::string out = page_article(explanation, 3);
  EXPECT_NE(out.find("<span class=\"mark event\" data-of=\"e1\">ab</span>"
                     "<span class=\"mark event figure\" data-of=\"e1 f1\">cd</span>"
                     "<span class=\"mark figure\" data-of=\"f1\">ef</span>"),
            std::string::npos)
      << out;
  EXPECT_NE(out.find("<article id=\"r3\">"), std::string::npos) << out;
}

TEST(ExplainPage, EscapesEveryStringOfTheReport) {
  const std::string bad = "<script>\"'&";
  Explanation explanation;
  explanation.id = explanation.title = explanation.text = bad;
  explanation.about = {{"from", bad}};
  explanation.warnings = {bad};
  const text::Span all{0, static_cast<std::uint32_t>(bad.size())};
  Value value;
  value.id = "e1";
  value.words = Words{bad, all, false};
  value.name = value.gist = value.rule = bad;
  value.facts = {{bad, value.words, Kind::kCue, bad, {{"p1", bad}}, bad}};
  explanation.values = {value};
  explanation.ids = {"e1", "p1"};
  ExplainedLine line;
  line.span = all;
  line.values = {0};
  line.marks = {{all, Kind::kEvent, 0, {}}};
  explanation.lines = {line};
  line.is_title = true;
  line.values = {};
  explanation.lines.push_back(line);
  const std::string out = page_article(explanation, 1);
  EXPECT_EQ(out.find("<script"), std::string::npos) << out;
  EXPECT_EQ(out.find("\"'"), std::string::npos) << out;
  explanation.error = bad;
  EXPECT_EQ(page_article(explanation, 1).find("<script"), std::string::npos);
}

}  // namespace
}  // namespace litopys::cli
