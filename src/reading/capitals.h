// "The capital", told without its name: the place that it is.
#pragma once

#include <vector>

#include "gazetteer/gazetteer.h"
#include "reading/document.h"
#include "reading/place_lexicon.h"
#include "reading/reading.h"

namespace litopys::reading {

// The capitals that the text speaks of without naming them. `places`: the places it names.
std::vector<Place> unnamed_capitals(const Document& document, const gazetteer::Gazetteer& gazetteer,
                                    const PlaceLexicon& lexicon, const std::vector<Place>& places);

}  // namespace litopys::reading
