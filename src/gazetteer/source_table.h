// The tables that the gazetteer is compiled from: the committed table of places and the codebooks
// that add what reports call countries and regions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace litopys::gazetteer {

using text::Result;

// One place as the table has it. Empty strings: not known.
struct SourcePlace {
  std::uint32_t geonameid = 0;  // 0: not of GeoNames (a region of the codebook)
  std::string feature;          // GeoNames feature code: PCLI, ADM1, ADM2, PPL, PPLC, RGN ...
  std::string country;          // ISO 3166-1 alpha-2
  std::string admin1, admin2;   // GeoNames codes
  std::string code;             // ISO 3166-2 without the country: "TX"
  double latitude = 0, longitude = 0;
  double radius_km = 0;
  std::uint64_t population = 0;
  std::string name;
  std::vector<std::string> names;  // other names
  std::uint32_t name_count = 0;    // 0: as many as are here
};

// The columns of gazetteer/places.tsv.zst (gazetteer/README.md), plain text.
Result<std::vector<SourcePlace>> parse_places(std::string_view bytes, const std::string& name);

// The same from a file, decompressed where it is zstd.
Result<std::vector<SourcePlace>> read_places(const std::filesystem::path& path);

// Gives countries the names and points of country_names.tsv; a country that the table lacks is an
// error of the codebook.
text::Status add_country_names(std::vector<SourcePlace>& places,
                               const std::filesystem::path& codebook);

// Adds the regions of regions.tsv (name, other_names, feature, latitude, longitude, radius_km,
// ...).
text::Status add_regions(std::vector<SourcePlace>& places, const std::filesystem::path& codebook);

}  // namespace litopys::gazetteer
