// Reads the file of format.h. Two lines of defence: checksums, so that a flipped bit, a cut file or
// another version is told apart and refused at once; and bounds at every access, so that a file
// made to deceive (whose checksums are right) can give wrong places but never a read outside the
// mapping. An offset past its section reads as an empty string or a place that is nowhere.
//
// A lookup is a binary search over 1.2 million sorted keys, about 20 comparisons, a microsecond.
// Covered by gazetteer_test.cc and fuzz/gazetteer.cc.
#include "gazetteer/gazetteer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <map>
#include <numbers>

#include "gazetteer/format.h"
#include "gazetteer/name_key.h"
#include "gazetteer/skeleton.h"

namespace litopys::gazetteer {

struct Gazetteer::State {
  std::string name;
  std::string owned;        // from_bytes
  void* mapping = nullptr;  // open
  std::string_view bytes;
  FileHeader header;
  std::array<std::string_view, kSectionCount> sections;
  std::vector<std::string_view> features;
  std::map<std::string_view, PlaceIndex> countries;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (mapping != nullptr) munmap(mapping, bytes.size());
  }

  template <class Record>
  std::size_t count(Section section) const {
    return sections[section].size() / sizeof(Record);
  }
  // The record at an index, which must be below count().
  template <class Record>
  Record record(Section section, std::size_t index) const {
    Record out;
    std::memcpy(&out, sections[section].data() + index * sizeof(Record), sizeof(Record));
    return out;
  }
  std::string_view string(std::uint32_t offset, std::size_t size) const {
    const std::string_view strings = sections[kStrings];
    if (offset > strings.size() || size > strings.size() - offset) return {};
    return strings.substr(offset, size);
  }
};

namespace {

text::Error error(const std::string& name, std::string code, std::string_view what) {
  return {std::move(code), fmt::format("{}: {}", name, what)};
}

text::Status check_header(const std::string& name, std::string_view bytes, FileHeader& header) {
  if (bytes.size() < kMagic.size() || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0)
    return error(name, "not-a-gazetteer", "not a gazetteer file");
  if (bytes.size() < sizeof(FileHeader))
    return error(name, "truncated",
                 fmt::format("ends after {} bytes, within the header", bytes.size()));
  std::memcpy(&header, bytes.data(), sizeof(FileHeader));
  if (header.version != kVersion)
    return error(name, "other-version",
                 fmt::format("version {}, but this program reads version {}; make it again with "
                             "`litopys gazetteer build`",
                             header.version, kVersion));
  if (XXH3_64bits(bytes.data(), offsetof(FileHeader, header_checksum)) != header.header_checksum)
    return error(name, "damaged", "the header does not match its checksum");
  if (header.file_size != bytes.size())
    return error(
        name, "truncated",
        fmt::format("{} bytes long, but its header says {}", bytes.size(), header.file_size));
  return text::Done{};
}

// Every block of the body against the table of checksums behind the header.
text::Status check_blocks(const std::string& name, std::string_view bytes,
                          const FileHeader& header) {
  const std::uint64_t begin = header.body_offset;
  if (header.header_size != sizeof(FileHeader) || begin < sizeof(FileHeader) ||
      begin > bytes.size())
    return error(name, "damaged", "the header contradicts itself");
  const std::size_t blocks = (bytes.size() - begin + kBlockBytes - 1) / kBlockBytes;
  if (begin - sizeof(FileHeader) != blocks * sizeof(std::uint64_t))
    return error(name, "damaged", "the header contradicts itself");
  const char* table = bytes.data() + sizeof(FileHeader);
  if (XXH3_64bits(table, blocks * sizeof(std::uint64_t)) != header.table_checksum)
    return error(name, "damaged", "the table of checksums does not match its checksum");
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::size_t at = begin + block * kBlockBytes;
    std::uint64_t expected = 0;
    std::memcpy(&expected, table + block * sizeof expected, sizeof expected);
    if (XXH3_64bits(bytes.data() + at, std::min(kBlockBytes, bytes.size() - at)) != expected)
      return error(name, "damaged",
                   fmt::format("bytes {} to {} do not match their checksum", at,
                               std::min(at + kBlockBytes, bytes.size())));
  }
  return text::Done{};
}

}  // namespace

Result<Gazetteer> Gazetteer::open(const std::filesystem::path& path) {
  auto state = std::make_shared<State>();
  state->name = path.string();
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return error(state->name, "not-found", std::strerror(errno));
  struct stat status{};
  const bool readable = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = readable ? static_cast<std::size_t>(status.st_size) : 0;
  if (size > 0) {
    void* mapping = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (mapping != MAP_FAILED) {
      state->mapping = mapping;
      state->bytes = {static_cast<const char*>(mapping), size};
    }
  }
  ::close(file);
  if (size > 0 && state->mapping == nullptr)
    return error(state->name, "cannot-read", "cannot be mapped into memory");
  return read(std::move(state));
}

Result<Gazetteer> Gazetteer::from_bytes(std::string bytes, std::string name) {
  auto state = std::make_shared<State>();
  state->name = std::move(name);
  state->owned = std::move(bytes);
  state->bytes = state->owned;
  return read(std::move(state));
}

