// Three places are safe to look in (Hobbs 1978, steps 2 and 6, and the first step of his search of
// earlier sentences): for a possessive the subject of its own clause, for a subject or an object of
// a reported clause the subject of the verb that governs the clause, and for a pronoun that opens a
// sentence the subject of the sentence before; not where the object of the clause above agrees as
// well ("as she left"). What is found must agree in number and kind: "it"
// and "its" stand for bodies, states and singular groups, "they" and "their" for plurals and
// bodies, "he" and "she" for single persons. Cost: the depth of the tree, and the sentence before.
// Covered by pronouns_test.cc.
#include "reading/pronouns.h"

#include <algorithm>

#include "reading/one_of.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

enum class Pronoun { kNone, kBody, kPlural, kPerson };

Pronoun kind_of(const Word& word) {
  if (word.upos != "PRON" && word.upos != "DET") return Pronoun::kNone;
  if (!has_feature(word, "Person=3")) return Pronoun::kNone;
  if (has_feature(word, "Number=Plur")) return Pronoun::kPlural;
  if (has_feature(word, "Gender=Neut")) return Pronoun::kBody;
  return has_feature(word, "Gender=Masc") || has_feature(word, "Gender=Fem") ? Pronoun::kPerson
                                                                             : Pronoun::kNone;
}

bool is_joined(const Analysis& analysis, std::int32_t word) {
  for (const std::int32_t child : children(analysis, word))
    if (relation(analysis.words[child]) == "conj" && is_nominal(analysis.words[child])) return true;
  return false;
}

bool agrees(const Document& document, const ActorRegistry& registry, Pronoun pronoun,
            std::int32_t word) {
  const Word& head = document.analysis.words[word];
  if (head.upos != "NOUN" && head.upos != "PROPN") return false;
  const ActorDescription actor = describe_actor(document, word, registry);
  const bool plural = has_feature(head, "Number=Plur") || is_joined(document.analysis, word);
  const bool body = is_one_of(actor.kind, {"organisation", "state", "group"});
  if (pronoun == Pronoun::kPerson) return !plural && actor.kind == "person";
  if (pronoun == Pronoun::kBody) return !plural && body;
  return (plural && actor.kind != "thing") || body;
}

// The clause that the word stands in: its nearest governor that is a verb or has a subject.
std::int32_t clause_of(const Analysis& analysis, std::int32_t word) {
  std::int32_t at = analysis.words[word].head;
  for (int steps = 0; steps < 8 && at != kNone; ++steps, at = analysis.words[at].head) {
    if (is_verbal(analysis.words[at])) return at;
    for (const std::int32_t child : children(analysis, at))
      if (relation(analysis.words[child]) == "nsubj") return at;
  }
  return kNone;
}

std::int32_t subject_in(const Analysis& analysis, std::int32_t clause) {
  for (const std::int32_t child : children(analysis, clause))
    if (relation(analysis.words[child]) == "nsubj") return child;
  return kNone;
}

// "A sniper killed a nurse as she left": the object would do as well.
bool agrees_object(const Document& document, const ActorRegistry& registry, Pronoun pronoun,
                   std::int32_t clause) {
  for (const std::int32_t child : children(document.analysis, clause))
    if (relation(document.analysis.words[child]) == "obj" &&
        agrees(document, registry, pronoun, child))
      return true;
  return false;
}

bool is_inside(const Analysis& analysis, std::int32_t word, std::int32_t above) {
  for (std::int32_t steps = 0; steps < 12 && word != kNone; ++steps) {
    if (word == above) return true;
    word = analysis.words[word].head;
  }
  return false;
}

// The word heads its sentence's subject, or owns it.
bool opens_sentence(const Analysis& analysis, std::int32_t pronoun) {
  std::int32_t subject = pronoun;
  if (analysis.words[pronoun].deprel == "nmod:poss") subject = analysis.words[pronoun].head;
  if (subject == kNone || relation(analysis.words[subject]) != "nsubj") return false;
  const std::int32_t verb = analysis.words[subject].head;
  return verb != kNone && analysis.words[verb].head == kNone &&
         subject_in(analysis, verb) == subject;
}

// The subject of the sentence before, where both stand in one paragraph and no object of that
// sentence agrees as well.
std::int32_t subject_before(const Document& document, const ActorRegistry& registry, Pronoun kind,
                            std::int32_t pronoun) {
  const Analysis& analysis = document.analysis;
  const std::int32_t here = analysis.words[pronoun].sentence;
  if (here == 0 || !opens_sentence(analysis, pronoun)) return kNone;
  const language::Sentence& before = analysis.sentences[here - 1];
  if (before.paragraph != analysis.sentences[here].paragraph) return kNone;
  std::int32_t found = kNone;
  for (std::int32_t at = before.begin; at < before.end; ++at) {
    const Word& word = analysis.words[at];
    const bool part = is_one_of(relation(word), {"nsubj", "obj", "iobj"});
    if (!part || !agrees(document, registry, kind, at)) continue;
    const bool subject =
        relation(word) == "nsubj" && word.head != kNone && analysis.words[word.head].head == kNone;
    if (!subject && kind != Pronoun::kPerson) return kNone;
    if (subject) found = at;
  }
  return found;
}

}  // namespace

std::int32_t antecedent_of(const Document& document, const ActorRegistry& registry,
                           std::int32_t pronoun) {
  const Analysis& analysis = document.analysis;
  const Pronoun kind = kind_of(analysis.words[pronoun]);
  if (kind == Pronoun::kNone) return kNone;
  if (const std::int32_t before = subject_before(document, registry, kind, pronoun);
      before != kNone)
    return before;
  const bool possessive = analysis.words[pronoun].deprel == "nmod:poss";
  std::int32_t clause = clause_of(analysis, pronoun);
  bool aside = false;  // in an adverbial clause both parts of the clause above may be meant
  for (int steps = 0; steps < 3 && clause != kNone; ++steps) {
    const std::int32_t subject = subject_in(analysis, clause);
    const bool own = subject != kNone && is_inside(analysis, pronoun, subject);
    if (subject != kNone && !own && (steps > 0 || possessive)) {
      if (agrees(document, registry, kind, subject))
        return aside && agrees_object(document, registry, kind, clause) ? kNone : subject;
      if (analysis.words[subject].upos != "PRON") return kNone;
    }
    const std::string_view label = relation(analysis.words[clause]);
    if (!is_one_of(label, {"ccomp", "xcomp", "conj", "advcl"})) return kNone;
    if (!own && subject != kNone && analysis.words[subject].upos != "PRON") return kNone;
    aside = label == "advcl" && !possessive;
    clause = analysis.words[clause].head;
  }
  return kNone;
}

}  // namespace litopys::reading
