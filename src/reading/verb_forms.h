// Base forms that a verb's written form may have, for tables keyed by lemma: the lemma of the
// language layer first, then what the spelling allows ("rioted": riot, riote). A lemma for an
// unknown verb is a guess of a model; a table that knows one of the other candidates is better
// evidence.
#pragma once

#include <string>
#include <vector>

#include "language/analysis.h"

namespace litopys::reading {

std::vector<std::string> verb_lemmas(const language::Word& word);

// The same for a word that is no verb, or that stands beside one ("set alight"): the lemma, the
// written form, and what a plural's spelling allows ("rallies", guessed as "rallie": rally).
std::vector<std::string> other_lemmas(const language::Word& word);

}  // namespace litopys::reading
