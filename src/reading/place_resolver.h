// Which place each mention means: all mentions of a text decided together.
//
//     const PlaceContext context = read_context(text, gazetteer, lexicon);
//     std::vector<Place> places = resolve_places(context, {Span{10, 21}}, {});
//
// Used by `read` on the names that the language layer found and by `geocode` on spans given.
#pragma once

#include <string>
#include <vector>

#include "reading/place_context.h"
#include "reading/reading.h"

namespace litopys::reading {

struct PlaceHints {
  std::string publisher;  // as the report has it; where it is at home speaks a little (outlets.h)
  std::string uri;        // the address of the report, where the publisher tells none
};

// One place for each mention, in the same order; without a match where the gazetteer has no such
// name. The score is the share of the best candidate against the others and against "no place".
std::vector<Place> resolve_places(const PlaceContext& context, const std::vector<Span>& mentions,
                                  const PlaceHints& hints);

// For fitting the weights: the candidates of each mention with their signs, best first.
struct WeighedCandidate {
  PlaceIndex place = gazetteer::kNowhere;
  Signs signs{};
};
std::vector<std::vector<WeighedCandidate>> weigh_places(const PlaceContext& context,
                                                        const std::vector<Span>& mentions,
                                                        const PlaceHints& hints);

}  // namespace litopys::reading
