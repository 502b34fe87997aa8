// `litopys read`: reports in, readings out.
#pragma once

#include <CLI/CLI.hpp>

namespace litopys::cli {

void add_read_command(CLI::App& app, int& exit_code);

}  // namespace litopys::cli
