// What was seen, heard, known or confirmed, and what was not: a word of perception or knowledge
// says nothing of the happening below it as long as it is affirmed; negated, it leaves the
// happening open, unless the words take it for granted.
//
//     "She did not see anyone being arrested."       arrested: open
//     "No one knew that he had been arrested."       arrested: granted, a fact
//     "Nobody saw the shooting."                     shooting: granted by its article
//     "The army could not confirm the deaths."       deaths: open; to confirm grants nothing
//     "It is not known who fired."                   fired: granted, only who is open
#pragma once

#include <cstdint>

#include "reading/factuality.h"

namespace litopys::reading {

struct Perception {
  std::int32_t word = kNone;  // "see"; kNone: none governs the happening
  bool granted = false;       // true even where nobody perceives it
  bool negative = false;      // the word itself says that nobody does: "unaware"
};

// The word of perception that governs `at`, a word on the way up from an event.
Perception perception_above(const language::Analysis& analysis, const ModalityLexicon& lexicon,
                            std::int32_t at);

}  // namespace litopys::reading
