// Events of a text, in five steps: triggers (triggers.h), parts (participants.h), mode, one
// happening for several words, factuality; then ACLED types and later mentions.
//
// Several words for one happening in a sentence are one event:
//
//     "opened fire, killing two"      one: the harm hangs on the attack
//     "was shot and killed"           one: two verbs share their object
//     "wounded a man and fired into the air"   two: each verb has an object of its own
//     "sang the anthem and shouted"   one: a protest by the same people
//
// The word that says more stays the trigger: one with a mode before one without, then the one
// higher in the tree. Later mentions point back by same_as (mentions.h). Cost: pairs of triggers
// within a sentence. Covered by events_test.cc and tests/cases/events.
#include "reading/events.h"

#include <algorithm>

#include "reading/clauses.h"
#include "reading/described_bodies.h"
#include "reading/intentions.h"
#include "reading/mentions.h"
#include "reading/one_of.h"
#include "reading/participants.h"
#include "reading/pronoun_parts.h"
#include "reading/responsibility.h"
#include "reading/roles.h"
#include "reading/triggers.h"
#include "reading/weapon_mode.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

struct Draft {
  Trigger trigger;
  Event event;
  bool dropped = false;
};

Event make_event(const EventTables& tables, const Trigger& trigger, const Reading& reading) {
  const Analysis& analysis = tables.document.analysis;
  Event event;
  event.word = trigger.word;
  event.predicate = analysis.words[trigger.word].predicate;
  event.trigger = span_of(analysis, trigger.words);
  event.type = trigger.row->type;
  event.mode = trigger.row->mode;
  event.contexts = trigger.row->contexts;
  event.methods = trigger.row->methods;
  event.participants = read_participants(tables, trigger, reading);
  if (event.type == "ASSAULT" && is_one_of(event.mode, {"", "explosives", "firearms"})) {
    const std::string mode = mode_of_weapon(tables, trigger, event.participants);
    const bool narrower = event.mode == "firearms"  // "fired rubber bullets"
                              ? mode == "crowd-control"
                              : is_one_of(mode, {"suicide-attack", "drone", "aerial"});
    if (event.mode.empty() || narrower) event.mode = mode;
  }
  event.rule = "events:" + trigger.row->sense;
  if (trigger.support != nullptr) event.rule += " " + trigger.support->rule;
  return event;
}

// ---- one happening, several words
// -------------------------------------------------------------------

bool has_own(const Analysis& analysis, std::int32_t verb, std::string_view label) {
  for (const std::int32_t child : children(analysis, verb))
    if (relation(analysis.words[child]) == label) return true;
  return false;
}

