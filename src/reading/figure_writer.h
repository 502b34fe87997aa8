// Drafts into figures: bounds, population, scope, factuality and the links to parts and events.
#pragma once

#include <vector>

#include "reading/figure_drafts.h"
#include "reading/figures.h"

namespace litopys::reading {

struct FigureContext {
  const Document& document;
  const FigureConventions& conventions;
  const ActorRegistry& registry;
  const ModalityLexicon& modality;
};

// Fills reading.figures in text order and the figures of reading.events. Sorts the drafts.
void write_figures(const FigureContext& context, std::vector<Draft>& drafts, Reading& reading);

// True unless what happened is denied, planned, feared or general.
bool told(const Factuality& factuality);

}  // namespace litopys::reading
