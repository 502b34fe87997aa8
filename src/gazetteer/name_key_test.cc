#include "gazetteer/name_key.h"

#include <gtest/gtest.h>

namespace litopys::gazetteer {
namespace {

TEST(NameKey, SpellingsThatDifferInMarksAndPunctuationMeet) {
  EXPECT_EQ(name_key("Sana'a"), "sanaa");
  EXPECT_EQ(name_key("SANA’A"), name_key("Sanaa"));
  EXPECT_EQ(name_key("U.S."), name_key("US"));
  EXPECT_EQ(name_key("Zürich"), "zurich");
  EXPECT_EQ(name_key("  Port-au-Prince, "), "port au prince");
  EXPECT_EQ(name_key("Київ"), name_key("КИЇВ"));
}

TEST(NameKey, NothingOfNothing) {
  EXPECT_EQ(name_key(""), "");
  EXPECT_EQ(name_key(" - ."), "");
}

}  // namespace
}  // namespace litopys::gazetteer
