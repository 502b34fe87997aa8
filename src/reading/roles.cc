// Roles come from the semantic role labels where there are any, else from the tree:
//
//   ARG0   the subject of an active verb or of an adjective ("is ready to talk"), the by-phrase of
//   a passive one or of a noun, the owner
//          ("the army's advance"), the noun that an active participle modifies ("men carrying
//          flags");
//   ARG1   the object, the subject of a passive verb, the noun that a past participle modifies
//          ("men wounded in the clash"), the phrase with of, on, against or at of a noun.
//
// A verb without a subject of its own takes the one of the verb that it hangs on (open clausal
// complement, adverbial clause, conjunct), or the object of a verb with an object ("ordered them to
// leave"): the filler is then implicit but its words are real. A relative pronoun stands for the
// noun that its clause modifies. What the tree does not give stays empty; nobody is invented.
// Limit: a subject is taken over at most as many times as the sentence has words.
// Covered by roles_test.cc.
#include "reading/roles.h"

#include <algorithm>

#include "reading/one_of.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

std::int32_t child_by(const Analysis& analysis, std::int32_t word,
                      std::initializer_list<std::string_view> labels) {
  for (const std::int32_t child : children(analysis, word))
    if (is_one_of(analysis.words[child].deprel, labels)) return child;
  return kNone;
}

std::int32_t phrase_with(const Analysis& analysis, std::int32_t word,
                         std::initializer_list<std::string_view> adpositions) {
  for (const std::string_view wanted : adpositions)
    for (const std::int32_t child : children(analysis, word))
      if (is_one_of(relation(analysis.words[child]), {"obl", "nmod"}) &&
          adposition(analysis, child) == wanted)
        return child;
  return kNone;
}

// The noun for a relative pronoun; the word itself otherwise.
std::int32_t antecedent(const Analysis& analysis, std::int32_t word) {
  const Word& pronoun = analysis.words[word];
  const bool relative =
      has_feature(pronoun, "PronType=Rel") ||
      (pronoun.upos == "PRON" && is_one_of(pronoun.lemma, {"who", "which", "that"}));
  if (!relative) return word;
  std::int32_t at = word;
  for (std::int32_t steps = 0; steps < 6 && at != kNone; ++steps) {
    if (is_one_of(relation(analysis.words[at]), {"acl"})) return analysis.words[at].head;
    at = analysis.words[at].head;
  }
  return word;
}

std::int32_t agent_in_tree(const Analysis& analysis, std::int32_t word) {
  if (is_verbal(analysis.words[word]) || analysis.words[word].upos == "ADJ") {
    if (!is_passive(analysis, word)) return subject_of(analysis, word);
    const std::int32_t agent = child_by(analysis, word, {"obl:agent"});
    return agent != kNone ? agent : phrase_with(analysis, word, {"by"});
  }
  const std::int32_t by = phrase_with(analysis, word, {"by"});
  return by != kNone ? by : child_by(analysis, word, {"nmod:poss"});
}

std::int32_t patient_in_tree(const Analysis& analysis, std::int32_t word) {
  if (is_verbal(analysis.words[word])) {
    if (is_passive(analysis, word)) return subject_of(analysis, word);
    return child_by(analysis, word, {"obj"});
  }
  return phrase_with(analysis, word, {"against", "on", "of", "at"});
}

// The predicate of a word: its own, or the one that the labels hang on its particle ("went off").
std::int32_t predicate_of(const Analysis& analysis, std::int32_t word) {
  const std::int32_t own = analysis.words[word].predicate;
  const std::int32_t particle = child_by(analysis, word, {"compound:prt"});
  return own != kNone || particle == kNone ? own : analysis.words[particle].predicate;
}

std::int32_t labelled(const Analysis& analysis, std::int32_t word, std::string_view role) {
  const std::int32_t predicate = predicate_of(analysis, word);
  if (predicate == kNone) return kNone;
  for (const language::Argument& argument : analysis.predicates[predicate].arguments)
    if (argument.role == role && argument.word != word) return argument.word;
  return kNone;
}

// An active verb with an object or a clause as its content whose subject is labelled ARG1: one of
// the labels is a slip.
bool contradicts_tree(const Analysis& analysis, std::int32_t word) {
  if (!is_verbal(analysis.words[word]) || is_passive(analysis, word)) return false;
  const std::int32_t object = child_by(analysis, word, {"obj", "ccomp"});
  const std::int32_t patient = labelled(analysis, word, "ARG1");
  return object != kNone && patient != kNone && patient == subject_of(analysis, word);
}

