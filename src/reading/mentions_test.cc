#include "reading/mentions.h"

#include <gtest/gtest.h>

#include "reading/sample.h"
#include "reading/sample_codebooks.h"

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
    link_mentions({sample_.document(), codebook(), registry()}, entities_, events_);
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

TEST_F(Mentions, OneVictimIsOneHappeningByWhateverWeapon) {
  add_victim(0, 0);
  add_victim(1, 1);
  events_[0].mode = "firearms";
  events_[1].mode = "targeted";
  EXPECT_EQ(second_is(), 0);
}

TEST_F(Mentions, WhoWasAbductedMayBeKilledLater) {
  add_victim(0, 0);
  add_victim(1, 1);
  events_[0].mode = "abduct";
  EXPECT_EQ(second_is(), kNone);
}

TEST_F(Mentions, AHappeningHasTheModeThatALaterMentionTells) {
  events_[1].mode = "firearms";
  EXPECT_EQ(second_is(), 0);
  EXPECT_EQ(events_[0].mode, "firearms");
}

// "Gunmen planted bomb. The bomb exploded." and the like: a part of each event at these words.
class PartsAgain : public testing::Test {
 protected:
  static std::int32_t second_is(const std::string& determiner, const std::string& role,
                                const std::string& kind, std::vector<std::string> sectors = {}) {
    const Sample sample(
        "1 Two two NUM _ 2 nummod\n2 monks monk NOUN Number=Plur 3 nsubj\n"
        "3 fell fall VERB _ 0 root\n"
        "\n"
        "1 " +
        determiner + " " + determiner +
        " DET _ 2 det\n2 monks monk NOUN Number=Plur 3 nsubj\n3 died die VERB _ 0 root\n");
    std::vector<Event> events{event(2, 1), event(5, 4)};
    for (Event& each : events) {
      each.participants[0].role = role;
      each.participants[0].kind = kind;
      each.participants[0].sectors = sectors;
    }
    link_mentions({sample.document(), codebook(), registry()}, {}, events);
    return events[1].same_as;
  }

  static Event event(std::int32_t word, std::int32_t part) {
    Event out;
    out.word = word;
    out.type = "ASSAULT";
    out.rule = "events:shoot.02";
    out.participants.resize(1);
    out.participants[0].word = part;
    return out;
  }
};

TEST_F(PartsAgain, TheSamePeople) { EXPECT_EQ(second_is("the", "recipient", "group"), 0); }
TEST_F(PartsAgain, TheSameWeapon) { EXPECT_EQ(second_is("the", "instrument", "thing"), 0); }
TEST_F(PartsAgain, SomePeopleMayBeOthers) {
  EXPECT_EQ(second_is("some", "recipient", "group"), kNone);
}
TEST_F(PartsAgain, WhoFightsIsHitTimeAndAgain) {
  EXPECT_EQ(second_is("the", "recipient", "group", {"MIL"}), kNone);
}
TEST_F(PartsAgain, TheSameActorsMayActAgain) {
  EXPECT_EQ(second_is("the", "actor", "group"), kNone);
}

// "They fought. Fighting went on." The second noun with these children and this number of people.
std::int32_t bare_noun_is(const std::string& noun) {
  const Sample sample("1 fought fight VERB _ 0 root\n\n" + noun);
  std::vector<Event> events(2);
  events[0].word = 0;
  events[1].word = static_cast<std::int32_t>(sample.document().analysis.words.size()) - 2;
  for (Event& event : events) event.type = "ASSAULT", event.rule = "events:fight.01";
  link_mentions({sample.document(), codebook(), registry()}, {}, events);
  return events[1].same_as;
}

TEST(BareNouns, GoOnWithTheViolenceBefore) {
  EXPECT_EQ(
      bare_noun_is("1 fighting fighting NOUN Number=Sing 2 nsubj\n2 ended end VERB _ 0 root\n"), 0);
}

TEST(BareNouns, AnArticleTellsOfAnother) {
  EXPECT_EQ(bare_noun_is("1 a a DET _ 2 det\n2 fight fight NOUN Number=Sing 3 nsubj\n"
                         "3 ended end VERB _ 0 root\n"),
            kNone);
}

}  // namespace
}  // namespace litopys::reading
