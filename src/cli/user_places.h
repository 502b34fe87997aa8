// The places that a user has added to the program's own: copies of the country files, and the
// gazetteer compiled from both.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "text/result.h"

namespace litopys::cli {

// $LITOPYS_USER, else $XDG_DATA_HOME/litopys, else ~/.local/share/litopys.
std::filesystem::path user_folder();

// The gazetteer to read with: $LITOPYS_GAZETTEER, else the user's where there is one, else the one
// in the data folder.
std::filesystem::path gazetteer_file(const std::filesystem::path& data_folder);

// What add, remove and rebuild say when they are done, and what of the input was wrong.
struct PlacesReport {
  std::vector<std::string> lines;
  std::vector<text::Error> problems;
};

// Keeps a copy of a country file under its name without ending ("UA") and compiles anew. A file of
// that name is replaced.
text::Result<PlacesReport> add_places(const std::filesystem::path& file,
                                      const std::filesystem::path& data_folder);

// Takes a country file away again, by name; an error names those that are there.
text::Result<PlacesReport> remove_places(const std::string& name,
                                         const std::filesystem::path& data_folder);

// Compiles the user's gazetteer again from the program's and the files kept; without files there is
// none.
text::Result<PlacesReport> rebuild_places(const std::filesystem::path& data_folder);

// The names of the files kept, sorted.
std::vector<std::string> added_places();

}  // namespace litopys::cli