// "The envoy said that the militia must leave": the envoy for "leave".
std::int32_t speaker_of(const Analysis& analysis, std::int32_t verb) {
  const std::int32_t above = analysis.words[verb].head;
  if (relation(analysis.words[verb]) != "ccomp" || above == kNone) return kNone;
  const std::int32_t speaker = child_by(analysis, above, {"nsubj"});
  return speaker == kNone || speaker == subject_of(analysis, verb) ? kNone
                                                                   : antecedent(analysis, speaker);
}

// "refused to say", "protested that it was cheated", "the promise to leave": the clause that a word
// takes as its content.
std::int32_t content_of(const Analysis& analysis, std::int32_t word) {
  for (const std::int32_t child : children(analysis, word)) {
    const Word& below = analysis.words[child];
    if (is_one_of(relation(below), {"xcomp", "ccomp"})) return child;
    if (below.deprel == "acl" && has_feature(below, "VerbForm=Inf")) return child;
  }
  return kNone;
}

void add_joined(const Analysis& analysis, std::int32_t word, std::vector<std::int32_t>& out) {
  out.push_back(word);
  for (const std::int32_t child : children(analysis, word))
    if (relation(analysis.words[child]) == "conj" && is_nominal(analysis.words[child]))
      out.push_back(child);
}

}  // namespace

bool is_named_something(const Analysis& analysis, std::int32_t object) {
  for (const std::int32_t child : language::children(analysis, analysis.words[object].head)) {
    const std::string& upos = analysis.words[child].upos;
    if (child > object && language::relation(analysis.words[child]) == "xcomp" &&
        (upos == "NOUN" || upos == "PROPN" || upos == "ADJ") && adposition(analysis, child).empty())
      return true;
  }
  return false;
}

bool is_verbal(const Word& word) {
  return word.upos == "VERB" || word.upos == "AUX" || has_feature(word, "VerbForm=Fin");
}

bool is_past_or_perfect(const Analysis& analysis, std::int32_t verb) {
  const Word& word = analysis.words[verb];
  if (has_feature(word, "VerbForm=Fin")) return has_feature(word, "Tense=Past");
  for (const std::int32_t child : children(analysis, verb)) {
    const Word& below = analysis.words[child];
    if (relation(below) == "aux" && has_feature(below, "VerbForm=Fin") &&
        is_one_of(below.lemma, {"be", "have"}))
      return true;
  }
  return false;
}

bool has_auxiliary(const Analysis& analysis, std::int32_t verb, std::string_view lemma) {
  for (const std::int32_t child : children(analysis, verb))
    if (relation(analysis.words[child]) == "aux" && analysis.words[child].lemma == lemma)
      return true;
  return false;
}

std::int32_t conjunction_ahead(const Analysis& analysis, std::int32_t clause) {
  const auto is_present = [](const Word& word) {
    return has_feature(word, "Tense=Pres") && has_feature(word, "VerbForm=Fin");
  };
  std::int32_t conjunction = kNone;
  bool present = is_present(analysis.words[clause]);
  for (const std::int32_t child : children(analysis, clause)) {
    const Word& below = analysis.words[child];
    if (relation(below) == "mark" && is_one_of(below.lemma, {"until", "till", "before"}))
      conjunction = child;
    present = present || (is_one_of(relation(below), {"aux", "cop"}) && is_present(below));
  }
  if (conjunction == kNone || present) return conjunction;
  const std::int32_t above = analysis.words[clause].head;
  const bool would = above != kNone && has_auxiliary(analysis, above, "would") &&
                     !has_auxiliary(analysis, above, "have");
  return would && analysis.words[conjunction].lemma != "before" ? conjunction : kNone;
}

bool is_nominal(const Word& word) {
  return word.upos == "NOUN" || word.upos == "PROPN" || word.upos == "PRON" || word.upos == "NUM" ||
         word.upos == "SYM";
}

std::string_view adposition(const Analysis& analysis, std::int32_t word) {
  for (const std::int32_t child : children(analysis, word))
    if (relation(analysis.words[child]) == "case") return analysis.words[child].lemma;
  return {};
}

bool is_passive(const Analysis& analysis, std::int32_t verb) {
  const Word& word = analysis.words[verb];
  for (const std::int32_t child : children(analysis, verb)) {
    const std::string& label = analysis.words[child].deprel;
    if (label == "nsubj:pass" || label == "aux:pass" || label == "csubj:pass") return true;
    if (label == "nsubj" && !has_feature(word, "Voice=Pass")) return false;
  }
  if (has_feature(word, "Voice=Pass")) return true;
  const bool participle = has_feature(word, "VerbForm=Part") && has_feature(word, "Tense=Past");
  return participle && is_one_of(relation(word), {"acl", "amod", "advcl"}) &&
         child_by(analysis, verb, {"obj", "aux"}) == kNone;
}

