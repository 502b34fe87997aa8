// What PLOVER makes of acts that are only spoken of: it codes the speaking.
//
//     "The kingdom will send engineers."              AGREE     a cooperative act in the future
//     "The ministry said it would ban the union."     THREATEN  a hostile one
//     "The party said it would not join the talks."   REJECT    a cooperative one ruled out
//     "The envoy said both sides must disarm."        REQUEST   one that a speaker says must be
//     done
//
// The status still says that it has not happened. Source: PLOVER codebook 2.0, on future and
// negated acts.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/event_conditions.h"
#include "reading/factuality.h"

namespace litopys::reading {

// `verb`: the verb of the event, the support verb where there is one.
void code_intention(const EventTables& tables, const ModalityLexicon& modality, std::int32_t verb,
                    const std::vector<Entity>& entities, Event& event);

}  // namespace litopys::reading
