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

std::int32_t who_acted(const EventTables& tables, std::int32_t at, const std::string& role) {
  std::vector<std::int32_t> found = role_fillers(tables.document, at, role);
  if (found.empty() && role == "obj" && is_passive(tables.document.analysis, at))
    found = role_fillers(tables.document, at, "subj");
  if (found.empty()) return kNone;
  const std::int32_t behind = antecedent_of(tables.document, tables.registry, found.front());
  return behind != kNone ? behind : found.front();
}

}  // namespace

void add_responsible(const EventTables& tables, std::int32_t word,
                     const std::vector<Entity>& entities, Event& event) {
  const Analysis& analysis = tables.document.analysis;
  for (const Participant& p : event.participants)
    if (p.role == "actor") return;
  const std::int32_t head = analysis.words[word].head;
  if (head == kNone) return;
  const std::string what = relation_to_head(analysis, word);
  struct Candidate {
    std::string key;
    std::int32_t word;
  };
  std::vector<Candidate> places{
      {analysis.words[head].lemma + word_class(analysis.words[head]), head}};
  const std::int32_t verb = analysis.words[head].head;
  if (analysis.words[head].upos == "NOUN" && verb != kNone)
    places.push_back(
        {analysis.words[verb].lemma + "_" + analysis.words[head].lemma + ":verb", verb});
  for (const std::int32_t child : children(analysis, head))  // "for" may hang on the verb itself
    if (relation(analysis.words[child]) == "obj")
      places.push_back(
          {analysis.words[head].lemma + "_" + analysis.words[child].lemma + ":verb", head});
  for (const Candidate& place : places) {
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
