// GeoNames' table has nineteen columns, no header and no quoting:
//
//     id  name  ascii  other,names  lat  lon  class  code  country  cc2  admin1  admin2  admin3
//     admin4  population  ...
//
// Kept are populated places (class P) and areas of the first two levels (ADM1, ADM2): what a report
// can put an event in. Historical ones (PPLH, ADM1H) and the rest are counted. A bad line is told
// with file and line and passed over, so that one slip does not cost a country. A .zip is opened
// with libzip; each .txt in it but the readme is read, up to 4 GiB in all. Linear. Covered by
// country_file_test.cc and tests/gazetteer_add_test.py.
#include "gazetteer/country_file.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

#include "text/table.h"
#include "text/utf8.h"

namespace litopys::gazetteer {
namespace {

constexpr std::size_t kColumns = 19;
constexpr std::size_t kMaxProblems = 20;
constexpr std::uint64_t kMaxBytes = std::uint64_t{4} << 30;

enum Column {
  kId,
  kName,
  kAscii,
  kNames,
  kLatitude,
  kLongitude,
  kClass,
  kFeature,
  kCountry,
  kAdmin1 = 10,
  kAdmin2 = 11,
  kPopulation = 14
};

using Cells = std::array<std::string_view, kColumns>;

// How many cells the line has; at most kColumns of them are kept.
std::size_t split_cells(std::string_view line, Cells& cells) {
  std::size_t count = 0, start = 0;
  for (;;) {
    const std::size_t tab = std::min(line.find('\t', start), line.size());
    if (count < kColumns) cells[count] = line.substr(start, tab - start);
    ++count;
    if (tab == line.size()) return count;
    start = tab + 1;
  }
}

template <class Number>
bool read_number(std::string_view cell, Number low, Number high, Number& out) {
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), out);
  return error == std::errc{} && end == cell.data() + cell.size() && out >= low && out <= high;
}

bool is_country(std::string_view code) {
  return code.size() == 2 && code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z';
}

// "" or what is wrong with the line.
std::string fill(const Cells& cells, SourcePlace& place) {
  const auto wrong = [&](std::string_view what, Column column) {
    return fmt::format("{} is not \"{}\"", what, cells[column]);
  };
  if (!read_number(cells[kId], 1U, 4294967295U, place.geonameid)) return wrong("geonameid", kId);
  if (cells[kName].empty()) return "the place has no name";
  if (!read_number(cells[kLatitude], -90.0, 90.0, place.latitude))
    return wrong("latitude", kLatitude);
  if (!read_number(cells[kLongitude], -180.0, 180.0, place.longitude))
    return wrong("longitude", kLongitude);
  if (!is_country(cells[kCountry])) return wrong("country", kCountry);
  if (!cells[kPopulation].empty() && !read_number(cells[kPopulation], std::uint64_t{0},
                                                  std::uint64_t{10'000'000'000}, place.population))
    return wrong("population", kPopulation);
  place.feature = cells[kFeature];
  place.country = cells[kCountry];
  place.admin1 = cells[kAdmin1];
  place.admin2 = cells[kAdmin2];
  place.name = cells[kName];
  place.names = text::split(cells[kNames], ',');
  if (!cells[kAscii].empty() && cells[kAscii] != cells[kName])
    place.names.emplace_back(cells[kAscii]);
  return {};
}

bool is_kept(const Cells& cells) {
  const std::string_view feature = cells[kFeature];
  if (cells[kClass] == "P") return feature != "PPLH" && feature != "PPLQ" && feature != "PPLW";
  return cells[kClass] == "A" && (feature == "ADM1" || feature == "ADM2");
}

void read_line(std::string_view line, const std::string& where, CountryFile& file) {
  Cells cells;
  const std::size_t count = split_cells(line, cells);
  std::string problem;
  SourcePlace place;
  if (count != kColumns)
    problem = fmt::format("{} columns instead of GeoNames' {}", count, kColumns);
  else if (text::first_invalid_byte(line).has_value())
    problem = "not UTF-8";
  else if (!is_kept(cells)) {
    ++file.left_out;
    return;
  } else {
    problem = fill(cells, place);
  }
  if (problem.empty()) return file.places.push_back(std::move(place));
  ++file.bad_lines;
  if (file.problems.size() < kMaxProblems)
    file.problems.push_back({"bad-line", fmt::format("{}: {}", where, problem)});
}

void append(CountryFile& to, CountryFile from) {
  std::move(from.places.begin(), from.places.end(), std::back_inserter(to.places));
  to.left_out += from.left_out;
  to.bad_lines += from.bad_lines;
  for (text::Error& problem : from.problems)
    if (to.problems.size() < kMaxProblems) to.problems.push_back(std::move(problem));
}

// The members of an archive that are tables.
Result<CountryFile> read_zip(const std::filesystem::path& path) {
  int code = 0;
  const std::unique_ptr<zip_t, decltype(&zip_discard)> archive(
      zip_open(path.c_str(), ZIP_RDONLY, &code), &zip_discard);
  const auto bad = [&](std::string_view what) {
    return text::Error{"bad-zip", fmt::format("{}: {}", path.string(), what)};
  };
  if (!archive) return bad("not a readable .zip");
  CountryFile all;
  std::uint64_t bytes = 0;
  bool any = false;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive.get(), 0); ++i) {
    zip_stat_t entry;
    zip_stat_init(&entry);
    if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &entry) != 0 ||
        (entry.valid & ZIP_STAT_NAME) == 0 || (entry.valid & ZIP_STAT_SIZE) == 0)
      return bad("its list of files is damaged");
    const std::string name = entry.name;
    if (!name.ends_with(".txt") || text::lower(name) == "readme.txt") continue;
    bytes += entry.size;
    if (bytes > kMaxBytes) return bad("holds more than 4 GiB");
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> member(
        zip_fopen_index(archive.get(), static_cast<zip_uint64_t>(i), 0), &zip_fclose);
    std::string text(entry.size, '\0');
    if (!member ||
        zip_fread(member.get(), text.data(), text.size()) != static_cast<zip_int64_t>(text.size()))
      return bad(fmt::format("{} in it cannot be unpacked", name));
    auto file = parse_country_file(text, fmt::format("{}/{}", path.string(), name));
    if (!file) return file.error();
    append(all, std::move(*file));
    any = true;
  }
  if (!any) return bad("holds no .txt table");
  return all;
}

}  // namespace

Result<CountryFile> parse_country_file(std::string_view bytes, const std::string& name) {
  CountryFile file;
  std::size_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) read_line(line, fmt::format("{}:{}", name, number), file);
  }
  if (file.places.empty() && file.left_out == 0)
    return text::Error{"bad-table", file.problems.empty()
                                        ? fmt::format("{}: holds no places", name)
                                        : fmt::format("{} (no line is a place of GeoNames)",
                                                      file.problems[0].message)};
  return file;
}

Result<CountryFile> read_country_file(const std::filesystem::path& path) {
  auto bytes = text::read_file(path);
  if (!bytes) return bytes.error();
  if (bytes->starts_with("PK")) return read_zip(path);
  return parse_country_file(*bytes, path.string());
}

}  // namespace litopys::gazetteer
