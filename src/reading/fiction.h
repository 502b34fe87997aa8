// What happens in a film, a play or a novel.
//
//     "The film shows how rebels stormed a radio station."    stormed: film
//     "The play is about a murder."                           murder: play
//     "a novel in which a general bombs his city"             bombs: novel
//     "In the opera, peasants burn a castle."                 burn: opera
//     "The film set off protests."                            protests: nothing
#pragma once

#include <cstdint>

#include "reading/document.h"
#include "reading/factuality.h"

namespace litopys::reading {

// The word for the work of fiction that what `at` tells is part of, seen from that word and the one
// above it; kNone where there is none.
std::int32_t fiction_around(const language::Analysis& analysis, const ModalityLexicon& lexicon,
                            std::int32_t at);

// The same, where the sentences before began to tell of it: "The film opens with a siege. | A
// convoy is attacked."
std::int32_t fiction_before(const language::Analysis& analysis, const ModalityLexicon& lexicon,
                            std::int32_t trigger);

}  // namespace litopys::reading
