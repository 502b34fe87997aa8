// `litopys explain`: a report with what was read in it, on the terminal or as a page.
#pragma once

#include <CLI/CLI.hpp>

namespace litopys::cli {

void add_explain_command(CLI::App& app, int& exit_code);

}  // namespace litopys::cli
