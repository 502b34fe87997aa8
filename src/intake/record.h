// One record of somebody's table or JSON file as a report, whatever its shape calls the parts.
#pragma once

#include <string>
#include <string_view>

#include "intake/lexicon.h"
#include "intake/report.h"
#include "text/result.h"

namespace litopys::intake {

// `object` is one JSON object; codebooks/record_names.tsv says what its members mean. Its text may
// be HTML. An object without a text is an error that says which members it has.
text::Result<Report> read_record(std::string_view object, const std::string& where,
                                 const Lexicon& lexicon);

// Whether anything in it can be a word. Numbers of a column that is called as texts are
// ("incident": 17) are no text.
bool has_letters(std::string_view text);

}  // namespace litopys::intake
