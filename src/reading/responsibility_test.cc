#include "reading/responsibility.h"

#include <gtest/gtest.h>

#include "reading/sample.h"
#include "reading/sample_codebooks.h"

namespace litopys::reading {
namespace {

// The words of the actor that the event of this word gets, "-" for none.
std::string actor_of(const Sample& sample, std::int32_t word) {
  const Document document = sample.document();
  Event event;
  add_responsible({document, codebook(), registry()}, word, {}, event);
  if (event.participants.empty()) return "-";
  const Span span = event.participants.front().span;
  return sample.text().substr(span.begin, span.end - span.begin);
}

TEST(Responsibility, WhoClaimsIt) {
  const Sample sample(
      "1 Rebels rebel NOUN Number=Plur 2 nsubj\n2 claimed claim VERB Tense=Past|VerbForm=Fin 0 "
      "root\n"
      "3 responsibility responsibility NOUN _ 2 obj\n4 for for ADP _ 6 case\n5 the the DET _ 6 "
      "det\n"
      "6 raid raid NOUN _ 3 nmod\n");
  EXPECT_EQ(actor_of(sample, 5), "Rebels");
}

TEST(Responsibility, NobodyClaimsIt) {
  const Sample sample(
      "1 No no DET PronType=Neg 2 det\n2 group group NOUN Number=Sing 3 nsubj\n3 claimed claim "
      "VERB "
      "Tense=Past|VerbForm=Fin 0 root\n"
      "4 responsibility responsibility NOUN _ 3 obj\n5 for for ADP _ 7 case\n6 the the DET _ 7 "
      "det\n"
      "7 raid raid NOUN _ 4 nmod\n");
  EXPECT_EQ(actor_of(sample, 6), "-");
}

TEST(Responsibility, WhoIsBlamed) {
  const Sample sample(
      "1 Officials official NOUN Number=Plur 2 nsubj\n2 blamed blame VERB Tense=Past|VerbForm=Fin "
      "0 root\n"
      "3 rebels rebel NOUN Number=Plur 2 obj\n4 for for ADP _ 6 case\n5 the the DET _ 6 det\n"
      "6 raid raid NOUN _ 2 obl\n");
  EXPECT_EQ(actor_of(sample, 5), "rebels");
}

TEST(Responsibility, WhoDeniesItDidNotDoIt) {
  const Sample sample(
      "1 Rebels rebel NOUN Number=Plur 2 nsubj\n2 denied deny VERB Tense=Past|VerbForm=Fin 0 root\n"
      "3 responsibility responsibility NOUN _ 2 obj\n4 for for ADP _ 6 case\n5 the the DET _ 6 "
      "det\n"
      "6 raid raid NOUN _ 3 nmod\n");
  EXPECT_EQ(actor_of(sample, 5), "-");
}

}  // namespace
}  // namespace litopys::reading
