// Open addressing with linear steps, at most three quarters full. The first report of a key is kept
// in the slot itself, the others in chunks of seven: a key that only one report has, as most, costs
// 16 bytes, and one that many have is read from two or three places in memory, not from one for
// each. Of a key that is full the slot holds the last report, the one that an earlier one would
// replace: so a later one is turned away after one comparison.
//
// Keys are hashes, so their highest bits say where they belong, and the slots are nearly in the
// order of the keys: each run of slots in use is sorted by itself.
//
// Cost: a step or two to find a key. Covered by posting_table_test.cc.
#include "copies/posting_table.h"

#include <algorithm>
#include <bit>

namespace litopys::copies {

PostingTable::Place PostingTable::place(std::uint64_t key, ReportNumber report) {
  if ((used_ + 1) * 4 > slots_.size() * 3) grow();
  Slot& slot = slots_[slot_of(key)];
  if (slot.first == kNoReport) {
    slot = {key, report, kEnd};
    ++used_;
    return {Room::kLeft, &slot};
  }
  std::size_t count = 1;
  ReportNumber* left = nullptr;
  for (std::uint32_t at = slot.more; at != kEnd; at = chunks_[at].next)
    for (ReportNumber& place : chunks_[at].reports)
      if (place != kNoReport)
        ++count;
      else if (left == nullptr)
        left = &place;
  if (count == kMaxPostings) return {Room::kNone, &slot};
  if (left != nullptr) {
    *left = report;
    return {count + 1 == kMaxPostings ? Room::kTaken : Room::kLeft, &slot};
  }
  Chunk chunk;
  chunk.reports.fill(kNoReport);
  chunk.reports[0] = report;
  chunk.next = slot.more;
  slot.more = static_cast<std::uint32_t>(chunks_.size());
  chunks_.push_back(chunk);
  return {Room::kLeft, &slot};
}

void PostingTable::clear() {
  slots_.assign(std::bit_floor(slots_.capacity()), Slot{});
  chunks_.clear();
  used_ = 0;
}

void PostingTable::sort() {
  const auto less = [](const Slot& a, const Slot& b) { return a.key < b.key; };
  const auto free = [](const Slot& slot) { return slot.first == kNoReport; };
  // The run at the beginning may hold keys that found no place at the end: they go there.
  const auto first_free = std::find_if(slots_.begin(), slots_.end(), free);
  std::vector<Slot> run(slots_.begin(), first_free);
  std::sort(run.begin(), run.end(), less);
  const auto wrapped = std::find_if(
      run.begin(), run.end(), [&](const Slot& slot) { return first_slot(slot.key) >= run.size(); });
  auto end = std::copy(run.begin(), wrapped, slots_.begin());
  auto begin = end;  // of the run
  for (auto slot = first_free; slot != slots_.end(); ++slot) {
    if (!free(*slot)) {
      *end++ = *slot;
      continue;
    }
    std::sort(begin, end, less);
    begin = end;
  }
  end = std::copy(wrapped, run.end(), end);
  std::sort(begin, end, less);
  slots_.erase(end, slots_.end());
}

void PostingTable::grow() {
  std::vector<Slot, LargePages<Slot>> old(slots_.empty() ? 1024 : slots_.size() * 2);
  std::swap(old, slots_);
  shift_ = 64;
  for (std::size_t size = slots_.size(); size > 1; size /= 2) --shift_;
  for (const Slot& slot : old)
    if (slot.first != kNoReport) slots_[slot_of(slot.key)] = slot;
}

}  // namespace litopys::copies
