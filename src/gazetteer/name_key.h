// The form under which names of places are looked up: folded, without apostrophes and full stops,
// other punctuation and runs of blanks as one blank.
//
//     "Sana'a", "SANAA" → "sanaa"      "U.S." → "us"      "Ivano-Frankivs’k" → "ivano frankivsk"
#pragma once

#include <string>
#include <string_view>

namespace litopys::gazetteer {

std::string name_key(std::string_view name);

}  // namespace litopys::gazetteer
