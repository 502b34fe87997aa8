#include <gtest/gtest.h>

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

// A sample published on Wednesday, 2024-03-06, with an event at each of the given words.
class Story {
 public:
  Story(const char* lines, std::initializer_list<int> triggers) : sample_(lines) {
    report_.published = "2024-03-06";
    for (const int word : triggers) {
      Event event;
      event.word = word - 1;
      event.type = "ASSAULT";
      event.trigger = sample_.analysis().words[word - 1].span;
      reading_.events.push_back(event);
    }
    const Document document{report_, sample_.text(), sample_.analysis()};
    reading_.times = read_times(document, lexicon());
  }
  Reading& reading() { return reading_; }
  language::Analysis& analysis() { return sample_.analysis(); }
  // "start basis" of an event
  std::string date(std::size_t event) {
    if (!done_)
      date_events(Document{report_, sample_.text(), sample_.analysis()}, lexicon(), reading_);
    done_ = true;
    const Event& e = reading_.events[event];
    return e.start + (e.start == e.end ? "" : ".." + e.end) + " " + e.time_basis;
  }

 private:
  Sample sample_;
  intake::Report report_;
  Reading reading_;
  bool done_ = false;
};

constexpr const char* kShotOnSaturday =
    "1 Two two NUM _ 2 nummod\n2 men man NOUN _ 4 nsubj:pass\n3 were be AUX _ 4 aux:pass\n"
    "4 shot shoot VERB Tense=Past|VerbForm=Part 0 root\n5 on on ADP _ 6 case\n"
    "6 Saturday Saturday PROPN _ 4 obl\n7 , , PUNCT _ 9 punct\n8 police police NOUN _ 9 nsubj\n"
    "9 said say VERB Tense=Past|VerbForm=Fin 4 parataxis\n10 Sunday Sunday PROPN _ 9 obl:tmod\n"
    "\n"
    "1 The the DET _ 2 det\n2 gunman gunman NOUN _ 3 nsubj\n"
    "3 fled flee VERB Tense=Past|VerbForm=Fin 0 root\n";

TEST(EventDates, TheClauseDatesItsEventAndTheSayingDatesNothing) {
  Story story(kShotOnSaturday, {4, 13});
  EXPECT_EQ(story.date(0), "2024-03-02 clause");
  EXPECT_EQ(story.date(1), "2024-03-02 narrative");
}

TEST(EventDates, AReportThatTellsOneDayTellsTheDayOfItsNews) {
  Story story(kShotOnSaturday, {4, 13});
  story.analysis().sentences[1].paragraph = 1;
  story.reading().events[1].type = "PROTEST";
  EXPECT_EQ(story.date(1), "2024-03-02 narrative");
}

TEST(EventDates, AHeadlineHasTheDayOfItsStory) {
  Reading reading;
  Event told, title;
  told.type = title.type = "ASSAULT";
  told.start = told.end = "2024-03-02";
  told.time_basis = "clause";
  title.start = title.end = "2024-03-06";
  title.time_basis = "published";
  title.in_title = true;
  reading.events = {told, title};
  date_title(reading);
  EXPECT_EQ(reading.events[1].start, "2024-03-02");
  EXPECT_EQ(reading.events[1].time_basis, "narrative");
}

TEST(EventDates, TheDayOfThePageDatesNothing) {
  Story story(
      "1 Guards guard NOUN _ 2 nsubj\n2 fired fire VERB Tense=Past 0 root\n"
      "3 Updated update VERB _ 2 dep\n4 : : PUNCT _ 3 punct\n5 Monday Monday PROPN _ 3 obl\n",
      {2});
  EXPECT_EQ(story.date(0), "2024-03-06 published");
}

TEST(EventDates, LaterMentionsDateTheFirstLine) {
  Story story(
      "1 A a DET _ 2 det\n2 man man NOUN _ 4 nsubj:pass\n3 was be AUX _ 4 aux:pass\n"
      "4 shot shoot VERB _ 0 root\n\n"
      "1 The the DET _ 2 det\n2 shooting shooting NOUN _ 3 nsubj\n"
      "3 happened happen VERB _ 0 root\n4 on on ADP _ 5 case\n5 Monday Monday PROPN _ 3 obl\n",
      {4, 6});
  EXPECT_EQ(story.date(1), "2024-03-04 clause");
  EXPECT_EQ(story.date(0), "2024-03-04 narrative");
}

