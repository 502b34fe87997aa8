// The simple present of English tells what happens in general; of what happens now it speaks in the
// progressive ("are marching"). But headlines and live reports tell single happenings in it, and
// so do words for a stance ("the union demands", "rebels hold the town"). So the tense alone
// decides nothing. It counts where
//
//     nobody in particular does it        whoever, anyone
//     a condition stands beside it        if, when, unless
//     a law is its ground                 under the decree
//     a past verb of saying reports it    "soldiers shoot at every car, he said"
//     all its parts are general           "gangs burn shops."
//
// Cost: the children of the clause's words. Covered by general_statements_test.cc and
// tests/cases/factuality.
#include "reading/general_statements.h"

#include <algorithm>
#include <string_view>

#include "reading/clauses.h"
#include "reading/one_of.h"
#include "reading/roles.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

bool is_present(const Word& it) {
  return language::has_feature(it, "Tense=Pres") && language::has_feature(it, "VerbForm=Fin");
}

// "fled", "was shot", "had fled".
bool is_past(const Analysis& analysis, std::int32_t clause) {
  const auto past = [](const Word& it) {
    return language::has_feature(it, "Tense=Past") && language::has_feature(it, "VerbForm=Fin");
  };
  if (past(analysis.words[clause])) return true;
  const auto below = language::children(analysis, clause);
  return std::any_of(below.begin(), below.end(), [&](std::int32_t child) {
    const Word& it = analysis.words[child];
    return is_one_of(language::relation(it), {"aux", "cop"}) && past(it);
  });
}

// "a strike", "an attack", "a Europe".
bool has_article(const Analysis& analysis, std::int32_t noun) {
  const auto below = language::children(analysis, noun);
  return std::any_of(below.begin(), below.end(), [&](std::int32_t child) {
    return language::has_feature(analysis.words[child], "Definite=Ind");
  });
}

class Generality {
 public:
  Generality(const Analysis& analysis, const ModalityLexicon& lexicon)
      : analysis_(analysis), lexicon_(lexicon) {}

  std::optional<Operator> of(std::int32_t at, bool own) const {
    const std::int32_t verb = is_verbal(word(at)) ? at : clause_that_names(at);
    if (verb == kNone) return {};
    if (auto found = of_nobody(verb)) return found;
    if (auto found = as_infinitive(verb)) return found;
    if (auto found = under_condition(verb)) return found;
    if (!is_simple_present(verb) || is_stance(verb)) return {};
    if (auto found = under_law(verb)) return found;
    if (auto found = each_time(verb)) return found;
    if (own &&
        (is_reported_later(verb) || is_of_all(verb) || is_case_of_all(verb) || is_trade(verb)))
      return Operator{"habitual", "modal", tense(verb)};
    return {};
  }

 private:
  const Word& word(std::int32_t at) const { return analysis_.words[at]; }
  std::string_view label(std::int32_t at) const { return language::relation(word(at)); }

  bool is_generic(std::int32_t at) const {
    return lexicon_.generic.contains(text::lower(word(at).form));
  }

  // The verb that an indefinite noun of a happening is the object of: "carry out [raids]".
  std::int32_t clause_that_names(std::int32_t noun) const {
    if (label(noun) != "obj" || !is_indefinite(analysis_, noun)) return kNone;
    const std::int32_t above = word(noun).head;
    return above != kNone && is_verbal(word(above)) ? above : kNone;
  }

  bool is_simple_present(std::int32_t verb) const {
    return reading::is_simple_present(analysis_, verb) &&
           (is_passive(analysis_, verb) || !looks_past(verb));
  }

  // "beat", "hit": the past looks the same; but not after "demand bribes and".
  bool looks_past(std::int32_t verb) const {
    if (!lexicon_.unmarked.contains(text::lower(word(verb).form))) return false;
    for (const std::int32_t child : children(analysis_, verb))  // "beat inmates who complain"
      for (const std::int32_t clause : children(analysis_, child))
        if (word(clause).deprel == "acl:relcl" && is_present(word(clause)) &&
            !lexicon_.unmarked.contains(text::lower(word(clause).form)))
          return false;
    const std::int32_t first = word(verb).head;
    return label(verb) != "conj" || first == kNone || !is_present(word(first)) ||
           lexicon_.unmarked.contains(text::lower(word(first).form));
  }

  bool is_perfect(std::int32_t verb) const {
    for (const std::int32_t child : children(analysis_, verb))
      if (label(child) == "aux" && word(child).lemma == "have" && is_present(word(child)))
        return true;
    return false;
  }

