#include "reading/events.h"

#include <gtest/gtest.h>

#include "reading/entities.h"
#include "reading/sample.h"

namespace litopys::reading {
namespace {

struct Books {
  ActorRegistry registry = *load_actor_registry(LITOPYS_SOURCE_DIR "/codebooks");
  EventCodebook codebook = *load_event_codebook(LITOPYS_SOURCE_DIR "/codebooks");
  ModalityLexicon modality = *load_modality_lexicon(LITOPYS_SOURCE_DIR "/codebooks");
};

const Books& books() {
  static const Books loaded;
  return loaded;
}

// "TYPE mode trigger | role words | ..." for each event.
std::vector<std::string> told(const std::string& lines) {
  const Sample sample(lines);
  const Document document = sample.document();
  Reading reading;
  reading.entities = read_entities(document);
  read_events(document, books().codebook, books().registry, books().modality, reading);
  std::vector<std::string> out;
  for (const Event& event : reading.events) {
    std::string line =
        event.type + " " + event.mode + " " + std::string(words_of(document, event.trigger));
    for (const Participant& p : event.participants)
      line += " | " + p.role + " " + std::string(words_of(document, p.span));
    out.push_back(line);
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(Events, TheTablesLoadAndKnowManySenses) {
  const auto book = load_event_codebook(LITOPYS_SOURCE_DIR "/codebooks");
  ASSERT_TRUE(book) << book.error().message;
  std::size_t senses = 0;
  for (const auto& [sense, rows] : book->rows) senses += sense.find('.') != std::string::npos;
  EXPECT_GE(senses, 500u);
}

TEST(Events, ASenseGivesTypeAndParts) {
  EXPECT_EQ(told("1 Police police NOUN Number=Plur 2 nsubj\n"
                 "2 arrested arrest VERB Tense=Past|VerbForm=Fin 0 root | arrest.01 1:ARG0 4:ARG1\n"
                 "3 two two NUM _ 4 nummod\n4 men man NOUN Number=Plur 2 obj\n"),
            Lines{"COERCE arrest arrested | actor Police | recipient two men"});
}

TEST(Events, ASupportVerbIsReadThrough) {
  EXPECT_EQ(told("1 Rebels rebel NOUN Number=Plur 2 nsubj\n"
                 "2 staged stage VERB Tense=Past|VerbForm=Fin 0 root | stage.01 1:ARG0 4:ARG1\n"
                 "3 an a DET _ 4 det\n4 attack attack NOUN Number=Sing 2 obj\n"),
            Lines{"ASSAULT  staged an attack | actor Rebels"});
}

TEST(Events, ComingUnderFireIsBeingShotAt) {
  EXPECT_EQ(told("1 The the DET _ 2 det\n2 town town NOUN Number=Sing 3 nsubj\n"
                 "3 came come VERB Tense=Past|VerbForm=Fin 0 root | come.01 2:ARG1\n"
                 "4 under under ADP _ 5 case\n5 shelling shelling NOUN Number=Sing 3 obl\n"),
            Lines{"ASSAULT heavy-weapons came under shelling | recipient The town"});
}

TEST(Events, APassiveHasItsAgent) {
  EXPECT_EQ(told("1 Miners miner NOUN Number=Plur 3 nsubj:pass\n2 were be AUX _ 3 aux:pass\n"
                 "3 beaten beat VERB VerbForm=Part|Voice=Pass 0 root | beat.01 1:ARG1 5:ARG0\n"
                 "4 by by ADP _ 5 case\n5 guards guard NOUN Number=Plur 3 obl:agent\n"),
            Lines{"ASSAULT beat beaten | actor guards | recipient Miners"});
}

TEST(Events, ShotAndKilledIsOneEvent) {
  EXPECT_EQ(told("1 Two two NUM _ 2 nummod\n2 guards guard NOUN Number=Plur 4 nsubj:pass\n"
                 "3 were be AUX _ 4 aux:pass\n"
                 "4 shot shoot VERB VerbForm=Part|Voice=Pass 0 root | shoot.02 2:ARG1\n"
                 "5 and and CCONJ _ 6 cc\n"
                 "6 killed kill VERB VerbForm=Part|Voice=Pass 4 conj | kill.01 2:ARG1\n"),
            Lines{"ASSAULT firearms shot and killed | recipient Two guards"});
}

TEST(Events, HarmHangsOnTheAttack) {
  EXPECT_EQ(told("1 Gunmen gunman NOUN Number=Plur 2 nsubj\n"
                 "2 opened open VERB Tense=Past|VerbForm=Fin 0 root | open.01 1:ARG0 3:ARG1\n"
                 "3 fire fire NOUN Number=Sing 2 obj\n4 , , PUNCT _ 5 punct\n"
                 "5 killing kill VERB VerbForm=Ger 2 advcl | kill.01 1:ARG0 6:ARG1\n"
                 "6 two two NUM _ 5 obj\n"),
            Lines{"ASSAULT firearms opened fire , killing | actor Gunmen | recipient two"});
}

TEST(Events, AnAttackHelicopterIsNoAttack) {
  EXPECT_TRUE(told("1 An a DET _ 3 det\n2 attack attack NOUN Number=Sing 3 compound\n"
                   "3 helicopter helicopter NOUN Number=Sing 4 nsubj\n"
                   "4 landed land VERB Tense=Past|VerbForm=Fin 0 root | land.01 3:ARG1\n")
                  .empty());
}

TEST(Events, StatementsAreNoEvents) {
  EXPECT_TRUE(told("1 Officials official NOUN Number=Plur 2 nsubj\n"
                   "2 said say VERB Tense=Past|VerbForm=Fin 0 root | say.01 1:ARG0\n")
                  .empty());
}

}  // namespace
}  // namespace litopys::reading
