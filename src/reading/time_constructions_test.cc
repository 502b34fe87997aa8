// One test for each construction of the grammar of times, in words of our own; the anchor is
// Wednesday, 2024-03-06. Dates, clocks and traps are in times_test.cc.
#include <gtest/gtest.h>

#include "reading/plain_text.h"
#include "reading/sample.h"
#include "reading/times.h"

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

// "words | value | start..end" of every time; "~" before the end of a range told by two times.
std::string times_of(const Document& document) {
  std::string out;
  for (const Time& time : read_times(document, lexicon())) {
    if (!out.empty()) out += "; ";
    out += std::string(words_of(document, time.span)) + " | " + time.value;
    if (!time.start.empty() || !time.end.empty()) out += " | " + time.start;
    if (time.start != time.end) out += ".." + time.end;
    if (time.range_end != kNone) out += " ~";
  }
  return out;
}

std::string times_of(const std::string& text) {
  const PlainText plain(text, "2024-03-06");
  return times_of(plain.document());
}

struct Example {
  const char* text;
  const char* expected;
};

void check(std::initializer_list<Example> examples) {
  for (const Example& example : examples)
    EXPECT_EQ(times_of(example.text), example.expected) << example.text;
}

TEST(TimeConstructions, DurationsAddUp) {
  check({
      {"they held out for 1 year 2 months and 3 days", "1 year 2 months and 3 days | P1Y2M3D"},
      {"a sit-in of two weeks and three days", "two weeks and three days | P2W3D"},
      {"two weeks and three months", "two weeks | P2W; three months | P3M"},
      {"the trucks waited for another week", "another week | P1W"},
      {"for another three days", "another three days | P3D"},
      {"a couple of days", "a couple of days | P2D"},
      {"for a year and a half", "a year and a half | P1.5Y"},
      {"half a year", "half a year | P6M"},
      {"for a fortnight", "a fortnight | P2W"},
      {"one hundred and five days", "one hundred and five days | P105D"},
      {"shells fell all day", "all day | P1D"},
      {"a full-year curfew", "full-year | P1Y"},
      {"the whole month", "the whole month | P1M"},
  });
}

TEST(TimeConstructions, OffsetsCountFromTheAnchorOrADate) {
  check({
      {"1 month and 21 days ago", "1 month and 21 days ago | 2024-01-16 | 2024-01-16"},
      {"two days before yesterday", "two days before yesterday | 2024-03-03 | 2024-03-03"},
      {"three weeks from tomorrow", "three weeks from tomorrow | 2024-03-28 | 2024-03-28"},
      {"ten days after March 5, 2022", "ten days after March 5, 2022 | 2022-03-15 | 2022-03-15"},
      {"two Sundays ago", "two Sundays ago | 2024-02-25 | 2024-02-25"},
      {"two Sundays from now", "two Sundays from now | 2024-03-17 | 2024-03-17"},
      {"the week after next", "the week after next | 2024-W12 | 2024-03-18..2024-03-24"},
      {"the weekend before last", "the weekend before last | 2024-W08-WE | 2024-02-24..2024-02-25"},
      {"three days after Friday's vote", "three days | P3D; Friday | 2024-03-01 | 2024-03-01"},
  });
}

TEST(TimeConstructions, PartsOfMonthsAndYears) {
  check({
      {"the first Friday of July", "the first Friday of July | 2024-07-05 | 2024-07-05"},
      {"the last Monday in February", "the last Monday in February | 2024-02-26 | 2024-02-26"},
      {"the fifth Monday of this month", "the fifth Monday of this month | XXXX-XX"},
      {"the third Wednesday of last month",
       "the third Wednesday of last month | 2024-02-21 | 2024-02-21"},
      {"the first week of 2021", "the first week of 2021 | 2021-W01 | 2021-01-04..2021-01-10"},
      {"the last two weeks of March 2021",
       "the last two weeks of March 2021 | 2021-W11/2021-W12 | 2021-03-15..2021-03-28"},
      {"the first six months of 2023",
       "the first six months of 2023 | 2023-01/2023-06 | 2023-01-01..2023-06-30"},
      {"the first days of March 2022",
       "the first days of March 2022 | 2022-03 | 2022-03-01..2022-03-10"},
      {"the rest of the week", "the rest of the week | 2024-W10 | 2024-03-06..2024-03-10"},
      {"the remainder of the year", "the remainder of the year | 2024 | 2024-03-06..2024-12-31"},
      {"the 20th of next month", "the 20th of next month | 2024-04-20 | 2024-04-20"},
      {"the week of February 14", "the week of February 14 | 2024-W07 | 2024-02-12..2024-02-18"},
      {"the week starting on Sunday, March 3",
       "the week starting on Sunday, March 3 | 2024-W10 | 2024-03-03..2024-03-09"},
      {"next week on Friday", "next week on Friday | 2024-03-15 | 2024-03-15"},
      {"last week Sunday", "last week Sunday | 2024-03-03 | 2024-03-03"},
      {"Friday the 23rd", "Friday the 23rd | 2024-02-23 | 2024-02-23"},
      {"on the 28th, police said", "the 28th | 2024-02-28 | 2024-02-28"},
  });
}

