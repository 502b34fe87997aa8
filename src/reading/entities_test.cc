#include "reading/entities.h"

#include <gtest/gtest.h>

#include "reading/sample.h"

namespace litopys::reading {
namespace {

TEST(Entities, ANameIsJoinedToItsFullForm) {
  const Sample sample(
      "1 Ruth Ruth PROPN _ 3 nsubj NER=PER\n2 Adeyemi Adeyemi PROPN _ 1 flat NER=+\n"
      "3 spoke speak VERB _ 0 root\n"
      "\n"
      "1 Adeyemi Adeyemi PROPN _ 2 nsubj NER=PER\n2 left leave VERB _ 0 root\n");
  const std::vector<Entity> entities = read_entities(sample.document());
  ASSERT_EQ(entities.size(), 2u);
  EXPECT_EQ(entities[0].same_as, kNone);
  EXPECT_EQ(entities[1].same_as, 0);
}

TEST(Entities, AShortNameOfTwoPeopleStaysAlone) {
  const Sample sample(
      "1 Ruth Ruth PROPN _ 0 root NER=PER\n2 Adeyemi Adeyemi PROPN _ 1 flat NER=+\n"
      "3 Paul Paul PROPN _ 1 conj NER=PER\n4 Adeyemi Adeyemi PROPN _ 3 flat NER=+\n"
      "5 Adeyemi Adeyemi PROPN _ 1 conj NER=PER\n");
  EXPECT_EQ(read_entities(sample.document())[2].same_as, kNone);
}

TEST(Entities, InitialsJoinAnOrganisation) {
  const Sample sample(
      "1 Free Free PROPN _ 3 compound NER=ORG\n2 Rivers Rivers PROPN _ 3 compound NER=+\n"
      "3 Front Front PROPN _ 0 root NER=+\n4 FRF FRF PROPN _ 3 appos NER=ORG\n");
  EXPECT_EQ(read_entities(sample.document())[1].same_as, 0);
}

}  // namespace
}  // namespace litopys::reading
