// Walks up and down the clauses of a tree, shared by what links times and sources to events.
#pragma once

#include <cstdint>
#include <vector>

#include "language/analysis.h"

namespace litopys::reading {

// A verb, the root, or a word with its own subject or copula.
bool heads_clause(const language::Analysis& analysis, std::int32_t word);

// The word itself if it heads a clause, else the next one above that does.
std::int32_t clause_of(const language::Analysis& analysis, std::int32_t word);

// The clause above this one that it belongs to: through conjuncts, adverbial, relative and
// infinitive clauses, but not out of what somebody said. kNone at the top.
std::int32_t clause_above(const language::Analysis& analysis, std::int32_t clause);

// The word of a range whose head lies outside it.
std::int32_t head_of(const language::Analysis& analysis, language::WordRange range);

// The words from `word` up to the root, itself included.
std::vector<std::int32_t> way_up(const language::Analysis& analysis, std::int32_t word);

// Whether a sentence is a heading: a paragraph of its own, at most ten words, no full stop.
bool is_heading(const language::Analysis& analysis, std::int32_t sentence);

// "400" of "40 marched, not 400 as organisers claimed": the count that is set against another,
// before the clause with "as" of the word given. Empty (0, 0) where there is none.
language::WordRange refuted_count(const language::Analysis& analysis, std::int32_t clause);

}  // namespace litopys::reading
