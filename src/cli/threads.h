// The option --threads, the same for every command that has it.
#pragma once

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

namespace litopys::cli {

inline unsigned all_cores() { return std::max(1U, std::thread::hardware_concurrency()); }

// `threads` outlives the parsing; it is never 0.
inline void add_threads(CLI::App& command, unsigned& threads) {
  command
      .add_option_function<unsigned>(
          "--threads", [&threads](unsigned count) { threads = count == 0 ? all_cores() : count; },
          "How many threads; 0, as without it: one for each core")
      ->check(CLI::Range(0U, 1024U));
}

}  // namespace litopys::cli
