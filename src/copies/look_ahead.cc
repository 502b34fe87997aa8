// A report has a hundred keys, most of them in no segment, and each would be two places in memory
// far from the last for each segment: most of the time would be waiting. Of some ten thousand
// reports the keys are sorted first and looked for in order, so that a segment is walked from its
// beginning to its end, and a key that many reports have is looked for once. The places are asked
// for some keys ahead. Where reports come in the order of their dates, the oldest segment has the
// answer for keys that are everywhere, and the others are not asked.
//
// Sorted by the highest 20 bits in two passes, as keys are hashes, and the few with the same bits
// by comparison. Cost: linear in the keys, times the segments. Covered by look_ahead_test.cc.
#include "copies/look_ahead.h"

#include <algorithm>
#include <array>

namespace litopys::copies {
namespace {

constexpr unsigned kDigit = 10;                // bits that a pass sorts by
constexpr std::uint32_t kNothing = 0;          // reports_[0] is the count of no reports
constexpr std::uint32_t kFinal = 0x8000'0000;  // beside the count
constexpr std::size_t kAhead = 8;              // keys between one step of asking and the next

}  // namespace

void LookAhead::look_up(const std::vector<Segment>& segments, std::span<const Keys* const> lists,
                        const Choose& choose) {
  places_.clear();
  first_.clear();
  std::uint32_t place = 0;
  for (const Keys* list : lists) {
    first_.push_back(place);
    for (const std::uint64_t key : *list) places_.push_back({key, place++});
  }
  found_.assign(place, kNothing);
  reports_.assign(1, 0);
  if (segments.empty()) return;
  order_by_date(segments);
  sort();
  find_all(choose);
}

void LookAhead::order_by_date(const std::vector<Segment>& segments) {
  by_date_.clear();
  for (const Segment& segment : segments) by_date_.push_back(&segment);
  std::stable_sort(by_date_.begin(), by_date_.end(), [](const Segment* a, const Segment* b) {
    return a->earliest() < b->earliest();
  });
}

LookAhead::Found LookAhead::under(std::size_t list, std::size_t key) const {
  const std::uint32_t begin = found_[first_[list] + key];
  const std::uint32_t head = reports_[begin];
  return {{reports_.data() + begin + 1, head & ~kFinal}, (head & kFinal) != 0};
}

void LookAhead::sort() {
  scratch_.resize(places_.size());
  for (const unsigned shift : {64 - 2 * kDigit, 64 - kDigit}) {
    std::array<std::size_t, (std::size_t{1} << kDigit) + 1> begin{};
    const auto digit = [&](std::uint64_t key) { return key >> shift & ((1U << kDigit) - 1); };
    for (const Place& place : places_) ++begin[digit(place.key) + 1];
    for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
    for (const Place& place : places_) scratch_[begin[digit(place.key)]++] = place;
    places_.swap(scratch_);
  }
  constexpr unsigned kSorted = 64 - 2 * kDigit;
  for (std::size_t i = 0; i < places_.size();) {
    std::size_t end = i + 1;
    while (end < places_.size() && places_[end].key >> kSorted == places_[i].key >> kSorted) ++end;
    std::sort(places_.begin() + static_cast<std::ptrdiff_t>(i),
              places_.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Place& a, const Place& b) { return a.key < b.key; });
    i = end;
  }
}

void LookAhead::find_all(const Choose& choose) {
  const std::size_t count = by_date_.size();
  std::vector<Segment::Bucket> buckets(kAhead * count);  // of the keys that were asked for
  std::vector<ReportNumber> reports;
  const auto ask = [&](std::size_t i) {
    if (i + kAhead < places_.size())
      for (const Segment* segment : by_date_) segment->prefetch_bucket(places_[i + kAhead].key);
    if (i >= places_.size()) return;
    for (std::size_t s = 0; s < count; ++s) {
      Segment::Bucket& bucket = buckets[i % kAhead * count + s];
      bucket = by_date_[s]->bucket(places_[i].key);
      by_date_[s]->prefetch(bucket);
    }
  };
  // Fifteen of the oldest, all published before anything in the others.
  const auto enough = [&](std::size_t s) {
    return s == 1 && reports.size() == kMaxPostings &&
           by_date_[0]->instant(reports.front()) < by_date_[1]->earliest();
  };
  for (std::size_t i = 0; i < kAhead; ++i) ask(i);
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const std::uint64_t key = places_[i].key;
    if (i > 0 && places_[i - 1].key == key) {
      found_[places_[i].place] = found_[places_[i - 1].place];
    } else {
      reports.clear();
      for (std::size_t s = 0; s < count && !enough(s); ++s)
        by_date_[s]->find(key, buckets[i % kAhead * count + s], reports);
      if (!reports.empty()) {
        const bool final = choose(reports);
        found_[places_[i].place] = keep(reports, final);
      }
    }
    ask(i + kAhead);
  }
}

std::uint32_t LookAhead::keep(const std::vector<ReportNumber>& reports, bool final) {
  const auto begin = static_cast<std::uint32_t>(reports_.size());
  reports_.push_back(static_cast<std::uint32_t>(reports.size()) | (final ? kFinal : 0));
  reports_.insert(reports_.end(), reports.begin(), reports.end());
  return begin;
}

}  // namespace litopys::copies
