// The best sequence of name tags (B-PER, I-PER, ..., O) from the scores of each word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "text/result.h"

namespace litopys::language {

// What a tag list means: for each tag whether it begins, goes on with or ends no name.
struct NameTags {
  std::vector<char> position;                      // 'B', 'I' or 'O'
  std::vector<std::string> kind;                   // "PER"; empty for O
  std::vector<std::vector<std::uint32_t>> before;  // the tags that may stand before a tag
};

// Tags must be "O", "B-KIND" or "I-KIND"; at least one of them must be able to stand first.
text::Result<NameTags> read_name_tags(const std::vector<std::string>& tags);

// Tags of `count` words with the highest total, an I only after B or I of its kind. Word w's
// scores begin at scores + w * stride. `memory` is scratch.
void best_name_tags(const NameTags& tags, const float* scores, std::size_t count,
                    std::size_t stride, std::vector<std::uint32_t>& best,
                    std::vector<std::uint32_t>& memory);

}  // namespace litopys::language
