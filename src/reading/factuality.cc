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
#include <charconv>
#include <optional>

#include "reading/factuality_operators.h"
#include "reading/one_of.h"
#include "reading/perception.h"
#include "reading/roles.h"
#include "reading/verb_forms.h"
#include "reading/verdicts.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

class Chain {
 public:
  Chain(const Document& document, const ModalityLexicon& lexicon, std::int32_t trigger,
        bool names_its_negation)
      : document_(document),
        analysis_(document.analysis),
        lexicon_(lexicon),
        trigger_(trigger),
        names_its_negation_(names_its_negation) {}

  std::vector<Operator> walk() {
    std::int32_t at = trigger_;
    const language::Sentence& sentence = analysis_.sentences[analysis_.words[trigger_].sentence];
    look_at_time();
    look_at_generic();
    if (const std::int32_t note = note_on(analysis_, lexicon_, sentence); note != kNone)
      add("possible", "hedge", word(note).span);
    for (std::int32_t steps = sentence.begin; steps < sentence.end && at != kNone; ++steps) {
      look_beside(at);
      at = step(at);
    }
    settle_perception();
    if (!judged_) judge(verdict_around(analysis_, lexicon_, trigger_));
    return std::move(operators_);
  }

 private:
  const Word& word(std::int32_t at) const { return analysis_.words[at]; }
  std::string_view label(std::int32_t at) const { return relation(word(at)); }

  void add(std::string effect, std::string cue, Span span) {
    for (const Operator& known : operators_)
      if (known.span == span && known.effect == effect) return;
    operators_.push_back({std::move(effect), std::move(cue), span});
  }

