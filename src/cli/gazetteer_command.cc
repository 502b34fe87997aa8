// The gazetteer from the command line. `build` is what the build of the program runs once; a user
// runs it to make another file from tables of the same columns. `lookup` shows what a name can
// mean, as a table for the eye or as JSON lines, by how well known the places are; places of one
// feature (PPL, ADM2) stand among each other by how many people live there.
#include "cli/gazetteer_command.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/data_folder.h"
#include "cli/user_places.h"
#include "gazetteer/compiler.h"
#include "gazetteer/gazetteer.h"
#include "gazetteer/prominence.h"
#include "gazetteer/source_table.h"
#include "text/sha256.h"
#include "text/table.h"

namespace litopys::cli {
namespace {

using gazetteer::Gazetteer;
using gazetteer::NameMatch;
using gazetteer::PlaceView;

struct BuildOptions {
  std::string source, output, codebooks;
};

struct LookupOptions {
  std::vector<std::string> words;  // of the name
  std::string country, file;
  std::size_t limit = 10;
  bool json = false;
};

int fail(const text::Error& error, int exit_code) {
  fmt::print(std::cerr, "litopys: {}\n", error.message);
  return exit_code;
}

// Written beside its place and then renamed, so that no program ever maps half a file.
text::Status write_file(const std::string& path, const std::string& bytes) {
  const std::string draft = path + ".part";
  std::ofstream out(draft, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code problem;
  if (out) std::filesystem::rename(draft, path, problem);
  if (!out || problem) {
    std::filesystem::remove(draft, problem);
    return text::Error{"cannot-write", fmt::format("{}: cannot be written", path)};
  }
  return text::Done{};
}

// The tables that go in, and one digest over all of them.
text::Result<std::string> compile_from(const BuildOptions& options) {
  auto places = gazetteer::read_places(options.source);
  if (!places) return places.error();
  auto source = text::read_file(options.source);
  if (!source) return source.error();
  std::string all = text::sha256_hex(*source);
  if (!options.codebooks.empty()) {
    const std::filesystem::path folder = options.codebooks;
    if (auto done = gazetteer::add_country_names(*places, folder / "country_names.tsv"); !done)
      return done.error();
    if (auto done = gazetteer::add_regions(*places, folder / "regions.tsv"); !done)
      return done.error();
    for (const char* name : {"country_names.tsv", "regions.tsv"})
      if (auto bytes = text::read_file(folder / name)) all += text::sha256_hex(*bytes);
  }
  return gazetteer::compile(std::move(*places), text::sha256_hex(all));
}

int build(const BuildOptions& options) {
  const auto bytes = compile_from(options);
  if (!bytes) return fail(bytes.error(), 1);
  if (const auto done = write_file(options.output, *bytes); !done) return fail(done.error(), 1);
  fmt::print(std::cerr, "{}: {} bytes\n", options.output, bytes->size());
  return 0;
}

std::string_view name_of(const Gazetteer& gazetteer, gazetteer::PlaceIndex place) {
  return place == gazetteer::kNowhere ? std::string_view{} : gazetteer.place(place).name;
}

void print_line(const Gazetteer& gazetteer, const NameMatch& match, bool json) {
  const PlaceView place = gazetteer.place(match.place);
  const auto admin1 = name_of(gazetteer, place.admin1), admin2 = name_of(gazetteer, place.admin2);
  const std::string_view matched = match.exact ? "exact" : "folded";
  if (!json) {
    fmt::print(std::cout, "{:>9}  {:<6} {:<2}  {:<28} {:<24} {:<24} {:9.4f} {:10.4f} {:>11}  {}\n",
               place.geonameid == 0 ? "-" : fmt::to_string(place.geonameid), place.feature,
               place.country, place.name, admin1, admin2, place.latitude, place.longitude,
               place.population, matched);
    return;
  }
  nlohmann::ordered_json out;
  if (place.geonameid != 0) out["geonameid"] = place.geonameid;
  const auto put = [&](const char* field, std::string_view value) {
    if (!value.empty()) out[field] = value;
  };
  put("name", place.name);
  put("feature", place.feature);
  put("country", place.country);
  put("admin1", admin1);
  put("admin2", admin2);
  out["lat"] = place.latitude;
  out["lon"] = place.longitude;
  out["population"] = place.population;
  out["matched"] = matched;
  fmt::print(std::cout, "{}\n", out.dump());
}

// Makes a country's two letters large; what is wrong with them, if anything.
std::string country_code(std::string& word) {
  const bool two_letters = word.size() == 2 && std::all_of(word.begin(), word.end(), [](char c) {
                             return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
                           });
  if (!two_letters) return "not the two letters of a country (UA, ng): " + word;
  for (char& c : word) c = static_cast<char>(c & ~0x20);
  return "";
}

// Best known first. What is known best is of all kinds; of one kind, people decide.
void rank(std::vector<NameMatch>& matches, const Gazetteer& gazetteer) {
  const auto by = [&](auto&& value) {
    return [&gazetteer, value](const NameMatch& a, const NameMatch& b) {
      return value(gazetteer.place(a.place)) > value(gazetteer.place(b.place));
    };
  };
  std::stable_sort(matches.begin(), matches.end(), by(gazetteer::prominence));
  std::map<std::string_view, std::vector<NameMatch>> kinds;
  for (const NameMatch& match : matches)
    kinds[gazetteer.place(match.place).feature].push_back(match);
  for (auto& [feature, kind] : kinds) {
    std::stable_sort(kind.begin(), kind.end(),
                     by([](const PlaceView& place) { return place.population; }));
  }
  std::map<std::string_view, std::size_t> taken;
  for (NameMatch& match : matches) {
    const std::string_view feature = gazetteer.place(match.place).feature;
    match = kinds[feature][taken[feature]++];
  }
}

int lookup(const LookupOptions& options) {
  const std::string name = fmt::format("{}", fmt::join(options.words, " "));
  const auto file =
      options.file.empty() ? gazetteer_file(data_folder()) : std::filesystem::path(options.file);
  const auto gazetteer = Gazetteer::open(file);
  if (!gazetteer) return fail(gazetteer.error(), 3);
  auto matches = gazetteer->lookup(name);
  std::erase_if(matches, [&](const NameMatch& match) {
    return !options.country.empty() && gazetteer->place(match.place).country != options.country;
  });
  rank(matches, *gazetteer);
  if (matches.size() > options.limit) matches.resize(options.limit);
  for (const NameMatch& match : matches) print_line(*gazetteer, match, options.json);
  std::cout.flush();
  if (!std::cout) return fail({"closed-output", "standard output was closed or is full"}, 1);
  if (matches.empty()) {
    const std::string where = options.country.empty() ? "" : " in " + options.country;
    fmt::print(std::cerr, "litopys: no place of this name{}: {}\n", where, name);
  }
  return matches.empty() ? 1 : 0;
}

// Prints what add, remove and rebuild have to say: the result, and the lines that were wrong.
int tell(const text::Result<PlacesReport>& report) {
  if (!report) return fail(report.error(), 1);
  for (const text::Error& problem : report->problems)
    fmt::print(std::cerr, "litopys: {}\n", problem.message);
  for (const std::string& line : report->lines) fmt::print(std::cout, "{}\n", line);
  return report->problems.empty() ? 0 : 1;
}

void add_user_commands(CLI::App& command, int& exit_code) {
  auto file = std::make_shared<std::string>();
  CLI::App* add = command.add_subcommand(
      "add", "Add the places of a GeoNames country file to your own gazetteer");
  add->add_option("FILE", *file, "UA.zip or UA.txt from download.geonames.org/export/dump")
      ->required();
  add->footer(
      "The file is kept in your folder ($LITOPYS_USER, else ~/.local/share/litopys), and `read` "
      "and "
      "`geocode`\nuse the gazetteer made from it. Bad lines are told and passed over (exit code "
      "1).\n"
      "Example: litopys gazetteer add UA.zip");
  add->callback([file, &exit_code] { exit_code = tell(add_places(*file, data_folder())); });

  auto name = std::make_shared<std::string>();
  CLI::App* remove = command.add_subcommand("remove", "Take an added country file away again");
  remove->add_option("NAME", *name, "Its name without ending: UA")->required();
  remove->footer("Example: litopys gazetteer remove UA");
  remove->callback([name, &exit_code] { exit_code = tell(remove_places(*name, data_folder())); });

  CLI::App* list = command.add_subcommand("list", "Names of the added country files");
  list->footer("Example: litopys gazetteer list");
  list->callback([&exit_code] {
    for (const std::string& each : added_places()) fmt::print(std::cout, "{}\n", each);
    exit_code = 0;
  });
  CLI::App* rebuild =
      command.add_subcommand("rebuild", "Make your gazetteer again, after the program was updated");
  rebuild->footer("Example: litopys gazetteer rebuild");
  rebuild->callback([&exit_code] { exit_code = tell(rebuild_places(data_folder())); });
}

}  // namespace

void add_gazetteer_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "gazetteer", "Ask the places for a name, add places, or make the file of places");
  command->require_subcommand(1);
  command->footer(
      "Examples:\n"
      "  litopys gazetteer lookup Springfield --country US\n"
      "  litopys gazetteer add UA.zip          the villages of a country, from GeoNames\n"
      "  litopys gazetteer list                what was added");
  add_user_commands(*command, exit_code);

