// Later mentions of one happening: "A bomb exploded ... The attack killed two ... The killing of
// X".
#pragma once

#include <vector>

#include "reading/event_conditions.h"
#include "reading/reading.h"

namespace litopys::reading {

// Killing, wounding, damage: what an attack does.
bool is_harm(const Event& event);

// "It was the third attack in a week": the noun says what was told just before.
bool says_what_it_was(const language::Analysis& analysis, std::int32_t noun);

// Sets `same_as` of the events, which stand in text order and are those of one text; a mention
// without a mode has that of the first one. Indices count within `events`.
void link_mentions(const EventTables& tables, const std::vector<Entity>& entities,
                   std::vector<Event>& events);

}  // namespace litopys::reading
