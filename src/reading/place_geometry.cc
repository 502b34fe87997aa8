// A point is printed with the radius within which the place lies: an area's own, a town's by its
// people (the square root of their number: 2 km for a village, 25 for a metropolis), twice that for
// "near" and parts of it, and for a told distance as place_geometry.h says. Covered by
// place_resolver_test.cc and tests/cases/places.
#include "reading/place_geometry.h"

#include <algorithm>
#include <cmath>

namespace litopys::reading {

PlaceCandidate described(const gazetteer::Gazetteer& gazetteer, const gazetteer::PlaceView& place) {
  const auto name_of = [&](gazetteer::PlaceIndex area) {
    return area == gazetteer::kNowhere ? std::string() : std::string(gazetteer.place(area).name);
  };
  PlaceCandidate out;
  out.geonameid = place.geonameid;
  out.name = place.name;
  out.feature = place.feature;
  out.country = place.country;
  out.admin1 = name_of(place.admin1);
  out.admin2 = name_of(place.admin2);
  out.latitude = place.latitude;
  out.longitude = place.longitude;
  return out;
}

void set_precision(const gazetteer::PlaceView& found, bool part, Place& place) {
  place.radius_km = found.radius_km;
  if (found.feature == "PCLI") {
    place.precision = "country";
  } else if (found.feature == "ADM1") {
    place.precision = "admin1";
  } else if (found.feature == "ADM2") {
    place.precision = "admin2";
  } else if (found.feature.starts_with("PPL") || found.feature == "STLMT") {
    place.precision = part ? "near" : "exact";
    place.radius_km = std::clamp(std::round(std::sqrt(found.population) * 0.2) / 10, 2.0, 25.0);
    if (part) place.radius_km *= 2;
  } else {
    place.precision = "region";
  }
}

void apply_offset(const PlaceOffset& offset, Place& place) {
  if (offset.near && place.precision == "near") place.rule = "places.near";
  if (offset.km == 0 || (place.precision != "exact" && place.precision != "near")) return;
  place.precision = "near";
  place.rule = "places.offset";
  place.radius_km = std::max(place.radius_km, std::round(offset.km * 10) / 10);
  if (!offset.bearing) return;
  const Point point =
      moved({place.match->latitude, place.match->longitude}, offset.km, *offset.bearing);
  place.match->latitude = std::round(point.latitude * 1e5) / 1e5;
  place.match->longitude = std::round(point.longitude * 1e5) / 1e5;
  place.radius_km = std::max(2.0, std::round(offset.km * 2.5) / 10);
}

}  // namespace litopys::reading