TEST(TimeConstructions, NamesInSmallLettersAndShort) {
  check({
      {"in december they met", "december | 2023-12 | 2023-12-01..2023-12-31"},
      {"on monday, january 15th, 2024", "monday, january 15th, 2024 | 2024-01-15 | 2024-01-15"},
      {"they march in may", ""},
      {"the last week of Oct", "the last week of Oct | 2023-W43 | 2023-10-23..2023-10-29"},
      {"june last year", "june last year | 2023-06 | 2023-06-01..2023-06-30"},
      {"in 2016 November", "2016 November | 2016-11 | 2016-11-01..2016-11-30"},
      {"the report for 2016-11", "2016-11 | 2016-11 | 2016-11-01..2016-11-30"},
  });
}

TEST(TimeConstructions, DaysAndYearsInWords) {
  check({
      {"on February first", "February first | 2024-02-01 | 2024-02-01"},
      {"on May twenty-one, 2020", "May twenty-one, 2020 | 2020-05-21 | 2020-05-21"},
      {"in nineteen ninety-nine", "nineteen ninety-nine | 1999 | 1999-01-01..1999-12-31"},
      {"in two thousand and eighteen", "two thousand and eighteen | 2018 | 2018-01-01..2018-12-31"},
      {"in June of twenty twenty-two",
       "June of twenty twenty-two | 2022-06 | 2022-06-01..2022-06-30"},
      {"two thousand of them left", ""},
      {"in two thousand of the cases", ""},
  });
}

TEST(TimeConstructions, DecadesQuartersAndHalves) {
  check({
      {"in the 1970's", "the 1970's | 197X | 1970-01-01..1979-12-31"},
      {"in the nineteen sixties", "the nineteen sixties | 196X | 1960-01-01..1969-12-31"},
      {"in the noughties", "the noughties | 200X | 2000-01-01..2009-12-31"},
      {"in the twenty-tens", "the twenty-tens | 201X | 2010-01-01..2019-12-31"},
      {"in Q3 2016", "Q3 2016 | 2016-Q3 | 2016-07-01..2016-09-30"},
      {"in 2016 Q1", "2016 Q1 | 2016-Q1 | 2016-01-01..2016-03-31"},
      {"in H1 2016", "H1 2016 | 2016-H1 | 2016-01-01..2016-06-30"},
      {"gate H1 was shut", ""},
  });
}

TEST(TimeConstructions, RangesWhoseEndsShareAMonthAreOneTime) {
  check({
      {"from 4 to 22 January 2023",
       "from 4 to 22 January 2023 | 2023-01-04/2023-01-22 | 2023-01-04..2023-01-22"},
      {"between 2 and 7 February",
       "between 2 and 7 February | 2024-02-02/2024-02-07 | 2024-02-02..2024-02-07"},
      {"on February 3 and 4", "February 3 and 4 | 2024-02-03/2024-02-04 | 2024-02-03..2024-02-04"},
      {"in February between 19 and 21",
       "February between 19 and 21 | 2024-02-19/2024-02-21 | 2024-02-19..2024-02-21"},
      {"from the 3rd to the 5th of this month",
       "from the 3rd to the 5th of this month | 2024-03-03/2024-03-05 | 2024-03-03..2024-03-05"},
      {"this week from Monday to Tuesday",
       "this week from Monday to Tuesday | 2024-03-04/2024-03-05 | 2024-03-04..2024-03-05"},
      {"three days starting on Monday",
       "three days starting on Monday | 2024-03-04/2024-03-06 | 2024-03-04..2024-03-06"},
      {"between February 22 and now",
       "between February 22 and now | 2024-02-22/2024-03-06 | 2024-02-22..2024-03-06"},
  });
}

TEST(TimeConstructions, EndsThatAreDatesAreTiedAsARange) {
  check({
      {"from February 3 to March 5, 2022",
       "February 3 | 2022-02-03 | 2022-02-03 ~; March 5, 2022 | 2022-03-05 | 2022-03-05"},
      {"from December 28 to January 4",
       "December 28 | 2023-12-28 | 2023-12-28 ~; January 4 | 2024-01-04 | 2024-01-04"},
      {"from Friday to Monday",
       "Friday | 2024-03-01 | 2024-03-01 ~; Monday | 2024-03-04 | 2024-03-04"},
      {"Monday through Friday",
       "Monday | 2024-02-26 | 2024-02-26 ~; Friday | 2024-03-01 | 2024-03-01"},
      {"between 2015 and March 2018",
       "2015 | 2015 | 2015-01-01..2015-12-31 ~; March 2018 | 2018-03 | 2018-03-01..2018-03-31"},
      {"from Friday the 1st until Sunday the 3rd",
       "Friday the 1st | 2024-03-01 | 2024-03-01 ~; Sunday the 3rd | 2024-03-03 | 2024-03-03"},
      {"2014-2018", "2014 | 2014 | 2014-01-01..2014-12-31 ~; 2018 | 2018 | 2018-01-01..2018-12-31"},
  });
}

