// The places of the world in one memory-mapped file: a name gives its places, a place tells its
// point, its country and the areas it lies in.
//
//     Result<Gazetteer> gazetteer = Gazetteer::open("data/gazetteer.bin");
//     for (const NameMatch& match : gazetteer->lookup("Springfield"))
//       use(gazetteer->place(match.place));
//
// Opening verifies the whole file (checksums of all blocks, 10 ms for the world), so that a damaged
// file is refused before the first report. Strings point into the mapping and live as long as any
// copy of the Gazetteer. Looking up is safe from several threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace litopys::gazetteer {

using text::Result;

using PlaceIndex = std::uint32_t;
constexpr PlaceIndex kNowhere = 0xFFFFFFFF;

struct PlaceView {
  std::int64_t geonameid = 0;  // 0: none
  std::string_view name;
  std::string_view feature;  // GeoNames feature code
  std::string_view country;  // ISO 3166-1 alpha-2; empty for continents and regions
  std::string_view code;     // ISO 3166-2 without the country, of areas
  double latitude = 0, longitude = 0;
  double radius_km = 0;          // of areas
  std::uint32_t population = 0;  // of an area: the sum of its towns'
  std::uint32_t name_count = 0;  // names it has in all languages
  PlaceIndex admin1 = kNowhere, admin2 = kNowhere;
};

enum class NameKind : std::uint8_t {
  kMain = 0,   // the table's own name
  kOther = 1,  // another name or spelling
  kCode = 2,   // an area's letters: "TX"
};

struct NameMatch {
  PlaceIndex place = kNowhere;
  NameKind kind = NameKind::kOther;
  bool exact = false;  // spelt as in the table; else after folding
};

class Gazetteer {
 public:
  // Errors: "not-found", "not-a-gazetteer", "other-version", "truncated", "damaged".
  static Result<Gazetteer> open(const std::filesystem::path& path);
  static Result<Gazetteer> from_bytes(std::string bytes, std::string name);

  std::size_t size() const;
  PlaceView place(PlaceIndex index) const;  // index < size()

  // The places of a name, each once with its best kind, in the order of the file.
  std::vector<NameMatch> lookup(std::string_view name) const;

  // The keys (name_key.h) with these consonants (skeleton.h), in the order of the file, at most
  // `limit`; each can be looked up.
  std::vector<std::string_view> keys_with_skeleton(std::string_view skeleton,
                                                   std::size_t limit) const;

  // Every spelling of every place, in the order of the keys.
  void each_name(const std::function<void(PlaceIndex, std::string_view, NameKind)>& visit) const;

  // The country with these two letters; kNowhere where there is none.
  PlaceIndex country(std::string_view iso2) const;

  // What the file was made from: 64 hexadecimal digits.
  std::string_view source_sha256() const;

 private:
  struct State;
  explicit Gazetteer(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  static Result<Gazetteer> read(std::shared_ptr<State> state);

  std::shared_ptr<const State> state_;
};

// Great-circle distance.
double kilometres_between(double latitude_a, double longitude_a, double latitude_b,
                          double longitude_b);

}  // namespace litopys::gazetteer
