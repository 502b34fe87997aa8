// `litopys read`: the run of reading_run.h, printed as JSON lines, tables or explanations.
//
//     litopys read examples/                        one JSON object a line
//     cat reports.jsonl | litopys read --format table -
//
// Exit codes: 0 all read; 1 some inputs failed, or the output could not be written; 2 wrong
// options; 3 the program's own data is missing or damaged. Covered by tests/bad_input_test.py.
#include "cli/read_command.h"

#include <memory>

#include "cli/explain_format.h"
#include "cli/reading_run.h"
#include "cli/table_format.h"
#include "cli/terminal_text.h"

namespace litopys::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  ReadingRun run;
  std::string format = "jsonl";
  bool explain = false;
  std::size_t columns = 0;  // of the table; 0: as many as it takes
};

std::string formatted(const Json& line, const Options& options) {
  if (options.explain) return explanation_of(line);
  if (options.format == "table") return table_of(line, options.columns);
  return line.dump(-1, ' ', false, Json::error_handler_t::strict) + "\n";
}

constexpr const char* kExamples = R"(
Examples:
  litopys read examples/                          every file of a folder, one JSON object a report
  litopys read --format table page.html           a table for the eye
  litopys read --explain page.html                each value with its words and the rule behind it
  cat reports.jsonl | litopys read - | jq '.events[].trigger.text'
  litopys read --unknown reports.jsonl            predicates that the codebook does not know, with counts

A report that cannot be read gives an error line and a message; the others are read, and the exit
code is 1. docs/output.md describes the output.
)";

}  // namespace

void add_read_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "read",
      "read reports: events, figures, times, places and who says so, one JSON line a report");
  add_reading_options(*command, options->run);
  command->add_option("--format", options->format, "jsonl (default) or table")
      ->check(CLI::IsMember({"jsonl", "table"}));
  command->add_flag("--explain", options->explain,
                    "print for each value the words and the rule or head that gave it");
  command->add_flag(
      "--unknown", options->run.unknown,
      "print only the predicates that the codebook does not know, most frequent first");
  command->add_flag("--place-signs", options->run.place_signs,
                    "print with each event the signs by which its place is chosen (for training)");
  command->add_flag("--with-text", options->run.print.with_text, "repeat the text in the output");
  command->add_flag("--with-page", options->run.print.with_page,
                    "print where the text stands in a web page");
  command->add_flag("--with-sentences", options->run.print.with_sentences,
                    "print sentences' spans");
  command->footer(kExamples);
  command->callback([options, &exit_code] {
    options->columns = terminal_columns();
    options->run.format = [&options = *options](const Json& line, std::size_t) {
      return formatted(line, options);
    };
    exit_code = run_reading(options->run);
  });
}

}  // namespace litopys::cli
