#include "copies/comparison.h"

#include <gtest/gtest.h>

#include "copies/sample.h"

namespace litopys::copies {
namespace {

std::string replaced(std::string text,
                     std::initializer_list<std::pair<const char*, const char*>> pairs) {
  for (const auto& [from, to] : pairs)
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + std::string_view(to).size()))
      text.replace(at, std::string_view(from).size(), to);
  return text;
}

std::optional<Likeness> of(const std::string& first, const std::string& later) {
  const Sketch a = sketch_of_text("a", first, "2031-05-06"),
               b = sketch_of_text("b", later, "2031-05-08");
  const auto likeness = compare(a.view(), b.view());
  EXPECT_EQ(compare(b.view(), a.view()), likeness) << "not symmetric";
  return likeness;
}

void expect(const std::string& later, Relation relation) {
  const auto likeness = of(kStory, later);
  ASSERT_TRUE(likeness);
  EXPECT_EQ(static_cast<int>(likeness->relation), static_cast<int>(relation));
}

TEST(Comparison, Copies) {
  expect(kStory, Relation::kSameBytes);
  expect(std::string("  ") + kStory, Relation::kSameText);
  expect(std::string("Voices of Alder\n\n") + kStory + "\n\nWrite to our editors.",
         Relation::kNearCopy);
}

TEST(Comparison, Excerpts) {
  expect(std::string(kStory).substr(0, 260), Relation::kExcerpt);
  expect(std::string(kOther) + "\n" + kStory + "\n" + kOther, Relation::kExcerpt);
}

TEST(Comparison, Rewrites) {
  expect(replaced(kStory, {{"fell on the quay of", "collapsed at the docks in"},
                           {"hurt 12 dockers, said", "injured twelve workers, according to"},
                           {"Port Alder", "Port Aldher"},
                           {"stays closed until", "remains shut till"},
                           {"asked", "urged"},
                           {"to explain why 3", "to tell why three"},
                           {"renewed", "replaced"},
                           {"operated on", "treated"},
                           {"measured a wind", "registered gusts"},
                           {"were sent to", "went on towards"}}),
         Relation::kRewrite);
}

TEST(Comparison, FactsInOrderAreEnough) {
  EXPECT_TRUE(
      of(kStory,
         "Dockers, 12 of them, lay wounded near Port Alder this Sunday once machinery toppled, "
         "Mayor Lena Voss told listeners; shipping resumes Thursday. Explanations were owed by "
         "Brinkman Lines, Voss added: 3 steel ropes dated back beyond 2019. Doctors from Saint "
         "Orban rescued motorist Emil Tarr. Gusts reached 94, experts of Corvin found. Vessels "
         "heading towards Halden docked in Marsk, unloading 410 boxes."));
}

TEST(Comparison, NotCopies) {
  EXPECT_FALSE(of(kStory, kOther));
  EXPECT_FALSE(of(kStory, ""));
  EXPECT_FALSE(of("", kStory));
  EXPECT_FALSE(
      of(kStory,
         "Two days after the accident in Port Alder, Mayor Lena Voss visited the dockers. Of "
         "the 12, five have gone home. A lawyer for Brinkman Lines refused to comment. The "
         "families collected money, and Emil Tarr thanked everybody from his bed at Saint Orban."));
}

TEST(Comparison, SameFormOtherFacts) {
  const std::string other = replaced(kStory, {{"Port Alder", "New Haddon"},
                                              {"Sunday", "Friday"},
                                              {"12", "4"},
                                              {"Lena Voss", "Ivo Grant"},
                                              {"Voss", "Grant"},
                                              {"Thursday", "Monday"},
                                              {"Brinkman Lines", "Otter Freight"},
                                              {"3 cables", "7 cables"},
                                              {"2019", "2024"},
                                              {"Saint Orban", "Queen Edda"},
                                              {"Emil", "Paul"},
                                              {"Tarr", "Kern"},
                                              {"Corvin", "Lisse"},
                                              {"94", "71"},
                                              {"Halden", "Bray"},
                                              {"Marsk", "Tolm"},
                                              {"410", "95"}});
  EXPECT_FALSE(of(kStory, other));
  const std::string numbers = replaced(
      kStory,
      {{"12", "4"}, {"3 cables", "7 cables"}, {"2019", "2024"}, {"94", "71"}, {"410", "95"}});
  EXPECT_FALSE(of(kStory, numbers)) << "only the numbers differ";
}

TEST(Comparison, QuotationAndStandingLines) {
  const std::string passage = std::string(kStory).substr(93, 200);
  EXPECT_FALSE(of(kStory, std::string(kOther) + "\n" + passage + "\n" + kOther));
  const std::string foot =
      " Write to the editors if you find a mistake in this article. Photographs can be ordered "
      "from our "
      "archive every weekday. Nothing printed here may be published again without our permission.";
  EXPECT_FALSE(of(kStory + foot, kOther + foot));
}

}  // namespace
}  // namespace litopys::copies
