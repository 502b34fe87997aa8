// The conditions of the event tables, asked of a text: is the word that fills ARG1 a place? does a
// word of violence stand near the trigger?
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "reading/actors.h"
#include "reading/document.h"
#include "reading/event_codebook.h"

namespace litopys::reading {

struct EventTables {
  const Document& document;
  const EventCodebook& codebook;
  const ActorRegistry& registry;
};

// A class of classes.tsv, or one of the kinds of actor that event_codebook.cc lists.
bool belongs_to(const EventTables& tables, std::int32_t word, std::string_view kind);

// Words close to the trigger in the tree: below it, the two governors above it, and their children.
std::vector<std::int32_t> words_near(const language::Analysis& analysis, std::int32_t word);

bool holds(const EventTables& tables, std::int32_t word, const EventCondition& condition);
bool all_hold(const EventTables& tables, std::int32_t word,
              const std::vector<EventCondition>& conditions);

// Somebody who can act or be acted upon: not a thing, a place or a clause.
bool is_people(const ActorDescription& actor, const language::Word& word);

}  // namespace litopys::reading
