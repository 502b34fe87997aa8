// Participants by the roles that the row of the table names.
//
//     attack.01   actor ARG0, recipient ARG1     "Gunmen attacked a bus": Gunmen, a bus
//     clash.01    actor ARG0,ARG1                "Police clashed with miners": both act
//     "came under fire" (support verb)           recipient: the subject of "came"
//     "Peruvian shelling", "the police raid"     actor: the word before the noun
//
// Of several recipient roles the first that somebody fills wins; a thing gives way to the people it
// belongs to ("criticised the army's raid": the army), and a weapon in a role is the instrument.
// Clauses fill no part. Nobody is invented: a part without words stays empty.
// Cost: linear in the sentence. Covered by events_test.cc and the event cases.
#include "reading/participants.h"

#include <algorithm>

#include "reading/one_of.h"
#include "reading/participant_names.h"
#include "reading/pronouns.h"
#include "reading/roles.h"
#include "reading/weapon_mode.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

Participant fill(const EventTables& tables, const std::string& role, std::int32_t word,
                 const ActorDescription& actor, const std::vector<Entity>& entities) {
  Participant out;
  out.role = role;
  out.word = word;
  out.entity = entity_of(word, entities);
  out.span = span_of(tables.document.analysis,
                     phrase_with_name(tables.document.analysis, word, out.entity, entities));
  out.kind = actor.kind;
  out.country = actor.country;
  out.sectors = actor.sectors;
  out.rule = actor.rule;
  return out;
}

class Builder {
 public:
  Builder(const EventTables& tables, const Trigger& trigger, const Reading& reading)
      : tables_(tables),
        analysis_(tables.document.analysis),
        trigger_(trigger),
        reading_(reading) {}

  std::vector<Participant> build() {
    const EventRow& row = *trigger_.row;
    const bool several = row.actor.size() > 1;  // all parties act
    take_who_suffers();
    for (const std::string& role : row.actor) take("actor", trigger_.word, role, several);
    if (trigger_.support != nullptr) {
      for (const std::string& role : trigger_.support->actor)
        if (several || !has("actor")) take_of_verb("actor", role);
      for (const std::string& role : trigger_.support->recipient)
        if (!has("recipient")) take_of_verb("recipient", role);
    }
    if (!has("actor") || several) take_modifier(several);
    if (!has("actor")) take_only_subject();
    if (!has("actor") && row.type == "PROTEST") take_who_does_so();
    for (const std::string& role : row.recipient)
      if (!has("recipient")) take("recipient", trigger_.word, role, false);
    if (row.mode == "explosives" && !has("recipient")) take_site();
    if (needs_people() && !has_other_people()) take_from_clause();
    if (row.type == "PROTEST") take_opponent();
    if (row.type == "MOBILIZE") take_opponent_of_force();
    if (is_one_of(row.type, {"ASSAULT", "COERCE", "PROTEST"}))
      add_bodies(tables_, reading_.entities, out_);
    std::erase_if(out_, [&](const Participant& p) {
      return names_nobody(p.word) || (p.role == "actor" && is_negated(p.word));
    });
    return std::move(out_);
  }

 private:
  // "suffered two attacks": whoever the support verb says undergoes the deed does not do it,
  // whatever the noun's own labels say.
  void take_who_suffers() {
    if (trigger_.support == nullptr || !trigger_.support->actor.empty()) return;
    for (const std::string& role : trigger_.support->recipient)
      if (!has("recipient")) take_of_verb("recipient", role);
  }

  // "went off outside the bank": where a bomb goes off, that building was hit.
  void take_site() {
    const std::int32_t site = bombed_site(tables_, trigger_);
    if (site == kNone || known(site)) return;
    put("recipient", site, describe_actor(tables_.document, site, tables_.registry));
    out_.back().rule += out_.back().rule.empty() ? "site" : " site";
  }

