// `litopys extract`: the text and metadata of pages, one JSON line each.
#pragma once

#include <CLI/CLI.hpp>

namespace litopys::cli {

void add_extract_command(CLI::App& app, int& exit_code);

}  // namespace litopys::cli
