// Looks at a page's tags before the HTML parser does, refuses what would cost the parser more than
// linear time or memory (no honest page comes near the limits), and leaves out what nobody reads.
#pragma once

#include <string>
#include <string_view>

#include "text/result.h"

namespace litopys::intake {

constexpr int kMaxNesting = 2000;     // elements open at once, those with an optional end left out
constexpr int kMaxAttributes = 1000;  // of one tag

// The page without scripts but JSON-LD, styles, comments, and attributes that intake does not ask
// for.
text::Result<std::string> guarded_page(std::string_view html, const std::string& where);

}  // namespace litopys::intake
