// Names that were found only as a place of a country that the text has nothing to do with.
#pragma once

#include <vector>

#include "reading/place_context.h"
#include "reading/reading.h"

namespace litopys::reading {

// Such places stay named and unresolved.
void drop_lonely(const PlaceContext& context, std::vector<Place>& places);

}  // namespace litopys::reading
