// Open addressing with linear steps, at most half full; the reports of a key are a chain of nodes in
// one array, so that a key that only one report has costs 24 bytes and no allocation of its own.
//
// Cost: a step or two to find a key; adding to a full chain walks its 64 nodes. Covered by
// posting_table_test.cc.
#include "copies/posting_table.h"

#include <algorithm>
#include <utility>

namespace litopys::copies {

void PostingTable::add(std::uint64_t key, ReportNumber report,
                       const std::function<bool(ReportNumber, ReportNumber)>& earlier) {
  if ((used_ + 1) * 2 > slots_.size()) grow();
  Slot& slot = slots_[slot_of(key)];
  if (slot.head == kEnd) {
    slot.key = key;
    ++used_;
  }
  if (slot.count == kMaxPostings) {
    std::uint32_t last = slot.head;
    for (std::uint32_t at = nodes_[last].next; at != kEnd; at = nodes_[at].next)
      if (earlier(nodes_[last].report, nodes_[at].report)) last = at;
    if (earlier(report, nodes_[last].report)) nodes_[last].report = report;
    return;
  }
  nodes_.push_back({report, slot.head});
  slot.head = static_cast<std::uint32_t>(nodes_.size() - 1);
  ++slot.count;
}

std::vector<std::uint64_t> PostingTable::keys() const {
  std::vector<std::uint64_t> keys;
  keys.reserve(used_);
  for (const Slot& slot : slots_)
    if (slot.head != kEnd) keys.push_back(slot.key);
  std::sort(keys.begin(), keys.end());
  return keys;
}

void PostingTable::clear() { *this = PostingTable(); }

void PostingTable::grow() {
  std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
  std::swap(old, slots_);
  shift_ = 64;
  for (std::size_t size = slots_.size(); size > 1; size /= 2) --shift_;
  for (const Slot& slot : old)
    if (slot.head != kEnd) slots_[slot_of(slot.key)] = slot;
}

}  // namespace litopys::copies
