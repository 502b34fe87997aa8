// Looks one step up the tree, two where a noun stands between:
//
//     see -ccomp-> arrested          hear -obl:of-> deaths         no reports -nmod:of-> injuries
//     see -obj-> shots -acl-> fired  (a present participle, or of words like "anyone")
//     see -ccomp-> storming -obj-> demonstration
//
// What stands below is granted where it is a finite clause ("that"), or a definite noun, and the
// word is one that presupposes (see, know, notice; not confirm, find); a question word grants the
// happening below any of them, and so does grief ("even if we mourn two dead"). "Any" grants
// nothing. Limit: "did not see the man shot by police" may be either; it is taken as open. Cost:
// the words of the clause. Covered by perception_test.cc and tests/cases/factuality.
#include "reading/perception.h"

#include <algorithm>

#include "reading/one_of.h"
#include "reading/roles.h"
#include "reading/verb_forms.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

const ModalityLexicon::Entry* entry_of(const Analysis& analysis, const ModalityLexicon& lexicon,
                                       std::int32_t at) {
  const bool noun = analysis.words[at].upos == "NOUN";
  for (const std::string& lemma : verb_lemmas(analysis.words[at])) {
    const auto found = lexicon.perception.find(text::lower(lemma));
    if (found == lexicon.perception.end()) continue;
    for (const ModalityLexicon::Entry& entry : found->second)
      if (entry.noun_only == noun) return &entry;
  }
  return nullptr;
}

bool any_word(const Analysis& analysis, WordRange range, std::string_view feature,
              const ModalityLexicon* open) {
  for (std::int32_t at = range.begin; at < range.end; ++at) {
    if (!feature.empty() && language::has_feature(analysis.words[at], feature)) return true;
    if (open != nullptr && open->open_pronouns.count(text::lower(analysis.words[at].form)) != 0)
      return true;
  }
  return false;
}

bool is_definite(const Analysis& analysis, std::int32_t noun) {
  for (const std::int32_t child : language::children(analysis, noun)) {
    const Word& below = analysis.words[child];
    if (below.deprel == "nmod:poss") return true;
    if (language::relation(below) == "det" &&
        is_one_of(below.lemma, {"the", "this", "that", "these", "those"}))
      return true;
  }
  return false;
}

// "that he was arrested", "he had been arrested": told as a whole, unlike "him arrested".
bool is_finite_clause(const Analysis& analysis, std::int32_t verb) {
  for (const std::int32_t child : language::children(analysis, verb)) {
    const Word& below = analysis.words[child];
    const std::string_view label = language::relation(below);
    if (label == "mark" && below.lemma == "that") return true;
    if ((label == "aux" || label == "cop") && language::has_feature(below, "VerbForm=Fin"))
      return true;
  }
  return false;
}

// "who fired", "how many were killed": a question word between the two.
bool asks(const Analysis& analysis, std::int32_t above, std::int32_t at) {
  if (above > at) return false;
  const WordRange clause = language::subtree(analysis, at);
  return any_word(analysis, {std::max(above + 1, clause.begin), at}, "PronType=Int", nullptr);
}

bool is_granted(const Analysis& analysis, const ModalityLexicon& lexicon, bool presupposes,
                std::int32_t above, std::int32_t at) {
  const bool noun = is_nominal(analysis.words[at]);
  if (!noun && asks(analysis, above, at)) return true;
  if (!presupposes || any_word(analysis, language::subtree(analysis, at), "", &lexicon))
    return false;
  return noun ? is_definite(analysis, at) : is_finite_clause(analysis, at);
}

bool hangs_as_content(const Analysis& analysis, std::int32_t at) {
  const Word& word = analysis.words[at];
  const std::string_view label = language::relation(word);
  if (is_one_of(label, {"ccomp", "xcomp", "csubj", "obj"}) || word.deprel == "nsubj:pass")
    return true;
  if (label == "acl") return word.deprel != "acl:relcl";
  if (is_one_of(label, {"obl", "nmod"}))
    return is_one_of(adposition(analysis, at), {"of", "about", "to"});
  if (label != "advcl") return false;
  for (const std::int32_t child : language::children(analysis, at))
    if (is_one_of(analysis.words[child].lemma, {"that", "of", "about"}) &&
        is_one_of(language::relation(analysis.words[child]), {"mark", "case"}))
      return true;
  return false;
}

// "shots being fired", "anyone killed": the noun is perceived in what its participle tells.
bool is_seen_doing(const Analysis& analysis, const ModalityLexicon& lexicon, bool presupposes,
                   std::int32_t participle, std::int32_t noun) {
  const Word& word = analysis.words[participle];
  if (word.deprel != "acl") return false;
  if (presupposes || language::has_feature(word, "VerbForm=Ger")) return true;
  if (lexicon.open_pronouns.count(text::lower(analysis.words[noun].form)) != 0) return true;
  for (const std::int32_t child : language::children(analysis, participle))
    if (analysis.words[child].form == "being") return true;
  return false;
}

}  // namespace

Perception perception_above(const Analysis& analysis, const ModalityLexicon& lexicon,
                            std::int32_t at) {
  const std::int32_t above = analysis.words[at].head;
  if (above == kNone) return {};
  const auto perceived = [&](const ModalityLexicon::Entry& entry, std::int32_t by,
                             std::int32_t clause) {
    const bool presupposes = entry.effect != "established";
    const bool granted =
        entry.effect == "mourned"
            ? !any_word(analysis, language::subtree(analysis, clause), "", &lexicon)
            : is_granted(analysis, lexicon, presupposes, by, clause);
    return Perception{by, granted, entry.effect == "unaware"};
  };
  if (const auto* entry = entry_of(analysis, lexicon, above))
    return hangs_as_content(analysis, at) ? perceived(*entry, above, at) : Perception{};
  const std::int32_t top = analysis.words[above].head;
  const auto* entry = top == kNone ? nullptr : entry_of(analysis, lexicon, top);
  if (entry == nullptr) return {};
  const bool presupposes = entry->effect != "established";
  const std::string_view label = language::relation(analysis.words[above]);
  if (label == "obj" && is_seen_doing(analysis, lexicon, presupposes, at, above))
    return {top, false, entry->effect == "unaware"};
  const bool part = is_one_of(language::relation(analysis.words[at]), {"obj", "nsubj", "obl"});
  if (part && is_nominal(analysis.words[at]) && is_one_of(label, {"ccomp", "xcomp", "acl"}) &&
      hangs_as_content(analysis, above)) {
    Perception out = perceived(*entry, top, above);
    out.granted = out.granted || (presupposes && is_definite(analysis, at));
    return out;
  }
  return {};
}

}  // namespace litopys::reading
