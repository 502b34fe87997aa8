// One event for several words:
//
//     "opened fire, killing two"      one: the harm hangs on the attack
//     "was shot and killed"           one: two verbs share their object
//     "wounded a man and fired into the air"   two: each verb has an object of its own
//     "sang the anthem and shouted"   one: a protest by the same people
//
// The word that says more stays the trigger: one with a mode before one without, then the one
// higher in the tree. Cost: pairs of triggers within a sentence. Covered by events_test.cc and
// tests/cases/events.
#include "reading/event_merging.h"

#include <algorithm>
#include <map>

#include "reading/clauses.h"
#include "reading/mentions.h"
#include "reading/one_of.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

bool has_own(const Analysis& analysis, std::int32_t verb, std::string_view label) {
  for (const std::int32_t child : children(analysis, verb))
    if (relation(analysis.words[child]) == label) return true;
  return false;
}

// The relations on the way from `below` up to `above`; empty where it does not lie there.
std::vector<std::string_view> way_up(const Analysis& analysis, std::int32_t below,
                                     std::int32_t above) {
  std::vector<std::string_view> out;
  while (below != kNone && below != above && out.size() < 5) {
    out.push_back(relation(analysis.words[below]));
    below = analysis.words[below].head;
  }
  if (below != above) out.clear();
  return out;
}

// Both name whom they hit, and it is not the same.
bool different_recipients(const Event& a, const Event& b) {
  bool any_a = false, any_b = false, shared = false;
  for (const Participant& p : a.participants) {
    any_a = any_a || p.role == "recipient";
    for (const Participant& q : b.participants)
      shared = shared || (p.role == "recipient" && q.role == "recipient" && p.word == q.word);
  }
  for (const Participant& q : b.participants) any_b = any_b || q.role == "recipient";
  return any_a && any_b && !shared;
}

// `below` tells the same happening as `above`, which it hangs on.
bool same_happening(const Analysis& analysis, const EventDraft& above, const EventDraft& below) {
  const std::int32_t top = verb_of(above), bottom = verb_of(below);
  if (top == bottom) return true;
  const auto way = way_up(analysis, bottom, top);
  if (way.empty() || way.size() > 3) return false;
  if (way.size() == 1 && is_one_of(adposition(analysis, bottom), {"since", "until", "before"}))
    return false;  // "the deadliest raid since the coup"
  const bool protest = above.event.type == "PROTEST";
  const bool object =
      is_one_of(way.front(), {"obj", "obl"}) || analysis.words[bottom].deprel == "nsubj:pass";
  if (way.size() == 1 && object && !is_harm(above.event) &&
      analysis.words[below.trigger.word].upos == "NOUN" && !is_harm(below.event))
    return true;  // "fired a volley", "shots were fired", "repelled the attack"
  if (way.size() == 1 && way.front() == "advcl" &&
      has_feature(analysis.words[bottom], "VerbForm=Inf"))
    return true;  // "fired into the air to disperse the crowd"
  const bool both_harm = is_harm(above.event) && is_harm(below.event);
  const bool one_harm = is_harm(above.event) != is_harm(below.event);
  for (const std::string_view step : way) {
    if (is_one_of(step, {"ccomp", "csubj", "parataxis", "appos"})) return false;
    if (step == "nsubj" && !one_harm) return false;
    if (step == "acl" && !one_harm && !protest) return false;
    if (is_one_of(step, {"acl", "conj"}) && different_recipients(above.event, below.event))
      return false;
  }
  if (way.front() == "conj" || way.back() == "conj") {
    if (protest) return !has_own(analysis, bottom, "nsubj");
    const bool verbs = analysis.words[top].upos == "VERB" && analysis.words[bottom].upos == "VERB";
    if (!verbs || has_own(analysis, bottom, "nsubj") || has_own(analysis, bottom, "nsubj:pass"))
      return false;
    if (both_harm) return false;  // "two killed and nine wounded" are two harms
    return !has_own(analysis, top, "obj");
  }
  if (protest) return true;
  return one_harm || (above.event.mode.empty() != below.event.mode.empty());
}

// "to disperse the crowd"
bool is_purpose(const Analysis& analysis, const EventDraft& draft) {
  const Word& word = analysis.words[verb_of(draft)];
  return relation(word) == "advcl" && has_feature(word, "VerbForm=Inf");
}

