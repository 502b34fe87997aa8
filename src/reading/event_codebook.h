// The tables that turn words into events: events.tsv (senses), classes.tsv (conditions),
// support_verbs.tsv ("carried out an attack"), responsibility.tsv ("claimed responsibility for"),
// weapons.tsv (what the weapon says of the mode),
// acled.tsv (PLOVER to ACLED), methods.tsv (methods of civil resistance), irregular_verbs.tsv.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace litopys::reading {

// One condition of a row: "ARG1!=place" is {ARG1, place, negated}; a bare class has no role.
struct EventCondition {
  std::string role, value;
  bool negated = false;
};

struct EventRow {
  std::string sense;  // the key, printed as the rule
  std::vector<EventCondition> conditions;
  std::string type, mode;                     // an empty type: no event
  std::vector<std::string> actor, recipient;  // roles
  std::vector<std::string> contexts, methods;

  bool is_negated() const;  // asks for a negation: "did not turn up for work"
};

// Verbs that only carry the event of a noun: "came under fire".
struct SupportRow {
  std::string relation;  // obj, subj, prep:under
  std::vector<std::string> actor, recipient;
  std::string rule;
};

// Who is held to have done what a word names: "blamed the rebels for the raid".
struct ResponsibilityRow {
  std::string what, who;  // relation of the happening, role of the one who acted
};

struct AcledRow {
  std::string type, mode;                  // empty: any
  std::vector<EventCondition> conditions;  // role: actor, recipient or empty
  std::string event_type, sub_event_type;
};

struct EventCodebook {
  std::map<std::string, std::vector<EventRow>, std::less<>> rows;                     // by sense
  std::map<std::string, std::vector<SupportRow>, std::less<>> support_verbs;          // by lemma
  std::map<std::string, std::vector<ResponsibilityRow>, std::less<>> responsibility;  // by word
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> classes;
  std::map<std::string, std::string, std::less<>> weapons;          // lemma -> mode
  std::map<std::string, std::string, std::less<>> irregular_verbs;  // "sang" -> "sing"
  std::vector<AcledRow> acled;
  std::set<std::string, std::less<>> methods;

  bool in_class(std::string_view lemma, std::string_view name) const;
};

text::Result<EventCodebook> load_event_codebook(const std::filesystem::path& codebooks);

}  // namespace litopys::reading
