// Which of the noun phrases that the tree coordinates are told of by one word: conjuncts that
// belong to another clause, another place or a part are none of them.
#pragma once

#include <cstdint>

#include "reading/quantities.h"

namespace litopys::reading {

// "[a girl who was shot] and a man who was robbed": the trigger's relative clause is of the first.
bool told_of_first(const language::Analysis& analysis, std::int32_t trigger, std::int32_t first,
                   const Quantity& part);

// "killed a clerk and two boys, and in Delim [three farmers]"
bool is_placed_apart(const language::Analysis& analysis, const Quantity& before,
                     const Quantity& part);

// "nine clerks, including a 31- and [a 47-year-old]": a part of those before it.
bool is_included(const language::Analysis& analysis, std::int32_t first, const Quantity& part);

// "20 passengers, eight of them [children]": a clause of its own.
bool has_subject(const language::Analysis& analysis, std::int32_t word);

}  // namespace litopys::reading
