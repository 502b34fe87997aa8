// Who a part is, by name:
//
//     "A teacher, Ruth Adeyemi, was shot"        one person: the name is the part's own
//     "Two monks, A. B. and C. D., were shot"    several: each name is a part beside the group
//     "Five clerks, including A. B., were shot"  likewise
//     "Three men were shot. The victims were     likewise, from a later sentence: its subject is
//     identified as A. B., C. D. and E. F."      a part told before, by its noun or a pronoun
//
// Counter-examples: "the son of A. B." names the father; "the victims' lawyer, A. B.," is no
// victim. Only names of persons are taken, and a later sentence speaks of the nearest event within
// kSentences that has such a part. Cost: a window of events for each sentence that identifies
// somebody. Covered by participant_names_test.cc and tests/cases/events.
#include "reading/participant_names.h"

#include <algorithm>

#include "reading/one_of.h"
#include "reading/participants.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

constexpr std::int32_t kSentences = 4;  // looked back

// A name that stands right after a phrase, at most behind a comma.
bool follows(const Analysis& analysis, WordRange phrase, std::int32_t name) {
  return name == phrase.end ||
         (name == phrase.end + 1 && is_one_of(analysis.words[phrase.end].form, {",", "("}));
}

class Namer {
 public:
  Namer(const EventTables& tables, const std::vector<Entity>& entities, std::vector<Event>& events)
      : tables_(tables),
        analysis_(tables.document.analysis),
        entities_(entities),
        events_(events) {}

  void name_all() {
    for (Event& event : events_) name_beside(event);
    for (std::size_t i = 0; i < analysis_.words.size(); ++i) identify(static_cast<std::int32_t>(i));
  }

 private:
  bool is_plural(std::int32_t word) const {
    return has_feature(analysis_.words[word], "Number=Plur");
  }

  bool names_person(std::int32_t word) const {
    const std::int32_t entity = entity_of(word, entities_);
    return entity != kNone && entities_[entity].kind == "PER";
  }

  // ---- in the phrase itself
  // -----------------------------------------------------------------------
  void name_beside(Event& event) {
    const std::size_t told = event.participants.size();
    for (std::size_t i = 0; i < told; ++i) {
      const Participant part = event.participants[i];
      if (part.word == kNone || part.entity != kNone ||
          !is_one_of(analysis_.words[part.word].upos, {"NOUN", "PROPN"}) || part.kind == "thing")
        continue;
      const std::vector<std::int32_t> names = names_in(part.word);
      if (names.size() == 1 && !is_plural(part.word) && part.kind != "group")
        take_name(names.front(), event.participants[i]);
      else
        for (const std::int32_t name : names) add(part.role, name, "apposition", event);
    }
  }

  // The names that stand in apposition to a noun, or after "including"; no place is a person, so
  // one that the tree hangs on it ("the mayor of Lund, Ruth Adeyemi") is the noun's.
  std::vector<std::int32_t> names_in(std::int32_t noun) const {
    std::vector<std::int32_t> out;
    for (const std::int32_t child : children(analysis_, noun)) {
      const bool apposed = relation(analysis_.words[child]) == "appos" && child > noun;
      if (apposed || adposition(analysis_, child) == "including") add_names(child, out);
      if (const std::int32_t place = entity_of(child, entities_);
          place != kNone && entities_[place].kind == "LOC")
        for (const std::int32_t below : children(analysis_, child))
          if (relation(analysis_.words[below]) == "appos") add_names(below, out);
    }
    return out;
  }

  // A name and those joined to it; "the driver A. B." is named by what is apposed to "driver".
  void add_names(std::int32_t word, std::vector<std::int32_t>& out) const {
    if (names_person(word)) out.push_back(word);
    for (const std::int32_t child : children(analysis_, word)) {
      const std::string_view label = relation(analysis_.words[child]);
      if (label == "conj" || (!names_person(word) && is_one_of(label, {"appos", "flat"})))
        add_names(child, out);
    }
  }