std::int32_t verb_of(const Draft& draft) {
  return draft.trigger.support_verb != kNone ? draft.trigger.support_verb : draft.trigger.word;
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
bool same_happening(const Analysis& analysis, const Draft& above, const Draft& below) {
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
bool is_purpose(const Analysis& analysis, const Draft& draft) {
  const Word& word = analysis.words[verb_of(draft)];
  return relation(word) == "advcl" && has_feature(word, "VerbForm=Inf");
}

void absorb(Draft& kept, Draft& other, const Analysis& analysis) {
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

// The sentence of each draft: side by side, so that a report of a megabyte, with its thousands of
// drafts, finds those of one sentence as fast as its other parts are read.
std::vector<std::int32_t> sentences_of(const Analysis& analysis, const std::vector<Draft>& drafts) {
  std::vector<std::int32_t> sentences;
  for (const Draft& draft : drafts) sentences.push_back(analysis.words[draft.event.word].sentence);
  return sentences;
}

void merge(const Analysis& analysis, std::vector<Draft>& drafts) {
  const std::vector<std::int32_t> sentences = sentences_of(analysis, drafts);
  for (std::size_t i = 0; i < drafts.size(); ++i)
    for (std::size_t j = 0; j < drafts.size(); ++j) {
      if (sentences[i] != sentences[j]) continue;
      if (i == j || drafts[i].dropped || drafts[j].dropped) continue;
      Draft& above = drafts[i];
      Draft& below = drafts[j];
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
  std::erase_if(drafts, [](const Draft& draft) { return draft.dropped; });
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

// "came under fire; two servicemen were killed": harm told in a clause of its own, after violence
// of the same sentence, is what that violence did, unless it names a place, a time or an actor of
// its own.
void merge_harm(const Document& document, const Reading& reading, std::vector<Draft>& drafts) {
  const Analysis& analysis = document.analysis;
  const std::vector<std::int32_t> sentences = sentences_of(analysis, drafts);
  for (std::size_t j = 0; j < drafts.size(); ++j)
    for (std::size_t i = 0; i < j; ++i) {
      if (sentences[i] != sentences[j]) continue;
      Draft& first = drafts[i];
      Draft& harm = drafts[j];
      if (first.dropped || harm.dropped || first.event.type != "ASSAULT" || !is_harm(harm.event) ||
          (!harm.event.mode.empty() && harm.event.mode != first.event.mode) ||
          first.event.factuality.value != "CT+" || harm.event.factuality.value != "CT+" ||
          first.event.factuality.status != harm.event.factuality.status ||
          different_actors(first.event, harm.event) ||
          has_own_setting(document, reading, verb_of(harm)))
        continue;
      absorb(first, harm, analysis);
    }
  std::erase_if(drafts, [](const Draft& draft) { return draft.dropped; });
}

// "Drones hit the port. Four workers were hurt.": a word that says only how people or things came
// out of it is no happening of its own after the violence that did it, told shortly before; the
// numbers go to that. Not so where somebody does it ("beat passers-by and damaged buses"), what
// names a place or a time of its own, nor killings.
bool is_outcome(const EventTables& tables, const Reading& reading, const Draft& draft) {
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

void drop_outcomes(const EventTables& tables, const Reading& reading, std::vector<Draft>& drafts) {
  constexpr std::int32_t kNear = 2;  // sentences back, within one story
  const std::vector<std::int32_t> sentences = sentences_of(tables.document.analysis, drafts);
  for (std::size_t j = 0; j < drafts.size(); ++j) {
    if (!is_outcome(tables, reading, drafts[j])) continue;
    std::int32_t first = sentences[j];
    while (first > 0 && first > sentences[j] - kNear &&
           !is_heading(tables.document.analysis, first - 1))
      --first;
    for (std::size_t i = j; i-- > 0 && sentences[i] >= first;)
      drafts[j].dropped = drafts[j].dropped || did(drafts[i].event, drafts[j].event);
  }
  std::erase_if(drafts, [](const Draft& draft) { return draft.dropped; });
}

// ---- what is only spoken of
// --------------------------------------------------------------------------

// A verbal act and its content are one event in PLOVER: "agreed to withdraw" is AGREE, "urged both
// to talk" REQUEST. The content of the two kinds that matter most in themselves stays, marked as
// planned or demanded: a threatened attack, a protest called for; a protest held out as a threat is
// the threat.
bool is_kept_as_content(const Event& event) {
  return event.type == "ASSAULT" || event.type == "PROTEST";
}

// A noun that names a happening on its own account, though it stands under another event: an arrest
// that is condemned was made.
bool is_material(const Event& event) {
  return event.type == "ASSAULT" || event.type == "PROTEST" ||
         (event.type == "COERCE" && is_one_of(event.mode, {"arrest", "seize", "deport", "cyber"}));
}

std::string mode_of_content(const Event& act, const Event& content) {
  if (act.type == "REQUEST" || act.type == "REJECT") {
    if (is_one_of(content.type, {"AID", "COOPERATE", "SUPPORT"})) return "assist";
    if (is_one_of(content.type, {"RETREAT", "CONCEDE"})) return "yield";
    if (is_one_of(content.type, {"CONSULT", "AGREE"})) return "meet";
    return "change";
  }
  if (act.type == "THREATEN") {
    if (content.type == "ASSAULT") return "violence";
    if (content.type == "SANCTION") return content.mode == "expel" ? "expel" : "relations";
    if (content.type == "COERCE") return content.mode == "arrest" ? "arrest" : "restrict";
    return "";
  }
  return act.mode;
}

// "Agreed the measures at a meeting", "condemned him during the talks".
bool says_when_or_where(const Analysis& analysis, std::int32_t at) {
  return relation(analysis.words[at]) == "obl" &&
         is_one_of(adposition(analysis, at), {"at", "during"});
}

// The event that this one hangs on as its content, or none.
std::size_t act_above(const Analysis& analysis, const std::vector<Draft>& drafts,
                      const std::vector<std::int32_t>& sentences, std::size_t self) {
  const Draft& content = drafts[self];
  const bool noun = analysis.words[content.trigger.word].upos != "VERB";
  std::int32_t at = verb_of(content);
  for (int steps = 0; steps < 4 && at != kNone; ++steps) {
    const std::string_view label = relation(analysis.words[at]);
    const bool inside = is_one_of(label, {"obj", "obl", "nmod", "xcomp", "ccomp", "acl", "iobj"}) ||
                        (label == "advcl" && (has_feature(analysis.words[at], "VerbForm=Inf") ||
                                              content.event.type == "REQUEST")) ||
                        (label == "conj" && steps == 0);
    if (!inside || analysis.words[at].deprel == "acl:relcl" || says_when_or_where(analysis, at))
      return drafts.size();
    at = analysis.words[at].head;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      if (sentences[i] != sentences[self]) continue;
      if (i == self || drafts[i].dropped ||
          (verb_of(drafts[i]) != at && drafts[i].trigger.word != at))
        continue;
      if (label == "conj") return drafts.size();
      if (content.event.type == "REQUEST" && drafts[i].event.type == "PROTEST") return i;
      if (!noun && !is_one_of(drafts[i].event.type, {"AGREE", "REQUEST", "REJECT", "THREATEN",
                                                     "ACCUSE", "CONCEDE", "SUPPORT"}))
        return drafts.size();
      return i;
    }
  }
  return drafts.size();
}

// "is prepared to impose a curfew": to offer what hurts is to threaten it. What was agreed or
// decided by several is no offer.
bool is_threat(const Draft& act, const Event& content) {
  return act.event.type == "AGREE" && is_one_of(content.type, {"SANCTION", "COERCE"}) &&
         content.factuality.value == "Uu" &&
         is_one_of(act.trigger.row->sense, {"prepared:adj", "ready:adj", "willing:adj"});
}

// Of whom something is demanded, against him people protest; whom an attack would hit is
// threatened.
void take_recipients(const Event& demand, Event& protest) {
  for (const Participant& p : protest.participants)
    if (p.role == "recipient" && p.kind != "thing") return;
  for (const Participant& p : demand.participants)
    if (p.role == "recipient" && p.kind != "thing") protest.participants.push_back(p);
}

void fold_content(const Analysis& analysis, std::vector<Draft>& drafts) {
  const std::vector<std::int32_t> sentences = sentences_of(analysis, drafts);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Event& event = drafts[i].event;
    const std::size_t act = act_above(analysis, drafts, sentences, i);
    if (act == drafts.size()) continue;
    if (is_threat(drafts[act], event)) {
      drafts[act].event.type = "THREATEN";
      drafts[act].event.rule += " (of harm: THREATEN)";
    }
    if (drafts[act].event.mode.empty())
      drafts[act].event.mode = mode_of_content(drafts[act].event, event);
    const bool noun = analysis.words[event.word].upos != "VERB";
    const bool fact = event.factuality.value == "CT+";
    const bool demand = event.type == "REQUEST" && drafts[act].event.type == "PROTEST";
    const bool threat = drafts[act].event.type == "THREATEN" && event.factuality.value == "Uu";
    if (demand || threat) take_recipients(event, drafts[act].event);
    const bool kept = is_kept_as_content(event) || (noun ? is_material(event) : fact);
    if (kept && !demand && (!threat || event.type == "ASSAULT")) continue;
    drafts[i].dropped = true;
  }
  std::erase_if(drafts, [](const Draft& draft) { return draft.dropped; });
}

// ---- ACLED
// ------------------------------------------------------------------------------------------

bool acled_holds(const EventTables& tables, const Event& event, const EventCondition& condition,
                 const std::string& response) {
  if (condition.value.starts_with("response:")) return response == condition.value.substr(9);
  if (condition.role.empty()) {
    if (tables.codebook.in_class(tables.document.analysis.words[event.word].lemma, condition.value))
      return !condition.negated;
    return holds(tables, event.word, condition);
  }
  bool found = false;
  for (const Participant& p : event.participants)
    found = found || (p.role == condition.role && belongs_to(tables, p.word, condition.value));
  return found != condition.negated;
}

// What the authorities did against the protests of this paragraph: "force", "intervention" or "".
std::string response_near(const EventTables& tables, const std::vector<Draft>& drafts,
                          const Event& protest) {
  const Analysis& analysis = tables.document.analysis;
  const auto paragraph = [&](const Event& e) {
    return analysis.sentences[analysis.words[e.word].sentence].paragraph;
  };
  std::string out;
  for (const Draft& draft : drafts) {
    const Event& event = draft.event;
    if (paragraph(event) != paragraph(protest) || event.factuality.value != "CT+") continue;
    bool authority = false;
    for (const Participant& p : event.participants)
      authority = authority || (p.role == "actor" && belongs_to(tables, p.word, "lawful"));
    if (!authority) continue;
    if (event.type == "ASSAULT" && event.mode == "firearms") return "force";
    if ((event.type == "ASSAULT" && event.mode == "crowd-control") ||
        (event.type == "COERCE" && event.mode == "arrest"))
      out = "intervention";
  }
  return out;
}

void code_for_acled(const EventTables& tables, const std::vector<Draft>& drafts, Event& event) {
  const std::string response = event.type == "PROTEST" ? response_near(tables, drafts, event) : "";
  for (const AcledRow& row : tables.codebook.acled) {
    if (row.type != event.type || (!row.mode.empty() && row.mode != event.mode)) continue;
    const bool fits = std::all_of(
        row.conditions.begin(), row.conditions.end(),
        [&](const EventCondition& c) { return acled_holds(tables, event, c, response); });
    if (!fits) continue;
    event.acled_type = row.event_type;
    event.acled_sub_type = row.sub_event_type;
    return;
  }
}

double confidence_of(const Analysis& analysis, const Draft& draft) {
  const Event& event = draft.event;
  const std::string& sense = draft.trigger.row->sense;
  double out = sense.find(':') == std::string::npos ? 0.9 : 0.85;
  if (event.participants.empty()) out -= 0.15;
  if (analysis.words[event.word].upos == "NOUN" && draft.trigger.support == nullptr) out -= 0.05;
  if (event.predicate != kNone) {
    const float happened = analysis.predicates[event.predicate].happened;
    const bool told = event.factuality.value == "CT+";
    if (happened == happened && told && happened < -0.5F) out -= 0.1;
  }
  return out;
}

}  // namespace

void read_events(const Document& document, const EventCodebook& codebook,
                 const ActorRegistry& registry, const ModalityLexicon& modality, Reading& reading) {
  const EventTables tables{document, codebook, registry};
  std::vector<Draft> drafts;
  for (const Trigger& trigger : find_triggers(tables))
    drafts.push_back({trigger, make_event(tables, trigger, reading), false});
  for (Draft& draft : drafts)
    draft.event.factuality =
        assess_factuality(document, draft.event.word, modality, draft.trigger.row->is_negated());
  merge(document.analysis, drafts);
  merge_harm(document, reading, drafts);
  drop_outcomes(tables, reading, drafts);
  for (Draft& draft : drafts) {
    add_responsible(tables, draft.event.word, reading.entities, draft.event);
    code_intention(tables, modality, verb_of(draft), reading.entities, draft.event);
    draft.event.confidence = confidence_of(document.analysis, draft);
  }
  fold_content(document.analysis, drafts);
  std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    return a.event.trigger < b.event.trigger;
  });
  std::vector<Event> events;
  for (const Draft& draft : drafts) events.push_back(draft.event);
  resolve_pronoun_parts(tables, reading.entities, events);
  add_described_bodies(tables, reading.entities, events);
  link_mentions(document, reading.entities, events);
  for (Event& event : events) code_for_acled(tables, drafts, event);
  const auto first = static_cast<std::int32_t>(reading.events.size());
  for (Event& event : events) {
    if (event.same_as != kNone) event.same_as += first;
    reading.events.push_back(std::move(event));
  }
}

std::vector<std::string> read_unknown_predicates(const Document& document,
                                                 const EventCodebook& codebook,
                                                 const ActorRegistry& registry) {
  return unknown_predicates({document, codebook, registry});
}

}  // namespace litopys::reading