  // Somebody besides the actor: a recipient, or a second party.
  bool has_other_people() const {
    int parties = 0;
    for (const Participant& p : out_) {
      if (p.role == "recipient" && is_one_of(p.kind, {"person", "group", "organisation", "state"}))
        return true;
      parties += p.role == "actor";
    }
    return parties > 1 || has_personal_recipient();
  }

  // "No group said it had carried out the attack"
  bool is_negated(std::int32_t word) const {
    const std::vector<std::int32_t> below = children(analysis_, word);
    return std::any_of(below.begin(), below.end(), [&](std::int32_t child) {
      return relation(analysis_.words[child]) == "det" &&
             has_feature(analysis_.words[child], "PronType=Neg");
    });
  }

  // "no one", "anybody"; but "none of the soldiers" says of whom.
  bool names_nobody(std::int32_t word) const {
    const Word& head = analysis_.words[word];
    if (head.upos != "PRON") return false;
    if (tables_.codebook.in_class(head.lemma, "nobody")) return true;
    if (!has_feature(head, "PronType=Neg")) return false;
    const auto below = children(analysis_, word);
    return std::none_of(below.begin(), below.end(), [&](std::int32_t child) {
      return relation(analysis_.words[child]) == "nmod";
    });
  }

  bool has_personal_recipient() const {
    return std::any_of(out_.begin(), out_.end(), [&](const Participant& p) {
      return p.role == "recipient" && analysis_.words[p.word].upos == "PRON";
    });
  }

  // "demanded that the kingdom disarm", "refused to meet the envoy", "promised aid to the
  // refugees": the people nearest to the trigger in what is demanded, refused or promised.
  void take_from_clause() {
    std::vector<std::int32_t> level{trigger_.word};
    if (trigger_.support_verb != kNone) level.push_back(trigger_.support_verb);
    for (int depth = 0; depth < 4 && !level.empty(); ++depth) {
      std::vector<std::int32_t> next;
      for (const std::int32_t at : level)
        for (const std::int32_t child : children(analysis_, at)) {
          const std::string_view label = relation(analysis_.words[child]);
          if (depth == 0 && label == "nsubj") continue;
          if (!is_one_of(label, {"ccomp", "xcomp", "advcl", "acl", "obj", "iobj", "obl", "nmod",
                                 "nsubj", "amod", "compound"}) ||
              analysis_.words[child].deprel == "acl:relcl")
            continue;
          if (label == "advcl" && !has_feature(analysis_.words[child], "VerbForm=Inf")) continue;
          if (tables_.codebook.in_class(adposition(analysis_, child), "aside")) continue;
          next.push_back(child);
        }
      for (const std::int32_t word : next) {
        const Word& head = analysis_.words[word];
        if (known(word) || (!is_nominal(head) && head.upos != "ADJ") || head.upos == "PRON")
          continue;
        const ActorDescription actor = describe_actor(tables_.document, word, tables_.registry);
        if (!is_people(actor, head) || head.upos == "NUM" || is_same_country(actor)) continue;
        if (actor.rule.starts_with("persons:")) continue;  // "engineers": means, not receivers
        if (head.upos == "ADJ" ? actor.country.empty() : belongs_to_actor(word)) continue;
        std::erase_if(out_, [](const Participant& p) { return p.role == "recipient"; });
        put("recipient", word, actor);
        return add_joined(word);
      }
      level = std::move(next);
    }
  }

