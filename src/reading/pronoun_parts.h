// Pronouns among the parts of events whose antecedent their own sentence does not settle
// (pronouns.h), by what the sentences just before tell.
#pragma once

#include <vector>

#include "reading/reading.h"
#include "reading/triggers.h"

namespace litopys::reading {

// `events` in text order; a part that is resolved takes the words, the entity and the description
// of whom it stands for, and its rule names the pronoun.
void resolve_pronoun_parts(const EventTables& tables, const std::vector<Entity>& entities,
                           std::vector<Event>& events);

}  // namespace litopys::reading
