// The bytes of a web page as UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "text/result.h"

namespace litopys::intake {

// By the byte order mark, else by what the page declares in its first kilobytes, else UTF-8, else
// (no declaration, not UTF-8) windows-1252, as browsers do. A few stray bytes in a page of UTF-8
// become U+FFFD, which shows in the text; a page with many is refused, and so is a zero byte.
// `given` is the character set that the page was sent under; it comes before what the page says.
text::Result<std::string> page_to_utf8(std::string_view bytes, const std::string& where,
                                       std::string_view given = "");

// The name in `<meta charset=…>`, in its http-equiv form or in an XML declaration, lower case;
// empty where there is none.
std::string declared_charset(std::string_view beginning);

}  // namespace litopys::intake
