// A lookup of one key (of an id) asks the table in memory and every segment of the file, and of all
// that they have under a key keeps the earliest; so it gives the same whether reports came in one
// run or in many. Sources are looked for in memory first, then from the youngest segment to the
// oldest, since a report can get another source long after it was saved. Covered by
// index_file_test.cc and placing_test.cc.
#include "copies/report_store.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace litopys::copies {

namespace {

// The keys of a table that was sorted.
class SortedKeys : public KeyReader {
 public:
  explicit SortedKeys(const PostingTable& table) : table_(table) {}
  bool at_end() const override { return next_ == table_.size(); }
  std::uint64_t key() const override { return table_.sorted_key(next_); }
  void take(std::vector<ReportNumber>& reports) override {
    table_.sorted_reports(next_++, reports);
  }

 private:
  const PostingTable& table_;
  std::size_t next_ = 0;
};

}  // namespace

// What is in memory, as a segment.
class ReportStore::Source : public SegmentSource {
 public:
  explicit Source(const ReportStore& store) : store_(store) {
    for (const auto& [child, edge] : store_.newer_) edges_.push_back({child, edge});
    for (std::size_t i = 0; i < store_.edges_.size(); ++i)
      if (store_.edges_[i].source != kNoReport)
        edges_.push_back({store_.saved_ + static_cast<ReportNumber>(i), store_.edges_[i]});
  }
  ReportNumber first() const override { return store_.saved_; }
  ReportNumber count() const override { return store_.size() - store_.saved_; }
  ReportView report(ReportNumber number) const override { return store_.report(number); }
  Instant instant(ReportNumber number) const override { return store_.instant(number); }
  Instant earliest() const override { return store_.earliest_; }
  std::size_t most_keys() const override { return store_.postings_.size(); }
  std::unique_ptr<KeyReader> keys() const override {
    return std::make_unique<SortedKeys>(store_.postings_);
  }
  std::size_t edge_count() const override { return edges_.size(); }
  ChildEdge edge(std::size_t index) const override { return edges_[index]; }

 private:
  const ReportStore& store_;
  std::vector<ChildEdge> edges_;
};

text::Result<ReportStore> ReportStore::open(const std::filesystem::path& index) {
  auto file = IndexFile::open(index);
  if (!file) return file.error();
  return ReportStore(std::move(*file));
}

ReportStore::ReportStore(IndexFile file) : file_(std::move(file)), saved_(file_->size()) {
  order_by_date();
}

const Segment* ReportStore::segment_of(ReportNumber number) const {
  if (!file_ || number >= saved_) return nullptr;
  const std::vector<Segment>& segments = file_->segments();
  const auto after =
      std::upper_bound(segments.begin(), segments.end(), number,
                       [](ReportNumber n, const Segment& segment) { return n < segment.first(); });
  return after == segments.begin() ? nullptr : &*(after - 1);
}

ReportView ReportStore::report(ReportNumber number) const {
  if (number >= saved_) return sketches_[number - saved_].view();
  const Segment* segment = segment_of(number);
  return segment == nullptr ? ReportView{} : segment->report(number);
}

Instant ReportStore::instant(ReportNumber number) const {
  if (number >= saved_) return sketches_[number - saved_].head.published;
  const Segment* segment = segment_of(number);
  return segment == nullptr ? kUnknownInstant : segment->instant(number);
}

bool ReportStore::earlier(ReportNumber a, ReportNumber b) const {
  const Instant x = instant(a), y = instant(b);
  return x != y ? x < y : copies::earlier(report(a), report(b));
}

ReportNumber ReportStore::add(Sketch sketch) {
  const ReportNumber number = size();
  sketch_bytes_ += sizeof(Sketch) + sizeof(Edge) + sketch.id.capacity() +
                   sketch.words.capacity() * sizeof(Word) +
                   sketch.keys.capacity() * sizeof(std::uint64_t);
  postings_.add(id_key(sketch.id), number, std::less<>());
  if (sketch.file_key != 0) postings_.add(sketch.file_key, number, std::less<>());
  if (sketch.head.published < earliest_) {
    earliest_ = sketch.head.published;
    if (file_) order_by_date();
  }
  sketches_.push_back(std::move(sketch));
  edges_.emplace_back();
  return number;
}

std::optional<ReportNumber> ReportStore::with_id(std::string_view id) const {
  std::vector<ReportNumber> found;
  find(id_key(id), found);
  for (const ReportNumber number : found)
    if (report(number).id == id) return number;
  return std::nullopt;
}

std::vector<ReportNumber> ReportStore::from_file(std::uint64_t file_key) const {
  std::vector<ReportNumber> found;
  if (file_key != 0) find(file_key, found);
  return found;
}

void ReportStore::file(ReportNumber number) {
  const auto before = [this](ReportNumber a, ReportNumber b) { return earlier(a, b); };
  for (const std::uint64_t key : keys(number)) postings_.prefetch(key);
  for (const std::uint64_t key : keys(number)) postings_.add(key, number, before);
}

