// `litopys gazetteer build|lookup`: makes the gazetteer file, and asks it for a name.
#pragma once

#include <CLI/CLI.hpp>

namespace litopys::cli {

void add_gazetteer_command(CLI::App& app, int& exit_code);

}  // namespace litopys::cli
