// Figures that a report gives as numbers: a bulletin's labelled line, a count that somebody puts
// on the dead or on a crowd, a rival's number with the noun left out.
//
//     "Dead: 334"                                     killed 334, by the label
//     "put the number of wounded at 52"               injured 52
//     "120 farmers took part; the union counted 200"  participants 200, as the number before it
//     "Two of the dead were girls."                   killed 2
//
// The words of counting stand in codebooks/counting.tsv.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reading/figure_drafts.h"

namespace litopys::reading {

struct CountingWords {
  std::map<std::string, std::set<std::string>, std::less<>> classes;  // form -> its classes

  bool is(std::string_view form, std::string_view wanted) const;
};

text::Result<CountingWords> load_counting_words(const std::filesystem::path& codebooks);

struct CountingContext {
  const Document& document;
  const Quantities& quantities;
  const MeasureTable& measures;
  const NounLexicon& nouns;
  const ActorRegistry& registry;
  const CountingWords& words;
  const std::vector<Event>& events;  // in text order
  const std::vector<Attribution>& attributions;
};

// Adds the drafts of labelled lines (figure_labels.cc); a draft that a label has counted otherwise
// loses its measure.
void add_labelled_counts(const CountingContext& context, std::vector<Draft>& drafts);

// Adds the drafts of such numbers to those that are there; drops the noun phrases without a
// numeral that a label or a "number of ..." has counted ("Firefighters injured: 3").
void add_told_counts(const CountingContext& context, std::vector<Draft>& drafts);

// Adds rivals' numbers that name no measure of their own, once all others are there.
void add_rivals(const CountingContext& context, std::vector<Draft>& drafts);

// Adds the numbers alone that share out a figure by place, time or kind ("eight in Qarah").
void add_shares(const CountingContext& context, std::vector<Draft>& drafts);

}  // namespace litopys::reading