  // "blocked roads in defiance of the ministry", "fasted over a law of the parliament": of whom the
  // cause of a protest speaks, where nobody is told whom it is against.
  void take_opponent() {
    const bool told = std::any_of(out_.begin(), out_.end(), [](const Participant& p) {
      return p.role == "recipient" && p.kind != "thing" && p.kind != "unknown";
    });
    if (told) return;
    std::vector<std::int32_t> level{trigger_.word};
    if (trigger_.support_verb != kNone) level.push_back(trigger_.support_verb);
    for (int depth = 0; depth < 4 && !level.empty(); ++depth) {
      std::vector<std::int32_t> next;
      for (const std::int32_t at : level)
        for (const std::int32_t child : children(analysis_, at)) {
          const Word& below = analysis_.words[child];
          const bool cause =
              is_one_of(relation(below), {"obl", "nmod"})
                  ? tables_.codebook.in_class(adposition(analysis_, child), "cause") ||
                        tables_.codebook.in_class(below.lemma, "defiance") ||
                        below.deprel == "nmod:poss"
                  : is_one_of(relation(below), {"advcl", "acl", "xcomp"}) &&
                        has_feature(below, "VerbForm=Inf");
          if (cause || (depth > 0 && is_one_of(relation(below), {"obj", "amod", "compound"})))
            next.push_back(child);
        }
      for (const std::int32_t word : next) {
        if (known(word) || !belongs_to(tables_, word, "government")) continue;
        return put("recipient", word, describe_actor(tables_.document, word, tables_.registry));
      }
      level = std::move(next);
    }
  }

  // "for Romania and Poland"
  void add_joined(std::int32_t word) {
    for (const std::int32_t child : children(analysis_, word)) {
      if (relation(analysis_.words[child]) != "conj" || known(child)) continue;
      const ActorDescription actor = describe_actor(tables_.document, child, tables_.registry);
      if (is_people(actor, analysis_.words[child])) put("recipient", child, actor);
    }
  }

  bool is_time(std::int32_t word) const {
    return std::any_of(reading_.times.begin(), reading_.times.end(), [&](const Time& time) {
      return !time.in_title && time.words.begin <= word && word < time.words.end;
    });
  }

  // "offered its troops to the president": what is the actor's own is not whom it speaks to.
  bool belongs_to_actor(std::int32_t word) const {
    for (const std::int32_t child : children(analysis_, word))
      if (analysis_.words[child].deprel == "nmod:poss" && analysis_.words[child].upos == "PRON")
        return true;
    return false;
  }

  // A state's own people are not whom it speaks to, but for bodies that stand against it or beside
  // it; rebels do speak to their state.
  bool is_same_country(const ActorDescription& actor) const {
    const auto speaks_for_state = [](const Participant& p) {
      return p.kind == "state" || p.sectors.empty() ||
             is_one_of(p.sectors.front(), {"GOV", "MIL", "COP", "LEG", "JUD", "MED"});
    };
    const bool body_of_its_own =
        actor.kind == "organisation" && !actor.sectors.empty() &&
        is_one_of(actor.sectors.front(), {"REB", "UAF", "OPP", "PTY", "LAB", "CVL", "CRM"});
    return !actor.country.empty() && !body_of_its_own &&
           std::any_of(out_.begin(), out_.end(), [&](const Participant& p) {
             return p.role == "actor" && p.country == actor.country && speaks_for_state(p);
           });
  }

  bool has(std::string_view role) const {
    return std::any_of(out_.begin(), out_.end(),
                       [&](const Participant& p) { return p.role == role; });
  }

  bool known(std::int32_t word) const {
    return std::any_of(out_.begin(), out_.end(),
                       [&](const Participant& p) { return p.word == word; });
  }

  void take(const std::string& part, std::int32_t of, const std::string& role, bool several) {
    const std::int32_t held = part == "actor" ? object_held_for(analysis_, of) : kNone;
    if (held != kNone &&
        is_people(describe_actor(tables_.document, held, tables_.registry), analysis_.words[held]))
      return add(part, held, true);
    for (const std::int32_t filler : role_fillers(tables_.document, of, role))
      add(part, filler, part == "actor" && (several || role == "ARG0" || role == "subj"));
  }

