// Feeds bytes to the index of copies as if they were a file, and places a report over it. The
// checksums of the input are made right first, so that the fuzzer gets past them and to the bounds
// checks behind; whatever the records say, nothing may be read outside the bytes and no walk may go
// on for ever.
#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include "copies/index_format.h"
#include "copies/placing.h"
#include "intake/identity.h"

namespace {

using namespace litopys::copies;

template <class Record>
void put(std::string& bytes, std::size_t at, Record& record) {
  record.checksum = XXH3_64bits(&record, offsetof(Record, checksum));
  std::memcpy(bytes.data() + at, &record, sizeof record);
}

void make_segment_right(std::string& bytes, SegmentEntry& entry, std::uint32_t first) {
  entry.first = first;
  entry.offset = std::clamp<std::uint64_t>(entry.offset / 8 * 8, kIndexStart, bytes.size() / 8 * 8);
  const std::uint64_t room = bytes.size() - entry.offset;
  entry.body = std::min(entry.body, room < 8 ? 0 : std::min<std::uint64_t>(room - 8, kIndexBlock));
  if (entry.body == 0) {
    entry.checksums_hash = XXH3_64bits(nullptr, 0);
    return;
  }
  const std::uint64_t block = XXH3_64bits(bytes.data() + entry.offset, entry.body);
  std::memcpy(bytes.data() + entry.offset + entry.body, &block, sizeof block);
  entry.checksums_hash = XXH3_64bits(&block, sizeof block);
}

// One directory of at most two segments, wherever the input's first commit says.
void make_right(std::string& bytes) {
  if (bytes.size() < kIndexStart + 2 * sizeof(SegmentEntry)) return;
  IndexHeader header;
  put(bytes, 0, header);
  Commit commit;
  std::memcpy(&commit, bytes.data() + kCommitAt[0], sizeof commit);
  commit.number = 1;
  commit.segments = commit.segments % 2 + 1;
  const std::uint64_t size = commit.segments * sizeof(SegmentEntry);
  commit.directory = std::clamp<std::uint64_t>(commit.directory, kIndexStart, bytes.size() - size);
  for (std::uint64_t i = 0, first = 0; i < commit.segments; ++i) {
    const std::size_t at = commit.directory + i * sizeof(SegmentEntry);
    SegmentEntry entry;
    std::memcpy(&entry, bytes.data() + at, sizeof entry);
    make_segment_right(bytes, entry, static_cast<std::uint32_t>(first));
    std::memcpy(bytes.data() + at, &entry, sizeof entry);
    first += entry.count;
  }
  commit.directory_checksum = XXH3_64bits(bytes.data() + commit.directory, size);
  put(bytes, kCommitAt[0], commit);
  Commit none;
  std::memcpy(bytes.data() + kCommitAt[1], &none, sizeof none);
}

Sketch story() {
  litopys::intake::Report report;
  report.id = "new";
  report.text =
      "A crane fell on the quay of Port Alder on Sunday and hurt 12 dockers, said Lena Voss.";
  report.published = "2031-05-09";
  litopys::intake::complete(report);
  return sketch_of(report, Lexicon{});
}

void use(std::string bytes) {
  auto file = IndexFile::from_bytes(std::move(bytes), "fuzz");
  if (!file) return;
  for (const Segment& segment : file->segments()) {
    std::vector<ReportNumber> found;
    std::vector<KeyRecord> keys(200);
    keys.resize(segment.read_keys(0, keys));
    for (const KeyRecord& key : keys) {
      segment.find(key.key, found);
      segment.postings(key, found);
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(segment.edge_count(), 200); ++i)
      (void)segment.edge(i);
  }
  Placer placer{ReportStore(std::move(*file))};
  if (const auto number = placer.add(story())) {
    placer.place();
    for (ReportNumber i = 0; i <= std::min<ReportNumber>(*number, 200); ++i) (void)placer.placed(i);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  use(bytes);
  make_right(bytes);
  use(std::move(bytes));
  return 0;
}
