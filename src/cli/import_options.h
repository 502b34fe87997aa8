// What the commands that take reports have in common: options of intake, and what is told at the
// end of an import.
#pragma once

#include <CLI/CLI.hpp>
#include <cstddef>
#include <string>
#include <vector>

#include "intake/source.h"

namespace litopys::cli {

struct ImportOptions {
  std::string kind;
  bool keep_names = false;
};

void add_import_options(CLI::App& command, ImportOptions& options);
intake::SourceOptions source_options(const ImportOptions& options);

// To standard error: what is wrong with a report that was taken all the same.
void tell_warnings(const std::vector<text::Error>& warnings);

// To standard error: what was left out, why and where, and how many items were taken, left out and
// failed; which files were read in a character set that was guessed. Nothing where every item was a
// file of its own and all went well.
void tell_import(const intake::Source& source, std::size_t taken, std::size_t failed);

}  // namespace litopys::cli
