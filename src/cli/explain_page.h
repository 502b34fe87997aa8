// `litopys explain --html`: one page that needs nothing but itself. The reports stand line by line
// with marked words; beside or under each line stand the values, and pointing at a value (or
// reaching it with the Tab key) lights up its words.
//
// All words of reports are escaped. The page's own script and style are allowed by their hashes,
// and by its Content-Security-Policy nothing else runs or is loaded, whatever a report holds.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/explanation.h"

namespace litopys::cli {

// What stands before the first report and after the last.
std::string page_beginning();
std::string page_end();

// One report; `number` is its place in the run and makes its ids unique on the page.
std::string page_article(const Explanation& explanation, std::size_t number);

// For text and for attribute values in double quotes: & < > " and control characters.
std::string escaped(std::string_view text);

}  // namespace litopys::cli
