// Conditions of the tables, by role or by nearness.
//
//     capture.01 | ARG1=place   "captured the town": town is a place (class or LOC name): holds
//                               "captured nine soldiers": does not; the next row is asked
//     die.01     | violent      "died in the attack": attack stands near: holds
//
// Kinds of actor come from describe_actor; every other class is a list of lemmas in classes.tsv.
// "violent" looks further than the other classes, over the sentence and the two before it, unless
// the sentence itself speaks of an accident: deaths are told one sentence after what caused them.
// Cost: linear in the sentence for each condition. Covered by events_test.cc and the event cases.
#include "reading/event_conditions.h"

#include <algorithm>

#include "reading/one_of.h"
#include "reading/pronouns.h"
#include "reading/roles.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

bool has_sector(const ActorDescription& actor, std::initializer_list<std::string_view> sectors) {
  return std::any_of(actor.sectors.begin(), actor.sectors.end(),
                     [&](const std::string& sector) { return is_one_of(sector, sectors); });
}

bool is_location(const Document& document, std::int32_t word) {
  const std::int32_t name = document.analysis.words[word].name;
  return name != kNone && document.analysis.names[name].kind == "LOC";
}

bool is_person(const Document& document, std::int32_t word) {
  const std::int32_t name = document.analysis.words[word].name;
  return name != kNone && document.analysis.names[name].kind == "PER";
}

bool sentence_has(const EventTables& tables, std::int32_t sentence, std::string_view name,
                  std::int32_t except) {
  const Analysis& analysis = tables.document.analysis;
  const language::Sentence& all = analysis.sentences[sentence];
  for (std::int32_t i = all.begin; i < all.end; ++i)  // the same word again says nothing of it
    if (analysis.words[i].lemma != analysis.words[except].lemma &&
        tables.codebook.in_class(analysis.words[i].lemma, name))
      return true;
  return false;
}

bool tells_of_violence(const EventTables& tables, std::int32_t word) {
  const std::int32_t here = tables.document.analysis.words[word].sentence;
  if (sentence_has(tables, here, "illness", word)) return false;
  if (sentence_has(tables, here, "violent", word)) return true;
  if (sentence_has(tables, here, "accident", word)) return false;
  for (std::int32_t before = here - 1; before >= 0 && before >= here - 2; --before)
    if (sentence_has(tables, before, "violent", word)) return true;
  return false;
}

// A word of the class stands in this sentence, the two before it or the one after it.
bool is_told_around(const EventTables& tables, std::int32_t word, std::string_view name) {
  const std::int32_t here = tables.document.analysis.words[word].sentence;
  const auto size = static_cast<std::int32_t>(tables.document.analysis.sentences.size());
  for (std::int32_t at = std::max(0, here - 2); at <= std::min(size - 1, here + 1); ++at)
    if (sentence_has(tables, at, name, word)) return true;
  return false;
}

// The harm of a crash, a flood or an illness: of this sentence and the three before it the nearest
// that speaks of violence or of an accident tells of the latter only.
bool is_accidental(const EventTables& tables, std::int32_t word) {
  const std::int32_t here = tables.document.analysis.words[word].sentence;
  for (std::int32_t at = here; at >= 0 && at >= here - 3; --at) {
    if (sentence_has(tables, at, "force_used", word)) return false;
    if (sentence_has(tables, at, "mishap", word) || sentence_has(tables, at, "illness", word))
      return true;
  }
  return false;
}

bool has_clause(const Analysis& analysis, std::int32_t word) {
  for (const std::int32_t child : children(analysis, word)) {
    const Word& below = analysis.words[child];
    if (is_one_of(relation(below), {"ccomp", "xcomp"})) return true;
    if (relation(below) == "acl" && has_feature(below, "VerbForm=Inf")) return true;
    if (relation(below) == "advcl" && has_feature(below, "VerbForm=Inf")) return true;
  }
  return false;
}

bool has_negation(const Analysis& analysis, std::int32_t word) {
  for (const std::int32_t child : children(analysis, word))
    if (relation(analysis.words[child]) == "advmod" &&
        (has_feature(analysis.words[child], "Polarity=Neg") ||
         has_feature(analysis.words[child], "PronType=Neg")))
      return true;
  return false;
}

// "part of the aid", "hundreds of prisoners": what is parted or counted; else the word itself.
std::int32_t whole_of(const EventTables& tables, std::int32_t word) {
  const Analysis& analysis = tables.document.analysis;
  if (!tables.codebook.in_class(analysis.words[word].lemma, "partitive")) return word;
  for (const std::int32_t child : children(analysis, word))
    if (relation(analysis.words[child]) == "nmod" && adposition(analysis, child) == "of")
      return child;
  return word;
}

