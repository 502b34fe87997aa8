// Reads GeoNames' own files: a country ("UA.txt"), or all of them, plain or inside their .zip
// (https://download.geonames.org/export/dump/).
//
//     const Result<CountryFile> file = read_country_file("UA.zip");
//     for (const text::Error& problem : file->problems) ...        // "UA.txt:17: latitude is not
//     \"x\""
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/source_table.h"
#include "text/result.h"

namespace litopys::gazetteer {

struct CountryFile {
  std::vector<SourcePlace>
      places;  // towns, villages, first- and second-level areas; codes as GeoNames has them
  std::size_t left_out = 0;  // lines of other kinds: rivers, mountains, buildings
  std::size_t bad_lines = 0;
  std::vector<text::Error> problems;  // the first of the bad lines, which are passed over
};

// Errors: "not-found", "bad-table" (no line of the file is GeoNames'), "bad-zip".
Result<CountryFile> read_country_file(const std::filesystem::path& path);

Result<CountryFile> parse_country_file(std::string_view bytes, const std::string& name);

}  // namespace litopys::gazetteer
