// Of several weapons in a clause the rarer and deadlier one says most of the mode. Looked for down
// to four levels below the trigger, not in clauses of their own and not in whom it hit. Linear in
// the clause. Covered by events_test.cc and the event cases.
#include "reading/weapon_mode.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "reading/actors.h"
#include "reading/one_of.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

int rank(std::string_view mode) {
  constexpr std::string_view kOrder[] = {
      "unconventional", "suicide-attack", "drone",    "aerial",    "crowd-control",
      "heavy-weapons",  "explosives",     "firearms", "primitive", "beat"};
  return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), mode) -
                          std::begin(kOrder));
}

void collect_clause(const Analysis& analysis, std::int32_t word, std::int32_t skip_recipient,
                    int levels, std::vector<std::int32_t>& out) {
  if (levels == 0) return;
  for (const std::int32_t child : children(analysis, word)) {
    if (child == skip_recipient) continue;
    if (is_one_of(relation(analysis.words[child]),
                  {"ccomp", "advcl", "parataxis", "conj", "csubj"}) ||
        analysis.words[child].deprel == "acl:relcl")
      continue;
    out.push_back(child);
    collect_clause(analysis, child, skip_recipient, levels - 1, out);
  }
}

// "blew up a plane": what else is a weapon was hit.
bool is_target(const EventTables& tables, std::int32_t word) {
  const Word& it = tables.document.analysis.words[word];
  return (it.deprel == "obj" || it.deprel == "nsubj:pass") &&
         (tables.codebook.in_class(it.lemma, "aircraft") ||
          tables.codebook.in_class(it.lemma, "vehicle"));
}

// The building that a phrase of place names: "the bank", "the entrance of the bank".
std::int32_t site_at(const EventTables& tables, std::int32_t word) {
  const Analysis& analysis = tables.document.analysis;
  for (int depth = 0; depth < 3; ++depth) {
    const std::string& lemma = analysis.words[word].lemma;
    if (tables.codebook.in_class(lemma, "site") && !tables.codebook.in_class(lemma, "ground"))
      return word;
    if (!tables.codebook.in_class(lemma, "part_of_site")) return kNone;
    std::int32_t whole = kNone;
    for (const std::int32_t child : children(analysis, word))
      if (relation(analysis.words[child]) == "nmod" &&
          is_one_of(adposition(analysis, child), {"of", "to"}))
        whole = child;
    if (whole == kNone) return kNone;
    word = whole;
  }
  return kNone;
}

}  // namespace

bool names_event(const EventTables& tables, std::int32_t word) {
  const Word& it = tables.document.analysis.words[word];
  if (tables.codebook.in_class(it.lemma, "weapon_event")) return true;
  return it.predicate != kNone &&
         tables.codebook.rows.count(tables.document.analysis.predicates[it.predicate].sense) != 0;
}

std::string weapon_mode(const EventTables& tables, std::int32_t at) {
  const Analysis& analysis = tables.document.analysis;
  const auto& weapons = tables.codebook.weapons;
  if (at > 0)
    if (const auto pair =
            weapons.find(analysis.words[at - 1].lemma + "_" + analysis.words[at].lemma);
        pair != weapons.end())
      return pair->second;
  const auto one = weapons.find(analysis.words[at].lemma);
  return one == weapons.end() ? std::string() : one->second;
}

std::int32_t bombed_site(const EventTables& tables, const Trigger& trigger) {
  const Analysis& analysis = tables.document.analysis;
  for (const std::int32_t verb : {trigger.word, trigger.support_verb}) {
    if (verb == kNone) continue;
    for (const std::int32_t child : children(analysis, verb)) {
      if (!is_one_of(relation(analysis.words[child]), {"obl", "nmod"}) ||
          !tables.codebook.in_class(adposition(analysis, child), "at_site"))
        continue;
      if (const std::int32_t site = site_at(tables, child); site != kNone) return site;
    }
  }
  return kNone;
}

std::string mode_of_weapon(const EventTables& tables, const Trigger& trigger,
                           std::vector<Participant>& participants) {
  const Analysis& analysis = tables.document.analysis;
  std::int32_t recipient = kNone;
  for (const Participant& p : participants)
    if (p.role == "recipient") recipient = p.word;
  constexpr int kLevels = 4;
  std::vector<std::int32_t> words;
  if (trigger.support_verb != kNone)
    collect_clause(analysis, trigger.support_verb, recipient, kLevels, words);
  collect_clause(analysis, trigger.word, recipient, kLevels, words);
  std::string best;
  std::int32_t weapon = kNone;
  for (const std::int32_t at : words) {
    const std::string mode = weapon_mode(tables, at);
    if (!mode.empty() && (best.empty() || rank(mode) < rank(best))) best = mode, weapon = at;
  }
  if (weapon == kNone) return best;
  for (const Participant& p : participants)
    if (p.word == weapon || p.role == "instrument") return best;
  if (!is_one_of(relation(analysis.words[weapon]), {"obl", "obj", "nsubj", "compound", "nmod"}) ||
      names_event(tables, weapon) || is_target(tables, weapon))
    return best;
  Participant instrument;
  instrument.role = "instrument";
  instrument.word = weapon;
  instrument.span = span_of(analysis, noun_phrase(analysis, weapon));
  instrument.kind = "thing";
  instrument.rule = "weapons:" + analysis.words[weapon].lemma;
  participants.push_back(std::move(instrument));
  return best;
}

}  // namespace litopys::reading
