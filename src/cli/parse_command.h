// `litopys parse`: the language layer alone, as CoNLL-U.
#pragma once

#include <CLI/CLI.hpp>

namespace litopys::cli {

void add_parse_command(CLI::App& app, int& exit_code);

}  // namespace litopys::cli
