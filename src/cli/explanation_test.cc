#include "cli/explanation.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace litopys::cli {
namespace {

using Json = nlohmann::ordered_json;

const std::set<Kind> kAll{Kind::kEvent, Kind::kFigure, Kind::kTime, Kind::kPlace,
                          Kind::kAttribution};

Json sample() {
  return Json::parse(R"({
    "report": {"id": "r1", "title": "Dozens march", "published": "2022-03-07",
               "published_basis": "given"},
    "text": "Bakers marched in Riverton.\n\nNo one was hurt, a nurse said.",
    "sentences": [[0, 27], [29, 59]],
    "entities": [], "times": [], "quotes": [],
    "places": [{"id": "p1", "span": [18, 26], "text": "Riverton", "rule": "places.none"}],
    "events": [
      {"id": "e1", "trigger": {"span": [7, 14], "text": "marched"}, "type": "PROTEST", "mode": "demo",
       "participants": [{"role": "actor", "span": [0, 6], "text": "Bakers", "kind": "group",
                         "sectors": ["CVL"], "rule": "agents:baker"}],
       "place": "p1", "place_basis": "clause", "factuality": "CT+", "status": "occurred",
       "confidence": 0.9, "rule": "events:march.01", "brand_new": ["x", "y"]},
      {"id": "e2", "in": "title", "trigger": {"span": [7, 12], "text": "march"}, "type": "PROTEST",
       "factuality": "Uu", "status": "planned", "same_as": "e1", "confidence": 0.7}],
    "figures": [{"id": "f1", "measure": "injured", "span": [29, 35], "text": "No one", "low": 0,
                 "best": 0, "high": 0, "bound": "none", "unit": "person", "scope": "event",
                 "factuality": "CT+", "attribution": ["a1"], "event": "e1", "rule": "measure: hurt"}],
    "attributions": [{"id": "a1", "source": {"span": [46, 53], "text": "a nurse", "kind": "health"},
                      "cue": {"span": [54, 58], "text": "said"}, "content": [[29, 44]],
                      "form": "indirect", "distance": "asserts", "rule": "verb say"}],
    "warnings": [{"code": "w", "message": "Careful."}]})");
}

// The text of a page in which each byte of the first line stands 100 bytes further on, and the
// words of the second are written with references.
Json sample_of_page() {
  Json line = sample();
  line["page"] = Json::parse(R"({"charset": "windows-1252", "sha256": "00",
                                 "runs": [[0, 27, 100, 127], [29, 35, 140, 160], [36, 59, 161, 184]]})");
  return line;
}

const Value& value_in(const Explanation& explanation, std::string_view id) {
  return *std::find_if(explanation.values.begin(), explanation.values.end(),
                       [&](const Value& value) { return value.id == id; });
}

// "label: words | said -> references (rule)" of the fact with this label.
std::string fact_of(const Value& value, std::string_view label) {
  for (const Fact& fact : value.facts) {
    if (fact.label != label) continue;
    std::string out = fact.words ? fact.words->text + " | " : "";
    out += fact.said;
    for (const Reference& reference : fact.references)
      out += " -> " + reference.id + " " + reference.name;
    return out + (fact.rule.empty() ? "" : " (" + fact.rule + ")");
  }
  return "none";
}

std::vector<std::string> ids_of(const Explanation& explanation, const ExplainedLine& line) {
  std::vector<std::string> out;
  for (const std::size_t index : line.values) out.push_back(explanation.values[index].id);
  return out;
}