  // Some verbs label their only part as the one that undergoes ("the minister resigned"): where the
  // row has no use for that part, or nothing is done to anybody, it acts.
  void take_only_subject() {
    const bool deed = !is_one_of(trigger_.row->type, {"PROTEST", "CONSULT", "MOBILIZE", "REQUEST"});
    for (const std::string& role : trigger_.row->recipient)
      if (role == "subj" || role == "ARG0" || (deed && role == "ARG1"))
        return;  // the one that undergoes
    if (is_verbal(analysis_.words[trigger_.word]) && !is_passive(analysis_, trigger_.word))
      take("actor", trigger_.word, "subj", false);
  }

  // "resigned in protest": of a bare noun that says how something is done, who does that acts.
  void take_who_does_so() {
    const Word& head = analysis_.words[trigger_.word];
    if (head.upos != "NOUN" || head.head == kNone || adposition(analysis_, trigger_.word) != "in")
      return;
    for (const std::int32_t child : children(analysis_, trigger_.word))
      if (is_one_of(relation(analysis_.words[child]), {"det", "nmod:poss", "amod"})) return;
    if (!is_verbal(analysis_.words[head.head])) return;
    take("actor", head.head, is_passive(analysis_, head.head) ? "ARG0" : "subj", false);
  }

  // Roles of the support verb. Of a passive its subject is the agent ("was carried out by rebels"),
  // its object the subject ("were met with tear gas").
  void take_of_verb(const std::string& part, const std::string& role) {
    const std::int32_t verb = trigger_.support_verb;
    const bool turned = is_passive(analysis_, verb) && trigger_.support->relation != "prep:in";
    const bool agent = role == "subj" && part == "actor" && turned;  // not "engaged in"
    const bool undergoes = role == "obj" && turned && trigger_.support->relation != "obj";
    take(part, verb, agent ? "ARG0" : undergoes ? "subj" : role, false);
  }

  // A pronoun gives way to whom it stands for; the rule names the pronoun.
  void add(const std::string& part, std::int32_t word, bool must_act) {
    const std::int32_t antecedent = antecedent_of(tables_.document, tables_.registry, word);
    if (antecedent == kNone || antecedent == trigger_.word || known(antecedent))
      return add_noun(part, word, must_act);
    const std::size_t before = out_.size();
    add_noun(part, antecedent, must_act);
    for (std::size_t i = before; i < out_.size(); ++i)
      out_[i].rule += " pronoun:" + text::lower(analysis_.words[word].form);
  }

  void add_noun(const std::string& part, std::int32_t word, bool must_act) {
    if (word == trigger_.word || word == trigger_.support_verb || known(word) || is_time(word))
      return;
    const Word& head = analysis_.words[word];
    const bool inside = word >= trigger_.words.begin && word < trigger_.words.end;
    if (!is_nominal(head) && head.upos != "ADJ" && head.upos != "DET") return;
    if (part == "actor" && adposition(analysis_, word) == "against")
      return;  // "protests against X"
    if (part == "actor" && owns_harm(word)) return add_noun("recipient", word, false);
    if (part == "actor" && !may_act(word)) return;
    if (part == "recipient" && tables_.codebook.in_class(head.lemma, "shot")) return;
    if (part == "recipient" && tables_.codebook.in_class(head.lemma, "no_target")) return;
    if (part == "recipient" && adposition(analysis_, word) == "in" && names_event(tables_, word))
      return;  // "resigned in protest"
    if (part == "recipient" && only_says_where(word)) return;
    ActorDescription actor = describe_actor(tables_.document, word, tables_.registry);
    if (part == "recipient" && inside && !is_people(actor, head)) return;
    if (part == "recipient" && tables_.codebook.in_class(head.lemma, "body_part")) {
      const std::int32_t owner = owner_of(word);  // "over the heads of the crowd"
      if (owner == kNone) return;
      return put(part, owner, describe_actor(tables_.document, owner, tables_.registry));
    }
    const bool target = tables_.codebook.in_class(head.lemma, "aircraft") ||
                        tables_.codebook.in_class(head.lemma, "vehicle");  // "blew up a plane"
    if (part == "recipient" && !weapon_mode(tables_, word).empty() && !target &&
        !names_event(tables_, word) && !is_people(actor, head))
      return put("instrument", word, actor);
    if (must_act && tables_.codebook.in_class(head.lemma, "document"))
      if (const std::int32_t author = author_of(word); author != kNone)
        return add(part, author, false);
    if (must_act && !is_people(actor, head)) {
      const bool weapon = !weapon_mode(tables_, word).empty();
      if (weapon && !names_event(tables_, word)) put("instrument", word, actor);
      if (weapon || actor.kind == "thing") return put_owner(part, word);
    }
    if (!is_people(actor, head) && actor.country.empty() && part == "recipient") {
      const std::int32_t owner = owner_of(word);
      if (owner != kNone && needs_people()) {
        actor = describe_actor(tables_.document, owner, tables_.registry);
        return put(part, owner, actor);
      }
    }
    if (part == "recipient" && actor.kind == "thing" && !is_people(actor, head) &&
        is_one_of(trigger_.row->type, {"REQUEST", "AID", "THREATEN", "CONCEDE"}))
      return;
    put(part, word, actor);
  }

