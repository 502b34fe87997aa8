// Lays out the gazetteer: places in the order of the table, names as a sorted list of keys
// (name_key.h) with postings, each posting a place and the spelling that gave the key.
//
//     "Zürich" (a name of place 7) and "Zurich" (another name of it) share the key "zurich":
//     keys      ... "zurich" → posting 1200 ...
//     postings  1200: place 7, "Zürich", main name; 1201: place 7, "Zurich", other name
//
// Beside the keys lies an index of their consonants (skeleton.h), for names that no key matches.
//
// Containment is an index into the places: the first-level area of Zürich is where the table has
// feature ADM1 and the same codes. A code that no area has leaves it empty.
//
// Sorting 1.2 million keys is the cost: about ten seconds and 600 MB for the whole world. Covered
// by gazetteer_test.cc, which compiles a small world and reads it back.
#include "gazetteer/compiler.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <map>
#include <unordered_map>

#include "gazetteer/format.h"
#include "gazetteer/gazetteer.h"
#include "gazetteer/name_key.h"
#include "gazetteer/skeleton.h"

namespace litopys::gazetteer {
namespace {

static_assert(std::endian::native == std::endian::little, "records are written as they lie");

// Strings once each, in the order in which they come.
class StringPool {
 public:
  std::uint32_t add(const std::string& text) {
    const auto [found, is_new] = offsets_.emplace(text, static_cast<std::uint32_t>(bytes_.size()));
    if (is_new) bytes_ += text;
    return found->second;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::unordered_map<std::string, std::uint32_t> offsets_;
  std::string bytes_;
};

template <class Record>
void put(std::string& out, const Record& record) {
  out.append(reinterpret_cast<const char*>(&record), sizeof(Record));
}

struct Entry {
  std::string key;
  std::uint32_t place;
  NameKind kind;
  std::string spelling;
};

std::string area_code(const SourcePlace& place, bool second) {
  std::string code = place.country + '.' + place.admin1;
  if (second) code += '.' + place.admin2;
  return code;
}

std::uint32_t find_area(const std::map<std::string, std::uint32_t>& areas,
                        const std::string& code) {
  const auto found = areas.find(code);
  return found == areas.end() ? kNoPlace : found->second;
}

bool is_letters(const std::string& code) {
  return code.size() >= 2 && code.size() <= 3 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Every name of a place with its key; longer than 65,535 bytes is no name.
void add_entries(std::vector<Entry>& entries, const SourcePlace& place, std::uint32_t index) {
  const auto add = [&](const std::string& spelling, NameKind kind) {
    std::string key = name_key(spelling);
    if (key.empty() || key.size() > 0xFFFF || spelling.size() > 0xFFFF) return;
    entries.push_back({std::move(key), index, kind, spelling});
  };
  add(place.name, NameKind::kMain);
  for (const std::string& name : place.names)
    if (name != place.name) add(name, NameKind::kOther);
  if (is_letters(place.code)) add(place.code, NameKind::kCode);
}

struct Layout {
  std::array<std::string, kSectionCount> sections;
  StringPool strings;
};

text::Status lay_out_places(Layout& layout, const std::vector<SourcePlace>& places) {
  std::map<std::string, std::uint32_t> first, second;
  std::map<std::string, std::uint8_t> features;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const SourcePlace& place = places[i];
    if (place.feature == "ADM1") first.emplace(area_code(place, false), i);
    if (place.feature == "ADM2") second.emplace(area_code(place, true), i);
    if (!features.contains(place.feature)) {
      if (features.size() == 255) return text::Error{"bad-table", "more than 255 kinds of places"};
      features.emplace(place.feature, static_cast<std::uint8_t>(features.size()));
      layout.sections[kFeatures] += place.feature + '\n';
    }
  }
  for (const SourcePlace& place : places) {
    PlaceRecord record;
    record.geonameid = place.geonameid;
    record.latitude = static_cast<std::int32_t>(std::lround(place.latitude * 1e5));
    record.longitude = static_cast<std::int32_t>(std::lround(place.longitude * 1e5));
    record.population =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(place.population, 0xFFFFFFFF));
    record.name = layout.strings.add(place.name);
    record.name_size = static_cast<std::uint16_t>(std::min<std::size_t>(place.name.size(), 0xFFFF));
    record.code = layout.strings.add(place.code);
    record.code_size = static_cast<std::uint8_t>(std::min<std::size_t>(place.code.size(), 0xFF));
    if (place.country.size() == 2) record.country = {place.country[0], place.country[1]};
    record.radius_km = static_cast<std::uint16_t>(std::lround(place.radius_km));
    record.feature = features.at(place.feature);
    const std::size_t names = place.name_count > 0 ? place.name_count : place.names.size() + 1;
    record.name_count = static_cast<std::uint16_t>(std::min<std::size_t>(names, 0xFFFF));
    if (place.feature != "ADM1" && !place.admin1.empty())
      record.admin1 = find_area(first, area_code(place, false));
    if (place.feature != "ADM2" && !place.admin2.empty())
      record.admin2 = find_area(second, area_code(place, true));
    put(layout.sections[kPlaces], record);
  }
  return text::Done{};
}

void lay_out_names(Layout& layout, std::vector<Entry>& entries) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.key, a.place, a.kind, a.spelling) <
           std::tie(b.key, b.place, b.kind, b.spelling);
  });
  std::uint32_t posting = 0, key = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> skeletons;
  for (std::size_t i = 0; i < entries.size(); ++i, ++posting) {
    const Entry& entry = entries[i];
    const bool is_new = i == 0 || entries[i - 1].key != entry.key;
    if (is_new)
      if (const std::string skeleton = skeleton_of(entry.key); skeleton.size() >= kShortestSkeleton)
        skeletons.emplace_back(skeleton_hash(skeleton), key);
    if (is_new) ++key;
    if (is_new)
      put(layout.sections[kKeys], KeyRecord{layout.strings.add(entry.key), posting,
                                            static_cast<std::uint16_t>(entry.key.size()), 0});
    put(layout.sections[kPostings], PostingRecord{entry.place, layout.strings.add(entry.spelling),
                                                  static_cast<std::uint16_t>(entry.spelling.size()),
                                                  static_cast<std::uint8_t>(entry.kind), 0});
  }
  std::sort(skeletons.begin(), skeletons.end());
  for (const auto& [hash, of] : skeletons)
    put(layout.sections[kSkeletons], SkeletonRecord{hash, of});
}

