#include "cli/standard_input.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

namespace litopys::cli {

void tell_if_waiting(const std::vector<std::string>& inputs) {
  const bool standard_input =
      inputs.empty() || std::find(inputs.begin(), inputs.end(), "-") != inputs.end();
  if (!standard_input || isatty(STDIN_FILENO) == 0) return;
  fmt::print(stderr,
             "litopys: no files named: reads what you type, up to Ctrl-D (Ctrl-C gives up; --help "
             "says what it takes)\n");
}

}  // namespace litopys::cli
