// Places told by another place: "20 kilometres (12 miles) north of Lund", "ten miles from Lund",
// "near Lund".
#pragma once

#include <cstddef>
#include <optional>

#include "reading/place_context.h"

namespace litopys::reading {

struct PlaceOffset {
  double km = 0;                  // 0: no distance is told
  std::optional<double> bearing;  // degrees clockwise from north
  bool near = false;              // "near Lund"
};

// What stands before word `first` of the context (PlaceContext::words), where a name begins.
PlaceOffset read_offset(const PlaceContext& context, std::size_t first);

// The point so far from another.
struct Point {
  double latitude = 0, longitude = 0;
};
Point moved(Point from, double km, double bearing);

}  // namespace litopys::reading
