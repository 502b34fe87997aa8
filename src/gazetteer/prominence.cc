// The share of readers who think of this place first can be seen from three things: how many people
// live there (on a logarithmic scale), how many languages and spellings have a name for it, and
// what it is: a country, the capital of one, a seat of a region.
//
//     Paris in France (2 million, 150 names, a capital) 0.97; Paris in Texas (25,000, 20) 0.42
//
// A quarter of the towns have no population in the table; their names still speak for them.
// Covered by prominence_test.cc.
#include "gazetteer/prominence.h"

#include <algorithm>
#include <cmath>

namespace litopys::gazetteer {
namespace {

double rank_of(std::string_view feature) {
  if (feature == "PCLI" || feature == "CONT") return 1.0;
  if (feature == "PPLC" || feature == "OCN") return 0.9;
  if (feature == "ADM1") return 0.8;
  if (feature == "PPLA") return 0.7;
  if (feature == "PPLA2") return 0.5;
  if (feature == "ADM2") return 0.35;
  if (feature == "PPLA3" || feature == "PPLA4" || feature == "PPL") return 0.4;
  if (feature == "PPLX" || feature == "PPLQ" || feature == "PPLH") return 0.1;
  return feature.starts_with("PPL") || feature == "STLMT" ? 0.2 : 0.8;  // regions, seas, rivers
}

}  // namespace

double prominence(const PlaceView& place) {
  const double people = std::min(1.0, std::log10(1.0 + place.population) / 8.0);
  const double names = std::min(1.0, std::log2(1.0 + place.name_count) / 7.0);
  const double rank = rank_of(place.feature);
  if (place.geonameid == 0 && place.population == 0) return rank;  // of a codebook: well known
  return 0.45 * people + 0.25 * names + 0.3 * rank;
}

}  // namespace litopys::gazetteer
