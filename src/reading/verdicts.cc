// From the happening to the noun that tells it, and from there to what is said of that noun:
//
//     reports -acl-> killed              false -nsubj-> reports           are false
//     claims -nmod:of-> torture          called -obj-> claims, xcomp/as-> lies
//     true -ccomp-> fired                turned -nsubj-> claim, xcomp-> false
//     rejected -obj-> claims             truth -nmod:to-> reports         no truth to
//     said -ccomp-> false, -ccomp-> killed    "It is false, police said, that ten were killed"
//
// A verdict is affirmed or negated where it stands; "true" denies only when negated, "false" only
// when affirmed. Where the tree loses the subject ("Reports that ten were killed are false" with
// "reports" as a verb), the copula right after the content leads to its verdict.
// Cost: the children of a few words. Covered by verdicts_test.cc and tests/cases/factuality.
#include "reading/verdicts.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "reading/one_of.h"
#include "reading/roles.h"
#include "reading/verb_forms.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

class Judge {
 public:
  Judge(const Analysis& analysis, const ModalityLexicon& lexicon)
      : analysis_(analysis), lexicon_(lexicon) {}

  Verdict on(std::int32_t at) const {
    const std::int32_t above = word(at).head;
    if (above == kNone) return {};
    if (is_content(at) && has_effect(above, "told")) return on_telling(above, at);
    if (label(at) == "ccomp" && word(above).deprel == "acl:relcl" && word(above).head != kNone &&
        has_effect(word(above).head, "told"))
      return on_telling(word(above).head, above);  // "a video that says [two fled]"
    if (label(at) == "ccomp" && word(above).deprel == "acl:relcl" &&
        label(word(above).head) == "nsubj" && word(word(above).head).head != kNone)
      if (Verdict found = on_speaker(word(word(above).head).head); found.word != kNone)
        return found;  // "those who say that soldiers fired are lying"
    if (label(at) == "ccomp" && has_mark(at, "that"))
      if (Verdict found = before(at, above); found.word != kNone) return found;
    if (word(at).deprel == "acl" && has_mark(at, "that"))
      if (Verdict found = before(at, verb_above(above)); found.word != kNone) return found;
    const bool clause = is_one_of(label(at), {"ccomp", "csubj"}) ||
                        (is_one_of(label(at), {"acl", "advcl"}) && has_mark(at, "that"));
    if (clause && word(above).upos != "VERB") return judgement(above, above, false);
    return {};
  }

 private:
  const Word& word(std::int32_t at) const { return analysis_.words[at]; }
  std::string_view label(std::int32_t at) const { return language::relation(word(at)); }

  bool has_effect(std::int32_t at, std::string_view effect) const {
    std::vector<std::string> names = verb_lemmas(word(at));
    names.push_back(word(at).lemma);
    names.push_back(word(at).form);
    for (const std::string& name : names) {
      const auto found = lexicon_.above.find(text::lower(name));
      if (found == lexicon_.above.end()) continue;
      for (const ModalityLexicon::Entry& entry : found->second)
        if (entry.effect == effect) return true;
    }
    return false;
  }

  bool has_mark(std::int32_t at, std::string_view lemma) const {
    for (const std::int32_t child : language::children(analysis_, at))
      if (word(child).lemma == lemma &&
          (is_one_of(label(child), {"mark", "case"}) || word(child).upos == "SCONJ"))
        return true;
    return false;
  }

  // "that ten were killed", "of six deaths", "about an attack".
  bool is_content(std::int32_t at) const {
    if (is_one_of(label(at), {"acl", "ccomp"}))
      return word(at).deprel != "acl:relcl" || has_mark(at, "that");
    return label(at) == "nmod" && is_one_of(adposition(analysis_, at), {"of", "about"});
  }

