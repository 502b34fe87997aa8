// Who is held to have done it: "claimed responsibility for the bombing", "blamed the rebels for
// it".
#pragma once

#include <cstdint>
#include <vector>

#include "reading/event_conditions.h"
#include "reading/reading.h"

namespace litopys::reading {

// Gives the event of this word an actor where it has none and codebooks/responsibility.tsv knows
// the words that it hangs on. Who says so is left to attribution.
void add_responsible(const EventTables& tables, std::int32_t word,
                     const std::vector<Entity>& entities, Event& event);

}  // namespace litopys::reading
