// Where the program's data lies: codebooks/, the models and the gazetteer.
#pragma once

#include <filesystem>

namespace litopys::cli {

// $LITOPYS_DATA, else "data" beside the program, else "../share/litopys" from there.
std::filesystem::path data_folder();

}  // namespace litopys::cli
