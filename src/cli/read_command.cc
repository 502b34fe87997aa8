// `litopys read`: puts intake, the engine and the printers together. Reports are read by several
// threads and printed in input order; what cannot be read is told on standard error and as an error
// line, and the run goes on.
//
//     litopys read examples/                        one JSON object a line
//     cat reports.jsonl | litopys read --format table -
//
// Exit codes: 0 all read; 1 some inputs failed, or the output could not be written; 2 wrong options;
// 3 the program's own data is missing or damaged. Covered by tests/read_command_test.py.
#include "cli/read_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <thread>

#include "cli/data_folder.h"
#include "cli/explain_format.h"
#include "cli/progress.h"
#include "cli/table_format.h"
#include "intake/identity.h"
#include "intake/source.h"
#include "pipeline/engine.h"
#include "pipeline/ordered.h"
#include "reading/print.h"

namespace litopys::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::vector<std::string> inputs;
  std::string input_kind;
  std::string format = "jsonl";
  std::string data;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  bool explain = false;
  bool unknown = false;
  bool quiet = false;
  reading::PrintOptions print;
};

// What one piece of input became, ready to be written.
struct Outcome {
  std::string where;                 // "reports.jsonl:7", for messages
  std::string id;                    // of the report, for the ledger of ids
  intake::Report report;             // kept for the error line of a report that comes twice
  std::string output;                // the line, table or explanation
  std::optional<text::Error> error;  // told on standard error
  std::map<std::string, std::size_t> unknown;  // predicates that no codebook row knows
  std::size_t bytes = 0;
};

std::string formatted(const Json& line, const Options& options) {
  if (options.explain) return explanation_of(line);
  if (options.format == "table") return table_of(line);
  return line.dump(-1, ' ', false, Json::error_handler_t::strict) + "\n";
}

Outcome failure(intake::Report report, text::Error error, const Options& options) {
  Outcome out;
  out.output = formatted(reading::error_json(report, error), options);
  out.error = std::move(error);
  return out;
}

class Reader {
 public:
  Reader(const pipeline::Engine& engine, const intake::PageLexicon& pages, const Options& options)
      : engine_(engine), pages_(pages), options_(options), workspaces_(options.threads) {}

  Outcome operator()(intake::Piece piece, unsigned worker) {
    const std::size_t bytes = piece.bytes.size();
    const std::string where =
        piece.line == 0 ? piece.path : fmt::format("{}:{}", piece.path, piece.line);
    intake::Item item = intake::read_piece(std::move(piece), pages_);
    Outcome out;
    if (item.error) {
      out = failure(std::move(item.report), std::move(*item.error), options_);
    } else {
      try {
        out = read(pipeline::read(engine_, workspaces_[worker], std::move(item.report)));
      } catch (const std::exception& problem) {
        out = failure(std::move(item.report), {"internal", problem.what()}, options_);
      }
    }
    out.where = where;
    out.bytes = bytes;
    return out;
  }

 private:
  Outcome read(const pipeline::ReadReport& read) const {
    Outcome out;
    out.id = read.report.id;
    out.report = read.report;
    if (options_.unknown) {
      for (std::string& sense : reading::read_unknown_predicates(
               {read.report, read.report.text, read.analysis}, engine_.knowledge.events,
               engine_.knowledge.actors))
        ++out.unknown[std::move(sense)];
      return out;
    }
    out.output = formatted(
        reading::to_json(read.report, read.analysis, read.reading, options_.print), options_);
    return out;
  }

  const pipeline::Engine& engine_;
  const intake::PageLexicon& pages_;
  const Options& options_;
  std::vector<language::Workspace> workspaces_;
};

// Writes outcomes in order, keeps the ledger of ids and the counts.
class Writer {
 public:
  explicit Writer(const Options& options)
      : options_(options), progress_(!options.quiet && isatty(STDERR_FILENO) != 0) {}

