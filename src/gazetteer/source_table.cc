// Reads the source tables whole: 272,000 lines are 30 MB of text and a second of work, once a
// build. Every number is checked where it is read, so that the compiler can trust its input: a
// latitude of 91 or a geonameid of letters is an error with file and line, never a place at (0, 0).
// Covered by source_table_test.cc.
#include "gazetteer/source_table.h"

#include <fmt/format.h>
#include <zstd.h>

#include <charconv>
#include <map>
#include <memory>

#include "text/table.h"

namespace litopys::gazetteer {
namespace {

constexpr std::size_t kMaxTableBytes = std::size_t{1} << 30;  // refuses a decompression bomb

constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";

// Piece by piece, since a frame need not tell its size. Anything but zstd is plain text.
Result<std::string> decompress(std::string_view bytes, const std::string& name) {
  if (!bytes.starts_with(kZstdMagic)) return std::string(bytes);
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                          ZSTD_freeDStream);
  std::string out;
  std::string piece(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
  std::size_t left = 1;  // 0 at the end of a frame
  while (input.pos < input.size || left != 0) {
    const std::size_t before = input.pos;
    ZSTD_outBuffer output{piece.data(), piece.size(), 0};
    left = ZSTD_decompressStream(stream.get(), &output, &input);
    if (ZSTD_isError(left) != 0U)
      return text::Error{"bad-table", fmt::format("{}: {}", name, ZSTD_getErrorName(left))};
    out.append(piece, 0, output.pos);
    if (out.size() > kMaxTableBytes)
      return text::Error{"bad-table", fmt::format("{}: more than {} bytes", name, kMaxTableBytes)};
    if (input.pos == before && output.pos == 0)
      return text::Error{"bad-table", fmt::format("{}: the compressed text is cut short", name)};
  }
  return out;
}

text::Error bad_cell(const std::string& file, const text::Table::Row& row,
                     std::string_view column) {
  return {"bad-table", fmt::format("{}:{}: {} is not \"{}\"", file, row.line, column, row[column])};
}

// The number of a cell within bounds; an empty cell is 0 where `optional`.
template <class Number>
bool read_number(const std::string& cell, Number low, Number high, bool optional, Number& out) {
  out = 0;
  if (cell.empty()) return optional;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), out);
  return error == std::errc{} && end == cell.data() + cell.size() && out >= low && out <= high;
}

// Point and radius, which all three tables have.
text::Status read_point(const std::string& file, const text::Table::Row& row, SourcePlace& place) {
  if (!read_number(row["latitude"], -90.0, 90.0, false, place.latitude))
    return bad_cell(file, row, "latitude");
  if (!read_number(row["longitude"], -180.0, 180.0, false, place.longitude))
    return bad_cell(file, row, "longitude");
  if (!read_number(row["radius_km"], 0.0, 20000.0, true, place.radius_km))
    return bad_cell(file, row, "radius_km");
  return text::Done{};
}

bool is_country_code(const std::string& code) {
  return code.empty() ||
         (code.size() == 2 && code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z');
}

}  // namespace

Result<std::vector<SourcePlace>> parse_places(std::string_view bytes, const std::string& name) {
  const auto table =
      text::parse_table(bytes, name,
                        {"geonameid", "feature", "country", "admin1", "admin2", "code", "latitude",
                         "longitude", "radius_km", "population", "name", "names"});
  if (!table) return table.error();
  std::vector<SourcePlace> places;
  places.reserve(table->rows.size());
  for (const text::Table::Row& row : table->rows) {
    SourcePlace place;
    if (!read_number(row["geonameid"], 0U, 4294967295U, true, place.geonameid))
      return bad_cell(name, row, "geonameid");
    if (!read_number(row["population"], std::uint64_t{0}, std::uint64_t{10'000'000'000}, true,
                     place.population))
      return bad_cell(name, row, "population");
    if (const auto point = read_point(name, row, place); !point) return point.error();
    place.feature = row["feature"];
    place.country = row["country"];
    if (!is_country_code(place.country)) return bad_cell(name, row, "country");
    place.admin1 = row["admin1"];
    place.admin2 = row["admin2"];
    place.code = row["code"];
    place.name = row["name"];
    if (place.name.empty()) return bad_cell(name, row, "name");
    place.names = text::split(row["names"], '|');
    places.push_back(std::move(place));
  }
  return places;
}

Result<std::vector<SourcePlace>> read_places(const std::filesystem::path& path) {
  auto packed = text::read_file(path);
  if (!packed) return packed.error();
  const auto bytes = decompress(*packed, path.string());
  if (!bytes) return bytes.error();
  return parse_places(*bytes, path.string());
}

text::Status add_country_names(std::vector<SourcePlace>& places,
                               const std::filesystem::path& codebook) {
  const auto table =
      text::read_table(codebook, {"iso2", "name", "other_names", "latitude", "longitude"});
  if (!table) return table.error();
  std::map<std::string, SourcePlace*, std::less<>> countries;
  for (SourcePlace& place : places)
    if (place.feature == "PCLI") countries[place.country] = &place;
  for (const text::Table::Row& row : table->rows) {
    const auto found = countries.find(row["iso2"]);
    if (found == countries.end()) continue;  // a territory without any town (Bouvet Island)
    SourcePlace& country = *found->second;
    const double radius = country.radius_km;
    if (const auto point = read_point(codebook.string(), row, country); !point)
      return point.error();
    country.radius_km = radius;
    if (row["name"] != country.name) country.names.push_back(country.name);
    country.name = row["name"];
    for (std::string& name : text::split(row["other_names"], '|'))
      country.names.push_back(std::move(name));
  }
  return text::Done{};
}

text::Status add_regions(std::vector<SourcePlace>& places, const std::filesystem::path& codebook) {
  const auto table = text::read_table(codebook, {"name", "other_names", "feature", "country",
                                                 "latitude", "longitude", "radius_km"});
  if (!table) return table.error();
  for (const text::Table::Row& row : table->rows) {
    SourcePlace region;
    if (const auto point = read_point(codebook.string(), row, region); !point) return point.error();
    region.feature = row["feature"];
    region.country = row["country"];
    if (!is_country_code(region.country)) return bad_cell(codebook.string(), row, "country");
    region.name = row["name"];
    region.names = text::split(row["other_names"], '|');
    places.push_back(std::move(region));
  }
  return text::Done{};
}

}  // namespace litopys::gazetteer
