// Where the name of a place begins and ends: what the tagger of names cut off, and what it took too
// much.
#pragma once

#include "reading/document.h"
#include "reading/place_lexicon.h"
#include "reading/reading.h"

namespace litopys::reading {

// With the words that belong to the name: "Zor" of "Deir ez-Zor" -> all of it, "Airport" of "Lund
// Military Airport", "eed" of "Sa'eed". For words that stand in a name of kind LOC.
WordRange whole_name(const Document& document, const PlaceLexicon& lexicon, WordRange words);

// Without lower-case words at both ends: "central Lund" -> "Lund", "Scania province" -> "Scania". A
// name with no other words stays as it is.
Span bare_name(const Document& document, WordRange words);

}  // namespace litopys::reading
