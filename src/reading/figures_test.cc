#include "reading/figures.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

const std::string kCodebooks = std::string(LITOPYS_SOURCE_DIR) + "/codebooks";

Reading figures_of(const Sample& sample) {
  static const FigureConventions conventions = *load_figure_conventions(kCodebooks);
  static const ActorRegistry registry = *load_actor_registry(kCodebooks);
  static const ModalityLexicon modality = *load_modality_lexicon(kCodebooks);
  Reading reading;
  read_figures(sample.document(), conventions, registry, modality, reading);
  return reading;
}

// "killed 3/3/3 [three]; ..." of a sample.
std::string figures(const std::string& lines) {
  const Sample sample(lines);
  const auto number = [](std::optional<std::int64_t> n) { return n ? std::to_string(*n) : "-"; };
  std::string result;
  for (const Figure& figure : figures_of(sample).figures) {
    if (!result.empty()) result += "; ";
    result +=
        fmt::format("{} {}/{}/{} [{}]", figure.measure, number(figure.low), number(figure.best),
                    number(figure.high), words_of(sample.document(), figure.span));
    if (figure.subset_of != kNone) result += fmt::format(" of {}", figure.subset_of);
    if (figure.scope != "event") result += " " + figure.scope;
  }
  return result;
}

TEST(Figures, PeopleJoinedWithoutNumeralsAreSummed) {
  EXPECT_EQ(figures("1 A a DET _ 2 det\n2 mother mother NOUN Number=Sing 8 nsubj:pass\n"
                    "3 and and CCONJ _ 6 cc\n4 her her PRON Poss=Yes 6 nmod:poss\n"
                    "5 three three NUM _ 6 nummod\n6 children child NOUN Number=Plur 2 conj\n"
                    "7 were be AUX _ 8 aux:pass\n8 killed kill VERB VerbForm=Part 0 root\n"),
            "killed 4/4/4 [A mother and her three children]");
}

TEST(Figures, OnePersonInTwoRolesIsOne) {
  EXPECT_EQ(
      figures("1 A a DET _ 2 det\n2 husband husband NOUN Number=Sing 6 nsubj:pass\n"
              "3 and and CCONJ _ 4 cc\n4 father father NOUN Number=Sing 2 conj\n"
              "5 was be AUX Number=Sing 6 aux:pass\n6 killed kill VERB VerbForm=Part 0 root\n"),
      "killed 1/1/1 [A husband]");
  EXPECT_EQ(figures("1 A a DET _ 2 det\n2 mother mother NOUN Number=Sing 6 nsubj:pass\n"
                    "3 and and CCONJ _ 4 cc\n4 daughter daughter NOUN Number=Sing 2 conj\n"
                    "5 were be AUX Number=Plur 6 aux:pass\n6 killed kill VERB VerbForm=Part 0 "
                    "root\n"),
            "killed 2/2/2 [A mother and daughter]");
}

TEST(Figures, TheParticipleAfterTheGapDecides) {
  // The tree hangs "others" on "killed".
  EXPECT_EQ(figures("1 One one NUM _ 2 nummod\n2 guard guard NOUN Number=Sing 4 nsubj:pass\n"
                    "3 was be AUX _ 4 aux:pass\n4 killed kill VERB VerbForm=Part 0 root\n"
                    "5 and and CCONJ _ 8 cc\n6 four four NUM _ 7 nummod\n"
                    "7 others other NOUN Number=Plur 4 nsubj:pass\n"
                    "8 wounded wound VERB VerbForm=Part 4 conj\n"),
            "killed 1/1/1 [One guard]; injured 4/4/4 [four others]");
}

