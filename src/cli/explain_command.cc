// `litopys explain`: the run of reading_run.h, set out for people.
//
//     litopys explain report.txt                     on the terminal
//     litopys explain --html -o page.html reports/   one page for a browser
//
// Exit codes are those of `read`. The width is the terminal's, else COLUMNS, else 80; colours are
// for terminals, and NO_COLOR (no-color.org) turns them off. Covered by tests/explain_test.py.
#include "cli/explain_command.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>

#include "cli/explain_page.h"
#include "cli/explain_terminal.h"
#include "cli/explanation.h"
#include "cli/reading_run.h"
#include "cli/terminal_text.h"

namespace litopys::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLeastWidth = 20;
constexpr std::size_t kWidestText = 100;  // longer lines are hard to read

struct Options {
  ReadingRun run;
  bool html = false;
  std::vector<std::string> only;
  std::string colour = "auto";
  std::size_t width = 0;  // 0: the terminal's
};

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

std::size_t terminal_width() {
  const std::size_t width = terminal_columns();
  return std::clamp(width == 0 ? std::size_t{80} : width, kLeastWidth, kWidestText);
}

TerminalStyle terminal_style(const Options& options) {
  TerminalStyle style;
  style.width = options.width > 0 ? options.width : terminal_width();
  const char* terminal = std::getenv("TERM");
  const bool can = options.run.output.empty() && isatty(STDOUT_FILENO) != 0 &&
                   !is_set("NO_COLOR") && terminal != nullptr && std::string(terminal) != "dumb";
  style.colour = options.colour == "always" || (options.colour == "auto" && can);
  return style;
}

std::set<Kind> kinds_named(const std::vector<std::string>& names) {
  std::set<Kind> out;
  for (const auto& [name, kind] : kValueKinds)
    if (names.empty() || std::find(names.begin(), names.end(), name) != names.end())
      out.insert(kind);
  return out;
}

int run(Options& options) {
  options.run.print.with_text = true;
  options.run.print.with_sentences = true;
  options.run.print.with_page = true;
  const std::set<Kind> kinds = kinds_named(options.only);
  if (options.html) {
    options.run.before = page_beginning();
    options.run.after = page_end();
    options.run.format = [kinds](const Json& line, std::size_t number) {
      return page_article(explanation_from(line, kinds), number);
    };
  } else {
    options.run.format = [kinds, style = terminal_style(options)](const Json& line, std::size_t) {
      return terminal_text_of(explanation_from(line, kinds), style);
    };
  }
  return run_reading(options.run);
}

constexpr const char* kExamples = R"(
Examples:
  litopys explain examples/01-kherson-square.txt        marked words, and what was read there
  litopys explain --color always report.txt | less -R   colours through a pager
  litopys explain --only events,figures report.txt      leave out the rest
  litopys explain --html -o page.html examples/         one page that works without a network
  cat reports.jsonl | litopys explain -

Without colour (NO_COLOR, or no terminal), lines under the words carry the values' ids.

Exit codes: 0 all read; 1 some reports could not be read (their place says why), or the output could
not be written; 2 wrong options; 3 the program's own data is missing or damaged.
)";

}  // namespace

void add_explain_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "explain", "show a report with its words marked, what was read from them, and why");
  std::vector<std::string> kinds;
  for (const auto& [name, kind] : kValueKinds) kinds.emplace_back(name);
  add_reading_options(*command, options->run);
  CLI::Option* html =
      command->add_flag("--html", options->html, "write one page that needs nothing but itself");
  command->add_option("-o,--output", options->run.output, "write to FILE, not to standard output")
      ->type_name("FILE");
  command->add_option("--only", options->only, "show these kinds of values, with commas between")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("KINDS")
      ->check(CLI::IsMember(kinds));
  command->add_option("--color", options->colour, "auto (default), always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->excludes(html);
  command
      ->add_option("--width", options->width,
                   "columns of text (default: the terminal's, at most 100)")
      ->check(CLI::Range(kLeastWidth, std::size_t{1000}))
      ->excludes(html);
  command->footer(kExamples);
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace litopys::cli
