// Foreign programs that read hostile files, run where they can do no harm.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace litopys::intake {

struct ChildLimits {
  int processor_seconds = 20;
  int seconds = 60;  // by the clock, for a child that waits instead of working
  std::size_t memory = std::size_t{768} << 20;
  std::size_t output = std::size_t{32} << 20;
};

// Runs `command` (the program's path first) with `input` on its standard input and gives what it
// wrote. The child has no network, cannot write files, start programs of its own beyond itself, or
// look at other processes; what takes longer or more than the limits is killed. Errors name
// `where`: "timeout", "too-large", "failed" (it crashed, or said no).
text::Result<std::string> run_limited(const std::vector<std::string>& command,
                                      std::string_view input, const std::string& where,
                                      const ChildLimits& limits = {});

// Where a program stands in the folders of PATH; empty where it is in none.
std::string program_path(const std::string& name);

}  // namespace litopys::intake
