// Which words of a document name places, and which places they are.
#pragma once

#include <optional>
#include <string_view>

#include "gazetteer/gazetteer.h"
#include "reading/document.h"
#include "reading/place_lexicon.h"
#include "reading/reading.h"

namespace litopys::reading {

// Fills Reading::places: the names of kind LOC, further proper nouns that the gazetteer knows and
// that stand where places stand, and the place of a dateline. Needs Reading::times (the month May
// is no town). A name that the gazetteer lacks stays a place without a match.
void read_places(const Document& document, const gazetteer::Gazetteer& gazetteer,
                 const PlaceLexicon& lexicon, Reading& reading);

// "BERGEN, Norway, March 5 (Agency) —" at the beginning of one of the first three lines: the span
// up to the dash.
std::optional<text::Span> dateline_of(std::string_view text);

}  // namespace litopys::reading
