// What stands beside the words of the chain: auxiliaries, negations, conjunctions, adverbs,
// adjectives, and clauses of the event's own ("the rally that was to be held").
//
//     The planned march will not go ahead if it rains.
//       planned -amod-> march;  will, not -> go;  if -mark-> rains -advcl-> go
//
// Cost: the children of each word. Covered by factuality_test.cc and tests/cases/factuality.
#include <algorithm>

#include "reading/factuality_chain.h"
#include "reading/fiction.h"
#include "reading/one_of.h"
#include "reading/roles.h"
#include "text/utf8.h"

namespace litopys::reading {

using language::Word;

// "He lost an eye (a grenade? a stone?)": a mark on the noun alone.
std::int32_t Chain::question_after(std::int32_t noun) const {
  const std::int32_t next = noun + 1;
  const language::Sentence& sentence = analysis_.sentences[word(noun).sentence];
  const bool inside = next + 1 < sentence.end && is_nominal(word(noun));
  return inside && word(next).form == "?" && is_indefinite(analysis_, noun) ? next : kNone;
}

void Chain::look_beside(std::int32_t at) {
  for (const std::int32_t child : children(analysis_, at)) {
    const std::string_view as = label(child);
    const Word& below = word(child);
    if (as == "aux" && !aux_) continue;
    if (is_one_of(as, {"nsubj", "obj", "obl"})) look_for_none(at, child);
    if (!is_one_of(as, {"aux", "advmod", "det", "amod", "mark", "case", "cc", "obl"})) continue;
    if (below.upos == "PROPN") continue;  // "killed in May"
    if (as == "amod" && !is_nominal(word(at))) continue;
    if (as == "advmod" && is_verbal(word(at)) && below.upos == "ADJ") continue;
    auto found = lexicon_.beside.end();  // "in case of", "in case they march"; not "just in case"
    if (is_one_of(as, {"case", "mark", "cc"})) found = lexicon_.beside.find(fixed_phrase(child));
    if (found == lexicon_.beside.end()) found = lexicon_.beside.find(text::lower(below.lemma));
    if (found == lexicon_.beside.end() && as == "amod")  // "the planned march": a participle
      found = lexicon_.beside.find(text::lower(below.form));
    if (found == lexicon_.beside.end()) {
      if (as == "aux") look_at_form(below);
      continue;
    }
    for (const ModalityLexicon::Entry& entry : found->second) apply_beside(at, child, entry);
  }
  const bool told_of = at > 0 && word(at - 1).upos == "NUM";  // "Riverton: 5 die in fire"
  if (word(at).upos == "VERB" && has_feature(word(at), "Mood=Imp") && !perceived_ && !told_of)
    add("demanded", "modal", word(at).span);
  if (at == trigger_) look_at_aspect(at);
  look_at_predicate(at);
  if (aux_ && !perceived_)
    if (auto general = generality_of(analysis_, lexicon_, at, at == trigger_))
      add(std::move(*general));
  if (const std::int32_t work = fiction_around(analysis_, lexicon_, at); work != kNone)
    add("hypothetical", "hedge", word(work).span);
}

// "in_case_of" of "in case of"; empty for a word alone.
std::string Chain::fixed_phrase(std::int32_t first) const {
  std::string out;
  for (const std::int32_t child : children(analysis_, first))
    if (label(child) == "fixed")
      out += (out.empty() ? text::lower(word(first).lemma) + "_" : "_") +
             text::lower(word(child).lemma);
  return out;
}

// "the rally that was to be held", "a strike due to begin", "a march that never took place": what
// is told of the event in a clause of its own.
void Chain::look_at_relative() {
  if (is_verbal(word(trigger_))) return;
  for (std::int32_t clause : children(analysis_, trigger_)) {
    if (label(clause) != "acl") continue;
    for (const std::int32_t told : children(analysis_, clause))  // "which, he says, never began"
      if (label(told) == "ccomp") clause = told;
    if (!takes_place(clause)) continue;
    look_beside(clause);
    std::erase_if(operators_, [](const Operator& op) { return op.effect == "probable"; });
    for (const std::int32_t child : children(analysis_, clause))
      if (label(child) == "mark" && (word(child).lemma == "to" || word(child).lemma == "due"))
        add("planned", "future", word(child).span);
  }
}

// A clause on a noun that says that it takes place, with the noun as what does.
bool Chain::takes_place(std::int32_t clause) const {
  const auto found = lexicon_.above.find(text::lower(word(clause).lemma));
  if (found == lexicon_.above.end()) return false;
  const auto below = children(analysis_, clause);
  const bool done = word(clause).deprel == "acl:relcl" &&  // "attacks [that] it did not commit"
                    std::none_of(below.begin(), below.end(), [&](std::int32_t child) {
                      return label(child) == "obj" && !has_feature(word(child), "PronType=Rel");
                    });
  if (!done && subject_of(analysis_, clause) != trigger_) return false;
  for (const std::int32_t child : children(analysis_, trigger_))
    if (label(child) == "amod" && has_feature(word(child), "NumType=Ord")) return false;
  return std::any_of(found->second.begin(), found->second.end(),
                     [](const ModalityLexicon::Entry& it) { return it.effect == "transparent"; });
}

// "is" of "the march is to be held", "was" of "the march was to start".
std::int32_t Chain::is_to(std::int32_t at) const {
  std::int32_t copula = kNone;
  bool to = false;
  for (const std::int32_t child : children(analysis_, at)) {
    if (label(child) == "mark" && word(child).lemma == "to") to = true;
    if (word(child).deprel == "aux" && word(child).lemma == "be" &&
        has_feature(word(child), "VerbForm=Fin") && !to)
      copula = child;
  }
  return to ? copula : kNone;
}

// "The plan is to evacuate 50 people", "the army is to pull out": an infinitive that is said of
// its subject; not "the answer was to open fire".
void Chain::look_at_predicate(std::int32_t at) {
  if (const std::int32_t copula = is_to(at); copula != kNone)
    add("planned", "future", word(copula).span);
  if (!has_feature(word(at), "VerbForm=Inf")) return;
  std::int32_t copula = kNone, subject = kNone;
  for (const std::int32_t child : children(analysis_, at)) {
    if (label(child) == "cop") copula = child;
    if (label(child) == "nsubj") subject = child;
  }
  if (copula == kNone || subject == kNone) return;
  const auto named = lexicon_.above.find(text::lower(word(subject).lemma));
  if (named != lexicon_.above.end())
    add(named->second.front().effect, named->second.front().cue, word(subject).span);
  else if (has_feature(word(copula), "Tense=Pres"))
    add("planned", "future", word(copula).span);
}

bool Chain::has_case_in(std::int32_t at) const {  // "in the film"
  for (const std::int32_t child : children(analysis_, at))
    if (label(child) == "case" && word(child).lemma == "in") return true;
  return false;
}

void Chain::apply_beside(std::int32_t at, std::int32_t child, const ModalityLexicon::Entry& entry) {
  const std::string_view as = label(child);
  const Word& below = word(child);
  if (as == "obl" && entry.effect == "hypothetical" && !has_case_in(child)) return;
  const bool modal_verb = is_one_of(entry.effect, {"planned", "would", "ability", "demanded"});
  if (modal_verb && as != "aux" && as != "amod") return;
  if (entry.effect == "possible" && below.upos == "AUX" && as != "aux") return;
  if (entry.effect == "condition" && as != "mark" && as != "case" && as != "advmod") return;
  if (entry.effect == "negated" && (!negation_ || (at == trigger_ && names_its_negation_))) return;
  if (entry.effect == "negated" && at == intention_)  // "has no plans to march"
    return add("prevented", entry.cue, below.span);
  if (entry.effect == "negated" && at == exclusion_)  // "has not ruled out a strike"
    return add("hypothetical", entry.cue, below.span);
  if (entry.effect == "habitual" && as == "advmod" && !is_verbal(word(at))) return;
  if (entry.effect == "historical" && as != "amod" && !below.lemma.ends_with("ly")) return;
  if (entry.effect == "condition" && child > 0 && word(child - 1).lemma == "even" &&
      is_past_or_perfect(analysis_, at))
    return;
  if (perceived_ && is_one_of(entry.effect, {"ability", "habitual", "historical", "possible"}))
    return;  // "could hear shots"
  if (entry.effect == "would" && is_ranked(at)) return;
  if (entry.effect == "demanded" && as == "aux" && has_auxiliary(analysis_, at, "have"))
    return add(below.lemma == "must" ? "probable" : "regretted", entry.cue, below.span);
  if (entry.effect == "would") {
    const bool perfect = has_auxiliary(analysis_, at, "have");
    add(!perfect && is_reported(at) ? "planned" : "hypothetical", "modal", below.span);
  } else if (entry.effect == "ability") {
    add("hypothetical", entry.cue, below.span);
  } else if (entry.effect == "possible") {
    add("possible", entry.cue, below.span);
    if (as == "aux" && !has_auxiliary(analysis_, at, "have"))
      add("hypothetical", entry.cue, below.span);
  } else {
    add(entry.effect, entry.cue, below.span);
  }
}

// "It would be the deadliest raid since 2016": it was flown.
bool Chain::is_ranked(std::int32_t at) const {
  bool copula = false, ranked = false;
  for (const std::int32_t child : children(analysis_, at)) {
    copula = copula || label(child) == "cop";
    ranked = ranked || (label(child) == "amod" && (has_feature(word(child), "Degree=Sup") ||
                                                   has_feature(word(child), "NumType=Ord")));
  }
  return copula && ranked;
}

// "No shots were fired", "nobody was hurt".
void Chain::look_for_none(std::int32_t at, std::int32_t child) {
  if (!negation_ || (at != trigger_ && label(child) == "obl")) return;
  const auto says_none = [&](const Word& it) {
    const auto found = lexicon_.beside.find(text::lower(it.lemma));
    return found != lexicon_.beside.end() && found->second.front().effect == "negated" &&
           it.upos != "PART";
  };
  if (says_none(word(child)) && word(child).upos != "ADV")
    return add("negated", "negation", word(child).span);
  if (const std::int32_t opening = subtree(analysis_, child).begin; is_not_all(at, opening))
    return add("negated", "negation", word(opening).span);
  for (const std::int32_t det : children(analysis_, child))
    if (label(det) == "det" && says_none(word(det))) add("negated", "negation", word(det).span);
}

// "Not all were freed", "not a shot was fired": a negation that opens the phrase before the verb.
bool Chain::is_not_all(std::int32_t verb, std::int32_t opening) const {
  if (opening + 1 >= verb || word(opening).head == verb) return false;
  const auto found = lexicon_.beside.find(text::lower(word(opening).lemma));
  return found != lexicon_.beside.end() && found->second.front().effect == "negated" &&
         word(opening).upos == "PART" &&
         lexicon_.quantifiers.count(text::lower(word(opening + 1).form)) != 0;
}

// A contracted or mistagged future: the form decides where the lemma is unknown.
void Chain::look_at_form(const Word& auxiliary) {
  const auto found = lexicon_.beside.find(text::lower(auxiliary.form));
  if (found != lexicon_.beside.end())
    add(found->second.front().effect, found->second.front().cue, auxiliary.span);
}

bool Chain::is_reported(std::int32_t at) const {
  return is_one_of(label(at), {"ccomp", "xcomp", "parataxis", "acl"});
}

void Chain::look_at_aspect(std::int32_t at) {
  if (word(at).upos != "VERB" || !has_feature(word(at), "VerbForm=Part")) return;
  for (const std::int32_t child : children(analysis_, at))
    if (label(child) == "aux" && word(child).lemma == "be" && word(child).deprel == "aux" &&
        (has_feature(word(child), "Tense=Pres") || word(child).form == "been"))
      add("ongoing", "", word(child).span);
}

// "had not received any proposal": a verb that is denied of any.
void Chain::look_for_any(std::int32_t at, std::int32_t above) {
  const auto beside = children(analysis_, at);
  if (std::none_of(beside.begin(), beside.end(), [&](std::int32_t child) {
        return label(child) == "det" &&
               lexicon_.open_pronouns.contains(text::lower(word(child).lemma));
      }))
    return;
  for (const std::int32_t child : children(analysis_, above)) {
    const auto found = lexicon_.beside.find(text::lower(word(child).lemma));
    if (label(child) == "advmod" && found != lexicon_.beside.end() &&
        found->second.front().effect == "negated")
      add("negated", "negation", word(child).span);
  }
}

}  // namespace litopys::reading
