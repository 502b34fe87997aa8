// How well known a place is, before a text says anything: 0 for a hamlet to about 1 for a large
// country.
#pragma once

#include "gazetteer/gazetteer.h"

namespace litopys::gazetteer {

double prominence(const PlaceView& place);

}  // namespace litopys::gazetteer
