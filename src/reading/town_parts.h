// Quarters, neighbourhoods and sections: which town they are parts of.
#pragma once

#include "reading/document.h"
#include "reading/place_lexicon.h"
#include "reading/reading.h"

namespace litopys::reading {

// "the X neighborhood", "X section of Lund": a word beside the mention says that it is a part of a
// town. `document`: that of the mention's own text.
bool is_called_quarter(const Document& document, const PlaceLexicon& lexicon, const Place& place);

// Places that the words call a part of a town named beside them ("Lund's X neighborhood", "the X
// section of Lund") lie there: one that the gazetteer lacks, or has only far away, becomes a point
// near the town's. After read_places.
void place_town_parts(const Document& document, const PlaceLexicon& lexicon, Reading& reading);

// The place becomes a part of the town, as no more is known of it.
void become_part_of(const Place& town, Place& place);

// Fills Place::settlement of parts of towns that the gazetteer has. `town`: that of the story, or
// kNone.
void name_settlements(std::int32_t town, Reading& reading);

}  // namespace litopys::reading
