// Whom a trigger counts: its arguments by the language layer or the tree, and what it shares with
// the words coordinated with it.
//
//     "was shot and wounded"           wounded: the subject of shot
//     "leaving five dead"              dead: the object of the verb above
//     "the deaths of two men"          deaths: the noun after "of"
//     "32 confirmed dead"              dead: the number before it, whatever the tree says
//
// Cost: each trigger looks at its children and their children. Test: measures_test.cc.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "reading/measure_rows.h"

namespace litopys::reading {

using Words = std::vector<std::int32_t>;

Words children_by(const language::Analysis& analysis, std::int32_t word, std::string_view deprel);

// "a crowd, [several hundred men], set fire", "residents of two villages, [300 people], fled":
// people with a number that stand beside a noun without one; kNone without.
std::int32_t numbered_beside(const language::Analysis& analysis, const Quantities& quantities,
                             std::int32_t noun);

bool has_case(const language::Analysis& analysis, std::int32_t word,
              std::initializer_list<std::string_view> forms);

bool is_past_participle(const language::Word& word);

class CountedWords {
 public:
  CountedWords(const Document& document, const Quantities& quantities, const MeasureRows& rows)
      : analysis_(document.analysis), quantities_(quantities), rows_(rows) {}

  Words by(std::int32_t trigger, const MeasureRow& row) const;

  // "Up to 40 villagers were abducted": where the tree gives a verb no subject of the kind, the
  // noun phrase right before it and its auxiliaries is the subject.
  std::int32_t subject_before(std::int32_t trigger, bool subject) const;

 private:
  std::int32_t one_of(std::int32_t word, std::int32_t trigger) const;
  bool belongs_to_subject(std::int32_t node, std::int32_t verb) const;
  std::int32_t who_they_are(std::int32_t word, std::int32_t trigger) const;
  void add_shared(std::int32_t trigger, const MeasureRow& row, Words& words) const;
  void add_whole(std::int32_t node, const MeasureRow& row, Words& words) const;
  void add_arguments(std::int32_t trigger, std::string_view role, Words& words) const;
  Words of_verb(std::int32_t trigger, bool subject) const;
  Words subjects(std::int32_t trigger) const;
  Words understood_subjects(std::int32_t trigger) const;
  Words patients(std::int32_t trigger) const;
  Words numbered_itself(std::int32_t trigger) const;
  Words of_state(std::int32_t trigger) const;
  bool is_bare_participle(std::int32_t trigger) const;
  Words nearest(const Words& words, std::int32_t trigger) const;
  bool describes(std::int32_t trigger) const;
  Words of_conjoined_state(std::int32_t first) const;
  Words of_noun(std::int32_t trigger, bool things) const;
  Words of_holder(std::int32_t trigger) const;
  Words of_toll(std::int32_t trigger, const MeasureRow& row) const;
  bool counted_otherwise(const Quantity& quantity, const MeasureRow& row) const;
  Words of_gathering(std::int32_t trigger) const;
  bool is_held(std::int32_t noun) const;
  Words self(std::int32_t trigger, bool noun) const;

  const language::Analysis& analysis_;
  const Quantities& quantities_;
  const MeasureRows& rows_;
};

}  // namespace litopys::reading
