// litopys: turns reports into sourced records. This file only names the commands; each lives in a
// file of its own, and exit codes are the same for all:
//   0  everything was read        1  some inputs failed (told on standard error)
//   2  the command line is wrong  3  the program's own data (model, gazetteer, codebooks) is
//   missing
//                                    or damaged
#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "cli/check_data_command.h"
#include "cli/docx_command.h"
#include "cli/duplicates_command.h"
#include "cli/explain_command.h"
#include "cli/extract_command.h"
#include "cli/gazetteer_command.h"
#include "cli/geocode_command.h"
#include "cli/parse_command.h"
#include "cli/read_command.h"

// The first word of the command line, where it should name a command and does not.
static const char* unknown_command(const CLI::App& app, int argc, char** argv) {
  const std::string word = argc > 1 ? argv[1] : "-";
  const auto named = [&](const CLI::App* command) { return command->get_name() == word; };
  return word.starts_with("-") || !app.get_subcommands(named).empty() ? nullptr : argv[1];
}

// "litopys: --format: xml not in {jsonl,table}", and where to read on.
static std::string failure(const CLI::App* app, const CLI::Error& error) {
  std::string command = "litopys";
  for (const CLI::App* named : app->get_subcommands()) {
    command += " " + named->get_name();
    for (const CLI::App* inner : named->get_subcommands()) command += " " + inner->get_name();
  }
  return std::string("litopys: ") + error.what() + "\n" + command + " --help says what it takes\n";
}

int main(int argc, char** argv) {
  CLI::App app{
      "Litopys turns reports into one sourced record: what happened, where, when, to how "
      "many people, and who says so."};
  app.require_subcommand(1);
  app.set_version_flag("--version", "litopys " LITOPYS_VERSION);
  app.failure_message(failure);
  int exit_code = 0;
  litopys::cli::add_read_command(app, exit_code);
  litopys::cli::add_explain_command(app, exit_code);
  litopys::cli::add_parse_command(app, exit_code);
  litopys::cli::add_extract_command(app, exit_code);
  litopys::cli::add_duplicates_command(app, exit_code);
  litopys::cli::add_gazetteer_command(app, exit_code);
  litopys::cli::add_geocode_command(app, exit_code);
  litopys::cli::add_check_data_command(app, exit_code);
  litopys::cli::add_docx_command(app, exit_code);
  if (argc == 1) {
    std::cerr << app.help();
    return 2;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (const char* word = unknown_command(app, argc, argv)) {
      std::cerr << "litopys: no command '" << word << "'; litopys --help names them\n";
      return 2;
    }
    const int status = app.exit(error);
    return status == 0 ? 0 : 2;
  }
  return exit_code;
}
