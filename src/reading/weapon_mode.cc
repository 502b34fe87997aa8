// A weapon counts where it stands in the trigger's own clause, at most four steps below it, and not
// within whom it hit. Covered by tests/cases/events/assault.case.
#include "reading/weapon_mode.h"

#include <algorithm>

#include "reading/roles.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// The rarer and deadlier the weapon, the more it says.
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

}  // namespace

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
    const Word& word = analysis.words[at];
    std::vector<std::string> names{word.lemma};
    if (at > 0) names.insert(names.begin(), analysis.words[at - 1].lemma + "_" + word.lemma);
    for (const std::string& name : names) {
      const auto found = tables.codebook.weapons.find(name);
      if (found == tables.codebook.weapons.end()) continue;
      if (best.empty() || rank(found->second) < rank(best)) best = found->second, weapon = at;
      break;
    }
  }
  if (weapon == kNone) return best;
  for (const Participant& p : participants)
    if (p.word == weapon || p.role == "instrument") return best;
  if (!is_one_of(relation(analysis.words[weapon]), {"obl", "obj", "nsubj"})) return best;
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
