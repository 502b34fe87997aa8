// The armed body behind a description: "the guerrillas" of a report that names one such body only.
#pragma once

#include <vector>

#include "reading/reading.h"
#include "reading/triggers.h"

namespace litopys::reading {

// Adds the body as a further actor, at its nearest mention, where an actor of violence is described
// as fighters of a rebellion with "the" and no body is named beside them.
void add_described_bodies(const EventTables& tables, const std::vector<Entity>& entities,
                          std::vector<Event>& events);

}  // namespace litopys::reading
