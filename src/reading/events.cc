// Events of a text, in five steps: triggers (triggers.h), parts (participants.h), mode, one
// happening for several words (event_merging.h), factuality; then ACLED types and later mentions.
//
// Later mentions point back by same_as (mentions.h). Cost: pairs of triggers
// within a sentence. Covered by events_test.cc and tests/cases/events.
#include "reading/events.h"

#include <algorithm>

#include "reading/clauses.h"
#include "reading/described_bodies.h"
#include "reading/event_merging.h"
#include "reading/intentions.h"
#include "reading/mentions.h"
#include "reading/one_of.h"
#include "reading/participant_names.h"
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
std::size_t act_above(const Analysis& analysis, const std::vector<EventDraft>& drafts,
                      const std::vector<std::int32_t>& sentences, std::size_t self) {
  const EventDraft& content = drafts[self];
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
bool is_threat(const EventDraft& act, const Event& content) {
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

void fold_content(const Analysis& analysis, std::vector<EventDraft>& drafts) {
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
  std::erase_if(drafts, [](const EventDraft& draft) { return draft.dropped; });
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
std::string response_near(const EventTables& tables, const std::vector<EventDraft>& drafts,
                          const Event& protest) {
  const Analysis& analysis = tables.document.analysis;
  const auto paragraph = [&](const Event& e) {
    return analysis.sentences[analysis.words[e.word].sentence].paragraph;
  };
  std::string out;
  for (const EventDraft& draft : drafts) {
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

void code_for_acled(const EventTables& tables, const std::vector<EventDraft>& drafts,
                    Event& event) {
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

double confidence_of(const Analysis& analysis, const EventDraft& draft) {
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
  std::vector<EventDraft> drafts;
  for (const Trigger& trigger : find_triggers(tables))
    drafts.push_back({trigger, make_event(tables, trigger, reading), false});
  for (EventDraft& draft : drafts)
    draft.event.factuality =
        assess_factuality(document, draft.event.word, modality, draft.trigger.row->is_negated());
  merge_drafts(tables, reading, drafts);
  for (EventDraft& draft : drafts) {
    add_responsible(tables, draft.event.word, reading.entities, draft.event);
    code_intention(tables, modality, verb_of(draft), reading.entities, draft.event);
    draft.event.confidence = confidence_of(document.analysis, draft);
  }
  fold_content(document.analysis, drafts);
  std::stable_sort(drafts.begin(), drafts.end(), [](const EventDraft& a, const EventDraft& b) {
    return a.event.trigger < b.event.trigger;
  });
  std::vector<Event> events;
  for (const EventDraft& draft : drafts) events.push_back(draft.event);
  resolve_pronoun_parts(tables, reading.entities, events);
  add_described_bodies(tables, reading.entities, events);
  name_participants(tables, reading.entities, events);
  link_mentions(tables, reading.entities, events);
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
