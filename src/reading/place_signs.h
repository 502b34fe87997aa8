// The signs that speak for one candidate of a name (codebooks/place_weights.tsv tells each).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reading/place_candidates.h"

namespace litopys::reading {

inline double& sign(Signs& signs, Sign which) { return signs[static_cast<std::size_t>(which)]; }
inline double sign(const Signs& signs, Sign which) {
  return signs[static_cast<std::size_t>(which)];
}

// Where the outlet is at home.
struct Home {
  std::string_view country;               // ISO 3166-1 alpha-2; empty: not known
  PlaceIndex area = gazetteer::kNowhere;  // of a local outlet: the first-level area of its town
};

// Those that the place and its name have in any text, and those that the text as a whole gives.
Signs signs_of_place(const PlaceContext& context, const PlaceOption& option,
                     const gazetteer::PlaceView& place, const Home& home);

// 1 where every name beside a mention holds the place, less where only some do.
double containment(const PlaceContext& context, const std::vector<std::vector<PlaceIndex>>& beside,
                   PlaceIndex place);

// 1 where the feature is of one of these kinds, -1 where it is of none, 0 where there are none.
double kind_agreement(const std::vector<std::string>& features, std::string_view feature);

// The sum of the signs times their weights.
double score(const PlaceLexicon& lexicon, const Signs& signs);

}  // namespace litopys::reading
