#include "gazetteer/skeleton.h"

#include <gtest/gtest.h>

namespace litopys::gazetteer {
namespace {

TEST(Skeleton, SpellingsOfOneNameMeet) {
  EXPECT_EQ(skeleton_of("novaya kakhovka"), skeleton_of("nova kakhovka"));
  EXPECT_EQ(skeleton_of("kharkiv"), skeleton_of("charkiw"));
  EXPECT_EQ(skeleton_of("melitopol"), skeleton_of("melitopil"));
  EXPECT_EQ(skeleton_of("deraa"), skeleton_of("darah"));
  EXPECT_EQ(skeleton_of("odesa"), skeleton_of("odessa"));
  EXPECT_EQ(skeleton_of("chisinau"), "ksn");
}

TEST(Skeleton, OthersDoNot) {
  EXPECT_NE(skeleton_of("kherson"), skeleton_of("kharkiv"));
  EXPECT_NE(skeleton_of("bergen"), skeleton_of("bremen"));
  EXPECT_EQ(skeleton_of("\xD1\x85\xD0\xB5\xD1\x80"), "");
  EXPECT_EQ(skeleton_of(""), "");
}

TEST(EditDistance, CountsAndStops) {
  EXPECT_EQ(edit_distance("lund", "lund", 2), 0u);
  EXPECT_EQ(edit_distance("lund", "lunt", 2), 1u);
  EXPECT_EQ(edit_distance("lund", "lud", 2), 1u);
  EXPECT_EQ(edit_distance("lund", "malmo", 2), 3u);
  EXPECT_EQ(edit_distance("", "abc", 2), 3u);
}

}  // namespace
}  // namespace litopys::gazetteer