// Header, checksums of the blocks, sections.
std::string assemble(const Layout& layout, std::string_view source_sha256) {
  std::string body;
  FileHeader header;
  for (std::uint32_t s = 0; s < kSectionCount; ++s) {
    header.sections[s] = {body.size(), layout.sections[s].size()};
    body += layout.sections[s];
    body.resize((body.size() + 7) / 8 * 8, '\0');
  }
  std::string checksums;
  for (std::size_t at = 0; at < body.size(); at += kBlockBytes)
    put(checksums,
        std::uint64_t{XXH3_64bits(body.data() + at, std::min(kBlockBytes, body.size() - at))});
  header.header_size = sizeof(FileHeader);
  header.body_offset = sizeof(FileHeader) + checksums.size();
  header.file_size = header.body_offset + body.size();
  for (SectionEntry& section : header.sections) section.offset += header.body_offset;
  header.table_checksum = XXH3_64bits(checksums.data(), checksums.size());
  std::copy_n(source_sha256.begin(), std::min<std::size_t>(64, source_sha256.size()),
              header.source_sha256.begin());
  header.header_checksum = XXH3_64bits(&header, offsetof(FileHeader, header_checksum));
  std::string file;
  file.reserve(header.file_size);
  put(file, header);
  return file + checksums + body;
}

}  // namespace

Result<std::string> compile(std::vector<SourcePlace> places, std::string_view source_sha256) {
  Layout layout;
  if (const auto done = lay_out_places(layout, places); !done) return done.error();
  std::vector<Entry> entries;
  for (std::uint32_t i = 0; i < places.size(); ++i) add_entries(entries, places[i], i);
  places.clear();
  lay_out_names(layout, entries);
  if (layout.strings.bytes().size() > 0xFFFFFFFF)
    return text::Error{"bad-table", "more than 4 GiB of names"};
  layout.sections[kStrings] = layout.strings.bytes();
  return assemble(layout, source_sha256);
}

}  // namespace litopys::gazetteer
