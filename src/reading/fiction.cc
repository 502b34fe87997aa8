// Tells apart what a work of fiction is about from what it does in the world: verbs of telling
// (`content` in modality.tsv) lead into it, others do not. Cost: the children of a few words.
// Covered by tests/cases/factuality/fiction.case.
#include "reading/fiction.h"

#include <algorithm>

#include "reading/one_of.h"
#include "reading/roles.h"
#include "reading/verb_forms.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

class Fiction {
 public:
  Fiction(const Analysis& analysis, const ModalityLexicon& lexicon)
      : analysis_(analysis), lexicon_(lexicon) {}

  std::int32_t around(std::int32_t at) const {
    for (const std::int32_t child : children(analysis_, at)) {
      const bool inside = is_one_of(label(child), {"obl", "nmod"}) &&
                          is_one_of(adposition(analysis_, child), {"in", "throughout"});
      if (inside && is_definite_work(child)) return child;
      const bool about = label(child) == "nsubj" && is_work(child) && has_copula(at) &&
                         is_one_of(adposition(analysis_, at), {"about", "on"});
      if (about) return child;
    }
    const std::int32_t above = word(at).head;
    if (above == kNone) return kNone;
    if (word(at).deprel == "acl:relcl") return is_work(above) && is_set_in(at) ? above : kNone;
    if (!is_one_of(label(at), {"obj", "obl", "ccomp", "xcomp", "advcl"}) || !is_content(above))
      return kNone;
    const std::int32_t subject = subject_of(analysis_, above);
    return subject != kNone && is_work(subject) ? subject : kNone;
  }

 private:
  const Word& word(std::int32_t at) const { return analysis_.words[at]; }
  std::string_view label(std::int32_t at) const { return language::relation(word(at)); }

  bool is_work(std::int32_t at) const {
    return word(at).upos == "NOUN" && lexicon_.fiction.contains(text::lower(word(at).lemma));
  }

  // "in the film", "in her novel"; not "in play", "killed in opera houses".
  bool is_definite_work(std::int32_t at) const {
    if (!is_work(at)) return false;
    for (const std::int32_t child : children(analysis_, at))
      if (label(child) == "det" || word(child).deprel == "nmod:poss") return true;
    return false;
  }

  bool has_copula(std::int32_t at) const {
    for (const std::int32_t child : children(analysis_, at))
      if (label(child) == "cop") return true;
    return false;
  }

  bool is_content(std::int32_t verb) const {
    const std::vector<std::string> lemmas = verb_lemmas(word(verb));
    return std::any_of(lemmas.begin(), lemmas.end(), [&](const std::string& lemma) {
      return lexicon_.content.contains(text::lower(lemma));
    });
  }

  // "in which ...", "where ...".
  bool is_set_in(std::int32_t clause) const {
    for (const std::int32_t child : children(analysis_, clause)) {
      const bool which = label(child) == "obl" && word(child).lemma == "which";
      if (which || (label(child) == "advmod" && word(child).lemma == "where")) return true;
    }
    return false;
  }

  const Analysis& analysis_;
  const ModalityLexicon& lexicon_;
};

}  // namespace

std::int32_t fiction_around(const Analysis& analysis, const ModalityLexicon& lexicon,
                            std::int32_t at) {
  return Fiction(analysis, lexicon).around(at);
}

}  // namespace litopys::reading
