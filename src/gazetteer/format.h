// The bytes of a gazetteer file (docs/gazetteer_format.md): what compiler.cc writes and
// gazetteer.cc reads. All numbers are little-endian; the records are read by copy, never by cast.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace litopys::gazetteer {

constexpr std::array<char, 8> kMagic = {'L', 'I', 'T', 'O', 'G', 'A', 'Z', '\n'};
constexpr std::uint32_t kVersion = 2;
constexpr std::size_t kBlockBytes = std::size_t{1} << 20;  // what one checksum covers

enum Section : std::uint32_t {
  kPlaces,
  kKeys,
  kPostings,
  kStrings,
  kFeatures,
  kSkeletons,
  kSectionCount
};

struct SectionEntry {
  std::uint64_t offset = 0;  // from the start of the file
  std::uint64_t size = 0;    // in bytes
};

struct FileHeader {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t header_size = 0;  // where the checksums of the blocks begin
  std::uint64_t file_size = 0;
  std::uint64_t body_offset = 0;         // where the blocks, and the first section, begin
  std::uint64_t table_checksum = 0;      // XXH3-64 of the checksums of the blocks
  std::array<char, 64> source_sha256{};  // of the source tables together
  std::array<SectionEntry, kSectionCount> sections{};
  std::uint64_t header_checksum = 0;  // XXH3-64 of all before it
};
static_assert(sizeof(FileHeader) == 208);

constexpr std::uint32_t kNoPlace = 0xFFFFFFFF;

struct PlaceRecord {
  std::uint32_t geonameid = 0;  // 0: none
  std::int32_t latitude = 0;    // in 1/100,000 degree
  std::int32_t longitude = 0;
  std::uint32_t population = 0;
  std::uint32_t name = 0;  // offset in the strings
  std::uint32_t admin1 = kNoPlace;
  std::uint32_t admin2 = kNoPlace;
  std::uint32_t code = 0;  // offset in the strings: ISO 3166-2 without the country
  std::array<char, 2> country{};
  std::uint16_t name_size = 0;
  std::uint16_t radius_km = 0;
  std::uint8_t code_size = 0;
  std::uint8_t feature = 0;      // index into the features, which are parted by line feeds
  std::uint16_t name_count = 0;  // how many names it has: a measure of how well known it is
  std::uint16_t reserved = 0;
};
static_assert(sizeof(PlaceRecord) == 44);

// Keys are sorted by their bytes.
struct KeyRecord {
  std::uint32_t key = 0;      // offset in the strings
  std::uint32_t posting = 0;  // first of its postings; they end where the next key's begin
  std::uint16_t key_size = 0;
  std::uint16_t reserved = 0;
};
static_assert(sizeof(KeyRecord) == 12);

struct PostingRecord {
  std::uint32_t place = 0;
  std::uint32_t spelling = 0;  // offset in the strings
  std::uint16_t spelling_size = 0;
  std::uint8_t kind = 0;  // NameKind
  std::uint8_t reserved = 0;
};
static_assert(sizeof(PostingRecord) == 12);

// Sorted by hash, then key: the keys whose names have the same consonants (skeleton.h).
struct SkeletonRecord {
  std::uint32_t hash = 0;  // the lower half of XXH3-64 of the skeleton
  std::uint32_t key = 0;   // index of a key
};
static_assert(sizeof(SkeletonRecord) == 8);

}  // namespace litopys::gazetteer
