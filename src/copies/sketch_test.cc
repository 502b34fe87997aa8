#include "copies/sketch.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "copies/sample.h"

namespace litopys::copies {
namespace {

std::size_t shared_keys(const Sketch& a, const Sketch& b) {
  std::vector<std::uint64_t> both;
  std::set_intersection(a.keys.begin(), a.keys.end(), b.keys.begin(), b.keys.end(),
                        std::back_inserter(both));
  return both.size();
}

TEST(Sketch, Instants) {
  EXPECT_EQ(instant_of("1970-01-01T00:00:10Z"), 10);
  EXPECT_EQ(instant_of("1970-01-01T02:00:10+02:00"), 10);
  EXPECT_EQ(instant_of("1969-12-31T19:00:10-05:00"), 10);
  EXPECT_EQ(instant_of("1970-01-01"), 86399);
  EXPECT_LT(instant_of("2031-05-06T23:00:00Z"), instant_of("2031-05-06"));
  EXPECT_EQ(instant_of(""), kUnknownInstant);
  EXPECT_EQ(instant_of("2031-02-31"), kUnknownInstant);
}

TEST(Sketch, LettersAlone) {
  const Sketch a = sketch_of_text("a", "The Crane fell, at 9."),
               b = sketch_of_text("b", "the crane FELL at 9");
  EXPECT_EQ(a.head.letters_hash, b.head.letters_hash);
  EXPECT_NE(a.head.bytes_hash, b.head.bytes_hash);
  EXPECT_NE(sketch_of_text("a", "!!!").head.letters_hash,
            sketch_of_text("b", "???").head.letters_hash);
}

TEST(Sketch, CopiesShareKeys) {
  const Sketch story = sketch_of_text("a", kStory);
  const Sketch inside = sketch_of_text("b", std::string(kOther) + "\n\n" + kStory);
  EXPECT_GE(shared_keys(story, inside) * 10, story.keys.size() * 8);
  EXPECT_LE(shared_keys(story, sketch_of_text("c", kOther)), 1U);
  EXPECT_TRUE(std::is_sorted(story.keys.begin(), story.keys.end()));
}

TEST(Sketch, EarlierIsATotalOrder) {
  const Sketch day = sketch_of_text("a", kStory, "2031-05-06");
  const Sketch next = sketch_of_text("b", kStory, "2031-05-07");
  const Sketch longer =
      sketch_of_text("c", std::string(kStory) + " Nobody died in Corvin.", "2031-05-06");
  const Sketch undated = sketch_of_text("d", kStory);
  const Sketch same = sketch_of_text("e", kStory, "2031-05-06");
  const Sketch* in_order[] = {&longer, &day, &same, &next, &undated};
  for (std::size_t i = 0; i < 5; ++i)
    for (std::size_t j = 0; j < 5; ++j)
      EXPECT_EQ(earlier(in_order[i]->view(), in_order[j]->view()), i < j) << i << " " << j;
}

TEST(Sketch, NamedAgencyIsTheSource) {
  const Sketch paper = sketch_of_text("a", std::string("ALDER (MW) - ") + kStory, "2031-05-06");
  const Sketch wire = sketch_of_text("b", kStory, "2031-05-07", "Morning Wire");
  EXPECT_TRUE(names_as_source(paper.view(), wire.view()));
  EXPECT_TRUE(can_be_source(wire.view(), paper.view()));
  EXPECT_FALSE(can_be_source(paper.view(), wire.view()));
  const Sketch silent = sketch_of_text("c", kStory, "2031-05-06");
  EXPECT_TRUE(can_be_source(silent.view(), wire.view()));
}

TEST(Sketch, NoText) {
  EXPECT_TRUE(sketch_of_text("a", "").words.empty());
  EXPECT_EQ(sketch_of_text("a", "").keys.size(), 1U);
}

}  // namespace
}  // namespace litopys::copies
