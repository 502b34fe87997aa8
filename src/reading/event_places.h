// Where the events happened: links events and figures to the places of the document.
#pragma once

#include "reading/document.h"
#include "reading/place_choice.h"
#include "reading/place_lexicon.h"
#include "reading/reading.h"

namespace litopys::reading {

// Fills place, place_basis and other_places of every event, and the place of every figure. Needs
// places, events and figures.
void place_events(const Document& document, const PlaceLexicon& lexicon,
                  const PlaceChoiceWeights& weights, Reading& reading);

// After the title's reading was appended to the text's: its names are those of the text (a headline
// gives no state to its town).
void join_title_places(const Document& text, Reading& reading);

}  // namespace litopys::reading
