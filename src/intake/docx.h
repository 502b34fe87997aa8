// The words of a DOCX document (Office Open XML, ECMA-376) as plain HTML.
#pragma once

#include <string>
#include <string_view>

#include "text/result.h"

namespace litopys::intake {

// <title>, then <h2>, <p> and <li> in order. Called in the child process (document.h) and by its
// tests.
text::Result<std::string> docx_to_html(std::string_view bytes, const std::string& where);

}  // namespace litopys::intake