TEST(EventDates, BackgroundIsHistoryAndDatesNothingElse) {
  Story story(
      "1 In in ADP _ 2 case\n2 2014 2014 NUM _ 4 obl\n3 police police NOUN _ 4 nsubj\n"
      "4 fired fire VERB Tense=Past|VerbForm=Fin 0 root\n\n"
      "1 Police police NOUN _ 2 nsubj\n2 fired fire VERB Tense=Past|VerbForm=Fin 0 root\n",
      {4, 6});
  EXPECT_EQ(story.date(0), "2014-01-01..2014-12-31 clause");
  EXPECT_EQ(story.reading().events[0].factuality.status, "historical");
  EXPECT_EQ(story.date(1), "2024-03-06 published");
}

TEST(EventDates, WhatIsPlannedInheritsNothing) {
  Story story(kShotOnSaturday, {4, 13});
  story.reading().events[1].factuality.status = "planned";
  EXPECT_EQ(story.date(1), " ");
}

TEST(EventDates, SinceStaysOpen) {
  Story story(
      "1 Troops troop NOUN _ 4 nsubj\n2 have have AUX _ 4 aux\n3 been be AUX _ 4 aux\n"
      "4 shelling shell VERB _ 0 root\n5 it it PRON _ 4 obj\n6 since since ADP _ 7 case\n"
      "7 Thursday Thursday PROPN _ 4 obl\n",
      {4});
  EXPECT_EQ(story.date(0), "2024-02-29.. clause");
  EXPECT_EQ(story.reading().events[0].open, "end");
}

TEST(EventDates, OffsetsCountFromTheReportsOwnEvents) {
  Story story(
      "1 The the DET _ 2 det\n2 vote vote NOUN _ 3 nsubj\n3 fell fall VERB _ 0 root\n"
      "4 on on ADP _ 5 case\n5 Friday Friday PROPN _ 3 obl\n\n"
      "1 Two two NUM _ 2 nummod\n2 days day NOUN _ 5 obl\n3 after after ADP _ 5 case\n"
      "4 the the DET _ 5 det\n5 vote vote NOUN _ 7 obl\n6 guards guard NOUN _ 7 nsubj\n"
      "7 fired fire VERB _ 0 root\n",
      {2, 10});
  story.reading().events[1].same_as = 0;
  story.date(0);
  ASSERT_EQ(story.reading().times.size(), 2u);
  EXPECT_EQ(story.reading().times[1].start, "2024-03-03");
  EXPECT_EQ(story.reading().times[1].anchor, "event");
}

TEST(EventDates, RangesAreOneInterval) {
  Story story(
      "1 They they PRON _ 2 nsubj\n2 fought fight VERB _ 0 root\n3 from from ADP _ 4 case\n"
      "4 Friday Friday PROPN _ 2 obl\n5 to to ADP _ 6 case\n6 Sunday Sunday PROPN _ 2 obl\n",
      {2});
  EXPECT_EQ(story.date(0), "2024-03-01..2024-03-03 clause");
}

TEST(EventDates, TotalsSpeakFromTheirOwnSince) {
  Story story(
      "1 Officials official NOUN _ 2 nsubj\n2 counted count VERB _ 0 root\n3 200 200 NUM _ 4 "
      "nummod\n"
      "4 dead dead NOUN _ 2 obj\n5 since since ADP _ 6 case\n6 Thursday Thursday PROPN _ 2 obl\n",
      {});
  Figure figure;
  figure.word = 3;
  figure.scope = "cumulative";
  story.reading().figures.push_back(figure);
  story.reading().events.emplace_back();
  story.date(0);
  EXPECT_EQ(story.reading().figures[0].since, "2024-02-29");
  EXPECT_EQ(story.reading().figures[0].as_of, "2024-03-06");
  EXPECT_EQ(story.reading().figures[0].basis, "published");
}

}  // namespace
}  // namespace litopys::reading
