// Which reports have a key, in memory: a hash table from a 64-bit key to the numbers of the reports
// that were filed under it, at most kMaxPostings of them, the earliest.
//
// The limit is what keeps the search linear when ten thousand outlets print one text: a new copy
// meets the first of them, never all.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "copies/large_pages.h"

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

  // And, when that is done for many keys, the reports filed under it.
  void prefetch_reports(std::uint64_t key) const {
    if (slots_.empty()) return;
    const Slot& slot = slots_[slot_of(key)];
    if (slot.first != kNoReport && slot.more != kEnd) __builtin_prefetch(&chunks_[slot.more]);
  }

  // Appends the reports filed under the key; of a key that has kMaxPostings the last one comes
  // first.
  void find(std::uint64_t key, std::vector<ReportNumber>& found) const {
    if (slots_.empty()) return;
    const Slot& slot = slots_[slot_of(key)];
    if (slot.first == kNoReport) return;
    for_reports(slot, [&](ReportNumber report) { found.push_back(report); });
  }

  // Files a report; of more than the limit the one that `earlier(a, b)` puts last goes.
  template <class Earlier>
  void add(std::uint64_t key, ReportNumber report, Earlier earlier) {
    const auto [room, slot] = place(key, report);
    if (room == Room::kLeft) return;
    if (room == Room::kNone) {
      if (!earlier(report, slot->first)) return;
      slot->first = report;
    }
    for (std::uint32_t at = slot->more; at != kEnd; at = chunks_[at].next)
      for (ReportNumber& other : chunks_[at].reports)
        if (earlier(slot->first, other)) std::swap(slot->first, other);
  }

  std::size_t size() const { return used_; }  // keys
  // Without the keys, and with the memory, which will be needed again.
  void clear();

  // Puts the keys in order, in place. After that only sorted_key() and sorted_reports() hold.
  void sort();
  // Of the keys in that order, the one with this index, and the reports filed under it, appended.
  std::uint64_t sorted_key(std::size_t index) const { return slots_[index].key; }
  void sorted_reports(std::size_t index, std::vector<ReportNumber>& found) const {
    if (index + kAhead < slots_.size() && slots_[index + kAhead].more != kEnd)
      __builtin_prefetch(&chunks_[slots_[index + kAhead].more]);
    for_reports(slots_[index], [&](ReportNumber report) { found.push_back(report); });
  }

  // Of what is in it: what clear() keeps to be filled again is not counted.
  std::size_t bytes() const { return used_ * sizeof(Slot) + chunks_.size() * sizeof(Chunk); }

 private:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  static constexpr std::size_t kAhead = 16;  // keys, whose reports are asked for in advance
  struct Slot {
    std::uint64_t key = 0;
    ReportNumber first = kNoReport;  // kNoReport: the slot is free; of a full key, the last
    std::uint32_t more = kEnd;
  };
  struct Chunk {
    std::array<ReportNumber, 7> reports;
    std::uint32_t next;
  };
  static_assert(kMaxPostings % std::tuple_size_v<decltype(Chunk::reports)> == 1);

  template <class Use>
  void for_reports(const Slot& slot, Use use) const {
    use(slot.first);
    for (std::uint32_t at = slot.more; at != kEnd; at = chunks_[at].next)
      for (const ReportNumber report : chunks_[at].reports)
        if (report != kNoReport) use(report);
  }

  std::size_t first_slot(std::uint64_t key) const { return key >> shift_; }
  std::size_t slot_of(std::uint64_t key) const {
    std::size_t at = first_slot(key);
    while (slots_[at].first != kNoReport && slots_[at].key != key)
      at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  enum class Room { kLeft, kTaken, kNone };  // kTaken: the report took the last of it
  struct Place {
    Room room;
    Slot* slot;
  };
  // Adds the report where there is room.
  Place place(std::uint64_t key, ReportNumber report);
  void grow();

  std::vector<Slot, LargePages<Slot>> slots_;
  std::vector<Chunk, LargePages<Chunk>> chunks_;
  std::size_t used_ = 0;
  unsigned shift_ = 64;
};

}  // namespace litopys::copies
