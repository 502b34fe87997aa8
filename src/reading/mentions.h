// Later mentions of one happening: "A bomb exploded ... The attack killed two ... The killing of
// X".
#pragma once

#include <vector>

#include "reading/document.h"
#include "reading/reading.h"

namespace litopys::reading {

// Killing, wounding, damage: what an attack does.
bool is_harm(const Event& event);

// Sets `same_as` of the events, which stand in text order and are those of one text; a mention
// without a mode has that of the first one. Indices count within `events`.
void link_mentions(const Document& document, const std::vector<Entity>& entities,
                   std::vector<Event>& events);

}  // namespace litopys::reading