  // "a teacher, Ruth Adeyemi": one person, whose words are both.
  void take_name(std::int32_t name, Participant& part) const {
    const std::int32_t entity = entity_of(name, entities_);
    const WordRange words = entities_[entity].words;
    const WordRange phrase = phrase_with_name(analysis_, part.word, kNone, entities_);
    part.entity = entity;
    part.kind = "person";
    part.rule += " apposition";
    if (follows(analysis_, phrase, words.begin))
      part.span = span_of(analysis_, {phrase.begin, words.end});
  }

  void add(const std::string& role, std::int32_t name, const std::string& rule, Event& event) {
    const std::int32_t entity = entity_of(name, entities_);
    for (const Participant& p : event.participants)
      if (p.word == name || (p.entity != kNone && first_of(p.entity) == first_of(entity))) return;
    Participant part = make_participant(tables_, role, name, entities_);
    part.kind = "person";
    part.rule += " " + rule;
    event.participants.push_back(std::move(part));
  }

  std::int32_t first_of(std::int32_t entity) const {
    return entities_[entity].same_as != kNone ? entities_[entity].same_as : entity;
  }

  // ---- in a later sentence
  // ------------------------------------------------------------------------
  // "The victims were identified as ...", "The dead are ..."
  void identify(std::int32_t at) {
    const Word& word = analysis_.words[at];
    const bool verb = is_one_of(word.lemma, {"identify", "name"}) && is_verbal(word);
    if (!verb && !has_copula(at)) return;
    const std::int32_t who = subject_of_clause(at, verb);
    if (who == kNone) return;
    std::vector<std::int32_t> names;
    if (!verb) add_names(at, names);
    for (const std::int32_t child : children(analysis_, at))
      if (verb && child != who && is_one_of(relation(analysis_.words[child]), {"obl", "xcomp"}) &&
          (adposition(analysis_, child) == "as" || word.lemma == "name"))
        add_names(child, names);
    if (names.empty()) return;
    if (!verb && !is_plural(who)) return;  // "the victim was A. B.": of whom, nobody can tell
    name_earlier_part(who, names);
  }

  bool has_copula(std::int32_t at) const {
    for (const std::int32_t child : children(analysis_, at))
      if (relation(analysis_.words[child]) == "cop") return true;
    return false;
  }

  std::int32_t subject_of_clause(std::int32_t at, bool passive) const {
    for (const std::int32_t child : children(analysis_, at))
      if (relation(analysis_.words[child]) == "nsubj" &&
          (!passive || analysis_.words[child].deprel == "nsubj:pass"))
        return child;
    return kNone;
  }

  void name_earlier_part(std::int32_t who, const std::vector<std::int32_t>& names) {
    const std::int32_t here = analysis_.words[who].sentence;
    for (std::size_t e = events_.size(); e-- > 0;) {
      Event& event = events_[e];
      const std::int32_t there = analysis_.words[event.word].sentence;
      if (there > here || event.factuality.value != "CT+" ||
          !is_one_of(event.type, {"ASSAULT", "COERCE"}))
        continue;
      if (here - there > kSentences) return;
      const std::string role = role_of(who, here - there, event);
      if (role.empty()) continue;
      for (const std::int32_t name : names) add(role, name, "identified", event);
      return;
    }
  }

  // The part of the event that the subject means, by its noun; a pronoun means a part of the
  // sentence before, "the victims" whoever was hit.
  std::string role_of(std::int32_t who, std::int32_t distance, const Event& event) const {
    const Word& subject = analysis_.words[who];
    const bool pronoun = subject.upos == "PRON" && has_feature(subject, "Person=3");
    const bool victim = tables_.codebook.in_class(subject.lemma, "victim");
    for (const Participant& p : event.participants) {
      if (p.word == kNone || p.word == who || p.role == "instrument" || p.kind == "thing") continue;
      const Word& part = analysis_.words[p.word];
      const bool same_number = has_feature(part, "Number=Plur") == is_plural(who);
      if (pronoun && distance == 1 && same_number && p.role == "recipient") return p.role;
      if (distance > 0 && part.lemma == subject.lemma && same_number) return p.role;
      if (victim && p.role == "recipient" && same_number) return p.role;
    }
    return "";
  }

