// By the features of the verb and its auxiliaries. Constant but for the children of one word.
// Covered by event_dates_test.cc and the text cases.
#include "reading/tenses.h"

#include <algorithm>

#include "reading/clauses.h"

namespace litopys::reading {
namespace {

bool has_auxiliary_have(const language::Analysis& analysis, std::int32_t verb,
                        std::string_view tense) {
  const auto children = language::children(analysis, verb);
  return std::any_of(children.begin(), children.end(), [&](std::int32_t child) {
    const language::Word& word = analysis.words[static_cast<std::size_t>(child)];
    return language::relation(word) == "aux" && word.lemma == "have" &&
           language::has_feature(word, tense);
  });
}

bool is_finite_present(const language::Word& word) {
  return language::has_feature(word, "Tense=Pres") && language::has_feature(word, "VerbForm=Fin");
}

}  // namespace

bool is_present(const language::Analysis& analysis, std::int32_t word) {
  const language::Word& verb = analysis.words[static_cast<std::size_t>(word)];
  if (verb.upos != "VERB") return false;
  if (is_finite_present(verb)) return true;
  for (const std::int32_t child : language::children(analysis, word)) {
    const language::Word& each = analysis.words[static_cast<std::size_t>(child)];
    if (language::relation(each) == "aux" && each.lemma == "be" && is_finite_present(each) &&
        verb.form.ends_with("ing"))
      return true;
  }
  return false;
}

bool is_present_perfect(const language::Analysis& analysis, std::int32_t word) {
  return has_auxiliary_have(analysis, clause_of(analysis, word), "Tense=Pres");
}

bool is_past_perfect(const language::Analysis& analysis, std::int32_t verb) {
  return has_auxiliary_have(analysis, verb, "Tense=Past");
}

}  // namespace litopys::reading
