// The mode of an attack by the weapon that is named ("with drones").
#pragma once

#include <string>
#include <vector>

#include "reading/participants.h"

namespace litopys::reading {

// The mode that a weapon in the clause gives, "" where none is named; adds the instrument.
std::string mode_of_weapon(const EventTables& tables, const Trigger& trigger,
                           std::vector<Participant>& participants);

}  // namespace litopys::reading
