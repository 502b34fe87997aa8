// Open addressing with linear steps, at most three quarters full. The first report of a key is kept in the
// slot itself, the others in chunks of seven: a key that only one report has, as most, costs 16
// bytes, and one that many have is read from two or three places in memory, not from one for each.
//
// Cost: a step or two to find a key. Covered by posting_table_test.cc.
#include "copies/posting_table.h"

#include <algorithm>
#include <utility>

namespace litopys::copies {

ReportNumber* PostingTable::place(std::uint64_t key, ReportNumber report) {
  if ((used_ + 1) * 4 > slots_.size() * 3) grow();
  Slot& slot = slots_[slot_of(key)];
  if (slot.first == kNoReport) {
    slot = {key, report, kEnd};
    ++used_;
    return nullptr;
  }
  std::size_t count = 1;
  for (std::uint32_t at = slot.more; at != kEnd; at = chunks_[at].next)
    for (ReportNumber& place : chunks_[at].reports) {
      if (place == kNoReport) {
        place = report;
        return nullptr;
      }
      ++count;
    }
  if (count >= kMaxPostings) return &slot.first;
  Chunk chunk;
  chunk.reports.fill(kNoReport);
  chunk.reports[0] = report;
  chunk.next = slot.more;
  slot.more = static_cast<std::uint32_t>(chunks_.size());
  chunks_.push_back(chunk);
  return nullptr;
}

std::vector<std::uint64_t> PostingTable::keys() const {
  std::vector<std::uint64_t> keys;
  keys.reserve(used_);
  for (const Slot& slot : slots_)
    if (slot.first != kNoReport) keys.push_back(slot.key);
  std::sort(keys.begin(), keys.end());
  return keys;
}

void PostingTable::grow() {
  std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
  std::swap(old, slots_);
  shift_ = 64;
  for (std::size_t size = slots_.size(); size > 1; size /= 2) --shift_;
  for (const Slot& slot : old)
    if (slot.first != kNoReport) slots_[slot_of(slot.key)] = slot;
}

}  // namespace litopys::copies
