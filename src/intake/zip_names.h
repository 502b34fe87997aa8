// Names of members of zip archives, which anybody may have written, and of files in folders.
#pragma once

#include <string>
#include <string_view>

namespace litopys::intake {

// Whether a path leads out of the folder that an archive would be unpacked to: "../x", "/x", "c:x".
bool leads_out(std::string_view name);

// What a name may put into a message: no control characters, no line of its own.
std::string shown_name(const std::string& name);

// Why a member is no report: "hidden file", "picture, sound or style"; null for all others.
const char* why_passed_over(std::string_view name);

}  // namespace litopys::intake