  const EventTables& tables_;
  const Analysis& analysis_;
  const std::vector<Entity>& entities_;
  std::vector<Event>& events_;
};

// The nearest named body inside a noun phrase that is no part yet, or kNone.
std::int32_t body_in(const EventTables& tables, const std::vector<Entity>& entities,
                     const std::vector<Participant>& parts, std::int32_t people) {
  const Analysis& analysis = tables.document.analysis;
  std::vector<std::int32_t> level{people};
  for (int depth = 0; depth < 3 && !level.empty(); ++depth) {
    std::vector<std::int32_t> next;
    for (const std::int32_t at : level)
      for (const std::int32_t child : children(analysis, at))
        if (is_one_of(relation(analysis.words[child]),
                      {"compound", "amod", "nmod", "appos", "flat"}) &&
            !is_one_of(adposition(analysis, child), {"in", "against", "with", "at", "near"}))
          next.push_back(child);
    for (const std::int32_t word : next) {
      const std::int32_t entity = entity_of(word, entities);
      const bool known = std::any_of(parts.begin(), parts.end(),
                                     [&](const Participant& p) { return p.word == word; });
      if (entity == kNone || entities[entity].kind != "ORG" || known) continue;
      if (is_one_of(describe_actor(tables.document, word, tables.registry).kind,
                    {"organisation", "group"}))
        return word;
    }
    level = std::move(next);
  }
  return kNone;
}

}  // namespace

std::int32_t entity_of(std::int32_t word, const std::vector<Entity>& entities) {
  for (std::size_t i = 0; i < entities.size(); ++i)
    if (entities[i].words.begin <= word && word < entities[i].words.end && !entities[i].in_title)
      return static_cast<std::int32_t>(i);
  return kNone;
}

WordRange phrase_with_name(const Analysis& analysis, std::int32_t word, std::int32_t entity,
                           const std::vector<Entity>& entities) {
  constexpr std::int32_t kLongest = 15;  // a phrase that runs on and on is its name alone
  WordRange phrase = noun_phrase(analysis, word);
  for (const std::int32_t child : children(analysis, word)) {
    if (relation(analysis.words[child]) != "appos" || analysis.words[child].upos != "PROPN")
      continue;
    const WordRange name = noun_phrase(analysis, child);
    if (name.begin == phrase.end) phrase.end = name.end;
  }
  const WordRange name = entity == kNone ? WordRange{word, word} : entities[entity].words;
  if (name.begin >= name.end) return phrase;
  if (phrase.end - phrase.begin > kLongest) return name;
  return {std::min(phrase.begin, name.begin), std::max(phrase.end, name.end)};
}

void add_bodies(const EventTables& tables, const std::vector<Entity>& entities,
                std::vector<Participant>& parts) {
  const std::size_t told = parts.size();
  for (std::size_t i = 0; i < told; ++i) {
    if (parts[i].role != "actor" || !is_one_of(parts[i].kind, {"person", "group", "unknown"}))
      continue;
    const std::int32_t word = body_in(tables, entities, parts, parts[i].word);
    if (word == kNone) continue;
    Participant body = make_participant(tables, "actor", word, entities);
    body.span = entities[body.entity].span;
    body.kind = "organisation";
    body.rule += " body";
    parts.push_back(std::move(body));
  }
}

void name_participants(const EventTables& tables, const std::vector<Entity>& entities,
                       std::vector<Event>& events) {
  Namer(tables, entities, events).name_all();
}

}  // namespace litopys::reading