  // "an ambush on the road", "went off at the corner", "hurled stones at 1330", "fired from Lund"
  bool only_says_where(std::int32_t word) const {
    const std::string_view with = adposition(analysis_, word);
    const Word& head = analysis_.words[word];
    if (head.upos == "NUM" && with == "at") return true;
    if (with == "from") return is_one_of(trigger_.row->type, {"ASSAULT", "PROTEST"});
    return !with.empty() && with != "of" && with != "against" &&
           tables_.codebook.in_class(head.lemma, "whereabouts");
  }

  // "The blast killed two", "a wave of attacks hit the town": what happens does not act.
  bool may_act(std::int32_t word) const {
    const Word& head = analysis_.words[word];
    if (head.upos != "NOUN") return true;
    if (tables_.codebook.in_class(head.lemma, "no_actor")) return false;
    for (const std::int32_t child : children(analysis_, word))  // "the force of the explosion"
      if (relation(analysis_.words[child]) == "nmod" &&
          tables_.codebook.in_class(analysis_.words[child].lemma, "weapon_event"))
        return false;
    const bool happens =
        names_event(tables_, word) || tables_.codebook.rows.contains(head.lemma + ":noun");
    return !happens || is_people(describe_actor(tables_.document, word, tables_.registry), head);
  }

  // "the editor's murder", "the Galant killing": who stands before such a noun was hit, unless he
  // bears arms or rules ("death squad killings").
  bool owns_harm(std::int32_t word) const {
    const Word& below = analysis_.words[word];
    const bool before = below.head == trigger_.word && word < trigger_.word &&
                        (below.deprel == "nmod:poss" || relation(below) == "compound");
    if (!before || !tables_.codebook.in_class(analysis_.words[trigger_.word].lemma, "harm_noun"))
      return false;
    return !belongs_to(tables_, word, "armed") && !belongs_to(tables_, word, "irregular") &&
           !belongs_to(tables_, word, "government");
  }

  // "issued a statement demanding", "the ministry's letter condemned": who wrote it acts.
  std::int32_t author_of(std::int32_t text) const {
    const Word& head = analysis_.words[text];
    const bool issued =
        relation(head) == "obj" && head.head != kNone && dominates(analysis_, text, trigger_.word);
    const std::int32_t author = issued ? subject_of(analysis_, head.head) : owner_of(text);
    return author == text || author == trigger_.word ? kNone : author;
  }

