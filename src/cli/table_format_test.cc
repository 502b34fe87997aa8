#include "cli/table_format.h"

#include <gtest/gtest.h>

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

TEST(TableFormat, SaysWhatCouldNotBeRead) {
  const auto line = Json::parse(R"({"report": {"id": "x"}, "error": {"message": "not UTF-8"}})");
  EXPECT_EQ(table_of(line), "x\n  not read: not UTF-8\n\n");
}

}  // namespace
}  // namespace litopys::cli
