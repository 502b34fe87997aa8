#include "reading/print.h"

#include <gtest/gtest.h>

namespace litopys::reading {
namespace {

intake::Report report() {
  intake::Report r;
  r.id = "r1";
  r.title = "Dozens hurt";
  r.text = "More than 12 people were hurt.";
  return r;
}

TEST(Print, LeavesOutWhatIsUnknownButNotTheThreeNumbers) {
  Reading reading;
  Figure figure;
  figure.measure = "injured";
  figure.span = {0, 19};
  figure.low = 13;
  figure.bound = "more_than";
  reading.figures.push_back(figure);
  const auto json = to_json(report(), {}, reading, {});
  const auto& out = json["figures"][0];
  EXPECT_EQ(out["id"], "f1");
  EXPECT_EQ(out["text"], "More than 12 people");
  EXPECT_EQ(out["low"], 13);
  EXPECT_TRUE(out["best"].is_null());
  EXPECT_TRUE(out["high"].is_null());
  EXPECT_FALSE(out.contains("population"));
  EXPECT_FALSE(out.contains("event"));
  EXPECT_FALSE(json["report"].contains("published"));
}

TEST(Print, TakesWordsFromTheTitleWhereTheyWereReadThere) {
  Reading reading;
  Event event;
  event.in_title = true;
  event.trigger = {7, 11};
  event.type = "ASSAULT";
  event.confidence = 0.834;
  reading.events.push_back(event);
  const auto json = to_json(report(), {}, reading, {});
  EXPECT_EQ(json["events"][0]["in"], "title");
  EXPECT_EQ(json["events"][0]["trigger"]["text"], "hurt");
  EXPECT_EQ(json["events"][0]["confidence"].dump(), "0.83");
}

TEST(Print, ListsThePartsOfAWhole) {
  Reading reading;
  reading.figures.resize(2);
  reading.figures[1].subset_of = 0;
  const auto json = to_json(report(), {}, reading, {});
  EXPECT_EQ(json["figures"][0]["includes"][0], "f2");
  EXPECT_EQ(json["figures"][1]["subset_of"], "f1");
}

}  // namespace
}  // namespace litopys::reading
