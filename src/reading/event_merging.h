// Several words for one happening in a sentence, and what only tells how it came out, are one
// event.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/event_conditions.h"
#include "reading/reading.h"
#include "reading/triggers.h"

namespace litopys::reading {

// An event on its way, with the words that told it.
struct EventDraft {
  Trigger trigger;
  Event event;
  bool dropped = false;
};

// The verb that says it: the one of support ("carried out" an attack) before the trigger itself.
std::int32_t verb_of(const EventDraft& draft);

// The sentence of each draft: side by side, so that a report of a megabyte, with its thousands of
// drafts, finds those of one sentence as fast as its other parts are read.
std::vector<std::int32_t> sentences_of(const language::Analysis& analysis,
                                       const std::vector<EventDraft>& drafts);

// Needs the drafts in text order, with their parts and factuality, and the times of the reading.
void merge_drafts(const EventTables& tables, const Reading& reading,
                  std::vector<EventDraft>& drafts);

}  // namespace litopys::reading