void ReportStore::look_ahead(std::span<const ReportNumber> reports) {
  ahead_keys_.clear();
  for (const ReportNumber number : reports) ahead_keys_.push_back(&keys(number));
  if (!file_) return;
  ahead_.look_up(file_->segments(), ahead_keys_, [this](std::vector<ReportNumber>& found) {
    if (found.size() > kMaxPostings) keep_earliest(found, 0);
    // Of so many the first one is the last to be published.
    return found.size() == kMaxPostings && instant(found.front()) < earliest_;
  });
}

void ReportStore::prefetch(std::size_t index) const {
  const std::vector<std::uint64_t>& keys = *ahead_keys_[index];
  for (std::size_t i = 0; i < keys.size(); ++i) {
    postings_.prefetch(keys[i]);
    if (file_) ahead_.prefetch(index, i);
  }
  for (const std::uint64_t key : keys) postings_.prefetch_reports(key);
}

void ReportStore::find(std::size_t index, std::size_t key, std::vector<ReportNumber>& found) const {
  const std::size_t before = found.size();
  if (file_) {
    const LookAhead::Found saved = ahead_.under(index, key);
    found.insert(found.end(), saved.reports.begin(), saved.reports.end());
    if (saved.final) return;
  }
  postings_.find((*ahead_keys_[index])[key], found);
  if (found.size() - before > kMaxPostings) keep_earliest(found, before);
}

// Where what was found is enough and earlier than all of the places left, these are not asked: so a
// key that is everywhere costs no more than one that is rare, as long as reports come about in the
// order of their publication.
void ReportStore::find(std::uint64_t key, std::vector<ReportNumber>& found) const {
  if (!file_) return postings_.find(key, found);
  for (const Segment& segment : file_->segments()) segment.prefetch_bucket(key);
  for (const Segment& segment : file_->segments()) segment.prefetch(segment.bucket(key));
  const std::size_t before = found.size();
  std::size_t dated = before;
  Instant latest = INT64_MIN;
  for (const std::size_t place : by_date_) {
    if (found.size() - before >= kMaxPostings) {
      if (found.size() - dated == kMaxPostings) {  // the first one is the last to be published
        latest = std::max(latest, instant(found[dated]));
        dated = found.size();
      }
      for (; dated < found.size(); ++dated) latest = std::max(latest, instant(found[dated]));
      if (latest < earliest(place)) break;
    }
    if (place == kInMemory)
      postings_.find(key, found);
    else
      file_->segments()[place].find(key, found);
  }
  if (found.size() - before > kMaxPostings) keep_earliest(found, before);
}

void ReportStore::keep_earliest(std::vector<ReportNumber>& found, std::size_t begin) const {
  copies::keep_earliest(
      found, begin, dated_, [this](ReportNumber number) { return instant(number); },
      [this](ReportNumber a, ReportNumber b) { return earlier(a, b); });
}

Instant ReportStore::earliest(std::size_t place) const {
  return place == kInMemory ? earliest_ : file_->segments()[place].earliest();
}

void ReportStore::order_by_date() {
  by_date_.clear();
  for (std::size_t i = 0; i < file_->segments().size(); ++i) by_date_.push_back(i);
  by_date_.push_back(kInMemory);
  std::stable_sort(by_date_.begin(), by_date_.end(),
                   [this](std::size_t a, std::size_t b) { return earliest(a) < earliest(b); });
}

std::optional<Edge> ReportStore::source(ReportNumber number) const {
  if (number >= saved_) {
    const Edge& edge = edges_[number - saved_];
    return edge.source == kNoReport ? std::nullopt : std::optional(edge);
  }
  if (const auto found = newer_.find(number); found != newer_.end()) return found->second;
  if (!file_) return std::nullopt;
  const std::vector<Segment>& segments = file_->segments();
  for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment) {
    if (auto edge = segment->source(number)) return edge;
    if (segment->first() <= number) break;  // older ones do not know it
  }
  return std::nullopt;
}

void ReportStore::set_source(ReportNumber number, const Edge& edge) {
  if (number >= saved_)
    edges_[number - saved_] = edge;
  else
    newer_[number] = edge;
}

text::Status ReportStore::save() {
  if (sketches_.empty()) return text::Done{};
  if (!file_) {
    auto file = IndexFile::temporary();
    if (!file) return file.error();
    file_ = std::move(*file);
  }
  if (const auto sound = check(); !sound) return sound;
  postings_.sort();
  if (const auto done = file_->append(Source(*this)); !done) return done;
  saved_ = file_->size();
  sketches_.clear();
  sketches_.shrink_to_fit();
  edges_.clear();
  newer_.clear();
  postings_.clear();
  sketch_bytes_ = 0;
  earliest_ = kUnknownInstant;
  order_by_date();
  return text::Done{};
}

text::Status ReportStore::check() const {
  if (!file_) return text::Done{};
  return file_->check();
}

}  // namespace litopys::copies
