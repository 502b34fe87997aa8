#include "reading/described_bodies.h"

#include <gtest/gtest.h>

#include "reading/sample.h"
#include "reading/sample_codebooks.h"

namespace litopys::reading {
namespace {

// How many actors the attack by these people has, in a report that names the bodies.
std::size_t actors(const std::string& bodies, const std::string& people) {
  const Sample sample(bodies + "\n" + people);
  const Document document = sample.document();
  std::vector<Entity> entities;
  const auto words = static_cast<std::int32_t>(document.analysis.words.size());
  for (std::int32_t i = 0; i < words; ++i)
    if (document.analysis.words[i].upos == "PROPN") {
      entities.emplace_back();
      entities.back().kind = "ORG";
      entities.back().words = {i, i + 1};
      entities.back().span = document.analysis.words[i].span;
    }
  Event event;
  event.type = "ASSAULT";
  event.participants.resize(1);
  const ActorDescription actor = describe_actor(document, words - 2, registry());
  event.participants[0].role = "actor";
  event.participants[0].word = words - 2;
  event.participants[0].kind = actor.kind;
  event.participants[0].sectors = actor.sectors;
  event.participants[0].rule = actor.rule;
  std::vector<Event> events{event};
  add_described_bodies({document, codebook(), registry()}, entities, events);
  return events[0].participants.size();
}

constexpr char kOne[] = "1 ELN ELN PROPN _ 2 nsubj NER=ORG\n2 spoke speak VERB _ 0 root\n";
constexpr char kTwo[] =
    "1 ELN ELN PROPN _ 2 nsubj NER=ORG\n2 met meet VERB _ 0 root\n3 FMLN FMLN PROPN _ 2 obj "
    "NER=ORG\n";
constexpr char kTheRebels[] =
    "1 The the DET Definite=Def 2 det\n2 rebels rebel NOUN Number=Plur 3 nsubj\n3 fired fire VERB "
    "_ "
    "0 root\n";
constexpr char kRebels[] = "1 Rebels rebel NOUN Number=Plur 2 nsubj\n2 fired fire VERB _ 0 root\n";
constexpr char kTheGunmen[] =
    "1 The the DET Definite=Def 2 det\n2 gunmen gunman NOUN Number=Plur 3 nsubj\n3 fired fire VERB "
    "_ 0 root\n";

TEST(DescribedBodies, TheRebelsOfTheOnlyBody) { EXPECT_EQ(actors(kOne, kTheRebels), 2u); }
TEST(DescribedBodies, OfTwoBodiesNeither) { EXPECT_EQ(actors(kTwo, kTheRebels), 1u); }
TEST(DescribedBodies, RebelsWithoutAnArticleMayBeAnybodys) { EXPECT_EQ(actors(kOne, kRebels), 1u); }
TEST(DescribedBodies, GunmenAreKnownByTheDeedAlone) { EXPECT_EQ(actors(kOne, kTheGunmen), 1u); }

}  // namespace
}  // namespace litopys::reading
