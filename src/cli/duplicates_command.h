// `litopys duplicates`: which reports repeat which, one JSON line a report.
#pragma once

#include <CLI/CLI.hpp>

namespace litopys::cli {

void add_duplicates_command(CLI::App& app, int& exit_code);

}  // namespace litopys::cli
