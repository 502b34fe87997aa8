// `litopys explain` on a terminal: each line of the report with its marks, and under it what was
// read there. In colour the marks are colours and underlines; without, lines under the words:
//
//     Hundreds of residents marched through Kherson on Saturday.
//     f1─────────────────── e1─────         p3─────    t2──────
//
//       e1  event   “marched”  PROTEST demo, happened  (events:march.01)
//           actor   “Hundreds of residents”  group, CVL  (agents:resident)
#pragma once

#include <cstddef>
#include <string>

#include "cli/explanation.h"

namespace litopys::cli {

struct TerminalStyle {
  std::size_t width = 80;
  bool colour = false;
};

std::string terminal_text_of(const Explanation& explanation, const TerminalStyle& style);

}  // namespace litopys::cli
