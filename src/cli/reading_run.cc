// The run behind `read` and `explain`. Reports are read by several threads and written in input
// order; what cannot be read is told on standard error and handed to `format` as an error line, and
// the run goes on.
//
// Exit codes: 0 all read; 1 some inputs failed, or the output could not be written; 3 the program's
// own data is missing or damaged. Covered by tests/bad_input_test.py and tests/explain_test.py.
#include "cli/reading_run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <map>
#include <optional>

#include "cli/counted.h"
#include "cli/data_folder.h"
#include "cli/output_file.h"
#include "cli/place_signs.h"
#include "cli/progress.h"
#include "cli/standard_input.h"
#include "cli/user_places.h"
#include "intake/identity.h"
#include "intake/source.h"
#include "pipeline/engine.h"
#include "pipeline/ordered.h"
#include "text/utf8.h"

namespace litopys::cli {
namespace {

struct NumberedPiece {
  intake::Piece piece;
  std::size_t number = 0;  // in the run, from 1
};

// What one piece of input became, ready to be written.
struct Outcome {
  std::string where;                 // "reports.jsonl:7", for messages
  std::size_t number = 0;            // of the piece
  std::string id;                    // of the report, for the ledger of ids
  intake::Report report;             // kept for the error line of a report that comes twice
  std::string output;                // what `format` made
  std::optional<text::Error> error;  // told on standard error
  std::map<std::string, std::size_t> unknown;  // predicates that no codebook row knows
  std::size_t bytes = 0;
  bool other_script = false;  // than Latin
};

// Whether most letters are of another script than Latin (Cyrillic, Arabic, Chinese …).
bool in_another_script(std::string_view text) {
  constexpr std::size_t kFew = 20;  // letters that are too few to say
  std::size_t letters = 0, other = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    at += point.size;
    if (!text::is_letter(point.value)) continue;
    const bool latin = point.value < 0x250 || (point.value >= 0x1E00 && point.value < 0x1F00);
    ++(latin ? letters : other);
  }
  return letters + other >= kFew && other > letters;
}

Outcome failure(intake::Report report, text::Error error, const ReadingRun& run,
                std::size_t number) {
  Outcome out;
  out.output = run.format(reading::error_json(report, error), number);
  out.error = std::move(error);
  return out;
}

class Reader {
 public:
  Reader(const pipeline::Engine& engine, const intake::Lexicon& lexicon, const ReadingRun& run)
      : engine_(engine), lexicon_(lexicon), run_(run), workspaces_(run.threads) {}

  Outcome operator()(NumberedPiece numbered, unsigned worker) {
    intake::Piece& piece = numbered.piece;
    const std::size_t bytes = piece.bytes.size();
    const std::string where = piece.where();
    intake::Item item = intake::read_piece(std::move(piece), lexicon_);
    Outcome out;
    if (item.error) {
      out = failure(std::move(item.report), std::move(*item.error), run_, numbered.number);
    } else {
      try {
        out = read(pipeline::read(engine_, workspaces_[worker], std::move(item.report)),
                   numbered.number);
      } catch (const std::exception& problem) {
        out = failure(std::move(item.report), {"internal", problem.what()}, run_, numbered.number);
      }
    }
    out.where = where;
    out.number = numbered.number;
    out.bytes = bytes;
    return out;
  }

 private:
  Outcome read(const pipeline::ReadReport& read, std::size_t number) const {
    Outcome out;
    out.id = read.report.id;
    out.report = read.report;
    out.other_script = in_another_script(read.report.text);
    if (run_.unknown) {
      for (std::string& sense :
           reading::read_unknown_predicates({read.report, read.report.text, read.analysis},
                                            engine_.knowledge.events, engine_.knowledge.actors))
        ++out.unknown[std::move(sense)];
      return out;
    }
    auto line = reading::to_json(read.report, read.analysis, read.reading, run_.print);
    if (run_.place_signs) line["place_signs"] = place_signs(engine_, read);
    out.output = run_.format(line, number);
    return out;
  }

  const pipeline::Engine& engine_;
  const intake::Lexicon& lexicon_;
  const ReadingRun& run_;
  std::vector<language::Workspace> workspaces_;
};

// Writes outcomes in order, keeps the ledger of ids and the counts.
class Writer {
 public:
  Writer(const ReadingRun& run, OutputFile& file)
      : run_(run), file_(file), progress_(!run.quiet && isatty(STDERR_FILENO) != 0) {}

