#include "text/utf8.h"

#include <gtest/gtest.h>

namespace litopys::text {
namespace {

TEST(Utf8, FindsTheFirstInvalidByte) {
  EXPECT_EQ(first_invalid_byte("plain"), std::nullopt);
  EXPECT_EQ(first_invalid_byte("caf\xC3\xA9"), std::nullopt);
  EXPECT_EQ(first_invalid_byte("caf\xE9"), 3u);
  EXPECT_EQ(first_invalid_byte("\xED\xA0\x80"), 0u);      // surrogate
  EXPECT_EQ(first_invalid_byte("a\xC0\xAF"), 1u);         // overlong
  EXPECT_EQ(first_invalid_byte("\xF4\x90\x80\x80"), 0u);  // past U+10FFFF
  EXPECT_EQ(first_invalid_byte("ab\xE2\x82"), 2u);        // cut in half
  for (std::size_t before = 0; before < 20; ++before) {
    const std::string letters(before, 'x');
    EXPECT_EQ(first_invalid_byte(letters + "é" + letters), std::nullopt);
    EXPECT_EQ(first_invalid_byte(letters + "\xE9" + letters), before);
  }
}

TEST(Utf8, FoldsCaseAndMarks) {
  EXPECT_EQ(fold("Zürich"), "zurich");
  EXPECT_EQ(fold("ÇANKIRI"), "cankiri");
  EXPECT_EQ(fold("Київ"), fold("КИЇВ"));
}

TEST(Utf8, LowersWithoutLocale) { EXPECT_EQ(lower("ÉCOLE I"), "école i"); }

TEST(Utf8, KnowsSpaces) {
  EXPECT_TRUE(is_space(U'\u00A0'));
  EXPECT_TRUE(is_space(U'\u202F'));
  EXPECT_FALSE(is_space(U'\u200B'));
}

}  // namespace
}  // namespace litopys::text