// "Two militias clashed": the only party of an active verb without an object. The labels often make
// it ARG1; the tables write ARG0 for whoever acts.
std::int32_t sole_subject(const Analysis& analysis, std::int32_t word) {
  if (!is_verbal(analysis.words[word]) || is_passive(analysis, word)) return kNone;
  for (const std::int32_t child : children(analysis, word))
    if (relation(analysis.words[child]) == "obj") return kNone;
  return subject_of(analysis, word);
}

// "Cleared the editor of all charges", "walked away from the talks": the tree may hang a phrase of
// the verb on its object or on the adverb beside it.
std::vector<std::int32_t> phrase_beside(const Document& document, std::int32_t verb,
                                        const std::string& role) {
  for (const std::int32_t child : children(document.analysis, verb))
    if (is_one_of(relation(document.analysis.words[child]), {"obj", "advmod", "compound"}))
      if (std::vector<std::int32_t> out = role_fillers(document, child, role); !out.empty())
        return out;
  return {};
}

std::vector<std::int32_t> fillers_of(const Document& document, std::int32_t word,
                                     const std::string& role) {
  std::vector<std::int32_t> out = role_fillers(document, word, role);
  const std::int32_t subject = sole_subject(document.analysis, word);
  if (role == "ARG0" && out.empty() && subject != kNone)
    return role_fillers(document, word, "subj");
  if (role.starts_with("prep:") && out.empty() && is_verbal(document.analysis.words[word]))
    return phrase_beside(document, word, role);
  return out;
}

// The word or what it counts belongs to the kind; or it is a pronoun that stands for who bears arms
// ("the army said it had struck a depot"). Of other pronouns the verb's sense says more.
bool stands_for(const EventTables& tables, std::int32_t word, std::string_view kind) {
  if (belongs_to(tables, word, kind) || belongs_to(tables, whole_of(tables, word), kind))
    return true;
  if (!is_one_of(kind, {"armed", "irregular"})) return false;
  const std::int32_t antecedent = antecedent_of(tables.document, tables.registry, word);
  return antecedent != kNone && belongs_to(tables, antecedent, kind);
}

// Something besides the acting subject is in the role.
bool is_filled(const Document& document, std::int32_t word, const std::string& role) {
  const std::vector<std::int32_t> fillers = role_fillers(document, word, role);
  return !fillers.empty() &&
         (role != "ARG1" || fillers.front() != sole_subject(document.analysis, word));
}

// "Thousands marched": a number that stands for people.
bool is_multitude(const EventTables& tables, std::int32_t word) {
  return tables.codebook.in_class(tables.document.analysis.words[word].lemma, "multitude") &&
         whole_of(tables, word) == word;
}

enum class Answer { kNo, kYes, kNotAKind };

Answer kind_of_actor(const EventTables& tables, std::int32_t at, std::string_view kind) {
  const Word& word = tables.document.analysis.words[at];
  const auto say = [](bool yes) { return yes ? Answer::kYes : Answer::kNo; };
  if (kind == "clause") return say(is_verbal(word));
  if (kind == "place" || kind == "locality")
    return say(is_location(tables.document, at) ||
               (kind == "locality" && word.upos == "PROPN" && !is_person(tables.document, at)) ||
               tables.codebook.in_class(word.lemma, "locality") ||
               (kind == "place" && tables.codebook.in_class(word.lemma, "place_words")));
  if (!is_one_of(kind, {"people", "person", "crowd", "armed", "irregular", "lawful", "government",
                        "state", "official", "court", "peacekeeper", "protester", "civilian",
                        "target", "thing", "political", "many", "press"}))
    return Answer::kNotAKind;
  if (is_multitude(tables, at))
    return say(is_one_of(kind, {"people", "person", "crowd", "civilian", "target", "many"}));
  const ActorDescription actor = describe_actor(tables.document, at, tables.registry);
  const bool armed = has_sector(actor, {"MIL", "COP", "REB", "UAF", "SPY"}) ||
                     tables.codebook.in_class(word.lemma, "force");
  const bool people = is_people(actor, word);
  if (kind == "people") return say(people);
  if (kind == "person") return say(people && actor.kind != "organisation" && actor.kind != "state");
  if (kind == "armed") return say(armed);
  if (kind == "irregular") return say(has_sector(actor, {"REB", "UAF", "CRM"}));
  if (kind == "lawful") return say(has_sector(actor, {"GOV", "MIL", "COP", "JUD", "SPY"}));
  if (kind == "court") return say(has_sector(actor, {"JUD"}));
  if (kind == "peacekeeper") return say(has_sector(actor, {"IGO", "NGO"}));
  if (kind == "government")
    return say(actor.kind == "state" || has_sector(actor, {"GOV", "IGO", "LEG", "JUD"}));
  if (kind == "state")
    return say(actor.kind == "state" || has_sector(actor, {"GOV", "IGO", "MIL"}));
  if (kind == "official")
    return say(actor.kind == "state" || actor.rule.starts_with("name:PER") ||
               (people && has_sector(actor, {"GOV", "LEG", "IGO"})));
  if (kind == "protester")
    return say(people && !armed &&
               (tables.codebook.in_class(word.lemma, "protest") ||
                has_sector(actor, {"CVL", "EDU", "LAB"})));
  if (kind == "civilian") return say(people && !armed);
  if (kind == "political")  // bodies and people who speak for something
    return say(people && (actor.kind == "organisation" || actor.kind == "state" ||
                          actor.rule.starts_with("name:PER") ||
                          has_sector(actor, {"GOV", "LEG", "JUD", "MIL", "REB", "UAF", "IGO", "NGO",
                                             "PTY", "OPP", "REL", "LAB"})));
  if (kind == "press") return say(has_sector(actor, {"MED"}));
  if (kind == "many") return say(people && !armed && actor.kind == "group");
  if (kind == "crowd")
    return say(word.upos != "PRON" && people && !armed && actor.kind == "group" &&
               !has_sector(actor, {"GOV", "CRM"}));
  if (kind == "target") return say(people || actor.kind == "thing");
  return say(actor.kind == "thing");
}

}  // namespace

