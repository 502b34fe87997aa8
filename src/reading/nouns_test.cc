#include "reading/nouns.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

using Kind = NounEntry::Kind;
const std::string kCodebooks = std::string(LITOPYS_SOURCE_DIR) + "/codebooks";

NounEntry noun(const std::string& lines, std::int32_t word) {
  static const NounLexicon lexicon = *load_noun_lexicon(kCodebooks);
  static const ActorRegistry registry = *load_actor_registry(kCodebooks);
  const Sample sample(lines);
  return describe_noun(sample.document(), word - 1, lexicon, registry);
}

TEST(Nouns, PeopleThingsAndWhatIsNeither) {
  EXPECT_EQ(noun("1 nurses nurse NOUN Number=Plur 0 root\n", 1).status, "civilian");
  EXPECT_EQ(noun("1 crowd crowd NOUN Number=Sing 0 root\n", 1).kind, Kind::kGroup);
  EXPECT_EQ(noun("1 schools school NOUN Number=Plur 0 root\n", 1).unit, "school");
  EXPECT_EQ(noun("1 hours hour NOUN Number=Plur 0 root\n", 1).kind, Kind::kOther);
  EXPECT_EQ(noun("1 flurries flurry NOUN Number=Plur 0 root\n", 1).kind, Kind::kUnknown);
}

TEST(Nouns, TwoWordsBeforeOne) {
  const std::string lines =
      "1 aid aid NOUN _ 2 compound\n2 workers worker NOUN Number=Plur 0 root\n";
  EXPECT_EQ(noun(lines, 2).status, "aid_worker");
}

TEST(Nouns, AgesInOneWordAndInFive) {
  const NounEntry girl = noun(
      "1 12 12 NUM _ 3 nummod\n2 - - PUNCT _ 1 punct\n3 year year NOUN _ 5 obl\n"
      "4 - - PUNCT _ 3 punct\n5 old old ADJ _ 6 amod\n6 girl girl NOUN Number=Sing 0 root\n",
      6);
  ASSERT_TRUE(girl.years);
  EXPECT_EQ(girl.years->first, 12);
  EXPECT_EQ(girl.age, "child");
  EXPECT_EQ(girl.sex, "female");
  EXPECT_EQ(noun("1 40-year-old 40-year-old NOUN Number=Sing 0 root\n", 1).age, "adult");
}

TEST(Nouns, DemonymsAndNamesArePeople) {
  EXPECT_EQ(noun("1 Colombians Colombian PROPN Number=Plur 0 root\n", 1).kind, Kind::kPerson);
  EXPECT_EQ(noun("1 Adeyemi Adeyemi PROPN Number=Sing 0 root NER=PER\n", 1).kind, Kind::kPerson);
}

TEST(Nouns, ModifiersSayWhoTheyAre) {
  EXPECT_EQ(noun("1 armed armed ADJ _ 2 amod\n2 men man NOUN Number=Plur 0 root\n", 2).status,
            "combatant");
  EXPECT_EQ(noun("1 elderly elderly ADJ _ 2 amod\n2 women woman NOUN Number=Plur 0 root\n", 2).age,
            "elderly");
}

}  // namespace
}  // namespace litopys::reading
