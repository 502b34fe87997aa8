// The places that the words of one mention can mean, before the text around them decides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/gazetteer.h"
#include "reading/place_context.h"

namespace litopys::reading {

// Which key of the gazetteer met the words, from the surest to the weakest.
enum class Matched { kExact, kFolded, kRomanised, kSkeleton, kEdit };
std::string_view name_of(Matched matched);  // "exact", "folded", ...

struct PlaceOption {
  PlaceIndex place = gazetteer::kNowhere;
  gazetteer::NameKind kind = gazetteer::NameKind::kMain;
  Matched matched = Matched::kFolded;
};

struct MentionOptions {
  std::string key;  // mentions with the same key name the same, unless told otherwise
  std::vector<PlaceOption> options;
  std::vector<std::string> features;  // "X province": what the name's own words say of its kind
  bool part = false;                  // "northern X"
  std::string inside;                 // "X, Y" in one span: Y
};

// The first reading of the words that the gazetteer knows: as they stand; without article or
// possessive; with short forms written out; without words of kind ("city of X", "X province");
// without words of part ("northern X"); before a comma.
MentionOptions options_of(const PlaceContext& context, std::string_view words);

}  // namespace litopys::reading
