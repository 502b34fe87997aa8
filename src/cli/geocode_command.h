// `litopys geocode`: spans of texts to places (docs/output.md).
#pragma once

#include <CLI/CLI.hpp>

namespace litopys::cli {

void add_geocode_command(CLI::App& app, int& exit_code);

}  // namespace litopys::cli
