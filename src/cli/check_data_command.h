// `litopys check-data`: proves the program's own files, byte by byte.
#pragma once

#include <CLI/CLI.hpp>

namespace litopys::cli {

void add_check_data_command(CLI::App& app, int& exit_code);

}  // namespace litopys::cli
