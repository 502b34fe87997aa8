// What is told as past: an event whose own words set it well before the report.
//
//     "In 2014 rebels took the town."            historical  (published in 2022)
//     "Thirty years after the massacre, ..."     historical
//     "The pensioners march every week."         habitual
#pragma once

#include <cstdint>
#include <optional>

#include "reading/document.h"
#include "reading/factuality.h"
#include "reading/factuality_operators.h"

namespace litopys::reading {

// The phrase of time that sets the event of the word `trigger` in the past, or makes it a habit.
std::optional<Operator> background_of(const Document& document, const ModalityLexicon& lexicon,
                                      std::int32_t trigger);

}  // namespace litopys::reading
