// explain_page.css and explain_page.js, as the build put them into the program.
#pragma once

#include <string_view>

namespace litopys::cli {

extern const std::string_view kPageStyle;
extern const std::string_view kPageScript;

}  // namespace litopys::cli
