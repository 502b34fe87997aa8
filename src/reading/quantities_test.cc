#include "reading/quantities.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

const std::string kCodebooks = std::string(LITOPYS_SOURCE_DIR) + "/codebooks";

const QuantityConventions& conventions() {
  static const QuantityConventions loaded = *load_quantity_conventions(kCodebooks);
  return loaded;
}

const ActorRegistry& registry() {
  static const ActorRegistry loaded = *load_actor_registry(kCodebooks);
  return loaded;
}

std::string show(const Document& document, const Quantity& quantity) {
  const auto number = [](std::optional<std::int64_t> n) { return n ? std::to_string(*n) : "-"; };
  const Amount& amount = quantity.amount;
  return fmt::format("{}/{}/{} [{}]{}{}{}", number(amount.low), number(amount.best),
                     number(amount.high),
                     words_of(document, language::span_of(document.analysis, quantity.words)),
                     quantity.noun.people() ? " people" : "", quantity.partitive ? " part" : "",
                     quantity.definite ? " definite" : "");
}

// The quantity of one word of a sample, or "" where there is none.
std::string of(const std::string& lines, std::int32_t word) {
  const Sample sample(lines);
  const Document document = sample.document();
  const Quantities quantities(document, {}, conventions(), registry());
  const auto quantity = quantities.of(word - 1);
  return quantity ? show(document, *quantity) : "";
}

TEST(Quantities, NumeralsCountTheirNoun) {
  const std::string lines =
      "1 More more ADJ _ 3 advmod\n2 than than ADP _ 1 fixed\n3 40 40 NUM _ 5 nummod\n"
      "4 young young ADJ _ 5 amod\n5 soldiers soldier NOUN Number=Plur 6 nsubj\n"
      "6 left leave VERB _ 0 root\n";
  EXPECT_EQ(of(lines, 5), "41/-/- [More than 40 young soldiers] people");
  EXPECT_EQ(of(lines, 6), "");
}

TEST(Quantities, CountNounsTakeTheNounAfterOf) {
  EXPECT_EQ(of("1 Dozens dozen NOUN Number=Plur 4 nsubj\n2 of of ADP _ 3 case\n"
               "3 nurses nurse NOUN Number=Plur 1 nmod\n4 marched march VERB _ 0 root\n",
               1),
            "24/-/99 [Dozens of nurses] people");
  EXPECT_EQ(of("1 A a DET _ 2 det\n2 crowd crowd NOUN Number=Sing 6 nsubj\n3 of of ADP _ 5 case\n"
               "4 5,000 5000 NUM _ 5 nummod\n5 people people NOUN Number=Plur 2 nmod\n"
               "6 sang sing VERB _ 0 root\n",
               2),
            "5000/5000/5000 [A crowd of 5,000 people] people");
  EXPECT_EQ(of("1 Two two NUM _ 6 nsubj\n2 of of ADP _ 5 case\n3 the the DET _ 5 det\n"
               "4 30 30 NUM _ 5 nummod\n5 passengers passenger NOUN Number=Plur 1 nmod\n"
               "6 died die VERB _ 0 root\n",
               1),
            "2/2/2 [Two of the 30 passengers] people part");
}

TEST(Quantities, EllipticNumeralsStandAlone) {
  EXPECT_EQ(of("1 Shells shell NOUN _ 2 nsubj\n2 killed kill VERB _ 0 root\n"
               "3 three three NUM _ 2 obj\n",
               3),
            "3/3/3 [three]");
}

TEST(Quantities, BareNounPhrasesCountByArticleAndNumber) {
  EXPECT_EQ(of("1 A a DET _ 3 det\n2 retired retired ADJ _ 3 amod\n"
               "3 teacher teacher NOUN Number=Sing 4 nsubj\n4 died die VERB _ 0 root\n",
               3),
            "1/1/1 [A retired teacher] people");
  EXPECT_EQ(of("1 Civilians civilian NOUN Number=Plur 2 nsubj\n2 died die VERB _ 0 root\n", 1),
            "2/-/- [Civilians] people");
  EXPECT_EQ(of("1 She she PRON Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs 2 nsubj\n"
               "2 died die VERB _ 0 root\n",
               1),
            "1/1/1 [She] people definite");
  EXPECT_EQ(of("1 Nobody nobody PRON Number=Sing 2 nsubj\n2 died die VERB _ 0 root\n", 1),
            "0/0/0 [Nobody] people");
  EXPECT_EQ(of("1 Hope hope NOUN Number=Sing 2 nsubj\n2 died die VERB _ 0 root\n", 1), "");
}

TEST(Quantities, AgesYearsAndUnitsCountNobody) {
  EXPECT_EQ(of("1 A a DET _ 7 det\n2 17 17 NUM _ 4 nummod\n3 - - PUNCT _ 2 punct\n"
               "4 year year NOUN Number=Sing 6 obl\n5 - - PUNCT _ 4 punct\n6 old old ADJ _ 7 amod\n"
               "7 girl girl NOUN Number=Sing 8 nsubj\n8 left leave VERB _ 0 root\n",
               7),
            "1/1/1 [A 17 - year - old girl] people");
  EXPECT_EQ(of("1 It it PRON _ 2 nsubj\n2 began begin VERB _ 0 root\n3 in in ADP _ 4 case\n"
               "4 2014 2014 NUM _ 2 obl\n",
               4),
            "");
  EXPECT_EQ(of("1 They they PRON _ 2 nsubj\n2 walked walk VERB _ 0 root\n3 12 12 NUM _ 4 nummod\n"
               "4 kilometres kilometre NOUN Number=Plur 2 obl\n",
               4),
            "");
}

TEST(Quantities, RelativePronounsStandForTheirNoun) {
  const std::string lines =
      "1 Three three NUM _ 2 nummod\n2 men man NOUN Number=Plur 6 nsubj\n"
      "3 who who PRON PronType=Rel 5 nsubj:pass\n4 were be AUX _ 5 aux:pass\n"
      "5 shot shoot VERB _ 2 acl:relcl\n6 survived survive VERB _ 0 root\n";
  EXPECT_EQ(of(lines, 3), "3/3/3 [Three men] people");
}

TEST(Quantities, NounsKnowWhoTheyName) {
  const Sample sample(
      "1 two two NUM _ 4 nummod\n2 elderly elderly ADJ _ 4 amod\n3 aid aid NOUN _ 4 compound\n"
      "4 workers worker NOUN Number=Plur 0 root\n");
  const NounEntry noun = describe_noun(sample.document(), 3, conventions().nouns, registry());
  EXPECT_EQ(noun.status, "aid_worker");
  EXPECT_EQ(noun.age, "elderly");
}

}  // namespace
}  // namespace litopys::reading
