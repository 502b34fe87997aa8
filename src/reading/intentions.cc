// The auxiliary tells: codebooks/modality.tsv gives its effect (planned, would, demanded, negated).
// An act that somebody decides on his own is coded only where somebody acts; a protest or an attack
// that is planned stays what it is, since users look for it as such. Cost: the children of the
// verb. Covered by tests/cases/events.
#include "reading/intentions.h"

#include <algorithm>

#include "reading/one_of.h"
#include "reading/participants.h"
#include "reading/roles.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;

bool is_cooperative(const Event& event) {
  return is_one_of(event.type, {"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"});
}

bool is_political(std::string_view sector) {
  return is_one_of(sector, {"GOV", "PTY", "LEG", "OPP"});
}

// A boycott that a party or a state holds out is a threat; a crowd's stays the protest it plans.
bool is_hostile(const Event& event) {
  if (event.mode == "boycott")
    return std::any_of(event.participants.begin(), event.participants.end(),
                       [](const Participant& p) {
                         return p.role == "actor" &&
                                (is_one_of(p.kind, {"organisation", "state"}) ||
                                 std::any_of(p.sectors.begin(), p.sectors.end(), is_political));
                       });
  return is_one_of(event.type, {"SANCTION", "COERCE"});
}

// "plans to close the port"
bool is_intended(const EventTables& tables, std::int32_t verb) {
  const Analysis& analysis = tables.document.analysis;
  const std::int32_t above = analysis.words[verb].head;
  return above != kNone && relation(analysis.words[verb]) == "xcomp" &&
         tables.codebook.in_class(analysis.words[above].lemma, "intending");
}

// "will withdraw unless the talks begin"
bool is_conditional_on_others(const Analysis& analysis, std::int32_t verb) {
  for (const std::int32_t child : children(analysis, verb)) {
    if (relation(analysis.words[child]) != "advcl") continue;
    for (const std::int32_t mark : children(analysis, child))
      if (relation(analysis.words[mark]) == "mark" && analysis.words[mark].lemma == "unless")
        return true;
  }
  return false;
}

bool has_part(const Event& event, std::string_view role) {
  return std::any_of(event.participants.begin(), event.participants.end(),
                     [&](const Participant& p) { return p.role == role; });
}

struct Auxiliaries {
  bool future = false, duty = false, negated = false;
};

Auxiliaries auxiliaries_of(const Analysis& analysis, const ModalityLexicon& modality,
                           std::int32_t verb) {
  Auxiliaries out;
  for (const std::int32_t child : children(analysis, verb)) {
    if (!is_one_of(relation(analysis.words[child]), {"aux", "advmod"})) continue;
    const auto found = modality.beside.find(text::lower(analysis.words[child].lemma));
    if (found == modality.beside.end()) continue;
    const std::string& effect = found->second.front().effect;
    out.future = out.future || effect == "planned" || effect == "would";
    out.duty = out.duty || effect == "demanded";
    out.negated = out.negated || effect == "negated";
  }
  return out;
}

void recode(Event& event, const char* type, const char* why) {
  event.type = type;
  event.mode.clear();
  event.rule += std::string(" (") + why + ": " + type + ")";
}

// REQUEST by who speaks to who must act.
void code_as_request(const EventTables& tables, std::int32_t speech,
                     const std::vector<Entity>& entities, Event& event) {
  const std::vector<std::int32_t> speakers = role_fillers(tables.document, speech, "subj");
  if (speakers.empty()) return;
  for (Participant& p : event.participants)
    if (p.role == "actor") p.role = "recipient";
  event.participants.insert(event.participants.begin(),
                            make_participant(tables, "actor", speakers.front(), entities));
  recode(event, "REQUEST", "duty told by a speaker");
}

}  // namespace

void code_intention(const EventTables& tables, const ModalityLexicon& modality, std::int32_t verb,
                    const std::vector<Entity>& entities, Event& event) {
  const Analysis& analysis = tables.document.analysis;
  const bool cooperative = is_cooperative(event), agreed = event.type == "AGREE";
  if (!cooperative && !agreed && !is_hostile(event)) return;
  const Auxiliaries told = auxiliaries_of(analysis, modality, verb);
  const bool acts = has_part(event, "actor");
  const bool clause =
      relation(analysis.words[verb]) == "ccomp" && analysis.words[verb].head != kNone;
  if (told.negated) {
    if (told.future && acts && !is_hostile(event)) recode(event, "REJECT", "ruled out");
    return;
  }
  if (event.factuality.value != "Uu") return;
  if (told.duty && clause && !is_hostile(event) && event.factuality.status == "demanded")
    return code_as_request(tables, analysis.words[verb].head, entities, event);
  if (!acts || event.factuality.status != "planned") return;
  if (is_hostile(event) && is_intended(tables, verb)) return recode(event, "THREATEN", "intended");
  if (!told.future) return;
  if (event.type == "RETREAT" && is_conditional_on_others(analysis, verb))
    return recode(event, "THREATEN", "unless");
  if (cooperative) recode(event, "AGREE", "future");
  if (is_hostile(event)) recode(event, "THREATEN", "future");
}

}  // namespace litopys::reading