void absorb(EventDraft& kept, EventDraft& other, const Analysis& analysis) {
  // People who were hurt are hit beside the place that the attack names.
  const bool more_people = is_harm(other.event) || is_harm(kept.event);
  for (const Participant& p : other.event.participants) {
    const bool has =
        std::any_of(kept.event.participants.begin(), kept.event.participants.end(),
                    [&](const Participant& own) {
                      return own.word == p.word ||
                             (own.role == p.role && !(more_people && p.role == "recipient"));
                    });
    if (!has && p.word != kept.event.word) kept.event.participants.push_back(p);
  }
  if (kept.event.mode.empty()) kept.event.mode = other.event.mode;
  for (const std::string& method : other.event.methods)
    if (std::find(kept.event.methods.begin(), kept.event.methods.end(), method) ==
        kept.event.methods.end())
      kept.event.methods.push_back(method);
  constexpr std::int32_t kLongest = 6;
  const WordRange a = kept.trigger.words, b = other.trigger.words;
  const WordRange both{std::min(a.begin, b.begin), std::max(a.end, b.end)};
  if (both.end - both.begin <= kLongest && kept.event.type == "ASSAULT") {
    kept.trigger.words = both;
    kept.event.trigger = span_of(analysis, both);
  }
  kept.event.rule += " with " + other.event.rule;
  other.dropped = true;
}

// The weapon or the violence that is the subject of the deed, or kNone: "a car bomb exploded", "an
// explosion ripped through the hall".
std::int32_t weapon_of(const EventTables& tables, const EventDraft& deed) {
  const Analysis& analysis = tables.document.analysis;
  for (const Participant& p : deed.event.participants)
    if (p.role == "instrument" && relation(analysis.words[p.word]) == "nsubj") return p.word;
  for (const std::int32_t child : children(analysis, deed.trigger.word))
    if (analysis.words[child].deprel == "nsubj" && analysis.words[child].upos == "NOUN" &&
        tables.codebook.in_class(analysis.words[child].lemma, "weapon_event"))
      return child;
  return kNone;
}

// A weapon whose name is an event of its own is none beside what it did.
void merge_weapons(const EventTables& tables, std::vector<EventDraft>& drafts) {
  std::map<std::int32_t, EventDraft*> by_word;
  for (EventDraft& draft : drafts) by_word[draft.trigger.word] = &draft;
  for (EventDraft& deed : drafts) {
    if (deed.event.type != "ASSAULT" || is_harm(deed.event)) continue;  // harm goes to what did it
    const auto weapon = by_word.find(weapon_of(tables, deed));
    if (weapon != by_word.end() && !weapon->second->dropped && weapon->second != &deed &&
        weapon->second->event.type == deed.event.type)
      absorb(deed, *weapon->second, tables.document.analysis);
  }
  std::erase_if(drafts, [](const EventDraft& draft) { return draft.dropped; });
}

void merge(const Analysis& analysis, std::vector<EventDraft>& drafts) {
  const std::vector<std::int32_t> sentences = sentences_of(analysis, drafts);
  for (std::size_t i = 0; i < drafts.size(); ++i)
    for (std::size_t j = 0; j < drafts.size(); ++j) {
      if (sentences[i] != sentences[j]) continue;
      if (i == j || drafts[i].dropped || drafts[j].dropped) continue;
      EventDraft& above = drafts[i];
      EventDraft& below = drafts[j];
      if (above.event.type != below.event.type) continue;
      if (above.event.factuality.value != below.event.factuality.value &&
          !is_purpose(analysis, below))
        continue;
      if (!is_one_of(above.event.type,
                     {"ASSAULT", "PROTEST", "CONSULT", "AGREE", "COERCE", "MOBILIZE"}))
        continue;
      if (!same_happening(analysis, above, below)) continue;
      const bool keep_below = is_harm(above.event) && !is_harm(below.event);
      keep_below ? absorb(below, above, analysis) : absorb(above, below, analysis);
    }
  std::erase_if(drafts, [](const EventDraft& draft) { return draft.dropped; });
}

// Whether a clause names a place or a time of its own.
bool has_own_setting(const Document& document, const Reading& reading, std::int32_t verb) {
  const Analysis& analysis = document.analysis;
  const auto below = [&](WordRange words) {
    return words.begin != verb && dominates(analysis, verb, words.begin) &&
           analysis.words[words.begin].sentence == analysis.words[verb].sentence;
  };
  for (const Time& time : reading.times)
    if (!time.in_title && time.kind != "DURATION" && below(time.words)) return true;
  return std::any_of(analysis.names.begin(), analysis.names.end(), [&](const language::Name& name) {
    return name.kind == "LOC" && below({name.begin, name.end});
  });
}

bool different_actors(const Event& a, const Event& b) {
  for (const Participant& p : a.participants)
    for (const Participant& q : b.participants)
      if (p.role == "actor" && q.role == "actor" && p.word != q.word) return true;
  return false;
}

