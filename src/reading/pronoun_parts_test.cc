#include "reading/pronoun_parts.h"

#include <gtest/gtest.h>

#include "reading/sample.h"
#include "reading/sample_codebooks.h"

namespace litopys::reading {
namespace {

Entity person(std::int32_t word) {
  Entity out;
  out.kind = "PER";
  out.words = {word, word + 1};
  return out;
}

Event event_with(std::int32_t word, const std::string& kind) {
  Event out;
  out.participants.resize(1);
  out.participants[0].role = "recipient";
  out.participants[0].word = word;
  out.participants[0].kind = kind;
  return out;
}

constexpr char kShot[] =
    "1 men man NOUN Number=Plur 2 nsubj\n2 shot shoot VERB _ 0 root\n"
    "3 her she PRON Gender=Fem|Number=Sing|Person=3|PronType=Prs 2 obj\n";

TEST(PronounParts, TheOnlyPersonNamed) {
  const Sample sample("1 Ada Ada PROPN _ 2 nsubj NER=PER\n2 left leave VERB _ 0 root\n\n" +
                      std::string(kShot));
  std::vector<Event> events{event_with(4, "person")};
  resolve_pronoun_parts({sample.document(), codebook(), registry()}, {person(0)}, events);
  EXPECT_EQ(events[0].participants[0].word, 0);
  EXPECT_TRUE(events[0].participants[0].rule.ends_with(" pronoun:her"));
}

TEST(PronounParts, OneOfTwoPersonsStaysOpen) {
  const Sample sample(
      "1 Ada Ada PROPN _ 2 nsubj NER=PER\n2 met meet VERB _ 0 root\n3 Ruth Ruth PROPN _ 2 obj "
      "NER=PER\n\n" +
      std::string(kShot));
  std::vector<Event> events{event_with(5, "person")};
  resolve_pronoun_parts({sample.document(), codebook(), registry()}, {person(0), person(2)},
                        events);
  EXPECT_EQ(events[0].participants[0].word, 5);
}

constexpr char kTheyFired[] =
    "1 they they PRON Number=Plur|Person=3|PronType=Prs 2 nsubj\n2 fired fire VERB _ 0 root\n";

TEST(PronounParts, TheOnlyGroupThatIsAPart) {
  const Sample sample("1 rebels rebel NOUN Number=Plur 2 nsubj\n2 came come VERB _ 0 root\n\n" +
                      std::string(kTheyFired));
  std::vector<Event> events{event_with(0, "group"), event_with(2, "group")};
  resolve_pronoun_parts({sample.document(), codebook(), registry()}, {}, events);
  EXPECT_EQ(events[1].participants[0].word, 0);
}

TEST(PronounParts, OneOfTwoGroupsStaysOpen) {
  const Sample sample(
      "1 rebels rebel NOUN Number=Plur 2 nsubj\n2 met meet VERB _ 0 root\n3 soldiers soldier NOUN "
      "Number=Plur 2 obj\n\n" +
      std::string(kTheyFired));
  std::vector<Event> events{event_with(0, "group"), event_with(2, "group"), event_with(3, "group")};
  resolve_pronoun_parts({sample.document(), codebook(), registry()}, {}, events);
  EXPECT_EQ(events[2].participants[0].word, 3);
}

}  // namespace
}  // namespace litopys::reading