  Span tense(std::int32_t verb) const {
    for (const std::int32_t child : children(analysis_, verb))
      if (word(child).deprel == "aux:pass") return word(child).span;
    return word(verb).span;
  }

  bool is_stance(std::int32_t verb) const {
    return lexicon_.stance.contains(text::lower(word(verb).lemma));
  }

  // "Whoever blocks the road is fined", "anyone who has shot at the guards", "anyone caught looting
  // will be charged". But "whoever shot him fled".
  std::optional<Operator> of_nobody(std::int32_t verb) const {
    std::int32_t person = kNone;
    if (label(verb) == "acl") person = word(verb).head;
    for (const std::int32_t child : children(analysis_, verb))
      if (label(child) == "nsubj") person = is_generic(child) ? child : person;
    if (person == kNone || !is_generic(person)) return {};
    const bool participle = label(verb) == "acl" && word(verb).deprel != "acl:relcl";
    const bool open = lexicon_.open_pronouns.contains(text::lower(word(person).form));
    const bool general =
        is_simple_present(verb) || (open && is_perfect(verb)) ||
        (participle && open && word(person).head != kNone && !is_past(word(person).head));
    if (!general) return {};
    return Operator{"hypothetical", "condition", word(person).span};
  }

  // In the simple present or under "will", "can", "must".
  bool lies_open(std::int32_t verb) const {
    if (is_simple_present(verb)) return true;
    for (const std::int32_t child : children(analysis_, verb))
      if (label(child) == "aux" && is_open_modal(child)) return true;
    return false;
  }

  bool is_open_modal(std::int32_t auxiliary) const {
    const auto found = lexicon_.beside.find(text::lower(word(auxiliary).lemma));
    return found != lexicon_.beside.end() &&
           is_one_of(found->second.front().effect,
                     {"planned", "would", "ability", "possible", "demanded"});
  }

  // "It is illegal to march", "it will be hard to arrest him"; not "it was brave to march".
  std::optional<Operator> as_infinitive(std::int32_t verb) const {
    const std::int32_t above = word(verb).head;
    if (above == kNone || !has_feature(word(verb), "VerbForm=Inf") || label(verb) != "csubj" ||
        has_auxiliary(analysis_, verb, "have"))
      return {};
    for (const std::int32_t child : children(analysis_, above)) {
      const bool copula = is_one_of(label(child), {"cop", "aux"});
      if (copula && (is_present(word(child)) || is_open_modal(child)))
        return Operator{"hypothetical", "modal", word(above).span};
    }
    return {};
  }

  // "If convicted, she loses", "when prices rise, gangs burn shops"; not "when shots rang out,
  // ...".
  std::optional<Operator> under_condition(std::int32_t verb) const {
    if (!lies_open(verb)) return {};
    for (const std::int32_t clause : children(analysis_, first_of(verb))) {
      if (label(clause) != "advcl" || is_past(clause)) continue;
      for (const std::int32_t opens : children(analysis_, clause)) {
        if (!is_one_of(label(opens), {"mark", "advmod"})) continue;
        const auto found = lexicon_.beside.find(text::lower(word(opens).lemma));
        if (found != lexicon_.beside.end() && found->second.front().effect == "condition")
          return Operator{"hypothetical", "condition", word(opens).span};
        if (is_one_of(word(opens).lemma, {"when", "whenever", "wherever"}) &&
            is_simple_present(verb) && is_simple_present(clause))
          return Operator{"habitual", "modal", word(opens).span};
      }
    }
    return {};
  }

  // The first of joined clauses, which carries what stands before them all.
  std::int32_t first_of(std::int32_t verb) const {
    while (label(verb) == "conj" && word(verb).head != kNone && is_verbal(word(word(verb).head)))
      verb = word(verb).head;
    return verb;
  }

  bool is_past(std::int32_t clause) const { return reading::is_past(analysis_, clause); }

  // "Under the decree, ..."
  std::optional<Operator> under_law(std::int32_t verb) const {
    for (const std::int32_t child : children(analysis_, verb))
      if (label(child) == "obl" && is_one_of(adposition(analysis_, child), {"under", "by"}) &&
          lexicon_.terms.contains(text::lower(word(child).lemma)))
        return Operator{"hypothetical", "condition", word(child).span};
    return {};
  }