std::int32_t verb_over_clause(const Analysis& analysis, std::int32_t clause) {
  const std::int32_t noun = analysis.words[clause].head;
  if (analysis.words[clause].deprel != "acl" || noun == kNone) return kNone;
  const Word& beside = analysis.words[noun];
  const bool near = is_one_of(relation(beside), {"obj", "obl"}) || beside.deprel == "nsubj:pass";
  if (!near || beside.head == kNone || analysis.words[beside.head].upos != "VERB") return kNone;
  for (const std::int32_t child : children(analysis, clause))
    if (relation(analysis.words[child]) == "mark" && analysis.words[child].lemma == "of")
      return beside.head;
  return kNone;
}

std::int32_t object_held_for(const Analysis& analysis, std::int32_t clause) {
  const Word& deed = analysis.words[clause];
  if (deed.head == kNone || relation(deed) != "advcl" || !deed.form.ends_with("ing")) return kNone;
  if (child_by(analysis, clause, {"nsubj", "nsubj:pass"}) != kNone) return kNone;
  for (const std::int32_t child : children(analysis, clause))
    if (relation(analysis.words[child]) == "mark" &&
        is_one_of(analysis.words[child].lemma, {"for", "over", "with", "of"}))
      return child_by(analysis, deed.head, {"obj"});
  return kNone;
}

std::int32_t subject_of(const Analysis& analysis, std::int32_t verb) {
  std::int32_t at = verb;
  const language::Sentence& sentence = analysis.sentences[analysis.words[verb].sentence];
  for (std::int32_t steps = sentence.begin; steps < sentence.end && at != kNone; ++steps) {
    const std::int32_t own =
        child_by(analysis, at, {"nsubj", "nsubj:pass", "csubj", "nsubj:outer"});
    if (own != kNone) return antecedent(analysis, own);
    const std::string_view label = relation(analysis.words[at]);
    const std::int32_t above = analysis.words[at].head;
    if (above == kNone) return kNone;
    const std::int32_t over = verb_over_clause(analysis, at);  // "accused by residents of killing"
    if (over != kNone && over < above && is_passive(analysis, over)) {
      at = over;
      continue;
    }
    if (label == "acl" || label == "amod") return is_nominal(analysis.words[above]) ? above : kNone;
    if (!is_one_of(label, {"xcomp", "advcl", "conj", "parataxis"})) return kNone;
    if (label == "xcomp" || label == "advcl")
      if (const std::int32_t object = child_by(analysis, above, {"obj"});
          object != kNone && label == "xcomp")
        return object;
    if (label == "conj" && is_nominal(analysis.words[above])) return kNone;
    at = above;
  }
  return kNone;
}

std::vector<std::int32_t> role_fillers(const Document& document, std::int32_t word,
                                       std::string_view role) {
  const Analysis& analysis = document.analysis;
  std::int32_t filler = kNone;
  if (role == "subj") {
    filler = subject_of(analysis, word);
  } else if (role == "speaker") {
    filler = speaker_of(analysis, word);
  } else if (role == "content") {
    filler = content_of(analysis, word);
  } else if (role == "obj") {
    filler = child_by(analysis, word, {"obj"});
  } else if (role.starts_with("prep:")) {
    filler = phrase_with(analysis, word, {role.substr(5)});
  } else {
    filler = labelled(analysis, word, role);
    if (contradicts_tree(analysis, word)) {
      if (role == "ARG0") filler = subject_of(analysis, word);
      if (role == "ARG1") filler = child_by(analysis, word, {"obj"});
    }
    const std::int32_t patient = labelled(analysis, word, "ARG1");
    if (filler == kNone && role == "ARG0" &&
        (patient == kNone || patient != subject_of(analysis, word)))
      filler = agent_in_tree(analysis, word);
    if (filler == kNone && role == "ARG0" && is_passive(analysis, word))
      filler = agent_in_tree(analysis, word);
    if (filler == kNone && role == "ARG1" && labelled(analysis, word, "ARG2") == kNone)
      filler = patient_in_tree(analysis, word);
  }
  std::vector<std::int32_t> out;
  if (filler == kNone || filler == word) return out;
  filler = antecedent(analysis, filler);
  if (filler != word) add_joined(analysis, filler, out);
  return out;
}

}  // namespace litopys::reading
