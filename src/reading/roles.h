// Who fills which role of a word: the roles that the language layer labelled, and where it labelled
// none, what the tree says.
//
//     "Two men were beaten by guards"   ARG0 of beaten: guards (by-phrase)   ARG1: men (passive
//     subject) "guards who beat two men"         ARG0 of beat: guards (not "who") "They came to
//     arrest him"         ARG0 of arrest: They (the subject of the verb above) "the shelling of the
//     port by the fleet"   ARG0: fleet   ARG1: port
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reading/document.h"
#include "reading/reading.h"

namespace litopys::reading {

// The first word of a role and the words joined to it ("police and soldiers"). Roles: ARG0 ...
// ARG5, subj, obj, speaker (who tells its clause), prep:WORD (a phrase that begins with the word).
std::vector<std::int32_t> role_fillers(const Document& document, std::int32_t word,
                                       std::string_view role);

// "on" of "on the village": the lemma of the adposition of a word, "" where it has none.
std::string_view adposition(const language::Analysis& analysis, std::int32_t word);

// Passive by its features, its subject or its auxiliary.
bool is_passive(const language::Analysis& analysis, std::int32_t verb);

// "called the [attack] a crime": what is named something has happened.
bool is_named_something(const language::Analysis& analysis, std::int32_t object);

// "killing" of "accused by residents of killing two": a clause with "of" on a noun beside a verb
// may belong to the verb, which is returned; kNone for other words.
std::int32_t verb_over_clause(const language::Analysis& analysis, std::int32_t clause);

// "two men" of "arrested two men for killing a guard": the object of the verb over a clause of
// reason without a subject of its own, who as a rule is its agent; kNone for other words.
std::int32_t object_held_for(const language::Analysis& analysis, std::int32_t clause);

bool is_verbal(const language::Word& word);  // VERB, or a word with a verb's auxiliary role
bool is_nominal(const language::Word& word);

// "agreed to leave and has apologised": a clause of its own, and no second half of an infinitive.
bool is_past_or_perfect(const language::Analysis& analysis, std::int32_t verb);

bool has_auxiliary(const language::Analysis& analysis, std::int32_t verb, std::string_view lemma);

// "until" of "until the army withdraws", "before" of "before talks open": in the present tense, or
// under "would", such a clause lies ahead. kNone for other clauses ("before talks opened").
std::int32_t conjunction_ahead(const language::Analysis& analysis, std::int32_t clause);

// The subject in the tree, shared ones included: of "stood and sang", "came to sing", "seen
// singing".
std::int32_t subject_of(const language::Analysis& analysis, std::int32_t verb);

}  // namespace litopys::reading
