// Markdown (CommonMark) with or without a head of "name: value" lines.
#pragma once

#include <string>
#include <string_view>

#include "intake/page_lexicon.h"
#include "intake/report.h"
#include "text/result.h"

namespace litopys::intake {

// Whether the beginning of a file is plainly Markdown and not a plain text that has a "#" or "*"
// somewhere: a head with title or date, a heading line with a link, list or emphasis, or several of
// these.
bool is_markdown(std::string_view beginning);

text::Result<Report> read_markdown(std::string_view bytes, const std::string& where,
                                   const PageLexicon& lexicon);

}  // namespace litopys::intake
