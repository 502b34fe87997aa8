// Who says so: sources, the words of saying, what they vouch for, and the quotations of a text.
//
//     "Police said two men were held, according to the local radio."
//     police: content "two men were held";  the radio: relays the whole
#pragma once

#include "reading/actors.h"
#include "reading/document.h"
#include "reading/reading.h"
#include "reading/speech_lexicon.h"

namespace litopys::reading {

// Fills attributions (in text order of their cues) and quotes. Needs the reading's entities.
void read_attributions(const Document& document, const SpeechLexicon& lexicon,
                       const ActorRegistry& actors, Reading& reading);

// Gives each event and figure the innermost attribution whose content holds it. What is sung,
// chanted or asked vouches for nothing, and what is demanded or threatened is no claim.
void attribute_claims(const Document& document, const SpeechLexicon& lexicon, Reading& reading);

}  // namespace litopys::reading
