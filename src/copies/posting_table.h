// Which reports have a key, in memory: a hash table from a 64-bit key to the numbers of the reports
// that were filed under it, at most kMaxPostings of them, the earliest.
//
// The limit is what keeps the search linear when ten thousand outlets print one text: a new copy
// meets the first of them, never all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace litopys::copies {

using ReportNumber = std::uint32_t;
constexpr ReportNumber kNoReport = 0xFFFFFFFF;
constexpr std::size_t kMaxPostings = 64;

class PostingTable {
 public:
  // Calls use(number) for each report filed under the key.
  template <class Use>
  void for_each(std::uint64_t key, Use use) const {
    if (slots_.empty()) return;
    for (std::uint32_t at = slots_[slot_of(key)].head; at != kEnd; at = nodes_[at].next)
      use(nodes_[at].report);
  }

  // Files a report; of more than the limit the one that `earlier` puts last goes.
  void add(std::uint64_t key, ReportNumber report,
           const std::function<bool(ReportNumber, ReportNumber)>& earlier);

  // All keys, sorted.
  std::vector<std::uint64_t> keys() const;

  std::size_t bytes() const {
    return slots_.capacity() * sizeof(Slot) + nodes_.capacity() * sizeof(Node);
  }
  void clear();

 private:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t head = kEnd;  // kEnd: the slot is free
    std::uint32_t count = 0;
  };
  struct Node {
    ReportNumber report;
    std::uint32_t next;
  };

  std::size_t slot_of(std::uint64_t key) const {
    std::size_t at = key * 0x9E3779B97F4A7C15U >> shift_;
    while (slots_[at].head != kEnd && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void grow();

  std::vector<Slot> slots_;
  std::vector<Node> nodes_;
  std::size_t used_ = 0;
  unsigned shift_ = 64;
};

}  // namespace litopys::copies
