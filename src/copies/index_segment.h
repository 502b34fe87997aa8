// One segment of an index file, as mapped into memory: some thousand reports that were placed at
// one time, with their keys and sources. Read-only; safe against any bytes.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "copies/edge.h"
#include "copies/index_format.h"
#include "copies/sketch.h"
#include "text/result.h"

namespace litopys::copies {

class Segment {
 public:
  // `file` must outlive the segment. Checks what the entry says of the file's bounds and of the
  // checksums; the blocks themselves are checked when they are first touched.
  static text::Result<Segment> open(std::string_view file, const SegmentEntry& entry);

  const SegmentEntry& entry() const { return entry_; }
  ReportNumber first() const { return entry_.first; }
  ReportNumber count() const { return entry_.count; }
  Instant earliest() const { return entry_.earliest; }

  // By its number in the whole index. An empty view where the segment is damaged.
  ReportView report(ReportNumber number) const;
  Instant instant(ReportNumber number) const;
  // Appends the reports under the key.
  void find(std::uint64_t key, std::vector<ReportNumber>& found) const {
    find(key, bucket(key), found);
  }
  // The same in steps, so that each place in memory can be asked for before it is read: where the
  // bucket is, which keys are in it, and what is under them.
  struct Bucket {
    std::size_t begin = 0, end = 0;  // keys
  };
  void prefetch_bucket(std::uint64_t key) const;
  Bucket bucket(std::uint64_t key) const;
  void prefetch(Bucket bucket) const;
  void find(std::uint64_t key, Bucket bucket, std::vector<ReportNumber>& found) const;

  std::optional<Edge> source(ReportNumber child) const;

  std::size_t key_count() const { return entry_.sections[kKeys].size / sizeof(KeyRecord); }
  // Those from `begin` on into `keys`, as many as there are and fit, and how many that is.
  std::size_t read_keys(std::size_t begin, std::span<KeyRecord> keys) const;
  void postings(const KeyRecord& key, std::vector<ReportNumber>& found) const;
  std::size_t edge_count() const { return entry_.sections[kEdges].size / sizeof(EdgeRecord); }
  EdgeRecord edge(std::size_t index) const;

  // Where `known` is the same segment, mapped before: the blocks that were checked then.
  void trust(const Segment& known);

  // Some block did not fit its checksum, or a record led outside its section.
  bool damaged() const { return damaged_; }

 private:
  Segment(std::string_view file, const SegmentEntry& entry);
  std::string_view bytes(IndexSection section, std::uint64_t offset, std::uint64_t size) const;
  template <class Record>
  Record record(IndexSection section, std::size_t index) const;

  std::string_view body_;
  std::string_view checksums_;
  SegmentEntry entry_;
  unsigned bucket_bits_ = 0;
  mutable std::vector<bool> checked_;  // blocks
  mutable bool damaged_ = false;
};

}  // namespace litopys::copies
