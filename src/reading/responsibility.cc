// One step up the tree, or two where a verb has its sense by its object:
//
//     "The front claimed responsibility for the raid"   raid: nmod "for" of responsibility, the
//                                                       object of claimed: the subject acted
//     "blamed the raid on the rebels"                   raid: object of blamed: "on" acted
//
// A counter-example: "denied responsibility for the raid" is in no row. Cost: one look-up an event.
// Covered by responsibility_test.cc.
#include "reading/responsibility.h"

#include <algorithm>

#include "reading/participants.h"
#include "reading/pronouns.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

// How a word hangs on its head, as the table writes it: obj, subj, prep:for.
std::string relation_to_head(const Analysis& analysis, std::int32_t at) {
  const Word& word = analysis.words[at];
  if (word.deprel == "nsubj:pass" || relation(word) == "obj") return "obj";
  if (relation(word) == "nsubj") return "subj";
  const std::string_view preposition = adposition(analysis, at);
  if (!preposition.empty()) return "prep:" + std::string(preposition);
  for (const std::int32_t child : children(analysis, at))  // "accused of killing"
    if (relation(analysis.words[child]) == "mark") return "prep:" + analysis.words[child].lemma;
  return {};
}

std::string word_class(const Word& word) {
  return word.upos == "VERB" ? ":verb" : word.upos == "ADJ" ? ":adj" : ":noun";
}

// "no one has claimed", "no group claimed"
bool is_nobody(const Analysis& analysis, std::int32_t who) {
  if (has_feature(analysis.words[who], "PronType=Neg")) return true;
  for (const std::int32_t child : children(analysis, who))
    if (relation(analysis.words[child]) == "det" &&
        has_feature(analysis.words[child], "PronType=Neg"))
      return true;
  return false;
}

// "held the rebels responsible", "was held responsible": of whom the adjective is said.
std::int32_t who_is_said_to_be(const Analysis& analysis, std::int32_t adjective) {
  const Word& word = analysis.words[adjective];
  if (word.upos != "ADJ" || word.head == kNone) return kNone;
  if (relation(word) == "amod") return word.head < adjective ? word.head : kNone;
  std::int32_t found = kNone;
  for (const std::int32_t child : children(analysis, word.head))
    if (relation(word) == "xcomp" &&
        (relation(analysis.words[child]) == "obj" || analysis.words[child].deprel == "nsubj:pass"))
      found = child;
  return found;
}

std::int32_t who_acted(const EventTables& tables, std::int32_t at, const std::string& role) {
  std::vector<std::int32_t> found = role_fillers(tables.document, at, role);
  if (role == "subj")
    if (const std::int32_t who = who_is_said_to_be(tables.document.analysis, at); who != kNone)
      found = {who};
  if (found.empty() && role == "obj" && is_passive(tables.document.analysis, at))
    found = role_fillers(tables.document, at, "subj");
  if (found.empty()) return kNone;
  const std::int32_t behind = antecedent_of(tables.document, tables.registry, found.front());
  return behind != kNone ? behind : found.front();
}

// A word that may tell who acted, as the table writes it.
struct Candidate {
  std::string key;
  std::int32_t word;
};

std::vector<Candidate> candidates(const Analysis& analysis, std::int32_t happening) {
  std::vector<Candidate> out;
  for (const std::int32_t child : children(analysis, happening))  // "the army was behind the raid"
    if (relation(analysis.words[child]) == "cop")
      out.push_back({std::string(adposition(analysis, happening)) + ":adp", happening});
  const std::int32_t head = analysis.words[happening].head;
  if (head == kNone) return out;
  const Word& above = analysis.words[head];
  out.push_back({above.lemma + word_class(above), head});
  if (above.upos == "NOUN" && above.head != kNone)
    out.push_back({analysis.words[above.head].lemma + "_" + above.lemma + ":verb", above.head});
  for (const std::int32_t child : children(analysis, head))  // "for" may hang on the verb itself
    if (relation(analysis.words[child]) == "obj")
      out.push_back({above.lemma + "_" + analysis.words[child].lemma + ":verb", head});
  return out;
}

}  // namespace

void add_responsible(const EventTables& tables, std::int32_t word,
                     const std::vector<Entity>& entities, Event& event) {
  const Analysis& analysis = tables.document.analysis;
  for (const Participant& p : event.participants)
    if (p.role == "actor") return;
  const std::string what = relation_to_head(analysis, word);
  for (const Candidate& place : candidates(analysis, word)) {
    const auto rows = tables.codebook.responsibility.find(place.key);
    if (rows == tables.codebook.responsibility.end()) continue;
    for (const ResponsibilityRow& row : rows->second) {
      if (row.what != what) continue;
      std::int32_t who = who_acted(tables, place.word, row.who);
      // "blamed the raid on the rebels": the tree may hang the phrase on the raid
      if (who == kNone && row.what == "obj" && row.who.starts_with("prep:"))
        who = who_acted(tables, word, row.who);
      if (who == kNone || who == word || is_nobody(analysis, who)) continue;
      Participant actor = make_participant(tables, "actor", who, entities);
      if (actor.kind == "unknown" || actor.kind == "thing") continue;
      actor.rule += " responsibility:" + place.key;
      std::erase_if(event.participants, [&](const Participant& p) { return p.word == who; });
      event.participants.insert(event.participants.begin(), std::move(actor));
      return;
    }
  }
}

}  // namespace litopys::reading
