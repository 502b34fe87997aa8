// Names of places that stand side by side: in a list of one sort ("Texas, Washington and Utah"), or
// a town and the area that holds it ("Springfield, Ohio").
#pragma once

#include <string_view>
#include <vector>

#include "reading/place_candidates.h"

namespace litopys::reading {

// Two names with nothing but a comma and a link word of two or three letters between them.
bool is_list(std::string_view text, Span before, Span after);

// What sort of place a list may be of: countries, first-level areas, second-level areas, towns,
// others.
int sort_of(std::string_view feature);

// The areas among `outer` that hold a well-known place among `inner`. Countries are left out: they
// speak for themselves. At most 40 options of each are looked at.
std::vector<PlaceIndex> holding(const PlaceContext& context, const std::vector<PlaceOption>& inner,
                                const std::vector<PlaceOption>& outer);

}  // namespace litopys::reading
