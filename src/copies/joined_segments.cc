// The keys of all parts are walked side by side, the smallest first. Of a key that more reports
// have than are kept the earliest are chosen by their dates; as a rule the older part has fifteen
// already and all of them are earlier than anything in the younger ones, which is seen at once.
//
// Cost: linear in the keys, times the parts. Covered by index_file_test.cc.
#include "copies/joined_segments.h"

#include <algorithm>

#include "copies/earliest.h"

namespace litopys::copies {
namespace {

// Keys of a segment, read some thousand at a time.
class SegmentKeys : public KeyReader {
 public:
  explicit SegmentKeys(const Segment& segment) : segment_(segment), keys_(4096) { fill(); }
  bool at_end() const override { return next_ == count_; }
  std::uint64_t key() const override { return keys_[next_].key; }
  void take(std::vector<ReportNumber>& reports) override {
    segment_.postings(keys_[next_], reports);
    if (++next_ == count_) fill();
  }

 private:
  void fill() {
    begin_ += count_;
    count_ = segment_.read_keys(begin_, keys_);
    next_ = 0;
  }

  const Segment& segment_;
  std::vector<KeyRecord> keys_;
  std::size_t begin_ = 0, count_ = 0, next_ = 0;
};

class JoinedKeys : public KeyReader {
 public:
  JoinedKeys(const JoinedSegments& whole, const std::vector<const SegmentSource*>& parts)
      : whole_(whole), parts_(parts) {
    for (const SegmentSource* part : parts) readers_.push_back(part->keys());
    next();
  }
  bool at_end() const override { return at_end_; }
  std::uint64_t key() const override { return key_; }
  void take(std::vector<ReportNumber>& reports) override {
    const std::size_t begin = reports.size();
    Instant others = kUnknownInstant;  // the earliest report of a part behind the first one
    std::size_t of_first = 0;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (readers_[i]->at_end() || readers_[i]->key() != key_) continue;
      readers_[i]->take(reports);
      if (of_first == 0)
        of_first = reports.size() - begin;
      else
        others = std::min(others, parts_[i]->earliest());
    }
    keep(reports, begin, of_first, others);
    next();
  }

 private:
  void next() {
    at_end_ = true;
    for (const auto& reader : readers_) {
      if (reader->at_end() || (!at_end_ && reader->key() >= key_)) continue;
      key_ = reader->key();
      at_end_ = false;
    }
  }

  // Of reports[begin…] the earliest; `of_first` of them are one part's and come first.
  void keep(std::vector<ReportNumber>& reports, std::size_t begin, std::size_t of_first,
            Instant others) {
    const std::size_t found = reports.size() - begin;
    if (found < kMaxPostings || found == of_first) return;
    if (of_first == kMaxPostings && whole_.instant(reports[begin]) < others)
      return reports.resize(begin + kMaxPostings);
    keep_earliest(
        reports, begin, scratch_, [this](ReportNumber number) { return whole_.instant(number); },
        [this](ReportNumber x, ReportNumber y) {
          return earlier(whole_.report(x), whole_.report(y));
        });
  }

  const JoinedSegments& whole_;
  const std::vector<const SegmentSource*>& parts_;
  std::vector<std::unique_ptr<KeyReader>> readers_;
  std::uint64_t key_ = 0;
  bool at_end_ = false;
  std::vector<Dated> scratch_;
};

}  // namespace

std::unique_ptr<KeyReader> SegmentAsSource::keys() const {
  return std::make_unique<SegmentKeys>(segment_);
}

ChildEdge SegmentAsSource::edge(std::size_t index) const {
  const EdgeRecord stored = segment_.edge(index);
  return {stored.child,
          {stored.source,
           {static_cast<Relation>(stored.relation), stored.percent, stored.facts_percent,
            stored.longer_percent}}};
}

JoinedSegments::JoinedSegments(std::vector<const SegmentSource*> parts) : parts_(std::move(parts)) {
  for (std::uint32_t part = 0; part < parts_.size(); ++part)
    for (std::uint32_t i = 0; i < parts_[part]->edge_count(); ++i)
      edges_.push_back({parts_[part]->edge(i).child, part, i});
  std::sort(edges_.begin(), edges_.end(), [](const EdgePlace& a, const EdgePlace& b) {
    return a.child != b.child ? a.child < b.child : a.part > b.part;
  });
  const auto repeated =
      std::unique(edges_.begin(), edges_.end(),
                  [](const EdgePlace& a, const EdgePlace& b) { return a.child == b.child; });
  edges_.erase(repeated, edges_.end());
}

ReportNumber JoinedSegments::count() const {
  return parts_.back()->first() + parts_.back()->count() - first();
}

Instant JoinedSegments::earliest() const {
  Instant earliest = kUnknownInstant;
  for (const SegmentSource* part : parts_) earliest = std::min(earliest, part->earliest());
  return earliest;
}

std::size_t JoinedSegments::most_keys() const {
  std::size_t keys = 0;
  for (const SegmentSource* part : parts_) keys += part->most_keys();
  return keys;
}

std::unique_ptr<KeyReader> JoinedSegments::keys() const {
  return std::make_unique<JoinedKeys>(*this, parts_);
}

ChildEdge JoinedSegments::edge(std::size_t index) const {
  return parts_[edges_[index].part]->edge(edges_[index].index);
}

const SegmentSource& JoinedSegments::part_of(ReportNumber number) const {
  std::size_t part = parts_.size() - 1;
  while (part > 0 && number < parts_[part]->first()) --part;
  return *parts_[part];
}

}  // namespace litopys::copies
