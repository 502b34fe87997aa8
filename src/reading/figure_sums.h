// Coordinated noun phrases that one word counts: which of them are one figure, and its value.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/quantities.h"

namespace litopys::reading {

// "a man and two boys", "five men and three women", "a girl and three others": one figure; "two
// soldiers and five civilians": two.
bool summed(const std::vector<Quantity>& parts, std::int32_t trigger);

// "four bodies, two men and two women": the first is the sum of the rest.
bool enumerates(const std::vector<Quantity>& parts);

// One quantity of all parts, over all their words; it keeps of their noun what all share.
Quantity sum(const std::vector<Quantity>& parts);

// "some 200 police and [soldiers]": the number is of both.
void join_bare(const language::Analysis& analysis, std::vector<Quantity>& parts);

}  // namespace litopys::reading