TEST(Explanation, SaysWhatWasReadAndWhy) {
  const Explanation out = explanation_from(sample(), kAll);
  const Value& event = value_in(out, "e1");
  EXPECT_EQ(event.name, "PROTEST demo");
  EXPECT_EQ(event.gist, "happened");
  EXPECT_EQ(event.rule, "events:march.01");
  EXPECT_EQ(fact_of(event, "actor"), "Bakers | group, CVL (agents:baker)");
  EXPECT_EQ(fact_of(event, "where"), "from the clause -> p1 Riverton");
  EXPECT_EQ(value_in(out, "f1").name, "injured 0");
  EXPECT_EQ(fact_of(value_in(out, "f1"), "says who"), " -> a1 a nurse");
  EXPECT_EQ(fact_of(value_in(out, "a1"), "cue"), "said | asserts");
  EXPECT_EQ(fact_of(value_in(out, "a1"), "vouches for"), "No one was hurt | ");
  EXPECT_EQ(value_in(out, "p1").name, "not found in the gazetteer");
  EXPECT_EQ(out.warnings, std::vector<std::string>{"Careful."});
  EXPECT_EQ(summary_of(out), "2 events, 1 figure, 1 place, 1 source");
}

TEST(Explanation, HidesNoFieldThatItDoesNotKnow) {
  EXPECT_EQ(fact_of(value_in(explanation_from(sample(), kAll), "e1"), "brand_new"), "x, y");
}

TEST(Explanation, TellsWhatDidNotHappenApart) {
  const Explanation out = explanation_from(sample(), kAll);
  EXPECT_TRUE(value_in(out, "e1").counted);
  EXPECT_FALSE(value_in(out, "e2").counted);
  EXPECT_EQ(value_in(out, "e2").gist, "planned");
}

TEST(Explanation, PutsValuesUnderTheLineOfTheirWords) {
  const Explanation out = explanation_from(sample(), kAll);
  ASSERT_EQ(out.lines.size(), 3u);
  EXPECT_TRUE(out.lines[0].is_title);
  EXPECT_EQ(ids_of(out, out.lines[0]), std::vector<std::string>{"e2"});
  EXPECT_EQ(ids_of(out, out.lines[1]), (std::vector<std::string>{"e1", "p1"}));
  EXPECT_EQ(ids_of(out, out.lines[2]), (std::vector<std::string>{"f1", "a1"}));
  EXPECT_TRUE(out.lines[2].new_paragraph);
  EXPECT_EQ(out.lines[2].marks.size(), 4u);  // figure, source, cue, content
}

TEST(Explanation, ShowsOnlyTheKindsAskedFor) {
  const Explanation out = explanation_from(sample(), {Kind::kEvent});
  EXPECT_EQ(summary_of(out), "2 events");
  EXPECT_FALSE(out.shows("p1"));
  EXPECT_EQ(fact_of(value_in(out, "e1"), "where"), "from the clause -> p1 Riverton");
}

TEST(Explanation, KeepsAValueThatLeadsToNoWords) {
  Json line = sample();
  line["attributions"][0] = Json::parse(
      R"({"id": "a1", "source": {"kind": "anonymous"}, "content": [], "form": "indirect"})");
  const Explanation out = explanation_from(line, kAll);
  ASSERT_EQ(out.without_words.size(), 1u);
  EXPECT_EQ(out.values[out.without_words[0]].id, "a1");
}

TEST(Explanation, OfAReportThatCouldNotBeRead) {
  const Explanation out = explanation_from(
      Json::parse(R"({"report": {"uri": "x.txt"}, "error": {"message": "not UTF-8"}})"), kAll);
  EXPECT_EQ(out.error, "not UTF-8");
  EXPECT_TRUE(out.lines.empty());
}

TEST(Explanation, ShortensLongWordsBetweenCharacters) {
  EXPECT_EQ(shortened("short", 5), "short");
  EXPECT_EQ(shortened("abcdefghij", 6), "abcd … ij");
  EXPECT_EQ(shortened("ééééé", 6), "éé … é");
}

TEST(Explanation, PlacesInThePage) {
  const Explanation explanation = explanation_from(sample_of_page(), kAll);
  EXPECT_EQ(place_in_page(*value_in(explanation, "e1").words), "107:114");
  EXPECT_EQ(place_in_page(*value_in(explanation, "f1").words), "140:160");
  EXPECT_TRUE(value_in(explanation, "e2").words->page.empty());  // of the title
  EXPECT_EQ(explanation.about.back().first, "page");
  EXPECT_TRUE(value_in(explanation_from(sample(), kAll), "e1").words->page.empty());
}

}  // namespace
}  // namespace litopys::cli