// "nine died and 50 were wounded when a car exploded": the clause of the one says when the other,
// or what is joined to it, took place.
bool took_place_when(const Analysis& analysis, std::int32_t harm, std::int32_t attack) {
  if (relation(analysis.words[attack]) != "advcl") return false;
  const std::int32_t above = analysis.words[attack].head;
  const auto joined = [&](std::int32_t a, std::int32_t b) {
    return a != kNone && b != kNone && analysis.words[a].head == b &&
           relation(analysis.words[a]) == "conj";
  };
  return above == harm || joined(harm, above) || joined(above, harm);
}

// "came under fire; two servicemen were killed": harm told in a clause of its own, after violence
// of the same sentence, is what that violence did, unless it names a place, a time or an actor of
// its own.
void merge_harm(const Document& document, const Reading& reading, std::vector<EventDraft>& drafts) {
  const Analysis& analysis = document.analysis;
  const std::vector<std::int32_t> sentences = sentences_of(analysis, drafts);
  for (std::size_t j = 0; j < drafts.size(); ++j)
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      if (sentences[i] != sentences[j] || i == j) continue;
      EventDraft& first = drafts[i];
      EventDraft& harm = drafts[j];
      if (i > j && !took_place_when(analysis, verb_of(harm), verb_of(first))) continue;
      if (first.dropped || harm.dropped || first.event.type != "ASSAULT" || !is_harm(harm.event) ||
          (!harm.event.mode.empty() && harm.event.mode != first.event.mode) ||
          first.event.factuality.value != "CT+" || harm.event.factuality.value != "CT+" ||
          first.event.factuality.status != harm.event.factuality.status ||
          different_actors(first.event, harm.event) ||
          has_own_setting(document, reading, verb_of(harm)))
        continue;
      absorb(first, harm, analysis);
    }
  std::erase_if(drafts, [](const EventDraft& draft) { return draft.dropped; });
}

// "Drones hit the port. Four workers were hurt.": a word that says only how people or things came
// out of it is no happening of its own after the violence that did it, told shortly before; the
// numbers go to that. Not so where somebody does it ("beat passers-by and damaged buses"), what
// names a place or a time of its own, nor killings.
bool is_outcome(const EventTables& tables, const Reading& reading, const EventDraft& draft) {
  const Event& event = draft.event;
  if (event.type != "ASSAULT" ||
      !tables.codebook.in_class(tables.document.analysis.words[event.word].lemma, "outcome") ||
      has_own_setting(tables.document, reading, verb_of(draft)))
    return false;
  return std::none_of(event.participants.begin(), event.participants.end(),
                      [](const Participant& p) { return p.role == "actor" && p.kind != "thing"; });
}

bool did(const Event& violence, const Event& outcome) {
  const std::string& mode = outcome.mode;
  return violence.type == "ASSAULT" && violence.factuality.value == "CT+" &&
         violence.factuality.status == outcome.factuality.status &&
         (mode.empty() || mode == "destroy" || mode == violence.mode) &&
         !different_actors(violence, outcome);
}

// Who was hurt was hit.
void hand_over_people(const Event& outcome, Event& violence) {
  for (const Participant& p : outcome.participants)
    if (p.role == "recipient" && p.kind != "thing") violence.participants.push_back(p);
}

void drop_outcomes(const EventTables& tables, const Reading& reading,
                   std::vector<EventDraft>& drafts) {
  constexpr std::int32_t kNear = 2;  // sentences back, within one story
  const std::vector<std::int32_t> sentences = sentences_of(tables.document.analysis, drafts);
  for (std::size_t j = 0; j < drafts.size(); ++j) {
    if (!is_outcome(tables, reading, drafts[j])) continue;
    std::int32_t first = sentences[j];
    while (first > 0 && first > sentences[j] - kNear &&
           !is_heading(tables.document.analysis, first - 1))
      --first;
    for (std::size_t i = j; i-- > 0 && sentences[i] >= first && !drafts[j].dropped;)
      if (did(drafts[i].event, drafts[j].event))
        hand_over_people(drafts[j].event, drafts[i].event), drafts[j].dropped = true;
  }
  std::erase_if(drafts, [](const EventDraft& draft) { return draft.dropped; });
}

}  // namespace

std::int32_t verb_of(const EventDraft& draft) {
  return draft.trigger.support_verb != kNone ? draft.trigger.support_verb : draft.trigger.word;
}

std::vector<std::int32_t> sentences_of(const Analysis& analysis,
                                       const std::vector<EventDraft>& drafts) {
  std::vector<std::int32_t> sentences;
  for (const EventDraft& draft : drafts)
    sentences.push_back(analysis.words[draft.event.word].sentence);
  return sentences;
}

void merge_drafts(const EventTables& tables, const Reading& reading,
                  std::vector<EventDraft>& drafts) {
  merge_weapons(tables, drafts);
  merge(tables.document.analysis, drafts);
  merge_harm(tables.document, reading, drafts);
  drop_outcomes(tables, reading, drafts);
}

}  // namespace litopys::reading
