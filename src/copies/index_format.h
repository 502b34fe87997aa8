// The bytes of an index of copies (docs/copies_index_format.md): what index_writer.cc writes and
// index_segment.cc reads. All numbers are little-endian; records are read by copy, never by cast.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "copies/sketch.h"

namespace litopys::copies {

constexpr std::array<char, 8> kIndexMagic = {'L', 'I', 'T', 'O', 'C', 'O', 'P', '\n'};
constexpr std::uint32_t kIndexVersion = 2;
constexpr std::size_t kIndexBlock = std::size_t{1} << 16;      // what one checksum covers
constexpr std::size_t kIndexStart = 4096;                      // where segments may begin
constexpr std::array<std::size_t, 2> kCommitAt = {512, 1024};  // two sectors, written in turn

struct IndexHeader {
  std::array<char, 8> magic = kIndexMagic;
  std::uint32_t version = kIndexVersion;
  std::uint32_t header_size = kIndexStart;
  std::uint64_t checksum = 0;  // XXH3-64 of all before it
};
static_assert(sizeof(IndexHeader) == 24);

// Says which directory holds. The valid one with the higher number counts.
struct Commit {
  std::uint64_t number = 0;  // from 1
  std::uint64_t directory = 0;
  std::uint64_t segments = 0;
  std::uint64_t directory_checksum = 0;
  std::uint64_t checksum = 0;  // XXH3-64 of all before it
};
static_assert(sizeof(Commit) == 40);

enum IndexSection : std::uint32_t {
  kReports,
  kInstants,  // of publication, 8 bytes each: asked for far more often than the rest of a report
  kIds,
  kWords,
  kKeys,
  kBuckets,
  kPostings,
  kEdges,
  kIndexSections
};

struct IndexSectionEntry {
  std::uint64_t offset = 0;  // from the start of the segment
  std::uint64_t size = 0;
};

struct SegmentEntry {
  std::uint64_t offset = 0;            // from the start of the file
  std::uint64_t body = 0;              // bytes; the checksums of its blocks follow
  std::uint64_t checksums_hash = 0;    // XXH3-64 of these checksums
  std::uint32_t first = 0;             // number of its first report
  std::uint32_t count = 0;             // of reports
  Instant earliest = kUnknownInstant;  // publication of one of them
  std::array<IndexSectionEntry, kIndexSections> sections{};
};
static_assert(sizeof(SegmentEntry) == 168);

struct ReportRecord {
  ReportHead head;
  std::uint64_t id = 0;     // offset in kIds
  std::uint64_t words = 0;  // index of the first in kWords
  std::uint32_t id_size = 0;
  std::uint32_t word_count = 0;
};
static_assert(sizeof(ReportHead) == 32 && sizeof(ReportRecord) == 56);

// Sorted by key.
struct KeyRecord {
  std::uint64_t key = 0;
  std::uint32_t value = 0;  // the report, where there is one; else its first posting
  std::uint32_t count = 0;  // of reports
};
static_assert(sizeof(KeyRecord) == 16);

// Keys are hashes, so those with the same highest bits are few: a bucket. For each of 2^bits
// buckets, and one more, kBuckets has the index of the first key that is not in a bucket before it.
using BucketRecord = std::uint32_t;
constexpr std::size_t kKeysPerBucket = 8;  // at most, on the average
inline unsigned bucket_bits(std::size_t keys) {
  return static_cast<unsigned>(std::bit_width(keys / kKeysPerBucket));
}
constexpr std::size_t bucket_of(std::uint64_t key, unsigned bits) {
  return bits == 0 ? 0 : static_cast<std::size_t>(key >> (64 - bits));
}

// Sorted by child.
struct EdgeRecord {
  std::uint32_t child = 0;
  std::uint32_t source = 0;
  std::uint8_t relation = 0;
  std::uint8_t percent = 0;
  std::uint8_t facts_percent = 0;
  std::uint8_t longer_percent = 0;
};
static_assert(sizeof(EdgeRecord) == 12);

}  // namespace litopys::copies
