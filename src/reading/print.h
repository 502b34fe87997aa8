// A Reading in the words of the contract (docs/output.md, "litopys.read/1"): one JSON object, keys
// in the contract's order, unknown values left out, scores with two decimals.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "intake/report.h"
#include "language/analysis.h"
#include "reading/reading.h"
#include "text/result.h"

namespace litopys::reading {

struct PrintOptions {
  bool with_text = false;
  bool with_sentences = false;
  bool with_page = false;
};

// `analysis` is the text's (not the title's); it is looked at for sentences only.
nlohmann::ordered_json to_json(const intake::Report& report, const language::Analysis& analysis,
                               const Reading& reading, const PrintOptions& options);

// Where the words of a text stand in the page that they were read from.
nlohmann::ordered_json page_json(const intake::PageSource& page);

// The line of a report that could not be read.
nlohmann::ordered_json error_json(const intake::Report& report, const text::Error& error);

// A place without id, span and words, as `geocode` prints it.
nlohmann::ordered_json place_json(const Place& place);

// "f1" for the figure with index 0, and so on for every kind of item.
std::string id_of(char kind, std::int32_t index);

}  // namespace litopys::reading