bool is_people(const ActorDescription& actor, const Word& word) {
  if (is_one_of(actor.kind, {"person", "group", "organisation", "state"})) return true;
  if (word.upos == "PRON")
    return is_one_of(word.lemma, {"who", "he", "she", "they", "we", "I", "you"}) ||
           (word.lemma == "that" && has_feature(word, "Number=Plur"));  // "those arrested"
  return word.upos == "NUM";
}

bool belongs_to(const EventTables& tables, std::int32_t word, std::string_view kind) {
  const Answer answer = kind_of_actor(tables, word, kind);
  if (answer != Answer::kNotAKind) return answer == Answer::kYes;
  const Word& it = tables.document.analysis.words[word];
  return tables.codebook.in_class(it.lemma, kind) ||
         (it.upos == "PROPN" && tables.codebook.in_class(text::lower(it.lemma), kind));
}

std::vector<std::int32_t> words_near(const Analysis& analysis, std::int32_t word) {
  std::vector<std::int32_t> out;
  const WordRange below = subtree(analysis, word);
  for (std::int32_t i = below.begin; i < below.end; ++i)
    if (i != word && dominates(analysis, word, i)) out.push_back(i);
  std::int32_t above = analysis.words[word].head;
  for (int steps = 0; steps < 2 && above != kNone; ++steps, above = analysis.words[above].head) {
    out.push_back(above);
    for (const std::int32_t child : children(analysis, above))
      if (child != word) out.push_back(child);
  }
  return out;
}

bool holds(const EventTables& tables, std::int32_t word, const EventCondition& condition) {
  const Analysis& analysis = tables.document.analysis;
  const Word& trigger = analysis.words[word];
  const std::string& value = condition.value;
  bool found = false;
  if (!condition.role.empty()) {
    for (const std::int32_t filler : fillers_of(tables.document, word, condition.role))
      found = found || stands_for(tables, filler, value);
  } else if (value.starts_with("prep:") || value.starts_with("ARG")) {
    found = is_filled(tables.document, word, value);
  } else if (value == "CLAUSE") {
    found = has_clause(analysis, word);
  } else if (value == "negated") {
    found = has_negation(analysis, word);
  } else if (value == "passive") {
    found = is_passive(analysis, word);
  } else if (value == "reported") {
    found = !role_fillers(tables.document, word, "speaker").empty();
  } else if (value == "noun") {
    found = trigger.upos == "NOUN";
  } else if (value == "plural") {
    found = has_feature(trigger, "Number=Plur");
  } else if (value == "violent") {
    found = tells_of_violence(tables, word);
  } else if (value == "accidental") {
    found = is_accidental(tables, word);
  } else if (value.starts_with("around:")) {
    found = is_told_around(tables, word, value.substr(7));
  } else {
    for (const std::int32_t near : words_near(analysis, word))
      found = found || belongs_to(tables, near, value);
  }
  return found != condition.negated;
}

bool all_hold(const EventTables& tables, std::int32_t word,
              const std::vector<EventCondition>& conditions) {
  return std::all_of(conditions.begin(), conditions.end(), [&](const EventCondition& condition) {
    return holds(tables, word, condition);
  });
}

}  // namespace litopys::reading
