// Which words make a quantity a figure, and of which measure.
//
// codebooks/figure_measures.tsv lists triggers ("kill", "wounded", "death", "gather") with the role
// of those they count. This finds the triggers of a document and, for each, the words that fill
// that role: by PropBank arguments where the language layer gave them, else by the tree.
//
//     "Gunmen killed three"            killed, counted word "three"
//     "two were shot dead"             killed: "shoot" with "dead"
//     "28 killed and 68 wounded"       the participles count themselves
//     "12 deaths", "the death of a man"
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "reading/document.h"
#include "reading/quantities.h"
#include "text/result.h"

namespace litopys::reading {

struct MeasureRow {
  // verb, state (adjective or participle), noun (that counts), holder ("wound": of its holder),
  // toll, gathering (a noun of an event with its crowd)
  std::string kind;
  bool subject = false;  // the subject is counted, not the object
  bool things = false;   // counts things, not people
  std::string measure;
  std::vector<std::string> with;  // one of these must depend on the trigger; @place: a place's name
  bool soft = false;              // treated or taken to hospital: may yet have died
  bool deep = false;              // `with` may stand inside a phrase of the trigger
  bool passive = false;           // only of a passive: "300 were held", not "300 held a meeting"
  bool active = false;            // not of a passive without an agent: "people besieged there"
  bool hosted = false;            // `with` is the subject: "the march drew 3,500"
  bool governed = false;          // `with` is above it: "claimed the lives of three men"
  bool explicit_only = false;     // counts only with a numeral
  std::int64_t least = 0;         // counts only so many or more: many 100, crowd 20
};

struct MeasureTable {
  std::map<std::string, std::vector<MeasureRow>, std::less<>> rows;  // by word form
};

text::Result<MeasureTable> load_measure_table(const std::filesystem::path& codebooks);

// One counted word and what counts it.
struct Count {
  std::int32_t trigger = kNone;
  std::int32_t counted = kNone;
  const MeasureRow* row = nullptr;
  bool adjacent = false;  // found by nearness alone; stronger than the tree's reach over a gap
};

// All counts of the document, by trigger.
std::vector<Count> find_counts(const Document& document, const Quantities& quantities,
                               const MeasureTable& table);

// The noun phrases coordinated with `word`, `word` first: "a man, a boy and their dog".
std::vector<std::int32_t> coordinated(const language::Analysis& analysis, std::int32_t word);

}  // namespace litopys::reading