  bool operator()(Outcome out) {
    if (!out.error && !ids_.add(out.id)) {
      const std::size_t bytes = out.bytes;
      out = failure(out.report,
                    {"duplicate-id",
                     fmt::format("{}: a report with the id \"{}\" came before", out.where, out.id)},
                    options_);
      out.bytes = bytes;
    }
    ++reports_;
    if (out.error) {
      ++failed_;
      progress_.clear();
      fmt::print(stderr, "litopys: {}\n", out.error->message);
    }
    for (const auto& [sense, count] : out.unknown) unknown_[sense] += count;
    progress_.step(out.bytes);
    return write(options_.unknown ? "" : out.output);
  }

  // The exit code.
  int finish() {
    progress_.clear();
    if (options_.unknown) write_unknown();
    if (!broken_ && std::fflush(stdout) != 0) complain();
    if (reports_ == 0 && !broken_) fmt::print(stderr, "litopys: no reports in the input\n");
    if (failed_ > 0)
      fmt::print(stderr, "litopys: {} of {} reports could not be read\n", failed_, reports_);
    return broken_ || failed_ > 0 ? 1 : 0;
  }

 private:
  bool write(std::string_view text) {
    if (broken_) return false;
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) complain();
    return !broken_;
  }

  // Standard output was closed or is full. A reader that has gone (head) is no news to anybody.
  void complain() {
    broken_ = true;
    if (errno != EPIPE) {
      progress_.clear();
      fmt::print(stderr, "litopys: standard output: {}\n", std::strerror(errno));
    }
  }

  void write_unknown() {
    std::vector<std::pair<std::string, std::size_t>> rows(unknown_.begin(), unknown_.end());
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [sense, count] : rows) write(fmt::format("{}\t{}\n", count, sense));
  }

  const Options& options_;
  Progress progress_;
  intake::IdLedger ids_;
  std::map<std::string, std::size_t> unknown_;
  std::size_t reports_ = 0;
  std::size_t failed_ = 0;
  bool broken_ = false;
};

int data_failure(const text::Error& error) {
  fmt::print(stderr, "litopys: {}\n", error.message);
  return 3;
}

int run(const Options& options) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed output is an error of write(), told by exit code
  const auto kind = options.input_kind.empty() ? intake::InputKind::kUnknown
                                               : *intake::input_kind_named(options.input_kind);
  const std::filesystem::path folder =
      options.data.empty() ? data_folder() : std::filesystem::path(options.data);
  const auto engine = pipeline::load_engine(folder);
  if (!engine) return data_failure(engine.error());
  const auto pages = intake::load_page_lexicon(folder / "codebooks");
  if (!pages) return data_failure(pages.error());

  intake::Source source(options.inputs, kind);
  Reader reader(*engine, *pages, options);
  Writer writer(options);
  pipeline::run_ordered<intake::Piece, Outcome>(
      options.threads, [&] { return source.next(); },
      [&](intake::Piece piece, unsigned worker) { return reader(std::move(piece), worker); },
      [&](Outcome out) { return writer(std::move(out)); });
  return writer.finish();
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
      "read", "read reports: events, figures, times, places and who says so, one JSON line a report");
  command->add_option("inputs", options->inputs, "files, folders or - for standard input")
      ->type_name("FILES|FOLDERS|-");
  command->add_option("--input", options->input_kind, "take the input for this kind, not by content")
      ->check(CLI::IsMember({"text", "jsonl", "html"}));
  command->add_option("--format", options->format, "jsonl (default) or table")
      ->check(CLI::IsMember({"jsonl", "table"}));
  command->add_flag("--explain", options->explain,
                    "print for each value the words and the rule or head that gave it");
  command->add_flag("--unknown", options->unknown,
                    "print only the predicates that the codebook does not know, most frequent first");
  command->add_flag("--with-text", options->print.with_text, "repeat the text in the output");
  command->add_flag("--with-sentences", options->print.with_sentences, "print sentences' spans");
  command->add_option("--threads", options->threads, "how many threads (default: all cores)")
      ->check(CLI::Range(1u, 256u));
  command->add_option("--data", options->data, "the data folder (default: beside the program)");
  command->add_flag("--quiet", options->quiet, "no progress on a terminal");
  command->footer(kExamples);
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace litopys::cli