  auto building = std::make_shared<BuildOptions>();
  CLI::App* make =
      command->add_subcommand("build", "Compile a table of places into a gazetteer file");
  make->add_option("SOURCE", building->source,
                   "Table of places, tab-separated, plain or zstd (gazetteer/README.md)")
      ->required();
  make->add_option("-o,--output", building->output, "File to write")->required();
  make->add_option("--codebooks", building->codebooks,
                   "Folder with country_names.tsv and regions.tsv to add");
  make->footer(
      "Example: litopys gazetteer build gazetteer/places.tsv.zst --codebooks codebooks "
      "-o gazetteer.bin");
  make->callback([building, &exit_code] { exit_code = build(*building); });

  auto asking = std::make_shared<LookupOptions>();
  CLI::App* ask = command->add_subcommand(
      "lookup", "Places of a name, best known first; of one kind, by population");
  ask->add_option("NAME", asking->words, "The name in any of its spellings")
      ->required()
      ->check(CLI::Validator(
          [](const std::string& word) { return word.empty() ? "the name is empty" : ""; }, ""));
  ask->add_option("--country", asking->country,
                  "Only places of this country (two letters, ISO 3166-1)")
      ->transform(CLI::Validator(country_code, "CC"));
  ask->add_option("--limit", asking->limit, "At most so many places (10)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
  ask->add_flag("--json", asking->json, "JSON lines instead of a table");
  ask->add_option("--gazetteer", asking->file,
                  "Another gazetteer file than the one that `read` uses");
  ask->footer("Example: litopys gazetteer lookup Springfield --country US --limit 3");
  ask->callback([asking, &exit_code] { exit_code = lookup(*asking); });
}

}  // namespace litopys::cli
