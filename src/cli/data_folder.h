// Where the program's data lies: codebooks/, the models and the gazetteer.
#pragma once

#include <filesystem>
#include <string>

namespace litopys::cli {

// What --data names, else $LITOPYS_DATA, else "data" beside the program, else "../share/litopys"
// from there.
std::filesystem::path data_folder(const std::string& named = {});

}  // namespace litopys::cli
