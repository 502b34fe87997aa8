// Reads one document: the order of the reading functions, and nothing else. Each function is told
// what it needs and adds its part to the Reading; none reaches back.
//
//     entities -> times -> places -> attributions -> events -> figures
//              -> dates of events -> places of events -> who claims what
#pragma once

#include <filesystem>

#include "gazetteer/gazetteer.h"
#include "reading/actors.h"
#include "reading/attributions.h"
#include "reading/document.h"
#include "reading/entities.h"
#include "reading/events.h"
#include "reading/factuality.h"
#include "reading/figures.h"
#include "reading/place_choice.h"
#include "reading/places.h"
#include "reading/reading.h"
#include "reading/times.h"
#include "text/result.h"

namespace litopys::reading {

// What the reader knows of the world, loaded once from codebooks/, shared by all threads.
struct Knowledge {
  TimeLexicon times;
  PlaceLexicon places;
  PlaceChoiceWeights place_choice;
  ActorRegistry actors;
  SpeechLexicon speech;
  ModalityLexicon modality;
  EventCodebook events;
  FigureConventions figures;
};

text::Result<Knowledge> load_knowledge(const std::filesystem::path& codebooks);

Reading read_document(const Document& document, const gazetteer::Gazetteer& gazetteer,
                      const Knowledge& knowledge);

// Adds what was read in a report's title to what was read in its text; indices are moved, and the
// title's items are marked.
void append_title(Reading& reading, Reading title);

}  // namespace litopys::reading
