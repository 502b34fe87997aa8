// The user's folder holds
//
//     places/UA.zip      the country files as they were given
//     gazetteer.bin      the program's gazetteer with their places
//     gazetteer.base     SHA-256 of the tables that the program's gazetteer was made from
//
// Everything is made beside its place and renamed, so that a run that is cut off leaves what was
// there. A new version of the program brings a new gazetteer: then the user's is older than it,
// gazetteer.base tells so, and the program's own is read until `litopys gazetteer rebuild`. Covered
// by tests/gazetteer_add_test.py.
#include "cli/user_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <system_error>

#include "cli/counted.h"
#include "gazetteer/additions.h"
#include "gazetteer/compiler.h"
#include "gazetteer/country_file.h"
#include "gazetteer/gazetteer.h"
#include "text/sha256.h"
#include "text/table.h"

namespace litopys::cli {
namespace fs = std::filesystem;
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

text::Error cannot_write(const fs::path& path) {
  return {"cannot-write", fmt::format("{}: cannot be written", path.string())};
}

text::Status write_whole(const fs::path& path, const std::string& bytes) {
  fs::path draft = path;
  draft += ".part";
  std::ofstream out(draft, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code problem;
  if (out) fs::rename(draft, path, problem);
  if (out && !problem) return text::Done{};
  fs::remove(draft, problem);
  return cannot_write(path);
}

std::vector<fs::path> kept_files() {
  std::vector<fs::path> files;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(user_folder() / "places", problem))
    if (entry.path().extension() != ".part") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> kept_files_named(const std::string& name) {
  std::vector<fs::path> files = kept_files();
  std::erase_if(files, [&](const fs::path& file) { return file.stem() != name; });
  return files;
}

}  // namespace

fs::path user_folder() {
  if (const std::string named = variable("LITOPYS_USER"); !named.empty()) return named;
  if (const std::string data = variable("XDG_DATA_HOME"); !data.empty())
    return fs::path(data) / "litopys";
  const std::string home = variable("HOME");
  return home.empty() ? fs::path() : fs::path(home) / ".local" / "share" / "litopys";
}

fs::path gazetteer_file(const fs::path& data_folder) {
  if (const std::string named = variable("LITOPYS_GAZETTEER"); !named.empty()) return named;
  const fs::path own = data_folder / "gazetteer.bin";
  const fs::path users = user_folder() / "gazetteer.bin";
  std::error_code problem;
  if (users.is_relative() || !fs::is_regular_file(users, problem)) return own;
  const auto base = text::read_file(user_folder() / "gazetteer.base");
  const auto program = gazetteer::Gazetteer::open(own);
  if (base && program && *base == program->source_sha256()) return users;
  fmt::print(stderr,
             "litopys: {} was made from an older gazetteer and is not used; "
             "`litopys gazetteer rebuild` makes it again\n",
             users.string());
  return own;
}

std::vector<std::string> added_places() {
  std::vector<std::string> names;
  for (const fs::path& file : kept_files()) names.push_back(file.stem().string());
  return names;
}

text::Result<PlacesReport> rebuild_places(const fs::path& data_folder) {
  const fs::path users = user_folder() / "gazetteer.bin";
  std::error_code ignored;
  PlacesReport report;
  const std::vector<fs::path> files = kept_files();
  if (files.empty()) {
    fs::remove(users, ignored);
    fs::remove(user_folder() / "gazetteer.base", ignored);
    report.lines.push_back("no places are added; the program's own gazetteer is used");
    return report;
  }
  const auto base = gazetteer::Gazetteer::open(data_folder / "gazetteer.bin");
  if (!base) return base.error();
  std::vector<gazetteer::SourcePlace> places = gazetteer::places_of(*base);
  std::string digests(base->source_sha256());
  for (const fs::path& path : files) {
    auto file = gazetteer::read_country_file(path);
    if (!file) return file.error();
    const auto bytes = text::read_file(path);
    if (!bytes) return bytes.error();
    digests += text::sha256_hex(*bytes);
    const auto added = gazetteer::add_country(places, std::move(file->places));
    report.lines.push_back(
        fmt::format("{}: {} added, {} known before, {} of other kinds left out, {}",
                    path.stem().string(), counted(added.places, "place"), added.known,
                    counted(file->left_out, "line"), counted(file->bad_lines, "bad line")));
    for (text::Error& problem : file->problems) report.problems.push_back(std::move(problem));
  }
  const auto compiled = gazetteer::compile(std::move(places), text::sha256_hex(digests));
  if (!compiled) return compiled.error();
  if (auto done = write_whole(users, *compiled); !done) return done.error();
  if (auto done = write_whole(user_folder() / "gazetteer.base", std::string(base->source_sha256()));
      !done)
    return done.error();
  return report;
}

text::Result<PlacesReport> add_places(const fs::path& file, const fs::path& data_folder) {
  const auto looked_at = gazetteer::read_country_file(file);  // refused before anything is changed
  if (!looked_at) return looked_at.error();
  const auto bytes = text::read_file(file);
  if (!bytes) return bytes.error();
  const fs::path folder = user_folder() / "places";
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) return cannot_write(folder);
  for (const fs::path& old : kept_files_named(file.stem().string()))
    if (old.filename() != file.filename()) fs::remove(old, problem);
  if (auto done = write_whole(folder / file.filename(), *bytes); !done) return done.error();
  return rebuild_places(data_folder);
}

text::Result<PlacesReport> remove_places(const std::string& name, const fs::path& data_folder) {
  const std::vector<fs::path> files = kept_files_named(name);
  if (files.empty()) {
    std::string there;
    for (const std::string& each : added_places()) there += (there.empty() ? "" : ", ") + each;
    return text::Error{"not-found", fmt::format("no places were added under the name {} ({})", name,
                                                there.empty() ? "none are added" : there)};
  }
  std::error_code problem;
  for (const fs::path& file : files) fs::remove(file, problem);
  if (problem) return cannot_write(files[0]);
  return rebuild_places(data_folder);
}

}  // namespace litopys::cli
