// Tells apart what a work of fiction is about from what it does in the world: verbs of telling
// (`content` in modality.tsv) lead into it, others do not. What is told of it goes on through the
// sentences of a paragraph in the present tense. Cost: the words of the paragraph up to the event.
// Covered by tests/cases/factuality/fiction.case.
#include "reading/fiction.h"

#include <algorithm>

#include "reading/clauses.h"
#include "reading/general_statements.h"
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

  // Sentences that go on in the present where one began to tell of a work.
  std::int32_t before(std::int32_t trigger) const {
    if (!is_told_in_present(clause_of(analysis_, trigger))) return kNone;
    std::int32_t at = word(trigger).sentence;
    const std::int32_t paragraph = sentence(at).paragraph;
    while (--at >= 0 && sentence(at).paragraph == paragraph) {
      for (std::int32_t w = sentence(at).begin; w < sentence(at).end; ++w)
        if (leads_in(w)) return subject_of(analysis_, w);
      const std::int32_t root = head_of(analysis_, {sentence(at).begin, sentence(at).end});
      if (!is_told_in_present(root)) return kNone;
    }
    return kNone;
  }

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

  const language::Sentence& sentence(std::int32_t at) const {
    return analysis_.sentences[static_cast<std::size_t>(at)];
  }

  bool is_told_in_present(std::int32_t verb) const {
    return word(verb).upos == "VERB" && is_simple_present(analysis_, verb);
  }

  // "The film opens with ...", "her novel tells of ..."
  bool leads_in(std::int32_t verb) const {
    if (!is_told_in_present(verb) || !is_content(verb)) return false;
    const std::int32_t subject = subject_of(analysis_, verb);
    return subject != kNone && is_work(subject);
  }

  bool is_work(std::int32_t at) const {
    if (word(at).upos != "NOUN") return false;
    const std::string lemma = text::lower(word(at).lemma);
    if (lexicon_.fiction.contains(lemma)) return true;
    const auto parts = children(analysis_, at);  // "video game"
    return std::any_of(parts.begin(), parts.end(), [&](std::int32_t part) {
      return label(part) == "compound" &&
             lexicon_.fiction.contains(text::lower(word(part).lemma) + "_" + lemma);
    });
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

std::int32_t fiction_before(const Analysis& analysis, const ModalityLexicon& lexicon,
                            std::int32_t trigger) {
  return Fiction(analysis, lexicon).before(trigger);
}

}  // namespace litopys::reading
