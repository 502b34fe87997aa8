// Names and the parts that they name: "a teacher, Ruth Adeyemi", "two monks, A. B. and C. D.", "The
// victims were identified as ...".
#pragma once

#include <cstdint>
#include <vector>

#include "reading/event_conditions.h"
#include "reading/reading.h"

namespace litopys::reading {

// The entity that a word belongs to, or kNone; not one of the title.
std::int32_t entity_of(std::int32_t word, const std::vector<Entity>& entities);

// A part's noun phrase, with the whole of its name (`entity`, or kNone) where the tree cuts it, and
// a name that follows it without a comma ("the newspaper Dawn").
WordRange phrase_with_name(const language::Analysis& analysis, std::int32_t word,
                           std::int32_t entity, const std::vector<Entity>& entities);

// "members of the Free Rivers Front attacked", "FRF rebels attacked": the body in whose name they
// act is an actor too.
void add_bodies(const EventTables& tables, const std::vector<Entity>& entities,
                std::vector<Participant>& parts);

// Gives the parts of the events, which stand in text order, the names that are told beside them or
// in a sentence of its own soon after.
void name_participants(const EventTables& tables, const std::vector<Entity>& entities,
                       std::vector<Event>& events);

}  // namespace litopys::reading
