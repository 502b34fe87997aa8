#include "reading/attributions.h"

#include <gtest/gtest.h>

#include "reading/entities.h"
#include "reading/sample.h"

namespace litopys::reading {
namespace {

template <class T>
const T& loaded(text::Result<T> (*load)(const std::filesystem::path&)) {
  static const T value = [load] {
    auto result = load(std::string(LITOPYS_SOURCE_DIR) + "/codebooks");
    if (!result) throw std::runtime_error(result.error().message);
    return *result;
  }();
  return value;
}

struct Told {
  explicit Told(const char* lines) : sample(lines) {
    const Document document = sample.document();
    reading.entities = read_entities(document);
    read_attributions(document, loaded(load_speech_lexicon), loaded(load_actor_registry), reading);
  }
  std::string words(Span span) const { return std::string(text::words_of(sample.text(), span)); }
  // "source: content / content" of each attribution, one after the other
  std::string all() const {
    std::string out;
    for (const Attribution& a : reading.attributions) {
      if (!out.empty()) out += "; ";
      out += words(a.source) + ":";
      for (const Span span : a.content)
        out += (span == a.content.front() ? " " : " / ") + words(span);
    }
    return out;
  }
  Sample sample;
  Reading reading;
};

TEST(Attributions, ComplementClausesBeforeAndAfter) {
  const Told told(
      "1 Police police NOUN _ 2 nsubj\n2 said say VERB _ 0 root\n3 two two NUM _ 4 nummod\n"
      "4 men man NOUN _ 5 nsubj\n5 fled flee VERB _ 2 ccomp\n");
  EXPECT_EQ(told.all(), "Police: two men fled");
  EXPECT_EQ(told.reading.attributions[0].source_kind, "police");
  EXPECT_EQ(told.reading.attributions[0].distance, "asserts");
  EXPECT_EQ(told.reading.attributions[0].form, "indirect");
}

TEST(Attributions, SayingsSetBeside) {
  const Told told(
      "1 Two two NUM _ 2 nummod\n2 men man NOUN _ 7 nsubj\n3 , , PUNCT _ 5 punct\n"
      "4 doctors doctor NOUN _ 5 nsubj\n5 said say VERB _ 7 parataxis\n6 , , PUNCT _ 5 punct\n"
      "7 died die VERB _ 0 root\n");
  EXPECT_EQ(told.all(), "doctors: Two men / died");
  EXPECT_EQ(told.reading.attributions[0].source_kind, "health");
}

TEST(Attributions, AccordingTo) {
  const Told told(
      "1 According accord VERB _ 4 case\n2 to to ADP _ 1 fixed\n3 the the DET _ 4 det\n"
      "4 mayor mayor NOUN _ 7 obl\n5 two two NUM _ 6 nummod\n6 men man NOUN _ 7 nsubj\n"
      "7 fled flee VERB _ 0 root\n");
  ASSERT_EQ(told.all(), "the mayor: two men fled");
  EXPECT_EQ(told.reading.attributions[0].form, "according_to");
  EXPECT_EQ(told.reading.attributions[0].source_kind, "government");
  EXPECT_EQ(told.words(told.reading.attributions[0].cue), "According to");
}

TEST(Attributions, DistanceOfTheVerb) {
  const auto distance = [](const std::string& lemma) {
    const std::string lines = "1 Rebels rebel NOUN _ 2 nsubj\n2 x " + lemma +
                              " VERB _ 0 root\n3 shells shell NOUN _ 4 nsubj\n"
                              "4 fell fall VERB _ 2 ccomp\n";
    const Told told(lines.c_str());
    return told.reading.attributions.empty() ? "" : told.reading.attributions[0].distance;
  };
  EXPECT_EQ(distance("confirm"), "confirms");
  EXPECT_EQ(distance("deny"), "denies");
  EXPECT_EQ(distance("claim"), "claims");
  EXPECT_EQ(distance("admit"), "admits");
  EXPECT_EQ(distance("warn"), "warns");
  for (const char* no_source : {"think", "want", "know", "hope", "believe", "see"})
    EXPECT_EQ(distance(no_source), "") << no_source;
}

TEST(Attributions, NegatedSayingsSayNothing) {
  const Told told(
      "1 Police police NOUN _ 4 nsubj\n2 did do AUX _ 4 aux\n3 not not PART _ 4 advmod\n"
      "4 say say VERB _ 0 root\n5 who who PRON _ 6 nsubj\n6 fired fire VERB _ 4 ccomp\n");
  EXPECT_EQ(told.all(), "");
}

TEST(Attributions, RelativeClausesSpeakForTheirNoun) {
  const Told told(
      "1 The the DET _ 2 det\n2 army army NOUN _ 9 nsubj\n3 , , PUNCT _ 5 punct\n"
      "4 which which PRON _ 5 nsubj\n5 denied deny VERB _ 2 acl:relcl\n6 the the DET _ 7 det\n"
      "7 attack attack NOUN _ 5 obj\n8 , , PUNCT _ 5 punct\n9 withdrew withdraw VERB _ 0 root\n");
  EXPECT_EQ(told.all(), "The army: the attack");
  EXPECT_EQ(told.reading.attributions[0].source_kind, "party_military");
}

TEST(Attributions, ChainsStayChains) {
  Told told(
      "1 The the DET _ 2 det\n2 radio radio NOUN _ 3 nsubj\n3 said say VERB _ 0 root\n"
      "4 that that SCONJ _ 6 mark\n5 police police NOUN _ 6 nsubj\n6 confirmed confirm VERB _ 3 "
      "ccomp\n"
      "7 that that SCONJ _ 9 mark\n8 men man NOUN _ 9 nsubj\n9 fled flee VERB _ 6 ccomp\n");
  EXPECT_EQ(told.all(), "The radio: that police confirmed that men fled; police: that men fled");
  EXPECT_EQ(told.reading.attributions[1].relayed_by, 0);
  EXPECT_EQ(told.reading.attributions[0].relayed_by, kNone);
  Event event;
  event.word = 8;
  told.reading.events.push_back(event);
  event.word = 5;
  told.reading.events.push_back(event);
  attribute_claims(told.sample.document(), loaded(load_speech_lexicon), told.reading);
  EXPECT_EQ(told.reading.events[0].attribution, std::vector<std::int32_t>{1});
  EXPECT_EQ(told.reading.events[1].attribution, std::vector<std::int32_t>{0});
}

TEST(Attributions, CitingMakesTheCitedTheSource) {
  const Told told(
      "1 The the DET _ 2 det\n2 agency agency NOUN _ 7 nsubj\n3 , , PUNCT _ 4 punct\n"
      "4 citing cite VERB VerbForm=Ger 7 advcl\n5 residents resident NOUN _ 4 obj\n"
      "6 , , PUNCT _ 4 punct\n7 reported report VERB _ 0 root\n8 that that SCONJ _ 10 mark\n"
      "9 shells shell NOUN _ 10 nsubj\n10 fell fall VERB _ 7 ccomp\n");
  EXPECT_EQ(told.all(), "residents: that shells fell; The agency: that shells fell");
  EXPECT_EQ(told.reading.attributions[0].relayed_by, 1);
}

TEST(Attributions, StatementsHaveIssuers) {
  const Told told(
      "1 A a DET _ 2 det\n2 statement statement NOUN _ 7 nsubj\n3 issued issue VERB _ 2 acl\n"
      "4 by by ADP _ 6 case\n5 the the DET _ 6 det\n6 ministry ministry NOUN _ 3 obl:agent\n"
      "7 said say VERB _ 0 root\n8 men man NOUN _ 9 nsubj\n9 fled flee VERB _ 7 ccomp\n");
  EXPECT_EQ(told.all(), "the ministry: men fled");
  EXPECT_EQ(told.reading.attributions[0].form, "noun");
}

TEST(Attributions, QuotationsCarryOverInTheirParagraph) {
  const Told told(
      "1 \" \" PUNCT _ 3 punct\n2 We we PRON _ 3 nsubj\n3 ran run VERB VerbForm=Fin 7 ccomp\n"
      "4 , , PUNCT _ 3 punct\n5 \" \" PUNCT _ 3 punct\n6 Maro Maro PROPN _ 7 nsubj NER=PER\n"
      "7 said say VERB _ 0 root\n8 . . PUNCT _ 7 punct\n"
      "\n"
      "1 \" \" PUNCT _ 3 punct\n2 They they PRON _ 3 nsubj\n"
      "3 fired fire VERB VerbForm=Fin 0 root\n4 . . PUNCT _ 3 punct\n5 \" \" PUNCT _ 3 punct\n");
  EXPECT_EQ(told.all(), "Maro: \" We ran , \" / \" They fired . \"");
  ASSERT_EQ(told.reading.quotes.size(), 2u);
  EXPECT_EQ(told.reading.quotes[1].speaker, 0);
  EXPECT_EQ(told.reading.attributions[0].form, "direct_quote");
}

TEST(Attributions, ScareQuotesAreNoQuotations) {
  const Told told(
      "1 The the DET _ 5 det\n2 \" \" PUNCT _ 3 punct\n3 filtration filtration NOUN _ 5 compound\n"
      "4 \" \" PUNCT _ 3 punct\n5 points point NOUN _ 6 nsubj\n6 closed close VERB _ 0 root\n");
  EXPECT_TRUE(told.reading.quotes.empty());
  EXPECT_EQ(told.all(), "");
}

TEST(Attributions, WhatACrowdChantsVouchesForNothing) {
  Told told(
      "1 The the DET _ 2 det\n2 crowd crowd NOUN _ 3 nsubj\n3 chanted chant VERB _ 0 root\n"
      "4 \" \" PUNCT _ 5 punct\n5 Leave leave VERB Mood=Imp|VerbForm=Fin 3 ccomp\n"
      "6 us we PRON _ 5 obj\n7 \" \" PUNCT _ 5 punct\n");
  ASSERT_EQ(told.reading.quotes.size(), 1u);
  EXPECT_EQ(told.words(told.reading.attributions[told.reading.quotes[0].attribution].source),
            "The crowd");
  Event event;
  event.word = 4;
  told.reading.events.push_back(event);
  attribute_claims(told.sample.document(), loaded(load_speech_lexicon), told.reading);
  EXPECT_TRUE(told.reading.events[0].attribution.empty());
}

TEST(Attributions, HeadlineColon) {
  const Told told(
      "1 Police police NOUN _ 0 root\n2 : : PUNCT _ 1 punct\n3 Two two NUM _ 4 nsubj\n"
      "4 killed kill VERB _ 1 parataxis\n");
  EXPECT_EQ(told.all(), "Police: Two killed");
  EXPECT_EQ(told.reading.attributions[0].form, "headline");
}

TEST(Attributions, PronounsStandForThePersonLastNamed) {
  const Told told(
      "1 Maro Maro PROPN _ 2 nsubj NER=PER\n2 said say VERB _ 0 root\n3 men man NOUN _ 4 nsubj\n"
      "4 fled flee VERB _ 2 ccomp\n"
      "\n"
      "1 She she PRON _ 2 nsubj\n2 added add VERB _ 0 root\n3 shots shot NOUN _ 4 nsubj\n"
      "4 fell fall VERB _ 2 ccomp\n");
  ASSERT_EQ(told.reading.attributions.size(), 2u);
  EXPECT_EQ(told.reading.attributions[1].entity, 0);
}

}  // namespace
}  // namespace litopys::reading
