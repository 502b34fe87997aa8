// Names of a document, joined where they name the same: "Ruth Adeyemi ... Adeyemi" are one person.
#pragma once

#include <vector>

#include "reading/document.h"
#include "reading/reading.h"

namespace litopys::reading {

// One entity for each name of the analysis, in text order; `same_as` points to the first one.
std::vector<Entity> read_entities(const Document& document);

}  // namespace litopys::reading
