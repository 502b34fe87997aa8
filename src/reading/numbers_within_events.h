// "The drill simulated an attack with 40 dead": a number inside the words of what did not take
// place.
#pragma once

#include "reading/document.h"
#include "reading/reading.h"

namespace litopys::reading {

// A figure told as fact below the trigger of its own event, which is planned, threatened, demanded
// or imagined, is no more a fact than the event. Linear in the figures.
void tell_numbers_as_their_events(const Document& document, Reading& reading);

}  // namespace litopys::reading
