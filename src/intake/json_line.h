// One line of JSON Lines input: {"id"?, "title"?, "text", "published"?, "publisher"?, "author"?,
// "uri"?, "language"?}. Other members are skipped, whatever they hold; null is as good as absent.
#pragma once

#include <string>
#include <string_view>

#include "intake/report.h"
#include "text/result.h"

namespace litopys::intake {

// `where` names the line in messages ("reports.jsonl:7"). An error is anything that is not one JSON
// object by the rules above: cut off, not UTF-8, a wrong type, no text, a member twice, a zero byte
// in a string. A "published" that is no date is a warning, and the day stays unknown; so are a few
// bytes that are not UTF-8 (charset.h). Linear; memory that of the members kept.
text::Result<Report> read_json_line(std::string_view line, const std::string& where);

}  // namespace litopys::intake
