// The parts of an event: which words play actor, recipient and instrument.
#pragma once

#include <string>
#include <vector>

#include "reading/reading.h"
#include "reading/triggers.h"

namespace litopys::reading {

// One part, described.
Participant make_participant(const EventTables& tables, const std::string& role, std::int32_t word,
                             const std::vector<Entity>& entities);

// Needs the entities and the times of the reading: a day is nobody ("a raid on Thursday").
std::vector<Participant> read_participants(const EventTables& tables, const Trigger& trigger,
                                           const Reading& reading);

}  // namespace litopys::reading
