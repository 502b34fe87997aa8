// What stands around a number or a name and says what it is, where the tree is silent or wrong.
#pragma once

#include <cstdint>

#include "language/analysis.h"
#include "reading/amounts.h"

namespace litopys::reading {

// "RIVERTON, Ohio (Courier) - ...": capitals at the start of a sentence, before a bracket or dash.
bool in_dateline(const language::Analysis& analysis, std::int32_t word);

// "in Lyon ([5,000]) and Lille (2,000)": alone in brackets behind a place, or behind a name that
// follows such a bracket. A year is none.
bool in_brackets_of_place(const language::Analysis& analysis, language::WordRange number);

// "dead [7], injured [58] (serious [12], minor [46])": behind the word that it counts.
bool after_state(const language::Analysis& analysis, language::WordRange number);

// "at this hour [32] dead", "on Sunday evening [136] killed": no part of the words before it.
bool before_state(const language::Analysis& analysis, language::WordRange number);

// "five died in Kisumu, [3] in Nakuru": behind a mark, before a place; no age.
bool before_place(const language::Analysis& analysis, language::WordRange number);

// "in Jos five were killed, in Kaduna [12] and in Zaria [3]": behind a place that follows a mark,
// and last in its item.
bool after_place(const language::Analysis& analysis, language::WordRange number);

// "Jordan arrested 200 people and Lebanon [85]": behind the subject of a verb that is told once,
// and last in its item. The first word of that subject, else kNone. `end`: of the number with its
// noun.
std::int32_t gapped_subject(const language::Analysis& analysis, language::WordRange number,
                            std::int32_t end);

// The start of the noun phrase: the leftmost word that modifies the head without a gap.
std::int32_t start_of_phrase(const language::Analysis& analysis, std::int32_t head);

// "a [300]-strong crowd", "a crowd [several thousand] strong": the crowd; kNone without.
std::int32_t named_by_strength(const language::Analysis& analysis, language::WordRange number);

// "12 out of 30 crew [members]": the noun of the whole; kNone without.
std::int32_t whole_out_of(const language::Analysis& analysis, language::WordRange number);

// "arrested [200] and Lebanon 85 [people]": the noun after a number that begins at `begin` is of
// the next number, which has a subject of its own.
bool counted_by_another(const language::Analysis& analysis, std::int32_t begin, std::int32_t noun);

// "40 of whom were [under 18]", "who is [71]": a predicate of age, where nothing is counted.
bool says_age(const language::Analysis& analysis, const Amount& amount);

// The age in "17-year-old", "17 y.o", "aged 17", "between the ages of 11 and [15]", "Age: 27" or
// "[14]- and 18-year-olds": the number counts years.
bool stands_for_age(const language::Analysis& analysis, language::WordRange number);

// "neither the [cook] nor the [clerk]", "neither of the [cooks]": of whom something is denied one
// by one.
bool denied_by_neither(const language::Analysis& analysis, std::int32_t word);

// "a [third] of the clerks", "[half] were hurt", "[one] in five clerks"; not "and a third was
// hurt", who is one more.
bool is_fraction(const language::Analysis& analysis, std::int32_t word,
                 const AmountConventions& conventions);

}  // namespace litopys::reading