  // "Before every derby police confiscate flares", "they no longer shell the suburb".
  std::optional<Operator> each_time(std::int32_t verb) const {
    if (const std::int32_t rate = rate_in(verb); rate != kNone)
      return Operator{"habitual", "modal", word(rate).span};
    for (const std::int32_t phrase : children(analysis_, first_of(verb))) {
      if (label(phrase) == "advmod" && text::lower(word(phrase).form) == "longer" && phrase > 0 &&
          text::lower(word(phrase - 1).form) == "no")
        return Operator{"habitual", "modal", hull(word(phrase - 1).span, word(phrase).span)};
      if (label(phrase) != "obl" || adposition(analysis_, phrase) == "in") continue;
      for (const std::int32_t child : children(analysis_, phrase))
        if (label(child) == "det" && is_one_of(word(child).lemma, {"every", "each"}))
          return Operator{"habitual", "modal", word(child).span};
    }
    return {};
  }

  // "The army shoots at every car, residents said": what goes on now would be "is shooting", and
  // what happened "had shot" or "shot".
  bool is_reported_later(std::int32_t verb) const {
    const std::int32_t at = first_of(verb);
    const std::int32_t above = word(at).head;
    if (label(at) != "ccomp" || above == kNone || !is_past(above) || in_quotes(at, above))
      return false;
    const std::int32_t subject = subject_of(analysis_, verb);
    if (is_passive(analysis_, verb) && (subject == kNone || !is_of_kind(subject)))
      return false;  // "he is jailed, police said": a state
    for (const std::int32_t child : children(analysis_, verb))
      if (word(child).upos == "ADV" && is_one_of(word(child).lemma, {"now", "still", "currently"}))
        return false;
    return true;
  }

  // Words spoken at the time: "'They shoot at us,' he shouted."
  bool in_quotes(std::int32_t clause, std::int32_t above) const {
    const std::int32_t from = std::min(clause, above), to = std::max(clause, above);
    for (std::int32_t at = from; at <= to; ++at)
      if (word(at).upos == "PUNCT" &&
          is_one_of(word(at).form, {"\"", "'", "``", "''", "“", "”", "‘", "’", "«", "»", "„"}))
        return true;
    return false;
  }

  // ---- everybody, everywhere ----
  // "Gangs burn shops.": whoever does it, whom it is done to and whatever else is named is a bare
  // plural, and a full stop ends the sentence, unlike a headline.
  bool is_of_all(std::int32_t verb) const {
    const language::Sentence& sentence = analysis_.sentences[word(verb).sentence];
    if (word(sentence.end - 1).upos != "PUNCT") return false;
    if (!is_one_of(label(verb), {"root", "conj", "ccomp"})) return false;
    bool any = false;
    std::int32_t subject = kNone;
    for (const std::int32_t child : children(analysis_, verb)) {
      if (label(child) == "nsubj") subject = child;
      if (!is_one_of(label(child), {"nsubj", "obj", "iobj", "obl"})) continue;
      if (!is_of_kind(child) && !(label(child) == "obl" && is_mass(child))) return false;
      any = any || label(child) != "nsubj";
    }
    if (subject == kNone) subject = subject_of(analysis_, verb);
    const bool passive = is_passive(analysis_, verb);
    return subject != kNone && is_of_kind(subject) && (any || passive);
  }

  // "Women who [report] a rape are jailed", "plans to deport men who [shoot] elephants": whom a
  // general statement is about, or a plan.
  bool is_case_of_all(std::int32_t verb) const {
    if (word(verb).deprel != "acl:relcl") return false;
    const std::int32_t noun = word(verb).head;
    const std::int32_t above = word(noun).head;
    if (above == kNone || !is_one_of(label(noun), {"nsubj", "obj", "obl"})) return false;
    const bool open = lies_open(above) && !is_simple_present(above);
    if (open && word(noun).upos == "NOUN" && is_indefinite(analysis_, noun)) return true;
    if (!is_of_kind(noun)) return false;
    return is_of_all(above) || is_reported_later(above) || under_law(above).has_value() ||
           has_feature(word(above), "VerbForm=Inf") || open;
  }

  // "robs three banks a month", "in an average year 300 are killed": a rate.
  std::int32_t rate_in(std::int32_t verb) const {
    const WordRange clause = language::subtree(analysis_, verb);
    for (std::int32_t at = clause.begin; at < clause.end; ++at) {
      if (!is_one_of(word(at).lemma, {"day", "night", "week", "month", "year", "season"})) continue;
      const std::string_view opens = adposition(analysis_, at);
      bool each = false, average = opens.empty() || opens == "per", ago = false;
      for (const std::int32_t child : children(analysis_, at)) {
        each = each || is_one_of(word(child).lemma, {"a", "per"});
        average = average || is_one_of(word(child).lemma, {"average", "typical", "normal", "bad"});
        ago = ago || is_one_of(label(child), {"advmod", "nummod"});
      }
      if (each && average && !ago && clause_of(analysis_, at) == verb) return at;
    }
    return kNone;
  }