TEST(TimeConstructions, WeekdaysOfAListFollowEachOther) {
  check({
      {"on Monday and Tuesday",
       "Monday | 2024-03-04 | 2024-03-04; Tuesday | 2024-03-05 | 2024-03-05"},
      {"on Wednesday and Thursday",
       "Wednesday | 2024-02-28 | 2024-02-28; Thursday | 2024-02-29 | 2024-02-29"},
      {"on Wednesday, Thursday and Friday",
       "Wednesday | 2024-02-28 | 2024-02-28; Thursday | 2024-02-29 | 2024-02-29; "
       "Friday | 2024-03-01 | 2024-03-01"},
      {"on Wednesday, Thursday he said",
       "Wednesday | 2024-03-06 | 2024-03-06; Thursday | 2024-02-29 | 2024-02-29"},
  });
}

TEST(TimeConstructions, DaysWithNames) {
  check({
      {"on Orthodox Easter 2023", "Orthodox Easter 2023 | 2023-04-16 | 2023-04-16"},
      {"on Ukrainian Independence Day", "Ukrainian Independence Day | 2023-08-24 | 2023-08-24"},
      {"before Eid al-Fitr 2023",
       "Eid al-Fitr 2023 | 2023-04-21/2023-04-23 | 2023-04-21..2023-04-23"},
      {"during Ramadan 2022", "Ramadan 2022 | 2022-04-02/2022-05-01 | 2022-04-02..2022-05-01"},
      {"on the first day of Ramadan 2022",
       "the first day of Ramadan 2022 | 2022-04-02 | 2022-04-02"},
      {"in the last ten days of Ramadan 2022",
       "the last ten days of Ramadan 2022 | 2022-04-22/2022-05-01 | 2022-04-22..2022-05-01"},
      {"late Ramadan 2022", "late Ramadan 2022 | 2022-04-02/2022-05-01 | 2022-04-22..2022-05-01"},
      {"two days after Christmas", "two days after Christmas | 2023-12-27 | 2023-12-27"},
      {"the epiphany of the year", ""},
  });
}

TEST(TimeConstructions, WhatOnlyLooksLikeARangeIsNone) {
  check({
      {"they move the vote from Tuesday to Thursday",
       "Tuesday | 2024-03-05 | 2024-03-05; Thursday | 2024-02-29 | 2024-02-29"},
      {"RIVERTON, March 3 - 2023 saw floods",
       "March 3 | 2024-03-03 | 2024-03-03; 2023 | 2023 | 2023-01-01..2023-12-31"},
      {"they won 2-1 in May", "May | 2024-05 | 2024-05-01..2024-05-31"},
  });
}

// "We will meet in three weeks": a day tree with a future verb.
TEST(TimeConstructions, UnderAFutureVerbLengthsLeadOn) {
  const auto read = [](const char* lines) {
    Sample sample(lines);
    intake::Report report;
    report.published = "2024-03-06";
    return times_of(Document{report, sample.text(), sample.document().analysis});
  };
  EXPECT_EQ(read("1 They they PRON _ 3 nsubj\n2 will will AUX _ 3 aux\n"
                 "3 march march VERB VerbForm=Inf 0 root\n4 within within ADP _ 6 case\n"
                 "5 five five NUM _ 6 nummod\n6 days day NOUN _ 3 obl\n"),
            "five days | P5D | 2024-03-06..2024-03-11");
  EXPECT_EQ(read("1 They they PRON _ 3 nsubj\n2 will will AUX _ 3 aux\n"
                 "3 march march VERB VerbForm=Inf 0 root\n4 in in ADP _ 6 case\n"
                 "5 three three NUM _ 6 nummod\n6 days day NOUN _ 3 obl\n"),
            "three days | 2024-03-09 | 2024-03-09");
  EXPECT_EQ(read("1 They they PRON _ 2 nsubj\n2 marched march VERB Tense=Past|VerbForm=Fin 0 root\n"
                 "3 in in ADP _ 5 case\n4 three three NUM _ 5 nummod\n5 days day NOUN _ 2 obl\n"),
            "three days | P3D");
  EXPECT_EQ(read("1 It it PRON _ 4 nsubj\n2 is be AUX VerbForm=Fin 4 aux\n3 to to PART _ 4 mark\n"
                 "4 run run VERB VerbForm=Inf 0 root\n5 on on ADP _ 6 case\n"
                 "6 Friday Friday PROPN _ 4 obl\n"),
            "Friday | 2024-03-08 | 2024-03-08");
}

TEST(TimeConstructions, AnUnhyphenedLengthBeforeANoun) {
  Sample sample(
      "1 A a DET _ 4 det\n2 two two NUM _ 3 nummod\n3 week week NOUN _ 4 compound\n"
      "4 truce truce NOUN _ 0 root\n");
  EXPECT_EQ(times_of(sample.document()), "two week | P2W");
  Sample labourers(
      "1 Two two NUM _ 3 nummod\n2 day day NOUN _ 3 compound\n"
      "3 labourers labourer NOUN _ 0 root\n");
  EXPECT_EQ(times_of(labourers.document()), "");
}

}  // namespace
}  // namespace litopys::reading
