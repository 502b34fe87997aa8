// The words that name happenings, before it is asked who did what and whether it happened.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reading/event_conditions.h"

namespace litopys::reading {

struct Trigger {
  std::int32_t word = kNone;  // "attack" of "carried out an attack"
  const EventRow* row = nullptr;
  std::int32_t support_verb = kNone;  // "carried"
  const SupportRow* support = nullptr;
  WordRange words;  // first to last word of the trigger
};

// In text order.
std::vector<Trigger> find_triggers(const EventTables& tables);

// Verbs and nouns of action that no table knows, for `read --unknown`: the sense, else the lemma.
std::vector<std::string> unknown_predicates(const EventTables& tables);

}  // namespace litopys::reading
