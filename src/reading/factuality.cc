// Factuality by the chain of governors, from the trigger to the root of its sentence:
//
//     "The general might deny that troops will attack."
//         attack    beside it: will                      planned
//         deny      governs its clause                   denied
//                   (what stands beside a verb of saying is not about the attack: "might" is left
//                   out)
//
// Each step goes from a word to the word it depends on. Going up, two kinds of words count: those
// that depend on the chain ("will", "not", "if", "no" of "no shots", "alleged") and the governors
// themselves ("plan", "fear", "prevent"). Whether a governor counts hangs on the relation: a
// subject is only touched by words that say that it takes place ("the march will go ahead"), a
// complement by all
// ("will condemn the attack" leaves the attack a fact, "plans to attack" does not). Scope is the
// tree, never a window of words: in "Police, who did not fire, arrested two men" the arrest
// happened.
//
// A word of perception or knowledge ("see", "confirm") that is negated leaves open what it governs
// (perception.h): of what stands above it only that, and plans to perceive, reach the event.
//
// The operators found are combined from the inside out: an even number of negations cancels;
// planned, demanded, threatened and conditional happenings are Uu; hedges lower CT to PR or PS. A
// year well before the publication ("in 2014") makes background: CT+, historical. Limit: what
// readers infer from the world ("the general is said to have wished ...") is not seen. Source of
// the scale: Sauri and Pustejovsky, FactBank (2009). Cost: linear in the chain and its dependents.
// Covered by factuality_test.cc and tests/cases/factuality.
#include "reading/factuality.h"

#include <algorithm>
#include <optional>

#include "reading/background.h"
#include "reading/factuality_chain.h"
#include "reading/factuality_operators.h"
#include "reading/fiction.h"
#include "reading/one_of.h"
#include "reading/roles.h"
#include "reading/verb_forms.h"
#include "text/utf8.h"

