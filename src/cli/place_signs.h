// What training/event_places.py learns from: `read --place-signs`.
#pragma once

#include <nlohmann/json.hpp>

#include "pipeline/engine.h"

namespace litopys::cli {

// For each event of the text the places that it could have and "none", with their signs.
nlohmann::ordered_json place_signs(const pipeline::Engine& engine,
                                   const pipeline::ReadReport& read);

}  // namespace litopys::cli