  // "mobilised reservists for a war against X": whom it is meant for.
  void take_opponent_of_force() {
    const WordRange below = subtree(analysis_, trigger_.word);
    for (std::int32_t i = below.begin; i < below.end; ++i) {
      const ActorDescription actor = describe_actor(tables_.document, i, tables_.registry);
      if (known(i) || adposition(analysis_, i) != "against" ||
          !dominates(analysis_, trigger_.word, i) || !is_people(actor, analysis_.words[i]))
        continue;
      return put("recipient", i, actor);
    }
  }

  // "Peruvian tanks", "Peruvian army tanks opened fire": who has the tanks acts, the body before
  // its country.
  void put_owner(const std::string& part, std::int32_t thing) {
    for (const bool noun : {true, false})
      for (const std::int32_t child : children(analysis_, thing)) {
        const Word& below = analysis_.words[child];
        const std::string_view label = relation(below);
        if (below.deprel != "nmod:poss" && label != "amod" && label != "compound") continue;
        if (tables_.codebook.in_class(text::lower(below.lemma), "vehicle")) continue;  // "car bomb"
        const std::int32_t owner = antecedent_or_self(child);  // "its planes"
        const ActorDescription actor = describe_actor(tables_.document, owner, tables_.registry);
        const bool adjective = below.upos == "ADJ";
        const bool people = adjective ? !actor.country.empty() : is_people(actor, below);
        if (adjective != noun && people && below.upos != "NUM" && !known(owner))
          return put(part, owner, actor);
      }
  }

  std::int32_t antecedent_or_self(std::int32_t word) const {
    const std::int32_t found = antecedent_of(tables_.document, tables_.registry, word);
    return found == kNone || found == trigger_.word ? word : found;
  }

  // Parts of these types are people; what belongs to people stands for them.
  bool needs_people() const {
    return is_one_of(trigger_.row->type,
                     {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AID", "CONCEDE",
                      "SANCTION", "CONSULT", "AGREE", "RETREAT"});
  }

  std::int32_t owner_of(std::int32_t word) const {
    for (const std::int32_t child : children(analysis_, word)) {
      const Word& below = analysis_.words[child];
      const bool candidate = below.deprel == "nmod:poss" || relation(below) == "amod" ||
                             relation(below) == "compound" || relation(below) == "nmod";
      if (!candidate) continue;
      const ActorDescription actor = describe_actor(tables_.document, child, tables_.registry);
      if (below.upos == "ADJ" && actor.country.empty()) continue;  // "a general strike"
      if (is_people(actor, below) && (below.upos != "PRON")) return child;
    }
    return kNone;
  }

  // "Peruvian shelling", "police raid", "a students' march".
  void take_modifier(bool several) {
    const Word& head = analysis_.words[trigger_.word];
    if (head.upos != "NOUN") return;
    for (const std::int32_t child : children(analysis_, trigger_.word)) {
      const Word& below = analysis_.words[child];
      if (!is_one_of(relation(below), {"amod", "compound"}) || known(child)) continue;
      const ActorDescription actor = describe_actor(tables_.document, child, tables_.registry);
      const bool names_people =
          below.upos == "ADJ" ? !actor.country.empty() : is_people(actor, below);
      if (!names_people || below.upos == "NUM") continue;
      put(owns_harm(child) ? "recipient" : "actor", child, actor);
      if (!several) return;
    }
  }

  void put(const std::string& part, std::int32_t word, const ActorDescription& actor) {
    out_.push_back(fill(tables_, part, word, actor, reading_.entities));
  }

  const EventTables& tables_;
  const Analysis& analysis_;
  const Trigger& trigger_;
  const Reading& reading_;
  std::vector<Participant> out_;
};

}  // namespace

Participant make_participant(const EventTables& tables, const std::string& role, std::int32_t word,
                             const std::vector<Entity>& entities) {
  return fill(tables, role, word, describe_actor(tables.document, word, tables.registry), entities);
}

std::vector<Participant> read_participants(const EventTables& tables, const Trigger& trigger,
                                           const Reading& reading) {
  return Builder(tables, trigger, reading).build();
}

}  // namespace litopys::reading
