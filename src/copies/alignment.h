// Which words of two texts are the same, in the same order.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "copies/words.h"

namespace litopys::copies {

// Positions in the two texts; both rise from match to match.
struct Match {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  friend bool operator==(Match, Match) = default;
};

// A longest common subsequence of words.
std::vector<Match> align(std::span<const Word> a, std::span<const Word> b);

}  // namespace litopys::copies
