#pragma once

#include <CLI/CLI.hpp>

namespace litopys::cli {

void add_docx_command(CLI::App& app, int& exit_code);

}  // namespace litopys::cli
