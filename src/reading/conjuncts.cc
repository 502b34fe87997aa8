// Each test looks at the words between the conjuncts or at the way up from the trigger. Test:
// tests/cases/figures/victims.case.
#include "reading/conjuncts.h"

#include <algorithm>

#include "text/utf8.h"

namespace litopys::reading {

using language::Analysis;

bool told_of_first(const Analysis& analysis, std::int32_t trigger, std::int32_t first,
                   const Quantity& part) {
  if (trigger < first || trigger > part.words.begin) return false;
  for (std::int32_t at = trigger, steps = 0; at != kNone && steps < 10; ++steps) {
    if (at == first) return false;
    if (analysis.words[at].deprel == "acl:relcl" && analysis.words[at].head == first) return true;
    at = analysis.words[at].head;
  }
  return false;
}

bool is_placed_apart(const Analysis& analysis, const Quantity& before, const Quantity& part) {
  for (std::int32_t word = before.words.end; word < part.words.begin; ++word)
    if (analysis.words[word].upos == "ADP" && analysis.words[word - 1].upos == "CCONJ") return true;
  return false;
}

bool is_included(const Analysis& analysis, std::int32_t first, const Quantity& part) {
  for (std::int32_t word = part.words.begin - 1; word > first; --word) {
    const std::string form = text::lower(analysis.words[word].form);
    if (form == "including") return true;
    if (form == ",") return false;
  }
  return false;
}

bool has_subject(const Analysis& analysis, std::int32_t word) {
  const std::vector<std::int32_t> below = language::children(analysis, word);
  return std::any_of(below.begin(), below.end(), [&](std::int32_t child) {
    return language::relation(analysis.words[child]) == "nsubj";
  });
}

}  // namespace litopys::reading
