// What the words around an event do to it, and how they come together in one value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reading/document.h"
#include "reading/reading.h"

namespace litopys::reading {

// One word that bears on the event: "will" (planned, future), "not" (negated, negation).
struct Operator {
  std::string effect, cue;  // of modality.tsv
  Span span;
};

// From the inside out: an even number of negations cancels, what is planned, demanded, threatened
// or conditional is Uu, hedges lower CT to PR or PS.
Factuality combine(const Document& document, std::int32_t trigger,
                   const std::vector<Operator>& operators);

}  // namespace litopys::reading
