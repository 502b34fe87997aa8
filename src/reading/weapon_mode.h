// Weapons in the words of an event: what they say of its mode, and the instrument.
//
//     "fired mortars at the camp"     heavy-weapons   instrument: mortars
//     "a dynamite attack on a bank"   explosives      instrument: dynamite
//     "killed by the blast"           explosives      a happening is no instrument
#pragma once

#include <string>
#include <vector>

#include "reading/reading.h"
#include "reading/triggers.h"

namespace litopys::reading {

// The word is itself one of the table's happenings: "blast", "offensive".
bool names_event(const EventTables& tables, std::int32_t word);

// The mode of weapons.tsv for the weapon that a word names, two words before one ("tear gas"); ""
// where it names none.
std::string weapon_mode(const EventTables& tables, std::int32_t word);

// The building in or beside which the bomb of the trigger went off, "the bank" of "exploded in
// front of the entrance of the bank"; kNone where none is told.
std::int32_t bombed_site(const EventTables& tables, const Trigger& trigger);

// The mode that a weapon in the clause gives, "" where none is named; adds the instrument.
std::string mode_of_weapon(const EventTables& tables, const Trigger& trigger,
                           std::vector<Participant>& participants);

}  // namespace litopys::reading
