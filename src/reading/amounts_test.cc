#include "reading/amounts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "text/table.h"

namespace litopys::reading {
namespace {

const AmountConventions& conventions() {
  static const AmountConventions loaded =
      *load_amount_conventions(std::string(LITOPYS_SOURCE_DIR) + "/codebooks");
  return loaded;
}

// "4/-/9 vague [a few]" for each amount of the words.
std::string amounts(const std::string& text) {
  language::Analysis analysis;
  for (const std::string& form : text::split(text, ' ')) {
    analysis.words.emplace_back();
    analysis.words.back().form = form;
  }
  const auto number = [](std::optional<std::int64_t> n) { return n ? std::to_string(*n) : "-"; };
  std::string result;
  const auto end = static_cast<std::int32_t>(analysis.words.size());
  for (const Amount& amount : read_amounts(analysis, {0, end}, conventions())) {
    std::string words;
    for (std::int32_t w = amount.words.begin; w < amount.words.end; ++w)
      words += (words.empty() ? "" : " ") + analysis.words[w].form;
    result += fmt::format("{}{}/{}/{} {}{} [{}]", result.empty() ? "" : "; ", number(amount.low),
                          number(amount.best), number(amount.high), amount.bound,
                          amount.more ? " more" : "", words);
  }
  return result;
}

TEST(Amounts, FollowTheTable) {
  EXPECT_EQ(amounts("12 men"), "12/12/12 exact [12]");
  EXPECT_EQ(amounts("at least 12 men"), "12/-/- at_least [at least 12]");
  EXPECT_EQ(amounts("More than 12 men"), "13/-/- more_than [More than 12]");
  EXPECT_EQ(amounts("up to 12 men"), "-/-/12 at_most [up to 12]");
  EXPECT_EQ(amounts("as many as 12 men"), "-/-/12 at_most [as many as 12]");
  EXPECT_EQ(amounts("about 30 men"), "27/30/33 about [about 30]");
  EXPECT_EQ(amounts("around thirty men"), "27/30/33 about [around thirty]");
  EXPECT_EQ(amounts("some 205 men"), "184/205/226 about [some 205]");
  EXPECT_EQ(amounts("between 3 and 7 men"), "3/-/7 between [between 3 and 7]");
  EXPECT_EQ(amounts("3 - 7 men"), "3/-/7 between [3 - 7]");
  EXPECT_EQ(amounts("3\xE2\x80\x93"
                    "7 men"),
            "3/-/7 between [3\xE2\x80\x93"
            "7]");
  EXPECT_EQ(amounts("two or three men"), "2/-/3 between [two or three]");
  EXPECT_EQ(amounts("from 3 to 7 men"), "3/-/7 between [from 3 to 7]");
  // A number that moves is no range.
  EXPECT_EQ(amounts("rose from 3 to 7 men"), "3/3/3 exact [3]; 7/7/7 exact [7]");
  EXPECT_EQ(amounts("nearly 200 men"), "180/-/199 about [nearly 200]");
  EXPECT_EQ(amounts("fewer than 20 men"), "-/-/19 less_than [fewer than 20]");
}

TEST(Amounts, VagueCountsFollowTheConvention) {
  EXPECT_EQ(amounts("a few men"), "3/-/9 vague [a few]");
  EXPECT_EQ(amounts("a dozen men"), "12/12/12 exact [a dozen]");
  EXPECT_EQ(amounts("dozens of men"), "24/-/99 vague [dozens]");
  EXPECT_EQ(amounts("tens of thousands of men"), "20000/-/99999 vague [tens of thousands]");
  EXPECT_EQ(amounts("several hundred men"), "200/-/999 vague [several hundred]");
  EXPECT_EQ(amounts("only a few dozen men"), "24/-/99 vague [only a few dozen]");
  EXPECT_EQ(amounts("many men"), "-/-/- vague [many]");
  EXPECT_EQ(amounts("no casualties"), "0/0/0 none [no]");
}

TEST(Amounts, BoundsCombine) {
  EXPECT_EQ(amounts("at least several hundred men"), "200/-/- at_least [at least several hundred]");
  EXPECT_EQ(amounts("more than a dozen men"), "13/-/- more_than [more than a dozen]");
  EXPECT_EQ(amounts("12 or more men"), "12/-/- at_least [12 or more]");
  EXPECT_EQ(amounts("no more than 12 men"), "-/-/12 at_most [no more than 12]");
  EXPECT_EQ(amounts("another five"), "5/5/5 exact more [another five]");
  EXPECT_EQ(amounts("11 others"), "11/11/11 exact more [11]");
  EXPECT_EQ(amounts("a total of 40 men"), "40/40/40 exact [a total of 40]");
  EXPECT_EQ(amounts("12 of the 30 men"), "12/12/12 exact [12]; 30/30/30 exact [the 30]");
}

TEST(Amounts, NotEveryNumberIsAnAmount) {
  EXPECT_EQ(amounts("the third attack"), "");
  EXPECT_EQ(amounts("half of them"), "");
  EXPECT_EQ(amounts("2.5 miles"), "");
  EXPECT_EQ(amounts("more men than before"), "");
}

}  // namespace
}  // namespace litopys::reading
