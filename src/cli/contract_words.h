// Values of the output contract (docs/output.md) in words for people.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace litopys::cli {

// The string under `key`; "" where there is none.
std::string string_in(const nlohmann::ordered_json& object, const char* key);

// "2022-03-05", "2022-03-05 – 2022-03-06", "since 2022-03-05", "" where start and end are unknown.
std::string when_words(const nlohmann::ordered_json& item);

// Of a figure: "102", "at least 13", "at most 40", "200 – 999", "10 – 14, best 12", "no number".
std::string amount_words(const nlohmann::ordered_json& figure);

// Of an event or figure, from factuality and status: "happened", "planned", "did not happen",
// "possibly happened".
std::string factuality_words(const nlohmann::ordered_json& item);

// Whether it is told as having happened: certain, and neither planned nor history nor a habit.
bool counts_as_happened(const nlohmann::ordered_json& item);

}  // namespace litopys::cli
