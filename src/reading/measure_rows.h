// Which rows of codebooks/figure_measures.tsv a word triggers where it stands, and whom they may
// count.
//
//     "Two men were shot dead"   shot: the row with "dead", then the plain one
//     "shot a film"              shot: the plain row, but "film" does not fit it
//
// Cost: a look-up and the children of one word. Test: measures_test.cc.
#pragma once

#include <string>
#include <vector>

#include "reading/measures.h"

namespace litopys::reading {

class MeasureRows {
 public:
  MeasureRows(const Document& document, const Quantities& quantities, const MeasureTable& table)
      : analysis_(document.analysis), quantities_(quantities), table_(table) {}

  // In the order of the table: those of its form whose `with` words are there.
  std::vector<const MeasureRow*> of(std::int32_t word) const;

  // True where the counted word is of the sort that the row counts.
  bool fits(const MeasureRow& row, std::int32_t counted) const;

 private:
  bool has_possessor(std::int32_t at) const;
  bool has_object(std::int32_t verb) const;
  bool is_own(std::int32_t noun) const;
  bool names_agent(std::int32_t at) const;
  bool has_dependent(std::int32_t trigger, const MeasureRow& row) const;
  bool numbered(std::int32_t word, std::int32_t trigger) const;
  bool after_own_subject(std::int32_t word) const;
  bool is_one_of(std::int32_t at, const std::vector<std::string>& wanted) const;

  const language::Analysis& analysis_;
  const Quantities& quantities_;
  const MeasureTable& table_;
};

}  // namespace litopys::reading
