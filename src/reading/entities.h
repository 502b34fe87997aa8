// Names of a document, joined where they name the same: "Ruth Adeyemi ... Adeyemi" are one person.
#pragma once

#include <vector>

#include "reading/actors.h"
#include "reading/document.h"
#include "reading/reading.h"

namespace litopys::reading {

// One entity for each name of the analysis, in text order; `same_as` points to the first one.
std::vector<Entity> read_entities(const Document& document);

// The same with the bodies that the registry names and the language layer did not find.
std::vector<Entity> read_entities(const Document& document, const ActorRegistry& registry);

}  // namespace litopys::reading