namespace litopys::reading {
using language::Word;

std::vector<Operator> Chain::walk() {
  std::int32_t at = trigger_;
  const language::Sentence& sentence = analysis_.sentences[analysis_.words[trigger_].sentence];
  if (auto past = background_of(document_, lexicon_, trigger_)) add(std::move(*past));
  if (const std::int32_t work = fiction_before(analysis_, lexicon_, trigger_); work != kNone)
    add("hypothetical", "hedge", word(work).span);
  look_at_relative();
  if (const std::int32_t note = note_on(analysis_, lexicon_, sentence); note != kNone)
    add("possible", "hedge", word(note).span);
  if (const std::int32_t mark = question_after(trigger_); mark != kNone)
    add("hypothetical", "question", word(mark).span);
  for (std::int32_t steps = sentence.begin; steps < sentence.end && at != kNone; ++steps) {
    look_beside(at);
    at = step(at);
  }
  settle_perception();
  if (!judged_) judge(verdict_around(analysis_, lexicon_, trigger_));
  return std::move(operators_);
}

void Chain::add(std::string effect, std::string cue, Span span) {
  add({std::move(effect), std::move(cue), span});
}

void Chain::add(Operator op) {
  for (const Operator& known : operators_)
    if (known.span == op.span && known.effect == op.effect) return;
  operators_.push_back(std::move(op));
}

std::int32_t Chain::step(std::int32_t at) {
  const std::int32_t above = word(at).head;
  if (above == kNone) return end_at_root(at);
  const std::string_view as = label(at);
  below_ = at;
  infinitive_ = as == "xcomp" || has_feature(word(at), "VerbForm=Inf");
  if (as == "conj") return step_over_conjunct(at, above);
  if (const Verdict verdict = verdict_on(analysis_, lexicon_, at); verdict.word != kNone)
    return judge(verdict);
  if (as == "xcomp" && govern(above, false, {"habitual"})) return above;  // "is known to shoot"
  const Perception perception = perception_above(analysis_, lexicon_, at);
  if (perception.word != kNone && !brings_about(above)) return step_to_perception(perception);
  if (perceived_ && (as == "obj" || is_existential(at, above))) return above;
  if (is_one_of(as, {"xcomp", "ccomp", "csubj"})) return step_out_of_clause(at, above);
  if (as == "advcl") return step_out_of_adverbial(at, above);
  if (as == "acl") return step_out_of_noun_clause(at, above);
  subject_ = as == "nsubj" && word(at).deprel != "nsubj:pass";
  if (as == "nsubj") return step_from_subject(at, above);
  if (as == "obj" && is_named_something(analysis_, at)) return kNone;
  if (as == "obj" || as == "obl") look_for_any(at, above);
  if (as == "obj" || as == "iobj") return govern(above, true, {}) ? above : kNone;
  if (as == "obl" || as == "nmod") return step_from_phrase(at, above);
  if (as == "appos") return govern(above, true, {"hypothetical"}) ? above : kNone;
  if (as == "compound" || as == "amod") return step_from_compound(as, above);
  return kNone;
}

std::int32_t Chain::judge(const Verdict& verdict) {
  if (verdict.word == kNone) return kNone;
  judged_ = aux_ = true;
  negation_ = false;  // counted in the verdict
  add(verdict.effect, verdict.effect == "denied" ? "negation" : "hedge", word(verdict.word).span);
  return verdict.next;
}

std::int32_t Chain::step_to_perception(const Perception& perception) {
  if (perception.granted) return kNone;
  if (!perceived_) perceived_ = operators_.size();
  if (perception.negative) add("negated", "negation", word(perception.word).span);
  aux_ = negation_ = true;
  return perception.word;
}

// "There were not any reports of ..."
bool Chain::is_existential(std::int32_t at, std::int32_t above) const {
  if (label(at) != "nsubj") return false;
  for (const std::int32_t child : children(analysis_, above))
    if (label(child) == "expl") return true;
  return false;
}

// Who did not see it does not deny it.
void Chain::settle_perception() {
  if (!perceived_) return;
  const auto first = operators_.begin() + static_cast<std::ptrdiff_t>(*perceived_);
  const auto negative = [](const Operator& op) {
    return is_one_of(op.effect, {"negated", "denied", "prevented", "omitted", "doubted"});
  };
  if (std::count_if(first, operators_.end(), negative) % 2 == 0) return;
  const Span cue = std::find_if(first, operators_.end(), negative)->span;
  operators_.erase(first, operators_.end());
  operators_.push_back({"unperceived", "negation", cue});
}

std::int32_t Chain::end_at_root(std::int32_t at) {
  const language::Sentence& sentence = analysis_.sentences[word(at).sentence];
  const std::int32_t last = sentence.end - 1;
  if (word(last).form == "?" && aux_) add("hypothetical", "question", word(last).span);
  return kNone;
}

// Shared auxiliaries reach the second conjunct, a negation only over "or".
std::int32_t Chain::step_over_conjunct(std::int32_t at, std::int32_t above) {
  bool own_clause = false, alternative = false, numbered = false;
  for (const std::int32_t child : children(analysis_, at)) {
    own_clause = own_clause || is_one_of(label(child), {"nsubj", "aux", "cop", "expl"});
    numbered = numbered || label(child) == "nummod";
    alternative =
        alternative || (label(child) == "cc" && is_one_of(word(child).lemma, {"or", "nor"}));
  }
  if (own_clause) aux_ = negation_ = false;
  if (has_feature(word(above), "VerbForm=Inf") && is_past_or_perfect(analysis_, at)) return kNone;
  if (!alternative && (is_verbal(word(at)) || numbered)) negation_ = false;
  if (is_verbal(word(above)) && has_feature(word(at), "Tense=Past") &&
      has_feature(word(at), "VerbForm=Fin"))
    aux_ = false;
  return above;
}

std::int32_t Chain::step_out_of_clause(std::int32_t at, std::int32_t above) {
  const bool infinitive = label(at) == "xcomp";
  if (infinitive && is_nominal(word(at)) && word(above).lemma == "call")
    return kNone;  // "what he called a massacre"
  if (infinitive && word(above).lemma == "go" && has_feature(word(above), "VerbForm=Part")) {
    add("planned", "future", word(above).span);
    return above;
  }
  const bool governed = govern(above, false, {});
  if (!infinitive && !governed) return kNone;  // saying leaves the fact as it is
  if (!infinitive) aux_ = false;
  return above;
}

bool Chain::has_mark(std::int32_t at, std::initializer_list<std::string_view> marks) const {
  for (const std::int32_t child : children(analysis_, at))
    if (is_one_of(label(child), {"mark", "case"}) && is_one_of(word(child).lemma, marks))
      return true;
  return false;
}

// "If he is found guilty of killing her": what hangs on a verdict hangs on its condition.
void Chain::look_for_condition(std::int32_t at) {
  for (int steps = 0; steps < 2 && at != kNone; ++steps) {
    for (const std::int32_t child : children(analysis_, at)) {
      const auto found = lexicon_.beside.find(text::lower(word(child).lemma));
      if (label(child) == "mark" && found != lexicon_.beside.end() &&
          found->second.front().effect == "condition")
        add("condition", "condition", word(child).span);
    }
    at = label(at) == "xcomp" ? word(at).head : kNone;
  }
}

std::int32_t Chain::step_out_of_adverbial(std::int32_t at, std::int32_t above) {
  if (const std::int32_t ahead = conjunction_ahead(analysis_, at); ahead != kNone) {
    add("condition", "condition", word(ahead).span);
    return kNone;
  }
  const bool infinitive = has_feature(word(at), "VerbForm=Inf") && has_mark(at, {"to"});
  const bool object = has_mark(at, {"of", "from", "for", "with", "about", "against", "into", "on"});
  if (infinitive || object)
    if (govern(above, false, {})) return above;
  if (object) look_for_condition(above);
  if (infinitive) {
    for (const std::int32_t child : children(analysis_, at))
      if (label(child) == "mark") add("planned", "future", word(child).span);
    return kNone;
  }
  if (object || has_mark(at, {"when", "after", "as", "because", "before", "while", "since", "that",
                              "until", "where", "although", "though"}))
    return kNone;
  negation_ = false;
  return has_feature(word(at), "VerbForm=Ger") || has_feature(word(at), "VerbForm=Part") ? above
                                                                                         : kNone;
}

std::int32_t Chain::step_out_of_noun_clause(std::int32_t at, std::int32_t above) {
  if (word(at).deprel == "acl:relcl") return step_out_of_relative(at, above);
  if (govern(above, false, {})) return above;
  look_at_questioned(above);
  if (at != trigger_ && brings_about(at) &&
      is_indefinite(analysis_, above)) {  // "information leading to an arrest"
    aux_ = negation_ = false;
    return above;
  }
  const std::int32_t verb = verb_over_clause(analysis_, at);  // "accused the guards of beating"
  if (verb != kNone && govern(verb, false, {"possible", "denied"})) return verb;
  if (!has_feature(word(at), "VerbForm=Inf")) return kNone;
  for (const std::int32_t child : children(analysis_, at))
    if (label(child) == "mark") add("planned", "future", word(child).span);
  return kNone;
}

// "leading", "that triggers".
bool Chain::brings_about(std::int32_t verb) const {
  const auto found = lexicon_.above.find(text::lower(word(verb).lemma));
  return found != lexicon_.above.end() && !has_feature(word(verb), "Tense=Past") &&
         std::any_of(found->second.begin(), found->second.end(),
                     [](const ModalityLexicon::Entry& it) { return it.object_only; });
}

// "will look into claims that cadets were beaten": what is told is to be found out.
void Chain::look_at_questioned(std::int32_t noun) {
  const auto told = lexicon_.above.find(text::lower(word(noun).lemma));
  const std::int32_t verb = word(noun).head;
  if (told == lexicon_.above.end() || verb == kNone ||
      !lexicon_.inquiry.contains(text::lower(word(verb).lemma)))
    return;
  for (const ModalityLexicon::Entry& entry : told->second)
    if (entry.effect == "told") return add("possible", "hedge", word(verb).span);
}

// "tips that lead to an arrest", "a law that bans protests": in the present tense, of a thing
// that is only sought or thought of.
std::int32_t Chain::step_out_of_relative(std::int32_t at, std::int32_t above) {
  if (!is_present(at) || lexicon_.unmarked.contains(text::lower(word(at).form))) return kNone;
  if (govern(above, true, {"hypothetical", "planned"})) return above;
  if (!is_indefinite(analysis_, above)) return kNone;
  aux_ = negation_ = false;
  relative_ = true;
  return above;
}

// "strike action", "strike plans"
std::int32_t Chain::step_from_compound(std::string_view as, std::int32_t above) {
  compound_ = as == "compound";
  const bool governed = govern(above, true,
                               {"transparent", "planned", "demanded", "threatened", "hypothetical",
                                "possible", "historical"});
  compound_ = false;
  return governed ? above : kNone;
}

std::int32_t Chain::step_from_subject(std::int32_t at, std::int32_t above) {
  for (const std::int32_t child : children(analysis_, above))  // "looks likely", "remain common"
    if (label(child) == "xcomp" && word(child).upos == "ADJ" &&
        govern(child, true, {"habitual", "hypothetical", "probable", "planned"}))
      return kNone;
  if (govern_subject(at, above)) return above;
  if (at != trigger_) return kNone;  // "a cause for the shooting is unknown"
  if (auto general = generality_of_subject(analysis_, lexicon_, at)) add(std::move(*general));
  return kNone;
}

bool Chain::govern_subject(std::int32_t at, std::int32_t above) {
  if (word(at).deprel == "nsubj:pass")
    return govern(above, true,
                  {"transparent", "planned", "prevented", "demanded", "threatened", "hypothetical",
                   "denied", "ongoing", "historical"});
  if (word(above).upos == "ADJ" || is_nominal(word(above)))
    return govern(above, true, {"habitual", "hypothetical", "probable", "planned", "ongoing"});
  return govern(above, true, {"transparent", "ongoing", "habitual"});
}

std::int32_t Chain::step_from_phrase(std::int32_t at, std::int32_t above) {
  const std::string_view with = adposition(analysis_, at);
  if (with == "of" && word(above).upos == "NUM") return above;  // "two counts, one of arson"
  if (lexicon_.above.contains(text::lower(word(above).lemma) + "_" + std::string(with)))
    return govern(above, true, {}) ? above : kNone;
  if (word(at).deprel == "nmod:poss" || with.empty())
    return govern(above, true, {"historical"}) ? above : kNone;
  if (is_one_of(with, {"of", "for", "against", "about", "to", "from", "with", "over", "into"}))
    return govern(above, true, {}) ? above : kNone;
  if (is_one_of(with, {"in", "under", "on"}))
    return govern(above, true, {"transparent"}) ? above : kNone;
  return kNone;
}

// Applies what the governor says; false where the lexicon does not know it (or not for this use).
bool Chain::govern(std::int32_t above, bool noun, std::initializer_list<std::string_view> only) {
  bool governed = false;
  for (const std::string& key : names_of(above)) {
    const auto found = lexicon_.above.find(key);
    if (found == lexicon_.above.end()) continue;
    for (const ModalityLexicon::Entry& entry : found->second) {
      if ((entry.clause_only && noun) || (entry.infinitive_only && !infinitive_)) continue;
      if (is_one_of(label(below_), {"compound", "amod"}) && entry.effect != "transparent" &&
          !entry.compound_only)
        continue;
      if (relative_ && is_one_of(entry.effect, {"denied", "prevented", "omitted", "doubted"}))
        continue;  // "rejects a law that bans protests" is no "bans none"
      if (word(above).upos == "VERB" && entry.effect == "hypothetical" &&
          lexicon_.fiction.contains(key))
        continue;  // "played down the invasion"
      if (entry.compound_only && !compound_) continue;
      if (entry.likeness && !is_indefinite(analysis_, below_)) continue;
      if ((entry.object_only && subject_) || (entry.present_only && !is_present(above))) continue;
      if (only.size() != 0 && !is_one_of(entry.effect, only)) continue;
      if (entry.effect == "transparent" && !noun) continue;
      if (entry.effect == "intended") intention_ = above;
      if (entry.effect == "excluded") exclusion_ = above;
      if (is_verdict(entry.effect) || is_one_of(entry.effect, {"intended", "excluded"})) continue;
      governed = true;
      if (entry.effect != "transparent") add(entry.effect, entry.cue, word(above).span);
    }
    if (governed) return true;
  }
  return governed;
}

// "to" of "to a deal", "from" of "from killing him".
std::string_view Chain::opening(std::int32_t at) const {
  if (const std::string_view with = adposition(analysis_, at); !with.empty()) return with;
  for (const std::int32_t child : children(analysis_, at))
    if (label(child) == "mark") return word(child).lemma;
  return {};
}

// The lemma, with its particle where it has one: "call_off" before "call".
std::vector<std::string> Chain::names_of(std::int32_t at) const {
  std::vector<std::string> out;
  for (const std::int32_t child : children(analysis_, at))
    if (label(child) == "compound" || (label(child) == "obj" && word(child).upos == "NOUN"))
      out.push_back(text::lower(word(at).lemma + "_" + word(child).lemma));
    else if (label(child) == "obl" && word(child).upos == "ADP")  // "arrests are asked for"
      out.push_back(text::lower(word(at).lemma + "_" + word(child).lemma));
  if (const std::string_view with = opening(below_); !with.empty())
    if (std::string key = text::lower(word(at).lemma) + "_" + std::string(with);
        lexicon_.above.contains(key))
      return {key};  // "close to a deal"
  if (!out.empty() && lexicon_.above.count(out.front()) != 0) return out;
  for (const std::string& lemma : verb_lemmas(word(at))) out.push_back(text::lower(lemma));
  return out;
}

namespace {

bool has_cue(const Factuality& told, std::string_view kind) {
  return std::any_of(told.cues.begin(), told.cues.end(),
                     [&](const Cue& cue) { return cue.kind == kind; });
}

// What the rules take for a fact and the language model for none ("should the strike outlast the
// week") is left open: neither is sure enough to vouch for it alone. Headlines tell in the present
// tense, which the model takes for a command; "the raid" is known to have taken place; and two
// negations ("did not deny that it fired") are too much for it.
void weigh_model(const Document& document, std::int32_t trigger, Factuality& told) {
  const language::Analysis& analysis = document.analysis;
  const Word& word = analysis.words[trigger];
  if (word.predicate == kNone || told.value != "CT+" || has_cue(told, "negation")) return;
  const bool headline = trigger > 0 && analysis.words[trigger - 1].upos == "NUM" &&
                        is_simple_present(analysis, trigger);  // "Riverton: 5 die in fire"
  if (headline || has_feature(word, "Mood=Imp") ||
      (is_nominal(word) && !is_indefinite(analysis, trigger)))
    return;
  const float happened = analysis.predicates[word.predicate].happened;
  if (!(happened < 0)) return;  // NaN: not scored
  told.value = "Uu";
  told.status = "hypothetical";
  told.rule += " model:did not happen";
}

}  // namespace

Factuality assess_factuality(const Document& document, std::int32_t trigger_word,
                             const ModalityLexicon& lexicon, bool names_its_negation) {
  Factuality out = combine(document, trigger_word,
                           Chain(document, lexicon, trigger_word, names_its_negation).walk());
  if (!names_its_negation) weigh_model(document, trigger_word, out);
  return out;
}

}  // namespace litopys::reading
