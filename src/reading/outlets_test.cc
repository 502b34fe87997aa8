#include "reading/outlets.h"

#include <gtest/gtest.h>

namespace litopys::reading {
namespace {

TEST(Outlets, HostOfAnAddress) {
  EXPECT_EQ(host_of("https://www.Example.com/news?id=1"), "www.example.com");
  EXPECT_EQ(host_of("http://web.archive.org/web/20160903/http://example.com:80/a"), "example.com");
  EXPECT_EQ(host_of("example.co.ke"), "example.co.ke");
  EXPECT_EQ(host_of("Example News"), "");
  EXPECT_EQ(host_of("reports/a"), "");
  EXPECT_EQ(host_of(""), "");
}

TEST(Outlets, TheTableThenTheCountryOfTheDomain) {
  const Outlets outlets{{"example.com", {"Lund", "Skåne", "SE", true}},
                        {"tv", {"", "", "", false}}};
  EXPECT_EQ(outlet_of(outlets, "lund.example.com", "").town, "Lund");
  EXPECT_EQ(outlet_of(outlets, "Example News", "https://example.com/1").area, "Skåne");
  EXPECT_EQ(outlet_of(outlets, "", "https://news.co.ke/1").country, "KE");
  EXPECT_EQ(outlet_of(outlets, "news.co.uk", "").country, "GB");
  EXPECT_EQ(outlet_of(outlets, "news.tv", "").country, "");
  EXPECT_EQ(outlet_of(outlets, "", "").country, "");
}

TEST(Outlets, TheCommittedTableLoads) {
  const auto outlets = load_outlets(LITOPYS_SOURCE_DIR "/codebooks");
  ASSERT_TRUE(outlets) << outlets.error().message;
  EXPECT_GT(outlets->size(), 100u);
}

}  // namespace
}  // namespace litopys::reading