Result<Gazetteer> Gazetteer::read(std::shared_ptr<State> state) {
  if (auto ok = check_header(state->name, state->bytes, state->header); !ok) return ok.error();
  if (auto ok = check_blocks(state->name, state->bytes, state->header); !ok) return ok.error();
  for (std::uint32_t s = 0; s < kSectionCount; ++s) {
    const SectionEntry section = state->header.sections[s];
    if (section.offset > state->bytes.size() || section.size > state->bytes.size() - section.offset)
      return error(state->name, "damaged", fmt::format("section {} lies outside the file", s));
    state->sections[s] = state->bytes.substr(section.offset, section.size);
  }
  std::string_view features = state->sections[kFeatures];
  while (!features.empty()) {
    const std::size_t end = std::min(features.find('\n'), features.size());
    state->features.push_back(features.substr(0, end));
    features.remove_prefix(std::min(end + 1, features.size()));
  }
  Gazetteer gazetteer{state};
  // Countries come before everything but continents: the search ends at the first town.
  for (PlaceIndex i = 0; i < gazetteer.size(); ++i) {
    const PlaceView place = gazetteer.place(i);
    if (place.feature == "PCLI") state->countries.emplace(place.country, i);
    if (place.feature == "ADM1") break;
  }
  return gazetteer;
}

std::size_t Gazetteer::size() const { return state_->count<PlaceRecord>(kPlaces); }

std::string_view Gazetteer::source_sha256() const {
  return {state_->header.source_sha256.data(), state_->header.source_sha256.size()};
}

PlaceView Gazetteer::place(PlaceIndex index) const {
  if (index >= size()) return {};
  const auto record = state_->record<PlaceRecord>(kPlaces, index);
  PlaceView view;
  view.geonameid = record.geonameid;
  view.name = state_->string(record.name, record.name_size);
  if (record.feature < state_->features.size()) view.feature = state_->features[record.feature];
  const char* bytes = state_->sections[kPlaces].data() + index * sizeof(PlaceRecord);
  if (record.country[0] != '\0') view.country = {bytes + offsetof(PlaceRecord, country), 2};
  view.code = state_->string(record.code, record.code_size);
  view.latitude = std::clamp(record.latitude / 1e5, -90.0, 90.0);
  view.longitude = std::clamp(record.longitude / 1e5, -180.0, 180.0);
  view.radius_km = record.radius_km;
  view.population = record.population;
  view.name_count = record.name_count;
  view.admin1 = record.admin1 < size() ? record.admin1 : kNowhere;
  view.admin2 = record.admin2 < size() ? record.admin2 : kNowhere;
  return view;
}

PlaceIndex Gazetteer::country(std::string_view iso2) const {
  const auto found = state_->countries.find(iso2);
  return found == state_->countries.end() ? kNowhere : found->second;
}

std::vector<NameMatch> Gazetteer::lookup(std::string_view name) const {
  const std::string key = name_key(name);
  const std::size_t keys = state_->count<KeyRecord>(kKeys);
  std::size_t low = 0, high = keys;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const auto record = state_->record<KeyRecord>(kKeys, middle);
    if (state_->string(record.key, record.key_size) < key)
      low = middle + 1;
    else
      high = middle;
  }
  std::vector<NameMatch> matches;
  if (key.empty() || low == keys) return matches;
  const auto found = state_->record<KeyRecord>(kKeys, low);
  if (state_->string(found.key, found.key_size) != key) return matches;
  const std::size_t postings = state_->count<PostingRecord>(kPostings);
  const std::size_t end =
      low + 1 < keys
          ? std::min<std::size_t>(postings, state_->record<KeyRecord>(kKeys, low + 1).posting)
          : postings;
  for (std::size_t i = found.posting; i < end; ++i) {
    const auto posting = state_->record<PostingRecord>(kPostings, i);
    if (posting.place >= size() || posting.kind > 2) continue;
    const bool exact = state_->string(posting.spelling, posting.spelling_size) == name;
    const auto kind = static_cast<NameKind>(posting.kind);
    if (!matches.empty() && matches.back().place == posting.place) {
      matches.back().exact |= exact;
      matches.back().kind = std::min(matches.back().kind, kind);
    } else {
      matches.push_back({posting.place, kind, exact});
    }
  }
  return matches;
}

void Gazetteer::each_name(
    const std::function<void(PlaceIndex, std::string_view, NameKind)>& visit) const {
  for (std::size_t i = 0; i < state_->count<PostingRecord>(kPostings); ++i) {
    const auto posting = state_->record<PostingRecord>(kPostings, i);
    if (posting.place < size() && posting.kind <= 2)
      visit(posting.place, state_->string(posting.spelling, posting.spelling_size),
            static_cast<NameKind>(posting.kind));
  }
}

std::vector<std::string_view> Gazetteer::keys_with_skeleton(std::string_view skeleton,
                                                            std::size_t limit) const {
  const std::uint32_t hash = skeleton_hash(skeleton);
  const std::size_t count = state_->count<SkeletonRecord>(kSkeletons);
  const std::size_t keys = state_->count<KeyRecord>(kKeys);
  std::size_t low = 0, high = count;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (state_->record<SkeletonRecord>(kSkeletons, middle).hash < hash)
      low = middle + 1;
    else
      high = middle;
  }
  std::vector<std::string_view> out;
  for (; low < count && out.size() < limit; ++low) {
    const auto record = state_->record<SkeletonRecord>(kSkeletons, low);
    if (record.hash != hash) break;
    if (record.key >= keys) continue;
    const auto key = state_->record<KeyRecord>(kKeys, record.key);
    const std::string_view name = state_->string(key.key, key.key_size);
    if (skeleton_of(name) == skeleton) out.push_back(name);  // another may have the same hash
  }
  return out;
}

double kilometres_between(double latitude_a, double longitude_a, double latitude_b,
                          double longitude_b) {
  constexpr double kRadians = std::numbers::pi / 180, kEarthKm = 6371.0;
  const double dy = std::sin((latitude_b - latitude_a) * kRadians / 2);
  const double dx = std::sin((longitude_b - longitude_a) * kRadians / 2);
  const double h =
      dy * dy + std::cos(latitude_a * kRadians) * std::cos(latitude_b * kRadians) * dx * dx;
  return 2 * kEarthKm * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace litopys::gazetteer
