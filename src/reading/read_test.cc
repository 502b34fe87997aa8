#include "reading/read.h"

#include <gtest/gtest.h>

namespace litopys::reading {
namespace {

TEST(Read, MovesTheTitlesIndicesBehindTheTexts) {
  Reading text;
  text.events.resize(2);
  text.figures.resize(1);
  text.places.resize(3);
  Reading title;
  title.places.resize(1);
  title.events.resize(1);
  title.figures.resize(2);
  title.events[0].place = 0;
  title.events[0].figures = {0};
  title.figures[0].event = 0;
  title.figures[1].subset_of = 0;
  append_title(text, std::move(title));
  ASSERT_EQ(text.events.size(), 3u);
  EXPECT_FALSE(text.events[1].in_title);
  EXPECT_TRUE(text.events[2].in_title);
  EXPECT_EQ(text.events[2].place, 3);
  EXPECT_EQ(text.events[2].figures[0], 1);
  EXPECT_EQ(text.events[2].time, kNone);
  EXPECT_EQ(text.figures[1].event, 2);
  EXPECT_EQ(text.figures[2].subset_of, 1);
}

}  // namespace
}  // namespace litopys::reading
