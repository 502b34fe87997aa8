// The run behind `read` and `explain`: reports in, what `format` makes of each one out, in order.
//
//     ReadingRun run;
//     run.inputs = {"reports/"};
//     run.format = [](const Json& line, std::size_t number) { return line.dump() + "\n"; };
//     return run_reading(run);               // the exit code
//
// `format` gets the output line of the contract (docs/output.md), an error line included, and the
// report's number in the run, from 1. It is called by several threads at once.
#pragma once

#include <CLI/CLI.hpp>
#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/import_options.h"
#include "cli/threads.h"
#include "reading/print.h"

namespace litopys::cli {

struct ReadingRun {
  std::vector<std::string> inputs;  // none: standard input
  ImportOptions import;
  std::string data;  // "" for the data folder beside the program
  unsigned threads = all_cores();
  bool quiet = false;
  bool unknown = false;      // print predicates that no codebook row knows, instead of readings
  bool place_signs = false;  // add the signs by which places of events are chosen
  std::string output;        // a file; "" is standard output
  reading::PrintOptions print;

  std::function<std::string(const nlohmann::ordered_json& line, std::size_t number)> format;
  std::string before, after;  // what stands before the first report and after the last
};

// The options that say what to read and how: inputs, those of import_options.h, --threads, --data,
// --quiet.
void add_reading_options(CLI::App& command, ReadingRun& run);

int run_reading(const ReadingRun& run);

}  // namespace litopys::cli
