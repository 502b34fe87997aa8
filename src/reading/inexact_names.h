// The places that a name may mean when no key of the gazetteer has it as it is written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reading/place_candidates.h"
#include "reading/place_context.h"

namespace litopys::reading {

// `key`: the folded name (gazetteer/name_key.h). `beside`: the areas that the text writes beside
// it. Empty where nothing comes near, or where the text gives no reason to believe it.
std::vector<PlaceOption> inexact_options(const PlaceContext& context, std::string_view key,
                                         const std::vector<std::vector<PlaceIndex>>& beside);

struct RomanisedForm {
  std::string key;
  std::vector<std::string> countries;  // where all its pairs hold; empty: anywhere
};

// The key written in other systems of romanisation that hold in one of these countries (none: in
// any), itself left out, nearest first, at most `limit`.
std::vector<RomanisedForm> romanised_forms(const PlaceLexicon& lexicon, std::string_view key,
                                           const std::vector<std::string>& countries,
                                           std::size_t limit);

}  // namespace litopys::reading
