#include "reading/mentions.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

// Two sentences, each with a trigger as its second word and a person after it.
class Mentions : public testing::Test {
 protected:
  Mentions()
      : sample_(
            "1 Gunmen gunman NOUN Number=Plur 2 nsubj\n2 attacked attack VERB _ 0 root\n"
            "3 Ruth Ruth PROPN _ 2 obj NER=PER\n"
            "\n"
            "1 The the DET _ 2 det\n2 killing killing NOUN Number=Sing 0 root\n"
            "3 Ruth Ruth PROPN _ 2 nmod NER=PER\n") {
    entities_ = {entity(2), entity(5)};
    entities_[1].same_as = 0;
    events_ = {event(1, "events:attack.01"), event(4, "events:killing:noun")};
  }

  static Entity entity(std::int32_t word) {
    Entity out;
    out.kind = "PER";
    out.words = {word, word + 1};
    return out;
  }

  static Event event(std::int32_t word, const std::string& rule) {
    Event out;
    out.word = word;
    out.type = "ASSAULT";
    out.rule = rule;
    return out;
  }

  void add_victim(std::size_t event, std::int32_t entity) {
    Participant victim;
    victim.role = "recipient";
    victim.entity = entity;
    events_[event].participants.push_back(victim);
  }

  std::int32_t second_is() {
    link_mentions(sample_.document(), entities_, events_);
    return events_[1].same_as;
  }

  Sample sample_;
  std::vector<Entity> entities_;
  std::vector<Event> events_;
};

TEST_F(Mentions, ADefiniteNounPointsBack) { EXPECT_EQ(second_is(), 0); }

TEST_F(Mentions, OneVictimIsOneHappeningAndLendsItsMode) {
  add_victim(0, 0);
  add_victim(1, 1);
  events_[0].mode = "firearms";
  EXPECT_EQ(second_is(), 0);
  EXPECT_EQ(events_[1].mode, "firearms");
}

TEST_F(Mentions, AnotherVictimIsAnother) {
  entities_[1].same_as = kNone;
  add_victim(0, 0);
  add_victim(1, 1);
  EXPECT_EQ(second_is(), kNone);
}

TEST_F(Mentions, AnotherModeIsAnother) {
  events_[0].mode = "aerial";
  events_[1].mode = "firearms";
  EXPECT_EQ(second_is(), kNone);
}

TEST_F(Mentions, WhatIsDeniedIsNotWhatHappened) {
  events_[1].factuality.value = "CT-";
  EXPECT_EQ(second_is(), kNone);
}

TEST_F(Mentions, HarmFollowsTheAttackOfTheSentenceBefore) {
  sample_.analysis().words[4].upos = "VERB";  // no definite noun
  EXPECT_EQ(second_is(), 0);
}

TEST_F(Mentions, HarmBesideHarmIsTwo) {
  sample_.analysis().words[4].upos = "VERB";
  events_[0].rule = "events:wound.01";
  EXPECT_EQ(second_is(), kNone);
}

}  // namespace
}  // namespace litopys::reading
