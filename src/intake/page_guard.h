// Looks at a page's tags before the HTML parser does, and refuses what would cost the parser more
// than linear time or memory. No honest page comes near the limits.
#pragma once

#include <string>
#include <string_view>

#include "text/result.h"

namespace litopys::intake {

constexpr int kMaxNesting = 2000;      // elements open at once, those with an optional end left out
constexpr int kMaxAttributes = 1000;   // of one tag

text::Status check_page(std::string_view html, const std::string& where);

}  // namespace litopys::intake
