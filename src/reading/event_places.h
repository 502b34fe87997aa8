// Where the events happened: links events and figures to the places of the document.
#pragma once

#include "reading/document.h"
#include "reading/reading.h"

namespace litopys::reading {

// Fills place, place_basis and other_places of every event, and the place of every figure. Needs
// places, events and figures.
void place_events(const Document& document, Reading& reading);

// After the title's reading was appended to the text's: its places become those of the text where
// the names are the same, and its events without a point on the map take the text's.
void place_title(const Document& text, Reading& reading);

}  // namespace litopys::reading