  bool begin() { return write(run_.before); }

  bool operator()(Outcome out) {
    if (!out.error && !ids_.add(out.id)) {
      const std::size_t bytes = out.bytes;
      out = failure(out.report,
                    {"duplicate-id",
                     fmt::format("{}: a report with the id \"{}\" came before", out.where, out.id)},
                    run_, out.number);
      out.bytes = bytes;
    }
    ++reports_;
    if (out.error) {
      ++failed_;
      progress_.clear();
      fmt::print(stderr, "litopys: {}\n", out.error->message);
    }
    if (!out.report.warnings.empty()) progress_.clear();
    tell_warnings(out.report.warnings);
    if (out.other_script && other_scripts_++ == 0) first_other_script_ = out.where;
    for (const auto& [sense, count] : out.unknown) unknown_[sense] += count;
    progress_.step(out.bytes);
    return write(run_.unknown ? "" : out.output);
  }

  // The exit code.
  int finish(const intake::Source& source) {
    progress_.clear();
    if (run_.unknown) write_unknown();
    write(run_.after);
    const bool written = file_.close();
    if (!written && !file_.reader_has_gone()) fmt::print(stderr, "litopys: {}\n", file_.error());
    if (other_scripts_ > 0) {
      fmt::print(stderr,
                 "litopys: {} in another script than Latin (first: {}); only English is read\n",
                 counted(other_scripts_, "report"), first_other_script_);
    }
    if (written) tell_import(source, reports_ - failed_, failed_);
    return !written || failed_ > 0 ? 1 : 0;
  }

 private:
  bool write(std::string_view text) { return file_.write(text); }

  void write_unknown() {
    std::vector<std::pair<std::string, std::size_t>> rows(unknown_.begin(), unknown_.end());
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [sense, count] : rows) write(fmt::format("{}\t{}\n", count, sense));
  }

  const ReadingRun& run_;
  OutputFile& file_;
  Progress progress_;
  intake::IdLedger ids_;
  std::map<std::string, std::size_t> unknown_;
  std::size_t reports_ = 0;
  std::size_t failed_ = 0;
  std::size_t other_scripts_ = 0;
  std::string first_other_script_;
};

int data_failure(const text::Error& error) {
  fmt::print(stderr, "litopys: {}\n", error.message);
  return 3;
}

}  // namespace

void add_reading_options(CLI::App& command, ReadingRun& run) {
  command.add_option("inputs", run.inputs, "files, folders or - for standard input")
      ->type_name("FILES|FOLDERS|-");
  add_import_options(command, run.import);
  add_threads(command, run.threads);
  command.add_option("--data", run.data, "the data folder (default: beside the program)");
  command.add_flag("--quiet", run.quiet, "no progress on a terminal");
}

int run_reading(const ReadingRun& run) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed output is an error of write(), told by exit code
  OutputFile file(run.output);
  if (!file.error().empty()) {
    fmt::print(stderr, "litopys: {}\n", file.error());
    return 1;
  }
  const std::filesystem::path folder = data_folder(run.data);
  const auto engine = pipeline::load_engine(folder, gazetteer_file(folder));
  if (!engine) return data_failure(engine.error());
  const auto lexicon = intake::load_lexicon(folder / "codebooks");
  if (!lexicon) return data_failure(lexicon.error());

  tell_if_waiting(run.inputs);
  intake::Source source(run.inputs, *lexicon, source_options(run.import));
  Writer writer(run, file);
  if (!writer.begin()) return writer.finish(source);
  Reader reader(*engine, *lexicon, run);
  std::size_t number = 0;
  pipeline::run_ordered<NumberedPiece, Outcome>(
      run.threads,
      [&]() -> std::optional<NumberedPiece> {
        std::optional<intake::Piece> piece = source.next();
        if (!piece) return std::nullopt;
        return NumberedPiece{std::move(*piece), ++number};
      },
      [&](NumberedPiece piece, unsigned worker) { return reader(std::move(piece), worker); },
      [&](Outcome out) { return writer(std::move(out)); });
  return writer.finish(source);
}

}  // namespace litopys::cli