  // "a gang that robs cash vans": what somebody unnamed does all the time.
  bool is_trade(std::int32_t verb) const {
    if (word(verb).deprel != "acl:relcl" || looks_past(verb)) return false;
    if (!is_nominal(word(word(verb).head)) || !is_indefinite(analysis_, word(verb).head))
      return false;
    bool kind = false;
    for (const std::int32_t child : children(analysis_, verb)) {
      if (label(child) == "obl") return false;
      if (label(child) == "obj") kind = is_of_kind(child);
    }
    return kind;
  }

  // "over grazing land", "for ransom": no one thing.
  bool is_mass(std::int32_t noun) const {
    const WordRange phrase = language::subtree(analysis_, noun);
    for (std::int32_t at = phrase.begin; at < phrase.end; ++at)
      if (is_one_of(word(at).upos, {"PROPN", "NUM", "DET", "PRON"})) return false;
    return word(noun).upos == "NOUN";
  }

  // "shops", "drivers who refuse to pay", "any driver"; not "two shops", "the driver", "Kadu".
  bool is_of_kind(std::int32_t noun) const {
    if (word(noun).upos == "PRON") return is_generic(noun);
    if (word(noun).upos != "NOUN" || !is_indefinite(analysis_, noun)) return false;
    if (!has_feature(word(noun), "Number=Plur")) return false;
    const WordRange phrase = language::subtree(analysis_, noun);
    for (std::int32_t at = phrase.begin; at < phrase.end; ++at)
      if (is_one_of(word(at).upos, {"PROPN", "NUM"}) || is_past(at)) return false;
    return true;
  }

  const Analysis& analysis_;
  const ModalityLexicon& lexicon_;
};

}  // namespace

bool is_indefinite(const Analysis& analysis, std::int32_t noun) {
  if (analysis.words[noun].upos == "PRON") return false;
  if (analysis.words[noun].upos == "PROPN" && !has_article(analysis, noun)) return false;
  for (const std::int32_t child : language::children(analysis, noun)) {
    const Word& below = analysis.words[child];
    const std::string_view as = language::relation(below);
    if (as == "nummod" || below.deprel == "nmod:poss") return false;
    if (language::has_feature(below, "NumType=Ord")) return false;
    if (below.deprel == "acl:relcl" && is_past(analysis, child)) return false;
    if (as == "det" && (language::has_feature(below, "Definite=Def") ||
                        is_one_of(below.lemma, {"this", "that", "these", "those"})))
      return false;
  }
  return true;
}

bool is_simple_present(const Analysis& analysis, std::int32_t verb) {
  if (analysis.words[verb].upos != "VERB") return false;
  bool auxiliaries = false, passive = false;
  for (const std::int32_t child : language::children(analysis, verb)) {
    const Word& below = analysis.words[child];
    if (language::relation(below) != "aux") continue;
    if (below.deprel == "aux" && below.lemma != "do") return false;
    auxiliaries = true;
    passive = passive || (below.deprel == "aux:pass" && is_present(below));
  }
  return auxiliaries ? passive : is_present(analysis.words[verb]);
}

std::optional<Operator> generality_of(const Analysis& analysis, const ModalityLexicon& lexicon,
                                      std::int32_t at, bool own) {
  return Generality(analysis, lexicon).of(at, own);
}

std::optional<Operator> generality_of_subject(const Analysis& analysis,
                                              const ModalityLexicon& lexicon,
                                              std::int32_t subject) {
  const std::int32_t verb = analysis.words[subject].head;
  if (verb == kNone || !is_indefinite(analysis, subject)) return {};
  const bool present = is_simple_present(analysis, verb);
  for (const std::int32_t child : language::children(analysis, verb)) {
    const Word& below = analysis.words[child];
    const std::string_view as = language::relation(below);
    if (as == "cop" && is_present(below) && has_article(analysis, subject))
      return Operator{"hypothetical", "modal", below.span};  // "a strike is a last resort"
    const auto found = lexicon.beside.find(text::lower(below.lemma));
    if (found == lexicon.beside.end()) continue;
    const std::string& effect = found->second.front().effect;
    if ((as == "aux" && is_one_of(effect, {"planned", "would", "possible"})) ||
        (as == "mark" && effect == "condition"))
      return Operator{"hypothetical", "modal", below.span};
    if (present && as == "advmod" && effect == "habitual")
      return Operator{"habitual", "modal", below.span};
  }
  return {};
}

}  // namespace litopys::reading