  // "not", "no", "never", "without" beside the word.
  bool is_negated(std::int32_t at) const {
    for (const std::int32_t child : language::children(analysis_, at)) {
      if (!is_one_of(label(child), {"advmod", "det", "case", "aux"})) continue;
      const auto found = lexicon_.beside.find(text::lower(word(child).lemma));
      if (found != lexicon_.beside.end() && found->second.front().effect == "negated") return true;
    }
    return false;
  }

  // What the word says as a verdict; an empty effect where it is none.
  Verdict judgement(std::int32_t at, std::int32_t next, bool negated) const {
    if (is_negated(at)) negated = !negated;
    if (!negated && has_effect(at, "overstated")) return {at, next, "possible"};
    const bool against = negated ? has_effect(at, "upheld") : is_untrue(at);
    return against ? Verdict{at, next, "denied"} : Verdict{};
  }

  // "false", or a noun that it makes worthless: "fake news".
  bool is_untrue(std::int32_t at) const {
    if (has_effect(at, "untrue")) return true;
    if (word(at).upos != "NOUN") return false;
    for (const std::int32_t child : language::children(analysis_, at))
      if (label(child) == "amod" && has_effect(child, "untrue")) return true;
    return false;
  }

  // Who lies or errs denies by it what he says.
  Verdict on_speaker(std::int32_t predicate) const {
    if (!has_effect(predicate, "untrue")) return {};
    return judgement(predicate, kNone, false);
  }

  std::int32_t verb_above(std::int32_t at) const {
    for (int steps = 0; steps < 4 && word(at).upos != "VERB" && word(at).head != kNone; ++steps)
      at = word(at).head;
    return at;
  }

  // "It is false, police said, that [two fled]": the predicate of "it", beside the clause.
  Verdict before(std::int32_t clause, std::int32_t verb) const {
    for (const std::int32_t child : language::children(analysis_, verb)) {
      if (child >= clause || label(child) != "ccomp") continue;
      for (const std::int32_t subject : language::children(analysis_, child))
        if (is_one_of(label(subject), {"expl", "nsubj"}) && word(subject).lemma == "it")
          return judgement(child, verb, false);
    }
    return {};
  }

  Verdict on_telling(std::int32_t noun, std::int32_t content) const {
    if (Verdict found = contrary_to(noun); found.word != kNone) return found;
    for (const std::int32_t child : language::children(analysis_, noun)) {
      if (!is_one_of(label(child), {"amod", "acl"}) || word(child).deprel == "acl:relcl") continue;
      if (Verdict found = judgement(child, kNone, false); found.word != kNone) return found;
    }
    std::int32_t first = noun;
    while (label(first) == "conj" && word(first).head != kNone) first = word(first).head;
    if (word(first).head != kNone)
      if (Verdict found = by_governor(first, word(first).head); found.word != kNone) return found;
    for (const std::int32_t child : language::children(analysis_, content))  // "called claims that
      if (label(child) == "obl" && has_mark(child, "as"))                    // he fled | as lies"
        if (Verdict found = judgement(child, noun, false); found.word != kNone) return found;
    return after(content);
  }

  // "contrary to reports that two fled".
  Verdict contrary_to(std::int32_t noun) const {
    for (const std::int32_t child : language::children(analysis_, noun))
      if (label(child) == "case" && word(child).lemma == "contrary")
        return {child, kNone, "denied"};
      else if (label(child) == "case" && word(child).lemma == "to" && child > 0 &&
               word(child - 1).lemma == "contrary" &&
               word(child - 1).sentence == word(noun).sentence)
        return {child - 1, kNone, "denied"};
    return {};
  }