TEST(Figures, IncludingMakesAPart) {
  EXPECT_EQ(
      figures("1 Shells shell NOUN Number=Plur 2 nsubj\n2 killed kill VERB VerbForm=Fin 0 root\n"
              "3 23 23 NUM _ 4 nummod\n4 people people NOUN Number=Plur 2 obj\n"
              "5 , , PUNCT _ 8 punct\n6 including include VERB _ 8 case\n"
              "7 seven seven NUM _ 8 nummod\n8 children child NOUN Number=Plur 4 nmod\n"),
      "killed 23/23/23 [23 people]; killed 7/7/7 [seven children] of 0");
}

TEST(Figures, APronounAddsNothing) {
  EXPECT_EQ(figures("1 A a DET _ 2 det\n2 baker baker NOUN Number=Sing 4 nsubj:pass\n"
                    "3 was be AUX _ 4 aux:pass\n4 killed kill VERB VerbForm=Part 0 root\n\n"
                    "1 He he PRON Gender=Masc|Number=Sing|Person=3|PronType=Prs 2 nsubj\n"
                    "2 died die VERB VerbForm=Fin 0 root\n"),
            "killed 1/1/1 [A baker]");
}

TEST(Figures, ShotIsHurtUnlessSomebodyDied) {
  const std::string shot =
      "1 Eight eight NUM _ 2 nummod\n2 men man NOUN Number=Plur 4 nsubj:pass\n"
      "3 were be AUX _ 4 aux:pass\n4 shot shoot VERB VerbForm=Part 0 root\n";
  EXPECT_EQ(figures(shot), "injured 8/8/8 [Eight men]");
  EXPECT_EQ(figures(shot + "\n1 Two two NUM _ 2 nsubj\n2 died die VERB VerbForm=Fin 0 root\n"),
            "casualties 8/8/8 [Eight men]; killed 2/2/2 [Two]");
}

TEST(Figures, KilledOrWoundedIsBoth) {
  EXPECT_EQ(
      figures("1 Sixty sixty NUM _ 2 nummod\n2 recruits recruit NOUN Number=Plur 4 nsubj:pass\n"
              "3 were be AUX _ 4 aux:pass\n4 killed kill VERB VerbForm=Part 0 root\n"
              "5 or or CCONJ _ 6 cc\n6 wounded wound VERB VerbForm=Part 4 conj\n"),
      "casualties 60/60/60 [Sixty recruits]");
}

TEST(Figures, RecordedTotalsAreCumulative) {
  EXPECT_EQ(figures("1 Monitors monitor NOUN Number=Plur 2 nsubj\n"
                    "2 recorded record VERB VerbForm=Fin 0 root\n3 40 40 NUM _ 4 nummod\n"
                    "4 deaths death NOUN Number=Plur 2 obj\n"),
            "killed 40/40/40 [40 deaths] cumulative");
}

TEST(Figures, HarmIsLinkedToItsEvent) {
  const Sample sample(
      "1 Shells shell NOUN Number=Plur 2 nsubj\n2 killed kill VERB VerbForm=Fin 0 root\n"
      "3 three three NUM _ 2 obj\n");
  static const FigureConventions conventions = *load_figure_conventions(kCodebooks);
  static const ActorRegistry registry = *load_actor_registry(kCodebooks);
  static const ModalityLexicon modality = *load_modality_lexicon(kCodebooks);
  Reading reading;
  reading.events.emplace_back();
  reading.events[0].word = 1;
  reading.events[0].type = "ASSAULT";
  read_figures(sample.document(), conventions, registry, modality, reading);
  ASSERT_EQ(reading.figures.size(), 1u);
  EXPECT_EQ(reading.figures[0].event, 0);
  EXPECT_EQ(reading.events[0].figures, (std::vector<std::int32_t>{0}));
}

TEST(Figures, NoTriggerNoFigure) {
  EXPECT_EQ(figures("1 Three three NUM _ 2 nummod\n2 men man NOUN Number=Plur 3 nsubj\n"
                    "3 ate eat VERB VerbForm=Fin 0 root\n4 two two NUM _ 5 nummod\n"
                    "5 loaves loaf NOUN Number=Plur 3 obj\n"),
            "");
}

}  // namespace
}  // namespace litopys::reading
