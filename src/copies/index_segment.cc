// Every access goes through bytes(), which keeps inside the section and checks a block's checksum
// when it is touched for the first time; what fails gives an empty answer and marks the segment as
// damaged, which the owner asks for before it trusts a result. So placing a report reads only the
// blocks that its keys and candidates lie in, and a forged file with right checksums can give wrong
// relations but no read outside the mapping.
//
// A key is looked for in its bucket, a handful of keys that stand together: two places in memory,
// however large the segment is, and both can be asked for in advance. That counts: a report has a
// hundred keys, nearly none of them is in the segment, and each place is far from the last.
// Within the bucket by halving, so that forged keys, all in one bucket, cost a binary search.
// Covered by index_file_test.cc and fuzz/copies_index.cc.
#include "copies/index_segment.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace litopys::copies {
namespace {

bool aligned(const char* bytes) {
  return reinterpret_cast<std::uintptr_t>(bytes) % alignof(Word) == 0;
}

text::Error damage(const char* what) { return {"damaged", what}; }

}  // namespace

Segment::Segment(std::string_view file, const SegmentEntry& entry)
    : body_(file.substr(entry.offset, entry.body)), entry_(entry) {
  const std::size_t blocks = (body_.size() + kIndexBlock - 1) / kIndexBlock;
  checksums_ = file.substr(entry.offset + entry.body, blocks * sizeof(std::uint64_t));
  checked_.resize(blocks);
}

text::Result<Segment> Segment::open(std::string_view file, const SegmentEntry& entry) {
  if (entry.offset < kIndexStart || entry.offset % 8 != 0 || entry.offset > file.size() ||
      entry.body > file.size() - entry.offset)
    return damage("a segment lies outside the file");
  const std::uint64_t blocks = (entry.body + kIndexBlock - 1) / kIndexBlock;
  if (blocks * sizeof(std::uint64_t) > file.size() - entry.offset - entry.body)
    return damage("a segment's checksums lie outside the file");
  Segment segment(file, entry);
  if (XXH3_64bits(segment.checksums_.data(), segment.checksums_.size()) != entry.checksums_hash)
    return damage("a segment's checksums are damaged");
  for (const IndexSectionEntry& section : entry.sections)
    if (section.offset % 8 != 0 || section.offset > entry.body ||
        section.size > entry.body - section.offset)
      return damage("a section lies outside its segment");
  if (entry.count > entry.sections[kReports].size / sizeof(ReportRecord) ||
      entry.count >= kNoReport - entry.first)
    return damage("a segment has fewer reports than it says");
  if (entry.count > entry.sections[kInstants].size / sizeof(Instant))
    return damage("a segment has fewer dates than reports");
  const std::uint64_t buckets = entry.sections[kBuckets].size / sizeof(BucketRecord);
  if (buckets < 2 || !std::has_single_bit(buckets - 1))
    return damage("a segment's buckets are not as many as they can be");
  segment.bucket_bits_ = static_cast<unsigned>(std::countr_zero(buckets - 1));
  return segment;
}

std::string_view Segment::bytes(IndexSection section, std::uint64_t offset,
                                std::uint64_t size) const {
  const IndexSectionEntry& place = entry_.sections[section];
  if (offset > place.size || size > place.size - offset) {
    damaged_ = true;
    return {};
  }
  const std::uint64_t begin = place.offset + offset;
  if (size == 0) return body_.substr(begin, 0);
  for (std::size_t b = begin / kIndexBlock; b <= (begin + size - 1) / kIndexBlock; ++b) {
    if (checked_[b]) continue;
    const std::string_view block = body_.substr(b * kIndexBlock, kIndexBlock);
    std::uint64_t expected = 0;
    std::memcpy(&expected, checksums_.data() + b * sizeof expected, sizeof expected);
    if (XXH3_64bits(block.data(), block.size()) != expected) {
      damaged_ = true;
      return {};
    }
    checked_[b] = true;
  }
  return body_.substr(begin, size);
}

template <class Record>
Record Segment::record(IndexSection section, std::size_t index) const {
  Record out{};
  const std::string_view found = bytes(section, index * sizeof(Record), sizeof(Record));
  if (!found.empty()) std::memcpy(&out, found.data(), sizeof(Record));
  return out;
}