  Verdict by_governor(std::int32_t noun, std::int32_t above) const {
    const std::string_view as = label(noun);
    const std::string_view with = adposition(analysis_, noun);
    const bool patient = as == "obj" || word(noun).deprel == "nsubj:pass" ||
                         (as == "obl" && is_one_of(with, {"as", "of", ""}));
    if (patient && has_effect(above, "denied") && !is_negated(above))
      return {above, above, "denied"};
    if (as == "nmod" && has_effect(above, "denied") && word(above).upos == "NOUN")
      return {above, above, "denied"};
    if (as == "nmod" && is_one_of(with, {"to", "in", "behind", "for"}))
      return judgement(above, above, false);
    if (!patient && as != "nsubj") return {};
    if (as == "nsubj")
      if (Verdict found = judgement(above, above, false); found.word != kNone) return found;
    for (const std::int32_t child : language::children(analysis_, above)) {
      const bool complement =
          label(child) == "xcomp" || (as != "nsubj" && label(child) == "ccomp") ||
          (is_one_of(label(child), {"obl", "advcl"}) && has_mark(child, "as")) ||
          (as == "nsubj" && label(child) == "obj");
      if (child == noun || !complement) continue;
      Verdict found = judgement(child, above, is_negated(above));
      if (found.word != kNone) return found;
    }
    return {};
  }

  // "Reports that ten were killed | are false": the copula after the content.
  Verdict after(std::int32_t content) const {
    const language::Sentence& sentence = analysis_.sentences[word(content).sentence];
    std::int32_t next = language::subtree(analysis_, content).end;
    while (next < sentence.end && word(next).form == ",") ++next;
    if (next >= sentence.end || label(next) != "cop" || word(next).head == kNone) return {};
    return judgement(word(next).head, word(next).head, false);
  }

  const Analysis& analysis_;
  const ModalityLexicon& lexicon_;
};

bool is_known(const Analysis& analysis, std::int32_t at) {
  if (!is_nominal(analysis.words[at])) return false;
  for (const std::int32_t child : language::children(analysis, at))
    if (is_one_of(analysis.words[child].lemma, {"the", "this", "that", "these", "those"}) &&
        language::relation(analysis.words[child]) == "det")
      return true;
  return false;
}

}  // namespace

Verdict verdict_on(const Analysis& analysis, const ModalityLexicon& lexicon, std::int32_t at) {
  return Judge(analysis, lexicon).on(at);
}

Verdict verdict_around(const Analysis& analysis, const ModalityLexicon& lexicon, std::int32_t at) {
  const Judge judge(analysis, lexicon);
  const language::Sentence& sentence = analysis.sentences[analysis.words[at].sentence];
  const bool known = is_known(analysis, at);
  std::int32_t way = at;
  for (std::int32_t steps = sentence.begin; steps < sentence.end && way != kNone; ++steps) {
    const Word& word = analysis.words[way];
    Verdict found = judge.on(way);
    if (found.word != kNone) return known && way != at ? Verdict{} : found;
    const std::string_view label = language::relation(word);
    if (word.deprel == "acl:relcl" ||
        !is_one_of(label, {"obl", "nmod", "obj", "nsubj", "conj", "compound", "amod", "advcl",
                           "xcomp", "acl"}))
      return {};
    way = word.head;
  }
  return {};
}

std::int32_t note_on(const Analysis& analysis, const ModalityLexicon& lexicon,
                     const language::Sentence& sentence) {
  for (std::int32_t at = sentence.begin; at + 1 < sentence.end; ++at) {
    const std::string& after = analysis.words[at + 1].form;
    const bool bracketed =
        at > sentence.begin && analysis.words[at - 1].form == "(" && after == ")";
    const bool opens =
        at == sentence.begin || (at == sentence.begin + 1 && analysis.words[at - 1].upos == "NUM");
    if (!bracketed && (!opens || after != ":")) continue;  // "Unconfirmed:", "15:45 Unconfirmed:"
    const auto found = lexicon.beside.find(text::lower(analysis.words[at].form));
    if (found != lexicon.beside.end() && found->second.front().effect == "probable") return at;
  }
  return kNone;
}

bool is_verdict(std::string_view effect) {
  return is_one_of(effect, {"told", "untrue", "upheld", "overstated"});
}

}  // namespace litopys::reading
