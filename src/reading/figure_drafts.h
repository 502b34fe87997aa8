// Drafts of figures, before they are printed: steps of figures.cc that look at several at once.
#pragma once

#include <string>
#include <vector>

#include "reading/measures.h"
#include "reading/quantities.h"

namespace litopys::reading {

struct Draft {
  Quantity quantity;
  std::string measure;
  std::int32_t trigger = kNone;
  bool soft = false;           // hurt as far as told, may have died
  std::int32_t whole = kNone;  // node of the quantity that this is a part of
  const MeasureRow* row = nullptr;
  bool adjacent = false;
  std::int32_t told_before = kNone;  // node of those hurt who are now told dead
  bool died = false;                 // hurt, and told dead later
  bool told = true;                  // not denied, planned or feared
  bool of_whole = false;             // told of the whole in its of-phrase: "five of those hurt"
  bool counted = false;              // a number that somebody gives (figure_counts.h)
  bool denied = false;               // "3,000, not [20,000]"
  std::int32_t like = kNone;         // node of the number whose measure it repeats
};

// One figure for each noun phrase and kind of harm: killed before injured before casualties;
// "killed or wounded" is a casualty.
void reconcile(const language::Analysis& analysis, std::vector<Draft>& drafts);

// Parts of a whole that is told of before: "including 16 children", "two of them", "five people:
// two men and three women". They take the measure of the whole unless they have their own.
void add_parts(const Document& document, const Quantities& quantities, std::vector<Draft>& drafts);

// Drops what was told before by pronoun or article, and settles who was hurt and who has died.
void settle_mentions(const language::Analysis& analysis, std::vector<Draft>& drafts);

}  // namespace litopys::reading
