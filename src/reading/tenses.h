// What the tense of a verb says of when it happened.
#pragma once

#include "language/analysis.h"

namespace litopys::reading {

// "condemns", "are blocking": a finite verb in the present, or one with a present "be".
bool is_present(const language::Analysis& analysis, std::int32_t word);

// "have put": the clause of the word is told up to now.
bool is_present_perfect(const language::Analysis& analysis, std::int32_t word);

// "had fled": told as what went before.
bool is_past_perfect(const language::Analysis& analysis, std::int32_t verb);

}  // namespace litopys::reading
