// What happened, by PLOVER 2.0: type and mode, who to whom, and whether it happened at all.
//
//     "Russian troops, who did not react at first, fired into the air to disperse the crowd."
//     ASSAULT crowd-control  trigger "fired"   actor "Russian troops" RUS MIL   CT+ occurred
//     ASSAULT                trigger "react"?  no: not in the table
//
// Mere statements are no events, and neither are words in names.
#pragma once

#include <string>
#include <vector>

#include "reading/actors.h"
#include "reading/document.h"
#include "reading/event_codebook.h"
#include "reading/factuality.h"
#include "reading/reading.h"

namespace litopys::reading {

// Fills reading.events in text order; needs reading.entities.
void read_events(const Document& document, const EventCodebook& codebook,
                 const ActorRegistry& registry, const ModalityLexicon& modality, Reading& reading);

// Senses of verbs and nouns of action that no table knows, one for each occurrence.
std::vector<std::string> read_unknown_predicates(const Document& document,
                                                 const EventCodebook& codebook,
                                                 const ActorRegistry& registry);

}  // namespace litopys::reading
