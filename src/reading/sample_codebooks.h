// For tests of the reading layer: the project's own codebooks, loaded once.
#pragma once

#include "reading/actors.h"
#include "reading/event_codebook.h"

namespace litopys::reading {

inline const EventCodebook& codebook() {
  static const EventCodebook book = *load_event_codebook(LITOPYS_SOURCE_DIR "/codebooks");
  return book;
}

inline const ActorRegistry& registry() {
  static const ActorRegistry actors = *load_actor_registry(LITOPYS_SOURCE_DIR "/codebooks");
  return actors;
}

}  // namespace litopys::reading
