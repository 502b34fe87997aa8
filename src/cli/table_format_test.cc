#include "cli/table_format.h"

#include <gtest/gtest.h>

#include "cli/terminal_text.h"

namespace litopys::cli {
namespace {

using Json = nlohmann::ordered_json;

const char* kLine = R"({
  "report": {"id": "r1", "published": "2022-03-07"},
  "places": [{"id": "p1", "text": "Kherson", "name": "Kherson"}],
  "attributions": [{"id": "a1", "source": {"text": "the hospital"}}],
  "events": [{"id": "e1", "trigger": {"text": "shelled"}, "type": "ASSAULT", "mode": "heavy-weapons",
              "place": "p1", "start": "2022-03-05", "end": "2022-03-05", "factuality": "CT+",
              "status": "occurred", "figures": ["f1"], "attribution": ["a1"]},
             {"id": "e2", "trigger": {"text": "shelling"}, "type": "ASSAULT", "same_as": "e1",
              "factuality": "CT+", "status": "occurred"}],
  "figures": [{"id": "f1", "measure": "injured", "text": "more than 12", "low": 13, "best": null,
               "high": null, "event": "e1"},
              {"id": "f2", "measure": "displaced", "text": "dozens", "low": 24, "best": null,
               "high": 99, "scope": "cumulative"}]})";

TEST(TableFormat, ShowsEventsOnceAndEveryFigure) {
  const std::string table = table_of(Json::parse(kLine));
  EXPECT_NE(table.find("2022-03-05"), std::string::npos) << table;
  EXPECT_NE(table.find("injured 13+"), std::string::npos) << table;
  EXPECT_NE(table.find("the hospital"), std::string::npos) << table;
  EXPECT_EQ(table.find("\"shelling\""), std::string::npos) << table;
  EXPECT_NE(table.find("displaced 24–99"), std::string::npos) << table;
}

// The line of the table that holds `part`; "" where none does.
std::string line_with(const std::string& table, const std::string& part) {
  const std::size_t at = table.find(part);
  if (at == std::string::npos) return "";
  const std::size_t begin = table.rfind('\n', at) + 1;
  return table.substr(begin, table.find('\n', at) - begin);
}

const char* kTwoClaims = R"({
  "report": {"id": "r1"}, "places": [],
  "attributions": [{"id": "a1", "source": {"text": "police"}},
                   {"id": "a2", "source": {"text": "the organisers of the march"}}],
  "events": [{"id": "e1", "trigger": {"text": "marched through the old town"}, "type": "PROTEST",
              "mode": "demo", "factuality": "CT+", "status": "occurred", "figures": ["f1", "f2"]}],
  "figures": [{"id": "f1", "measure": "participants", "text": "3,500", "low": 3500, "best": 3500,
               "high": 3500, "event": "e1", "attribution": ["a1"], "scope": "event"},
              {"id": "f2", "measure": "participants", "text": "nearly 200,000", "low": 180000,
               "best": null, "high": 199999, "event": "e1", "attribution": ["a2"],
               "scope": "event"},
              {"id": "f3", "measure": "killed", "text": "two", "low": 2, "best": 2, "high": 2,
               "factuality": "PS+", "scope": "event"}]})";

TEST(TableFormat, EachNumberStandsBesideItsClaimant) {
  const std::string table = table_of(Json::parse(kTwoClaims));
  EXPECT_NE(line_with(table, "participants 3500").find("police"), std::string::npos) << table;
  EXPECT_NE(line_with(table, "180000–199999").find("the organisers"), std::string::npos) << table;
}

TEST(TableFormat, AFigureWithoutEventIsCalledOne) {
  const std::string table = table_of(Json::parse(kTwoClaims));
  const std::string row = line_with(table, "killed 2");
  EXPECT_NE(row.find("number \"two\""), std::string::npos) << table;
  EXPECT_NE(row.find("PS+"), std::string::npos) << table;
  EXPECT_EQ(row.find("event"), std::string::npos) << table;
  EXPECT_NE(table_of(Json::parse(kLine)).find("total \"dozens\""), std::string::npos);
}

TEST(TableFormat, WhatIsNotOfTheEventsDayOrPlaceIsTold) {
  Json line = Json::parse(kTwoClaims);
  line["places"] = Json::parse(R"([{"id": "p1", "text": "Lund", "name": "Lund"}])");
  line["events"][0]["start"] = line["events"][0]["end"] = "2024-05-06";
  Json& figure = line["figures"][0];
  figure["start"] = figure["end"] = "2024-05-07";
  figure["place"] = "p1";
  figure["factuality"] = "Uu";
  EXPECT_NE(table_of(line).find("participants 3500 on 2024-05-07 in"), std::string::npos)
      << table_of(line);
  EXPECT_NE(table_of(line).find("Lund Uu"), std::string::npos) << table_of(line);
  figure["scope"] = "cumulative";
  figure["since"] = "2024-05-01";
  EXPECT_NE(table_of(line).find("participants 3500 since 2024-05-01"), std::string::npos)
      << table_of(line);
}

TEST(TableFormat, FitsTheTerminalAndCutsNoNumber) {
  for (const std::size_t columns : {80U, 100U, 120U}) {
    const std::string table = table_of(Json::parse(kTwoClaims), columns);
    for (std::size_t at = 0; at < table.size();) {
      const std::size_t end = table.find('\n', at);
      EXPECT_LE(cells(table.substr(at, end - at)), columns) << table;
      at = end + 1;
    }
    EXPECT_NE(table.find("3500"), std::string::npos) << table;
    EXPECT_NE(table.find("180000–199999"), std::string::npos) << table;
    EXPECT_NE(table.find("…"), std::string::npos) << table;
  }
}

TEST(TableFormat, WordsOfReportsAreHarmless) {
  Json line = Json::parse(kTwoClaims);
  line["report"]["title"] = "\033[2J";
  line["events"][0]["trigger"]["text"] = "\033[2J";
  EXPECT_EQ(table_of(line).find('\033'), std::string::npos);
}

TEST(TableFormat, SaysWhatCouldNotBeRead) {
  const auto line = Json::parse(R"({"report": {"id": "x"}, "error": {"message": "not UTF-8"}})");
  EXPECT_EQ(table_of(line), "x\n  not read: not UTF-8\n\n");
}

}  // namespace
}  // namespace litopys::cli
