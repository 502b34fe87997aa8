// Which reports have a key, in memory: a hash table from a 64-bit key to the numbers of the reports
// that were filed under it, at most kMaxPostings of them, the earliest.
//
// The limit is what keeps the search linear when ten thousand outlets print one text: a new copy
// meets the first of them, never all.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace litopys::copies {

using ReportNumber = std::uint32_t;
constexpr ReportNumber kNoReport = 0xFFFFFFFF;
constexpr std::size_t kMaxPostings = 15;

class PostingTable {
 public:
  // Brings the place of a key into the cache, to be looked at soon.
  void prefetch(std::uint64_t key) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[first_slot(key)]);
  }

  // Appends the reports filed under the key.
  void find(std::uint64_t key, std::vector<ReportNumber>& found) const {
    if (slots_.empty()) return;
    const Slot& slot = slots_[slot_of(key)];
    if (slot.first == kNoReport) return;
    found.push_back(slot.first);
    for (std::uint32_t at = slot.more; at != kEnd; at = chunks_[at].next)
      for (const ReportNumber report : chunks_[at].reports)
        if (report != kNoReport) found.push_back(report);
  }

  // Files a report; of more than the limit the one that `earlier(a, b)` puts last goes.
  template <class Earlier>
  void add(std::uint64_t key, ReportNumber report, Earlier earlier) {
    if (ReportNumber* full = place(key, report)) {
      Slot& slot = slots_[slot_of(key)];
      ReportNumber* last = full;
      for (std::uint32_t at = slot.more; at != kEnd; at = chunks_[at].next)
        for (ReportNumber& other : chunks_[at].reports)
          if (earlier(*last, other)) last = &other;
      if (earlier(report, *last)) *last = report;
    }
  }

  // All keys, sorted.
  std::vector<std::uint64_t> keys() const;

  std::size_t bytes() const {
    return slots_.capacity() * sizeof(Slot) + chunks_.capacity() * sizeof(Chunk);
  }

 private:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  struct Slot {
    std::uint64_t key = 0;
    ReportNumber first = kNoReport;  // kNoReport: the slot is free
    std::uint32_t more = kEnd;
  };
  struct Chunk {
    std::array<ReportNumber, 7> reports;
    std::uint32_t next;
  };
  static_assert(kMaxPostings % std::tuple_size_v<decltype(Chunk::reports)> == 1);

  std::size_t first_slot(std::uint64_t key) const { return key * 0x9E3779B97F4A7C15U >> shift_; }
  std::size_t slot_of(std::uint64_t key) const {
    std::size_t at = first_slot(key);
    while (slots_[at].first != kNoReport && slots_[at].key != key)
      at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  // Adds where there is room, and gives null; else gives the first report of the key.
  ReportNumber* place(std::uint64_t key, ReportNumber report);
  void grow();

  std::vector<Slot> slots_;
  std::vector<Chunk> chunks_;
  std::size_t used_ = 0;
  unsigned shift_ = 64;
};

}  // namespace litopys::copies
