// Viterbi's algorithm with transitions that are allowed or not.
//
// Taking the best tag of each word can give "O I-PER", a name without a beginning. The best allowed
// sequence is found word by word: the best way to end in each tag, from the best of the tags that
// may stand before it. Of equal totals the tag with the lowest number wins, so that the result is
// one on every machine; scores are added in the order of the words. Cost: words times pairs of
// tags. Covered by name_tags_test.cc against all sequences.
#include "language/name_tags.h"

#include <fmt/format.h>

#include <algorithm>

namespace litopys::language {

text::Result<NameTags> read_name_tags(const std::vector<std::string>& tags) {
  NameTags out;
  bool can_begin = false;
  for (const std::string& tag : tags) {
    const bool begins = tag.starts_with("B-"), inside = tag.starts_with("I-");
    if (tag != "O" && !begins && !inside)
      return text::Error{"invalid-name-tag", fmt::format("name tag \"{}\"", tag)};
    out.position.push_back(begins ? 'B' : inside ? 'I' : 'O');
    out.kind.push_back(tag == "O" ? "" : tag.substr(2));
    can_begin |= !inside;
  }
  if (!can_begin) return text::Error{"invalid-name-tag", "no name tag that can stand first"};
  out.before.resize(tags.size());
  for (std::uint32_t after = 0; after < tags.size(); ++after)
    for (std::uint32_t before = 0; before < tags.size(); ++before)
      if (out.position[after] != 'I' ||
          (out.position[before] != 'O' && out.kind[before] == out.kind[after]))
        out.before[after].push_back(before);
  return out;
}

void best_name_tags(const NameTags& tags, const float* scores, std::size_t count,
                    std::size_t stride, std::vector<std::uint32_t>& best,
                    std::vector<std::uint32_t>& memory) {
  const std::size_t size = tags.position.size();
  best.assign(count, 0);
  if (count == 0) return;
  memory.assign(count * size, 0);  // for each word and tag the tag before
  std::vector<double> totals(size), next(size);
  constexpr double kNever = -1e30;
  for (std::size_t tag = 0; tag < size; ++tag)
    totals[tag] = tags.position[tag] == 'I' ? kNever : double{scores[tag]};
  for (std::size_t word = 1; word < count; ++word) {
    for (std::size_t tag = 0; tag < size; ++tag) {
      std::uint32_t from = tags.before[tag].empty() ? 0 : tags.before[tag].front();
      for (const std::uint32_t before : tags.before[tag])
        if (totals[before] > totals[from]) from = before;
      const double way = tags.before[tag].empty() ? kNever : totals[from];
      next[tag] = way + double{scores[word * stride + tag]};
      memory[word * size + tag] = from;
    }
    totals.swap(next);
  }
  std::size_t last = 0;
  for (std::size_t tag = 1; tag < size; ++tag)
    if (totals[tag] > totals[last]) last = tag;
  for (std::size_t word = count; word-- > 0;) {
    best[word] = static_cast<std::uint32_t>(last);
    last = memory[word * size + last];
  }
}

}  // namespace litopys::language
