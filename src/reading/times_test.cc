#include "reading/times.h"

#include <gtest/gtest.h>

#include "reading/plain_text.h"
#include "reading/sample.h"

namespace litopys::reading {
namespace {

const TimeLexicon& lexicon() {
  static const TimeLexicon loaded = [] {
    auto result = load_time_lexicon(std::string(LITOPYS_SOURCE_DIR) + "/codebooks");
    if (!result) throw std::runtime_error(result.error().message);
    return *result;
  }();
  return loaded;
}

// "words | value | start..end" of every time, one a line. Published on Wednesday, 2024-03-06.
std::string times_of(const std::string& text, const std::string& published = "2024-03-06") {
  const PlainText plain(text, published);
  std::string out;
  for (const Time& time : read_times(plain.document(), lexicon())) {
    if (!out.empty()) out += "; ";
    out += std::string(words_of(plain.document(), time.span)) + " | " + time.value;
    if (!time.start.empty() || !time.end.empty()) out += " | " + time.start;
    if (time.start != time.end) out += ".." + time.end;
  }
  return out;
}

struct Example {
  const char* text;
  const char* expected;
};

void check(std::initializer_list<Example> examples) {
  for (const Example& example : examples)
    EXPECT_EQ(times_of(example.text), example.expected) << example.text;
}

TEST(Times, ReadsWrittenDates) {
  check({
      {"on March 5, 2022 they met", "March 5, 2022 | 2022-03-05 | 2022-03-05"},
      {"on Saturday, March 5, 2022", "Saturday, March 5, 2022 | 2022-03-05 | 2022-03-05"},
      {"on 5 March 2022 they met", "5 March 2022 | 2022-03-05 | 2022-03-05"},
      {"on the 5th of March", "the 5th of March | 2024-03-05 | 2024-03-05"},
      {"on Feb. 28 they met", "Feb. 28 | 2024-02-28 | 2024-02-28"},
      {"on Sat., Dec. 30th", "Sat., Dec. 30th | 2023-12-30 | 2023-12-30"},
      {"on 2022-03-05", "2022-03-05 | 2022-03-05 | 2022-03-05"},
      {"on 25/12/2023", "25/12/2023 | 2023-12-25 | 2023-12-25"},
      {"on 25.12.2023", "25.12.2023 | 2023-12-25 | 2023-12-25"},
      {"from March 3-5 in town", "from March 3-5 | 2024-03-03/2024-03-05 | 2024-03-03..2024-03-05"},
      {"in March 2021", "March 2021 | 2021-03 | 2021-03-01..2021-03-31"},
      {"in December", "December | 2023-12 | 2023-12-01..2023-12-31"},
      {"in 2014", "2014 | 2014 | 2014-01-01..2014-12-31"},
      {"in the 1990s", "the 1990s | 199X | 1990-01-01..1999-12-31"},
      {"in the 19th century", "the 19th century | 18XX | 1800-01-01..1899-12-31"},
      {"in the first quarter of 2023",
       "the first quarter of 2023 | 2023-Q1 | 2023-01-01..2023-03-31"},
      {"in the summer of 2021", "the summer of 2021 | 2021-SU | 2021-06-01..2021-08-31"},
      {"on Christmas Eve", "Christmas Eve | 2023-12-24 | 2023-12-24"},
  });
}

TEST(Times, PicksTheNearestYearWithAPastBias) {
  check({
      {"on December 30", "December 30 | 2023-12-30 | 2023-12-30"},
      {"on March 20", "March 20 | 2024-03-20 | 2024-03-20"},
      {"on October 1", "October 1 | 2023-10-01 | 2023-10-01"},
      {"on Sunday, October 1", "Sunday, October 1 | 2023-10-01 | 2023-10-01"},
      {"on Tuesday, October 1", "Tuesday, October 1 | 2024-10-01 | 2024-10-01"},
  });
}

TEST(Times, LooksBackFromTheAnchor) {
  check({
      {"on Saturday they met", "Saturday | 2024-03-02 | 2024-03-02"},
      {"on Wednesday they met", "Wednesday | 2024-03-06 | 2024-03-06"},
      {"last Wednesday", "last Wednesday | 2024-02-28 | 2024-02-28"},
      {"next Friday", "next Friday | 2024-03-15 | 2024-03-15"},
      {"on Friday of last week", "Friday of last week | 2024-03-01 | 2024-03-01"},
      {"yesterday and today",
       "yesterday | 2024-03-05 | 2024-03-05; today | 2024-03-06 | 2024-03-06"},
      {"the day before yesterday", "the day before yesterday | 2024-03-04 | 2024-03-04"},
      {"last week", "last week | 2024-W09 | 2024-02-26..2024-03-03"},
      {"this weekend", "this weekend | 2024-W09-WE | 2024-03-02..2024-03-03"},
      {"last month", "last month | 2024-02 | 2024-02-01..2024-02-29"},
      {"last year", "last year | 2023 | 2023-01-01..2023-12-31"},
      {"three days ago", "three days ago | 2024-03-03 | 2024-03-03"},
      {"two years ago", "two years ago | 2022 | 2022-01-01..2022-12-31"},
      {"earlier this week", "earlier this week | 2024-W10 | 2024-03-04..2024-03-06"},
      {"later this month", "later this month | 2024-03 | 2024-03-06..2024-03-31"},
      {"in October last year", "October last year | 2023-10 | 2023-10-01..2023-10-31"},
      {"over 2000 - 2050",
       "2000 | 2000 | 2000-01-01..2000-12-31; 2050 | 2050 | 2050-01-01..2050-12-31"},
      {"at 0530 GMT on Sunday", "0530 GMT on Sunday | 2024-03-03T05:30 | 2024-03-03T05:30"},
      {"in the first week of March", "the first week of March | 2024-W10 | 2024-03-04..2024-03-10"},
      {"on the last day of last month", "the last day of last month | 2024-02-29 | 2024-02-29"},
      {"last summer", "last summer | 2023-SU | 2023-06-01..2023-08-31"},
      {"late last month", "late last month | 2024-02 | 2024-02-21..2024-02-29"},
      {"since the middle of last week", "the middle of last week | 2024-W09 | 2024-02-27.."},
      {"by the end of the month", "the end of the month | 2024-03 | 2024-03-31"},
  });
}

TEST(Times, ReadsPartsOfDaysAndClocks) {
  check({
      {"on Sunday morning", "Sunday morning | 2024-03-03TMO | 2024-03-03"},
      {"last night", "last night | 2024-03-05TNI | 2024-03-05"},
      {"this morning", "this morning | 2024-03-06TMO | 2024-03-06"},
      {"in the night from Sunday to Monday",
       "the night from Sunday to Monday | 2024-03-03TNI | 2024-03-03T18:00..2024-03-04T06:00"},
      {"fires broke out overnight",
       "overnight | 2024-03-05TNI | 2024-03-05T18:00..2024-03-06T06:00"},
      {"overnight into Tuesday",
       "overnight into Tuesday | 2024-03-04TNI | 2024-03-04T18:00..2024-03-05T06:00"},
      {"at 9:30 p.m. on Saturday", "9:30 p.m. on Saturday | 2024-03-02T21:30 | 2024-03-02T21:30"},
      {"around 9pm Saturday", "9pm Saturday | 2024-03-02T21:00 | 2024-03-02T21:00"},
      {"on Saturday at about 9 p.m. in town",
       "Saturday at about 9 p.m. | 2024-03-02T21:00 | 2024-03-02T21:00"},
      {"in the early hours of Sunday", "the early hours of Sunday | 2024-03-03TMO | 2024-03-03"},
      {"on the night of March 1", "the night of March 1 | 2024-03-01TNI | 2024-03-01"},
      {"on Saturday, police said. It began at 9 p.m.",
       "Saturday | 2024-03-02 | 2024-03-02; 9 p.m. | 2024-03-02T21:00 | 2024-03-02T21:00"},
      {"He left on Monday. The next morning he called",
       "Monday | 2024-03-04 | 2024-03-04; The next morning | 2024-03-05TMO | 2024-03-05"},
      {"He left on Monday. Two days earlier he called",
       "Monday | 2024-03-04 | 2024-03-04; Two days earlier | 2024-03-02 | 2024-03-02"},
  });
}

TEST(Times, TellsDurationsAndRecurrencesFromDates) {
  check({
      {"for six hours", "six hours | PT6H"},
      {"for more than twenty-four days", "more than twenty-four days | P24D"},
      {"for two and a half years", "two and a half years | P2.5Y"},
      {"a five-day siege", "five-day | P5D"},
      {"for several weeks", "several weeks | PXW"},
      {"for half an hour", "half an hour | PT30M"},
      {"for the third consecutive day", "the third consecutive day | P3D"},
      {"for the third day in a row", "the third day in a row | P3D"},
      {"every Friday", "every Friday | XXXX-WXX-5"},
      {"twice a week", "twice a week | P1W"},
      {"five days after the start of the offensive", "five days | P5D"},
      {"on the 12th day of the siege", "the 12th day | P12D"},
      {"in the last three days", "the last three days | P3D | 2024-03-03..2024-03-06"},
      {"in recent days", "recent days | PAST_REF"},
      {"it is now quiet", "now | PRESENT_REF"},
  });
}

TEST(Times, LeavesTrapsAlone) {
  for (const char* text :
       {"they may come", "the March on the capital", "a second man", "the Sun rose",
        "a 14-year-old boy", "the man, 24, died", "he is 31 years old", "at 2000 feet",
        "more than 2000 soldiers", "he sat down", "about 9 people", "a 7.62 round",
        "the autumn leaves", "Route 10:5", "aged 1950 metres", "12 of the 30", "in a second attack",
        "they march in line"})
    EXPECT_EQ(times_of(text), "") << text;
}

TEST(Times, SinceOpensTheEnd) {
  const PlainText plain("closed since Thursday", "2024-03-06");
  const std::vector<Time> times = read_times(plain.document(), lexicon());
  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(times[0].start, "2024-02-29");
  EXPECT_EQ(times[0].end, "");
  EXPECT_EQ(times[0].open, "end");
}

TEST(Times, TheDatelineIsTheAnchor) {
  EXPECT_EQ(times_of("RIVERTON, March 4 (Example News) - Two men were held on Tuesday."),
            "March 4 | 2024-03-04 | 2024-03-04; Tuesday | 2024-02-27 | 2024-02-27");
  EXPECT_EQ(times_of("A quiet day\n\nSunday, March 3, 2024\n\nThey met yesterday."),
            "Sunday, March 3, 2024 | 2024-03-03 | 2024-03-03; yesterday | 2024-03-02 | 2024-03-02");
}

TEST(Times, ReadsTheDatelinesOfWireServices) {
  EXPECT_EQ(times_of("Riverton, 3 Mar 24 (Wire) - The army attacked the mill yesterday."),
            "3 Mar 24 | 2024-03-03 | 2024-03-03; yesterday | 2024-03-02 | 2024-03-02");
}

TEST(Times, ReadsOverASentenceSplitInsideATime) {
  PlainText plain("Found about 8 a.m. Tuesday near a road", "2024-03-06");
  language::Analysis& analysis = plain.analysis();
  language::Sentence& first = analysis.sentences[0];
  const std::int32_t tuesday = 7;  // found about 8 a . m . Tuesday
  ASSERT_EQ(analysis.words[tuesday].form, "Tuesday");
  analysis.sentences.push_back(first);
  analysis.sentences[0].end = analysis.sentences[1].begin = tuesday;
  for (std::size_t w = tuesday; w < analysis.words.size(); ++w) analysis.words[w].sentence = 1;
  const std::vector<Time> times = read_times(plain.document(), lexicon());
  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(times[0].value, "2024-03-05T08:00");
}

TEST(Times, WithoutAnAnchorNothingIsAssumed) {
  EXPECT_EQ(times_of("on March 5 and on Friday, but in 2014", ""),
            "March 5 | XXXX-03-05; Friday | XXXX-WXX-5; 2014 | 2014 | 2014-01-01..2014-12-31");
}

TEST(Times, LooksForwardUnderAFuture) {
  const auto friday = [](const char* lines) {
    Sample sample(lines);
    intake::Report report;
    report.published = "2024-03-06";
    const Document document{report, sample.text(), sample.document().analysis};
    const std::vector<Time> times = read_times(document, lexicon());
    return times.empty() ? std::string() : times.back().start;
  };
  EXPECT_EQ(friday("1 They they PRON _ 3 nsubj\n2 will will AUX _ 3 aux\n"
                   "3 march march VERB VerbForm=Inf 0 root\n4 on on ADP _ 5 case\n"
                   "5 Friday Friday PROPN _ 3 obl\n"),
            "2024-03-08");
  EXPECT_EQ(friday("1 They they PRON _ 2 nsubj\n2 plan plan VERB Tense=Pres|VerbForm=Fin 0 root\n"
                   "3 to to PART _ 4 mark\n4 march march VERB VerbForm=Inf 2 xcomp\n"
                   "5 on on ADP _ 6 case\n6 Friday Friday PROPN _ 4 obl\n"),
            "2024-03-08");
  EXPECT_EQ(
      friday("1 They they PRON _ 2 nsubj\n2 marched march VERB Tense=Past|VerbForm=Fin 0 root\n"
             "3 on on ADP _ 4 case\n4 Friday Friday PROPN _ 2 obl\n"),
      "2024-03-01");
  EXPECT_EQ(friday("1 He he PRON _ 2 nsubj\n2 said say VERB Tense=Past|VerbForm=Fin 0 root\n"
                   "3 on on ADP _ 4 case\n4 Friday Friday PROPN _ 2 obl\n"
                   "5 they they PRON _ 7 nsubj\n6 will will AUX _ 7 aux\n"
                   "7 march march VERB VerbForm=Inf 2 ccomp\n"),
            "2024-03-01");
}

}  // namespace
}  // namespace litopys::reading
