// What a place is, how exact it is, and where it lies when the words tell it by another one.
#pragma once

#include "gazetteer/gazetteer.h"
#include "reading/place_offsets.h"
#include "reading/reading.h"

namespace litopys::reading {

// What the gazetteer says of a place; how the words match it, and how surely, is left open.
PlaceCandidate described(const gazetteer::Gazetteer& gazetteer, const gazetteer::PlaceView& place);

// Areas say that they are areas; a town reaches about as far as its people need room. `part`: only
// near it.
void set_precision(const gazetteer::PlaceView& found, bool part, Place& place);

// "20 km north of X": the point is there, and the radius a quarter of the way; "20 km from X": all
// around. For a resolved place.
void apply_offset(const PlaceOffset& offset, Place& place);

}  // namespace litopys::reading