ReportView Segment::report(ReportNumber number) const {
  const auto stored = record<ReportRecord>(kReports, number - entry_.first);
  ReportView view;
  static_cast<ReportHead&>(view) = stored.head;
  view.published = instant(number);
  view.id = bytes(kIds, stored.id, stored.id_size);
  if (stored.words > UINT64_MAX / sizeof(Word) || stored.word_count > kMaxWords) {
    damaged_ = true;
    return view;
  }
  const std::string_view words =
      bytes(kWords, stored.words * sizeof(Word), std::uint64_t{stored.word_count} * sizeof(Word));
  if (!words.empty() && aligned(words.data()))
    view.words = {reinterpret_cast<const Word*>(words.data()), stored.word_count};
  return view;
}

Instant Segment::instant(ReportNumber number) const {
  return record<Instant>(kInstants, number - entry_.first);
}

std::size_t Segment::read_keys(std::size_t begin, std::span<KeyRecord> keys) const {
  const std::size_t count = std::min(keys.size(), key_count() - std::min(begin, key_count()));
  const std::string_view found = bytes(kKeys, begin * sizeof(KeyRecord), count * sizeof(KeyRecord));
  if (found.empty()) return 0;
  std::memcpy(keys.data(), found.data(), found.size());
  return count;
}

Segment::Bucket Segment::bucket(std::uint64_t key) const {
  std::array<BucketRecord, 2> both{};
  const std::string_view found =
      bytes(kBuckets, bucket_of(key, bucket_bits_) * sizeof(BucketRecord), sizeof both);
  if (!found.empty()) std::memcpy(both.data(), found.data(), sizeof both);
  if (both[0] > both[1] || both[1] > key_count()) {
    damaged_ = true;
    return {};
  }
  return {both[0], both[1]};
}

void Segment::prefetch_bucket(std::uint64_t key) const {
  __builtin_prefetch(body_.data() + entry_.sections[kBuckets].offset +
                     bucket_of(key, bucket_bits_) * sizeof(BucketRecord));
}

void Segment::prefetch(Bucket bucket) const {
  const char* keys = body_.data() + entry_.sections[kKeys].offset;
  if (bucket.begin == bucket.end) return;
  __builtin_prefetch(keys + bucket.begin * sizeof(KeyRecord));
  __builtin_prefetch(keys + (bucket.end - 1) * sizeof(KeyRecord));
}

void Segment::find(std::uint64_t key, Bucket bucket, std::vector<ReportNumber>& found) const {
  auto [begin, end] = bucket;
  const std::string_view keys =
      bytes(kKeys, begin * sizeof(KeyRecord), (end - begin) * sizeof(KeyRecord));
  if (keys.empty()) return;
  const auto record_of = [&, first = begin](std::size_t index) {
    KeyRecord record;
    std::memcpy(&record, keys.data() + (index - first) * sizeof record, sizeof record);
    return record;
  };
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    const KeyRecord here = record_of(middle);
    if (here.key == key) return postings(here, found);
    if (here.key < key)
      begin = middle + 1;
    else
      end = middle;
  }
}

void Segment::trust(const Segment& known) {
  if (std::memcmp(&known.entry_, &entry_, sizeof entry_) == 0) checked_ = known.checked_;
}

void Segment::postings(const KeyRecord& stored, std::vector<ReportNumber>& found) const {
  const auto add = [&](std::uint32_t report) {
    if (report >= entry_.first && report < entry_.first + entry_.count)
      found.push_back(report);
    else
      damaged_ = true;
  };
  if (stored.count == 1) return add(stored.value);
  if (stored.count > kMaxPostings) {
    damaged_ = true;
    return;
  }
  for (std::uint32_t i = 0; i < stored.count && !damaged_; ++i)
    add(record<std::uint32_t>(kPostings, std::size_t{stored.value} + i));
}

EdgeRecord Segment::edge(std::size_t index) const {
  auto stored = record<EdgeRecord>(kEdges, index);
  const ReportNumber end = entry_.first + entry_.count;
  if (stored.relation >= kRelationCount || stored.child >= end || stored.source >= end) {
    damaged_ = true;
    return {};
  }
  return stored;
}

std::optional<Edge> Segment::source(ReportNumber child) const {
  std::size_t begin = 0, end = edge_count();
  while (begin < end && !damaged_) {
    const std::size_t middle = begin + (end - begin) / 2;
    const EdgeRecord stored = edge(middle);
    if (stored.child == child)
      return Edge{stored.source,
                  {static_cast<Relation>(stored.relation), stored.percent, stored.facts_percent,
                   stored.longer_percent}};
    if (stored.child < child)
      begin = middle + 1;
    else
      end = middle;
  }
  return std::nullopt;
}

}  // namespace litopys::copies
