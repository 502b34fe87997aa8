// Towns that the language layer took for persons or organisations.
#pragma once

#include <optional>

#include "gazetteer/gazetteer.h"
#include "reading/document.h"
#include "reading/place_lexicon.h"

namespace litopys::reading {

// The analysis with these names as names of places; nothing where there are none.
std::optional<language::Analysis> with_towns(const Document& document,
                                             const gazetteer::Gazetteer& gazetteer,
                                             const PlaceLexicon& lexicon);

}  // namespace litopys::reading
