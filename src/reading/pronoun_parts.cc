// Whom "him" and "they" stand for, where the sentences just before leave but one choice:
//
//     "Ada Berg left the hall. Two men shot her."     her: Ada Berg, the only person named
//     "Rebels entered the town. There they burned a   they: Rebels, the only group of people who
//     shop."                                          did or suffered anything there
//
// A counter-example: after "Soldiers met rebels at the ford. They opened fire." both are left, and
// the part stays a pronoun. Nobody is looked for in another paragraph, nor further back than
// kSentences. Cost: a window of events for each pronoun. Covered by pronoun_parts_test.cc.
#include "reading/pronoun_parts.h"

#include <iterator>
#include <map>
#include <set>
#include <string>

#include "reading/participants.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

constexpr std::int32_t kSentences = 2;

class Resolver {
 public:
  Resolver(const EventTables& tables, const std::vector<Entity>& entities,
           const std::vector<Event>& events)
      : tables_(tables), analysis_(tables.document.analysis), entities_(entities) {
    for (const Event& event : events)
      for (const Participant& p : event.participants)
        if (p.word != kNone && p.kind == "group" && !is_pronoun(p)) groups_.insert(p.word);
    for (std::size_t i = 0; i < entities.size(); ++i)
      if (!entities[i].in_title && entities[i].kind == "PER" &&
          entities[i].words.begin < entities[i].words.end)
        persons_[entities[i].words.begin] = static_cast<std::int32_t>(i);
  }

  void resolve(Event& event) const {
    for (Participant& p : event.participants) {
      if (p.word == kNone || !is_pronoun(p) || is_reflexive(p)) continue;
      const std::int32_t stands_for = antecedent(p.word);
      if (stands_for == kNone || has(event, stands_for)) continue;
      Participant found = make_participant(tables_, p.role, stands_for, entities_);
      found.rule += " pronoun:" + text::lower(analysis_.words[p.word].form);
      p = std::move(found);
    }
  }

 private:
  bool is_pronoun(const Participant& p) const {
    const Word& word = analysis_.words[p.word];
    return word.upos == "PRON" && has_feature(word, "Person=3");
  }

  // "himself" is somebody of its own clause.
  bool is_reflexive(const Participant& p) const {
    return has_feature(analysis_.words[p.word], "Reflex=Yes");
  }

  std::int32_t antecedent(std::int32_t pronoun) const {
    const Word& word = analysis_.words[pronoun];
    if (has_feature(word, "Number=Plur")) return only_group(pronoun);
    if (has_feature(word, "Gender=Masc") || has_feature(word, "Gender=Fem"))
      return only_person(pronoun);
    return kNone;
  }

  // The first word of the sentences that are looked at.
  std::int32_t window(std::int32_t pronoun) const {
    const std::int32_t own = analysis_.words[pronoun].sentence;
    std::int32_t first = own;
    while (first > 0 && own - first < kSentences &&
           analysis_.sentences[first - 1].paragraph == analysis_.sentences[own].paragraph)
      --first;
    return analysis_.sentences[first].begin;
  }

  std::int32_t only_person(std::int32_t pronoun) const {
    std::set<std::int32_t> named;
    std::int32_t last = kNone;
    for (auto at = persons_.lower_bound(window(pronoun));
         at != persons_.end() && at->first < pronoun; ++at) {
      const Entity& entity = entities_[at->second];
      named.insert(entity.same_as != kNone ? entity.same_as : at->second);
      last = head_of(entity.words);
    }
    return named.size() == 1 ? last : kNone;
  }

  std::int32_t head_of(WordRange name) const {
    for (std::int32_t i = name.begin; i < name.end; ++i) {
      const std::int32_t head = analysis_.words[i].head;
      if (head < name.begin || head >= name.end) return i;
    }
    return name.begin;
  }

  std::int32_t only_group(std::int32_t pronoun) const {
    std::set<std::string> told;
    std::int32_t last = kNone;
    for (auto at = groups_.lower_bound(window(pronoun)); at != groups_.end() && *at < pronoun;
         ++at) {
      told.insert(analysis_.words[*at].lemma);
      last = *at;
    }
    return told.size() == 1 ? last : kNone;
  }

  bool has(const Event& event, std::int32_t word) const {
    const std::int32_t entity = entity_at(word);
    for (const Participant& p : event.participants)
      if (p.word == word || (entity != kNone && p.entity == entity)) return true;
    return false;
  }

  std::int32_t entity_at(std::int32_t word) const {
    const auto after = persons_.upper_bound(word);
    if (after == persons_.begin()) return kNone;
    const std::int32_t entity = std::prev(after)->second;
    return word < entities_[entity].words.end ? entity : kNone;
  }

  const EventTables& tables_;
  const Analysis& analysis_;
  const std::vector<Entity>& entities_;
  std::set<std::int32_t> groups_;                 // head words
  std::map<std::int32_t, std::int32_t> persons_;  // first word -> entity
};

}  // namespace

void resolve_pronoun_parts(const EventTables& tables, const std::vector<Entity>& entities,
                           std::vector<Event>& events) {
  const Resolver resolver(tables, entities, events);
  for (Event& event : events) resolver.resolve(event);
}

}  // namespace litopys::reading
