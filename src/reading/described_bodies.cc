// A report that names one armed body and no other means its people by "the rebels":
//
//     "The Free Rivers Front has taken the pass. The     actors: the guerrillas, and the Free
//     Rivers guerrillas burned a bus."                          Front by description
//
// Counter-examples: "guerrillas burned a bus" without an article may be anybody's; "the gunmen" and
// "the attackers" are known by the deed alone; where two armed bodies are named nothing is added.
// Cost: one description for each name and actor. Covered by described_bodies_test.cc.
#include "reading/described_bodies.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "reading/participants.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

struct Body {
  std::string country;
  std::vector<std::int32_t> words;  // head words of its mentions, in text order
};

bool is_rebel(const std::vector<std::string>& sectors) {
  return std::find(sectors.begin(), sectors.end(), "REB") != sectors.end();
}

std::int32_t head_of(const Analysis& analysis, WordRange name) {
  for (std::int32_t i = name.begin; i < name.end; ++i) {
    const std::int32_t head = analysis.words[i].head;
    if (head < name.begin || head >= name.end) return i;
  }
  return name.begin;
}

// The armed bodies that the report names, by their row of actors.tsv, so that a full name and its
// initials are one.
std::map<std::string, Body> armed_bodies(const EventTables& tables,
                                         const std::vector<Entity>& entities) {
  std::map<std::string, Body> out;
  for (const Entity& entity : entities) {
    if (entity.in_title || entity.kind != "ORG" || entity.words.begin >= entity.words.end) continue;
    const std::int32_t head = head_of(tables.document.analysis, entity.words);
    const ActorDescription actor = describe_actor(tables.document, head, tables.registry);
    if (!is_rebel(actor.sectors) || !actor.rule.starts_with("actors:")) continue;
    Body& body = out[actor.rule];
    body.country = actor.country;
    body.words.push_back(head);
  }
  return out;
}

bool is_definite(const Analysis& analysis, std::int32_t noun) {
  for (const std::int32_t child : children(analysis, noun))
    if (relation(analysis.words[child]) == "det" &&
        has_feature(analysis.words[child], "Definite=Def"))
      return true;
  return false;
}

// "the guerrillas", without a body of their own
bool describes_rebels(const Analysis& analysis, const Participant& p) {
  return p.role == "actor" && p.word != kNone && p.entity == kNone &&
         (p.kind == "group" || p.kind == "person") && p.rule.starts_with("agents:") &&
         p.rule.find("actors:") == std::string::npos && is_rebel(p.sectors) &&
         analysis.words[p.word].upos == "NOUN" && is_definite(analysis, p.word);
}

std::int32_t nearest_before(const Body& body, std::int32_t word) {
  const auto after = std::upper_bound(body.words.begin(), body.words.end(), word);
  return after == body.words.begin() ? body.words.front() : *(after - 1);
}

void add_body(const EventTables& tables, const std::vector<Entity>& entities, const Body& body,
              Event& event) {
  const auto described = std::find_if(
      event.participants.begin(), event.participants.end(),
      [&](const Participant& p) { return describes_rebels(tables.document.analysis, p); });
  if (described == event.participants.end()) return;
  if (!described->country.empty() && !body.country.empty() && described->country != body.country)
    return;
  for (const Participant& p : event.participants)
    if (p.kind == "organisation" && is_rebel(p.sectors)) return;
  const std::int32_t word = nearest_before(body, described->word);
  for (const Participant& p : event.participants)
    if (p.word == word) return;
  Participant actor = make_participant(tables, "actor", word, entities);
  if (actor.entity != kNone) actor.span = entities[actor.entity].span;
  actor.kind = "organisation";
  actor.rule += " body by description";
  event.participants.push_back(std::move(actor));
}

}  // namespace

void add_described_bodies(const EventTables& tables, const std::vector<Entity>& entities,
                          std::vector<Event>& events) {
  const std::map<std::string, Body> bodies = armed_bodies(tables, entities);
  if (bodies.size() != 1) return;
  for (Event& event : events)
    if (event.type == "ASSAULT" || event.type == "COERCE")
      add_body(tables, entities, bodies.begin()->second, event);
}

}  // namespace litopys::reading
