// The best dependency tree of a sentence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace litopys::language {

// Scratch; kept between calls so that nothing is allocated again. What the members mean is said
// in spanning_tree.cc.
struct TreeMemory {
  std::vector<double> gain;
  std::vector<std::uint32_t> entry, row, outer, parent, source, target, path;
  std::vector<std::uint8_t> state;
};

// Heads of nodes 1 ... count for the tree with the highest total of scores in which exactly one
// node hangs on node 0. scores[d * stride + h] is the score of d hanging on h, for d from 1 and h
// from 0 to count. heads[0] is 0. Scores beyond plus or minus 100,000, and those that are no
// numbers, are taken as the nearest of the two (as the lowest).
void best_tree(const float* scores, std::size_t count, std::size_t stride,
               std::vector<std::uint32_t>& heads, TreeMemory& memory);

}  // namespace litopys::language