  // ---- what stands beside a word of the chain ----
  void look_beside(std::int32_t at) {
    for (const std::int32_t child : children(analysis_, at)) {
      const std::string_view as = label(child);
      const Word& below = word(child);
      if (as == "aux" && !aux_) continue;
      if (is_one_of(as, {"nsubj", "obj", "obl"})) look_for_none(at, child);
      if (!is_one_of(as, {"aux", "advmod", "det", "amod", "mark", "case", "cc", "obl"})) continue;
      if (below.upos == "PROPN") continue;  // "killed in May"
      if (as == "amod" && !is_nominal(word(at))) continue;
      if (as == "advmod" && is_verbal(word(at)) && below.upos == "ADJ") continue;
      auto found = lexicon_.beside.find(text::lower(below.lemma));
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
  }

  // "The plan is to evacuate 50 people", "the army is to pull out": an infinitive that is said of
  // its subject; not "the answer was to open fire".
  void look_at_predicate(std::int32_t at) {
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

  bool has_case_in(std::int32_t at) const {  // "in the film"
    for (const std::int32_t child : children(analysis_, at))
      if (label(child) == "case" && word(child).lemma == "in") return true;
    return false;
  }

  void apply_beside(std::int32_t at, std::int32_t child, const ModalityLexicon::Entry& entry) {
    const std::string_view as = label(child);
    const Word& below = word(child);
    if (as == "obl" && entry.effect == "hypothetical" && !has_case_in(child)) return;
    const bool modal_verb = is_one_of(entry.effect, {"planned", "would", "ability", "demanded"});
    if (modal_verb && as != "aux" && as != "amod") return;
    if (entry.effect == "possible" && below.upos == "AUX" && as != "aux") return;
    if (entry.effect == "condition" && as != "mark" && as != "case" && as != "advmod") return;
    if (entry.effect == "negated" && (!negation_ || (at == trigger_ && names_its_negation_)))
      return;
    if (entry.effect == "negated" && at == intention_)  // "has no plans to march"
      return add("prevented", entry.cue, below.span);
    if (entry.effect == "habitual" && as == "advmod" && !is_verbal(word(at))) return;
    if (entry.effect == "historical" && as != "amod" && !below.lemma.ends_with("ly")) return;
    if (entry.effect == "condition" && child > 0 && word(child - 1).lemma == "even" &&
        is_past_or_perfect(analysis_, at))
      return;
    if (perceived_ && is_one_of(entry.effect, {"ability", "habitual", "historical", "possible"}))
      return;  // "could hear shots"
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

  // "No shots were fired", "nobody was hurt".
  void look_for_none(std::int32_t at, std::int32_t child) {
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
  bool is_not_all(std::int32_t verb, std::int32_t opening) const {
    if (opening + 1 >= verb || word(opening).head == verb) return false;
    const auto found = lexicon_.beside.find(text::lower(word(opening).lemma));
    return found != lexicon_.beside.end() && found->second.front().effect == "negated" &&
           word(opening).upos == "PART" &&
           lexicon_.quantifiers.count(text::lower(word(opening + 1).form)) != 0;
  }

  // A contracted or mistagged future: the form decides where the lemma is unknown.
  void look_at_form(const Word& auxiliary) {
    const auto found = lexicon_.beside.find(text::lower(auxiliary.form));
    if (found != lexicon_.beside.end())
      add(found->second.front().effect, found->second.front().cue, auxiliary.span);
  }

  bool is_reported(std::int32_t at) const {
    return is_one_of(label(at), {"ccomp", "xcomp", "parataxis", "acl"});
  }

  void look_at_aspect(std::int32_t at) {
    if (word(at).upos != "VERB" || !has_feature(word(at), "VerbForm=Part")) return;
    for (const std::int32_t child : children(analysis_, at))
      if (label(child) == "aux" && word(child).lemma == "be" && word(child).deprel == "aux" &&
          (has_feature(word(child), "Tense=Pres") || word(child).form == "been"))
        add("ongoing", "", word(child).span);
  }

  // ---- nobody in particular ----
  // "Whoever blocks the road is fined", "anyone who shoots at the guards": in the present, of no
  // one deed. But "whoever shot him fled".
  void look_at_generic() {
    if (!is_simple_present(trigger_)) return;
    std::int32_t person = kNone;
    if (word(trigger_).deprel == "acl:relcl") person = word(trigger_).head;
    for (const std::int32_t child : children(analysis_, trigger_))
      if (label(child) == "nsubj") person = is_generic(child) ? child : person;
    if (person != kNone && is_generic(person)) add("hypothetical", "condition", word(person).span);
  }

  bool is_generic(std::int32_t at) const {
    return lexicon_.generic.contains(text::lower(word(at).form));
  }

  // "blocks", "is fined"; not "has blocked", "is blocking".
  bool is_simple_present(std::int32_t verb) const {
    const auto present = [](const Word& it) {
      return has_feature(it, "Tense=Pres") && has_feature(it, "VerbForm=Fin");
    };
    bool auxiliaries = false, passive = false;
    for (const std::int32_t child : children(analysis_, verb))
      if (label(child) == "aux") {
        auxiliaries = true;
        passive = word(child).deprel == "aux:pass" && present(word(child));
      }
    return word(verb).upos == "VERB" && (auxiliaries ? passive : present(word(verb)));
  }

  // ---- phrases of time ----
  void look_at_time() {
    std::int32_t at = trigger_;
    if (word(at).deprel == "acl:relcl" && word(at).head != kNone)
      look_at_time_phrase(word(at).head);  // "the 1991 march, in which ten were trampled"
    for (int steps = 0; steps < 6 && at != kNone; ++steps) {
      for (const std::int32_t child : children(analysis_, at))
        if (is_one_of(label(child), {"obl", "nmod", "advmod", "nummod", "compound", "amod"}))
          look_at_time_phrase(child);
      if (is_verbal(word(at)) || is_one_of(label(at), {"ccomp", "advcl", "acl", "parataxis"}))
        return;
      at = word(at).head;
    }
  }

  void look_at_time_phrase(std::int32_t phrase) {
    const std::string_view opens = adposition(analysis_, phrase);
    if (is_one_of(opens, {"since", "until", "till", "by", "from"})) return;
    if (is_old_year(word(phrase))) return add("historical", "modal", word(phrase).span);
    for (const std::int32_t child : children(analysis_, phrase)) {
      if (is_old_year(word(child)) &&
          is_one_of(label(child), {"nmod", "nummod", "compound", "obl"}))
        return add("historical", "modal", word(child).span);
      for (const std::string& pair : {word(phrase).lemma + "_" + word(child).lemma,
                                      word(child).lemma + "_" + word(phrase).lemma})
        if (const auto found = lexicon_.time.find(text::lower(pair)); found != lexicon_.time.end())
          return add(found->second.effect, "modal", hull(word(phrase).span, word(child).span));
    }
  }

  // A year that lies behind the report: not the year of publication, nor the one before it in the
  // first three months.
  bool is_old_year(const Word& it) const {
    std::string_view form = it.form;
    if (form.ends_with('s') && form.size() == 5) form.remove_suffix(1);
    if (form.size() != 4) return false;
    int year = 0;
    const auto [end, error] = std::from_chars(form.data(), form.data() + 4, year);
    if (error != std::errc() || end != form.data() + 4 || year < 1000 || year > 2100) return false;
    const std::string& published = document_.report.published;
    if (published.size() < 7) return false;
    int now = 0, month = 0;
    std::from_chars(published.data(), published.data() + 4, now);
    std::from_chars(published.data() + 5, published.data() + 7, month);
    return year < now - 1 || (year == now - 1 && month > 3);
  }

  // ---- one step up ----
  std::int32_t step(std::int32_t at) {
    const std::int32_t above = word(at).head;
    if (above == kNone) return end_at_root(at);
    const std::string_view as = label(at);
    infinitive_ = as == "xcomp" || has_feature(word(at), "VerbForm=Inf");
    if (as == "conj") return step_over_conjunct(at, above);
    if (const Verdict verdict = verdict_on(analysis_, lexicon_, at); verdict.word != kNone)
      return judge(verdict);
    const Perception perception = perception_above(analysis_, lexicon_, at);
    if (perception.word != kNone) return step_to_perception(perception);
    if (perceived_ && (as == "obj" || is_existential(at, above))) return above;
    if (is_one_of(as, {"xcomp", "ccomp", "csubj"})) return step_out_of_clause(at, above);
    if (as == "advcl") return step_out_of_adverbial(at, above);
    if (as == "acl") return step_out_of_noun_clause(at, above);
    if (as == "nsubj") return step_from_subject(at, above);
    if (as == "obj" && is_named_something(analysis_, at)) return kNone;
    if (as == "obj" || as == "iobj") return govern(above, true, {}) ? above : kNone;
    if (as == "obl" || as == "nmod") return step_from_phrase(at, above);
    if (as == "compound" || as == "amod")
      return govern(above, true, {"transparent"}) ? above : kNone;
    return kNone;
  }

  // ---- verdicts on what is told ----
  std::int32_t judge(const Verdict& verdict) {
    if (verdict.word == kNone) return kNone;
    judged_ = aux_ = true;
    negation_ = false;  // counted in the verdict
    add(verdict.effect, verdict.effect == "denied" ? "negation" : "hedge", word(verdict.word).span);
    return verdict.next;
  }

  // ---- perception ----
  std::int32_t step_to_perception(const Perception& perception) {
    if (perception.granted) return kNone;
    if (!perceived_) perceived_ = operators_.size();
    if (perception.negative) add("negated", "negation", word(perception.word).span);
    aux_ = negation_ = true;
    return perception.word;
  }

  // "There were not any reports of ..."
  bool is_existential(std::int32_t at, std::int32_t above) const {
    if (label(at) != "nsubj") return false;
    for (const std::int32_t child : children(analysis_, above))
      if (label(child) == "expl") return true;
    return false;
  }

  // Who did not see it does not deny it.
  void settle_perception() {
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

  std::int32_t end_at_root(std::int32_t at) {
    const language::Sentence& sentence = analysis_.sentences[word(at).sentence];
    const std::int32_t last = sentence.end - 1;
    if (word(last).form == "?" && aux_) add("hypothetical", "question", word(last).span);
    return kNone;
  }

  // Shared auxiliaries reach the second conjunct, a negation only over "or".
  std::int32_t step_over_conjunct(std::int32_t at, std::int32_t above) {
    bool own_clause = false, alternative = false;
    for (const std::int32_t child : children(analysis_, at)) {
      own_clause = own_clause || is_one_of(label(child), {"nsubj", "aux", "cop", "expl"});
      alternative =
          alternative || (label(child) == "cc" && is_one_of(word(child).lemma, {"or", "nor"}));
    }
    if (own_clause) aux_ = negation_ = false;
    if (has_feature(word(above), "VerbForm=Inf") && is_past_or_perfect(analysis_, at)) return kNone;
    if (!alternative && is_verbal(word(at))) negation_ = false;
    if (is_verbal(word(above)) && has_feature(word(at), "Tense=Past") &&
        has_feature(word(at), "VerbForm=Fin"))
      aux_ = false;
    return above;
  }

  std::int32_t step_out_of_clause(std::int32_t at, std::int32_t above) {
    const bool infinitive = label(at) == "xcomp";
    if (infinitive && word(above).lemma == "go" && has_feature(word(above), "VerbForm=Part")) {
      add("planned", "future", word(above).span);
      return above;
    }
    const bool governed = govern(above, false, {});
    if (!infinitive && !governed) return kNone;  // saying leaves the fact as it is
    if (!infinitive) aux_ = false;
    return above;
  }

  bool has_mark(std::int32_t at, std::initializer_list<std::string_view> marks) const {
    for (const std::int32_t child : children(analysis_, at))
      if (is_one_of(label(child), {"mark", "case"}) && is_one_of(word(child).lemma, marks))
        return true;
    return false;
  }

  std::int32_t step_out_of_adverbial(std::int32_t at, std::int32_t above) {
    if (const std::int32_t ahead = conjunction_ahead(analysis_, at); ahead != kNone) {
      add("condition", "condition", word(ahead).span);
      return kNone;
    }
    const bool infinitive = has_feature(word(at), "VerbForm=Inf") && has_mark(at, {"to"});
    const bool object =
        has_mark(at, {"of", "from", "for", "with", "about", "against", "into", "on"});
    if (infinitive || object)
      if (govern(above, false, {})) return above;
    if (infinitive) {
      for (const std::int32_t child : children(analysis_, at))
        if (label(child) == "mark") add("planned", "future", word(child).span);
      return kNone;
    }
    if (object || has_mark(at, {"when", "after", "as", "because", "before", "while", "since",
                                "that", "until", "where", "although", "though"}))
      return kNone;
    negation_ = false;
    return has_feature(word(at), "VerbForm=Ger") || has_feature(word(at), "VerbForm=Part") ? above
                                                                                           : kNone;
  }

  std::int32_t step_out_of_noun_clause(std::int32_t at, std::int32_t above) {
    if (word(at).deprel == "acl:relcl") return kNone;
    if (govern(above, false, {})) return above;
    const std::int32_t verb = verb_over_clause(analysis_, at);  // "accused the guards of beating"
    if (verb != kNone && govern(verb, false, {"possible", "denied"})) return verb;
    if (!has_feature(word(at), "VerbForm=Inf")) return kNone;
    for (const std::int32_t child : children(analysis_, at))
      if (label(child) == "mark") add("planned", "future", word(child).span);
    return kNone;
  }

  std::int32_t step_from_subject(std::int32_t at, std::int32_t above) {
    if (word(at).deprel == "nsubj:pass")
      return govern(above, true,
                    {"transparent", "planned", "prevented", "demanded", "threatened",
                     "hypothetical", "denied", "ongoing", "historical"})
                 ? above
                 : kNone;
    if (word(above).upos == "ADJ" || is_nominal(word(above)))
      return govern(above, true, {"habitual", "hypothetical", "probable", "planned", "ongoing"})
                 ? above
                 : kNone;
    return govern(above, true, {"transparent", "ongoing", "habitual"}) ? above : kNone;
  }

  std::int32_t step_from_phrase(std::int32_t at, std::int32_t above) {
    const std::string_view with = adposition(analysis_, at);
    if (word(at).deprel == "nmod:poss" || with.empty())
      return govern(above, true, {"historical"}) ? above : kNone;
    if (is_one_of(with, {"of", "for", "against", "about", "to", "from", "with", "over", "into"}))
      return govern(above, true, {}) ? above : kNone;
    if (is_one_of(with, {"in", "under", "on"}))
      return govern(above, true, {"transparent"}) ? above : kNone;
    return kNone;
  }

  // Applies what the governor says; false where the lexicon does not know it (or not for this use).
  bool govern(std::int32_t above, bool noun, std::initializer_list<std::string_view> only) {
    bool governed = false;
    for (const std::string& key : names_of(above)) {
      const auto found = lexicon_.above.find(key);
      if (found == lexicon_.above.end()) continue;
      for (const ModalityLexicon::Entry& entry : found->second) {
        if ((entry.clause_only && noun) || (entry.infinitive_only && !infinitive_)) continue;
        if (only.size() != 0 && !is_one_of(entry.effect, only)) continue;
        if (entry.effect == "transparent" && !noun) continue;
        if (entry.effect == "intended") intention_ = above;
        if (is_verdict(entry.effect) || entry.effect == "intended") continue;
        governed = true;
        if (entry.effect != "transparent") add(entry.effect, entry.cue, word(above).span);
      }
      if (governed) return true;
    }
    return governed;
  }

  // The lemma, with its particle where it has one: "call_off" before "call".
  std::vector<std::string> names_of(std::int32_t at) const {
    std::vector<std::string> out;
    for (const std::int32_t child : children(analysis_, at))
      if (label(child) == "compound" || (label(child) == "obj" && word(child).upos == "NOUN"))
        out.push_back(text::lower(word(at).lemma + "_" + word(child).lemma));
    if (!out.empty() && lexicon_.above.count(out.front()) != 0) return out;
    for (const std::string& lemma : verb_lemmas(word(at))) out.push_back(text::lower(lemma));
    return out;
  }

  const Document& document_;
  const Analysis& analysis_;
  const ModalityLexicon& lexicon_;
  std::int32_t trigger_;
  bool names_its_negation_;               // "did not turn up for work": a strike, not none
  bool aux_ = true;                       // auxiliaries of the words above still speak of the event
  bool negation_ = true;                  // so do negations
  std::int32_t intention_ = kNone;        // "plan": none of it where it is negated
  bool judged_ = false;                   // a verdict on what is told was met
  bool infinitive_ = false;               // the step goes up from an infinitive
  std::optional<std::size_t> perceived_;  // the first operator above a word of perception
  std::vector<Operator> operators_;
};

}  // namespace

Factuality assess_factuality(const Document& document, std::int32_t trigger_word,
                             const ModalityLexicon& lexicon, bool names_its_negation) {
  return combine(document, trigger_word,
                 Chain(document, lexicon, trigger_word, names_its_negation).walk());
}

}  // namespace litopys::reading
