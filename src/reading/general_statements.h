// What is told of nobody and no day in particular: laws, habits, cases.
//
//     "Whoever blocks the road is fined."             whoever         hypothetical
//     "It is illegal to march at night."              illegal         hypothetical
//     "Under the decree, rioters are shot."           decree          hypothetical
//     "If convicted, he loses his seat."              if              hypothetical
//     "When prices rise, gangs burn shops."           when            habitual
//     "Soldiers who desert are shot, he said."        are             habitual
//     "Rebels shot two deserters, he said."           nothing: a past tense, a number
#pragma once

#include <cstdint>
#include <optional>

#include "reading/document.h"
#include "reading/factuality.h"
#include "reading/factuality_operators.h"

namespace litopys::reading {

// The word that makes general what the clause of `at` tells: of an event of its own, or (`own` is
// false) of one below it that it still speaks of.
std::optional<Operator> generality_of(const language::Analysis& analysis,
                                      const ModalityLexicon& lexicon, std::int32_t at, bool own);

// A subject that names no one happening under a verb of the future or of habit: "a strike would
// close the port", "protests usually end in tears"; not "the strike will go on".
std::optional<Operator> generality_of_subject(const language::Analysis& analysis,
                                              const ModalityLexicon& lexicon, std::int32_t subject);

// "a strike", "attacks", "such an attack"; not "the strike", "two attacks", "their march", "a third
// raid", "a march that ended in a riot".
bool is_indefinite(const language::Analysis& analysis, std::int32_t noun);

// "blocks", "is fined"; not "has blocked", "is blocking".
bool is_simple_present(const language::Analysis& analysis, std::int32_t verb);

}  // namespace litopys::reading
