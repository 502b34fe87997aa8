// `litopys duplicates`: reads all reports, places them, and only then prints, in input order, since
// the origin of the first report may stand in the last line.
//
//     litopys duplicates reports/     {"id": "b", "uri": "b.html", "origin": "a", "parent": "a",
//     "relation": "copy", …}
//
// Reports are taken apart by several threads and placed by one, in the order of their publication.
// Exit codes: 0 all placed; 1 some inputs failed, or the output could not be written; 2 wrong
// options; 3 the program's own data or the index is missing or damaged. Covered by
// tests/duplicates_test.py.
#include "cli/duplicates_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "cli/data_folder.h"
#include "cli/import_options.h"
#include "cli/progress.h"
#include "cli/standard_input.h"
#include "cli/threads.h"
#include "copies/placing.h"
#include "intake/source.h"
#include "pipeline/ordered.h"
#include "reading/print.h"

namespace litopys::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::vector<std::string> inputs;
  ImportOptions import;
  std::string data;
  unsigned threads = all_cores();
  std::string index;
  bool all = false;
  bool quiet = false;
};

struct Outcome {
  std::string where;  // "reports.jsonl:7"
  copies::Sketch sketch;
  intake::Report report;  // without its text, for the error line
  std::optional<text::Error> error;
  std::size_t bytes = 0;
};

std::string_view word_for(copies::Relation relation) {
  switch (relation) {
    case copies::Relation::kExcerpt:
      return "excerpt";
    case copies::Relation::kRewrite:
      return "rewrite";
    default:
      return "copy";
  }
}

std::string reason(const copies::ReportView& report, const copies::ReportView& source,
                   const copies::Likeness& likeness, const copies::Lexicon& lexicon) {
  using copies::Relation;
  std::string why;
  switch (likeness.relation) {
    case Relation::kSameBytes:
      why = "the same text, byte for byte";
      break;
    case Relation::kSameText:
      why = "the same text but for case, punctuation and blanks";
      break;
    case Relation::kNearCopy:
      why = fmt::format("{} % of the shorter text's words stand in the other in the same order",
                        likeness.percent);
      break;
    case Relation::kExcerpt:
      why = report.words.size() < source.words.size()
                ? fmt::format("{} % of its words are {} % of the parent's", likeness.percent,
                              likeness.longer_percent)
                : fmt::format("holds {} % of the parent's words, which are {} % of its own",
                              likeness.percent, likeness.longer_percent);
      break;
    case Relation::kRewrite:
      why = fmt::format(
          "other words, but {} % of the names and numbers in the same order "
          "({} % of the words)",
          likeness.facts_percent, likeness.percent);
      break;
  }
  if (copies::names_as_source(report, source))
    why += fmt::format("; names {} as its source", lexicon.agency_named(report.credited));
  return why;
}

class Duplicates {
 public:
  Duplicates(const Options& options, const copies::Lexicon& lexicon, copies::ReportStore store)
      : options_(options),
        lexicon_(lexicon),
        placer_(std::move(store)),
        progress_(!options.quiet && isatty(STDERR_FILENO) != 0) {}

  // False where the run cannot go on.
  bool take(Outcome out) {
    progress_.step(out.bytes);
    if (!out.report.warnings.empty()) progress_.clear();
    tell_warnings(out.report.warnings);
    if (!out.error) {
      const std::string id = out.sketch.id;
      std::string uri = std::move(out.report.uri);
      const auto number = placer_.add(std::move(out.sketch));
      if (number && given_.size() <= *number) given_.resize(*number + 1);
      if (number && !given_[*number]) {
        if (placer_.store().report(*number).id != id && renamed_++ == 0) first_renamed_ = out.where;
        given_[*number] = true;
        if (!uri.empty()) uris_[*number] = std::move(uri);
        lines_.push_back(*number);
        return !placer_.full() || saved();
      }
      out.error =
          text::Error{"duplicate-id",
                      fmt::format("{}: a report with the id \"{}\" came before", out.where, id)};
    }
    refuse(out);
    return true;
  }

  bool none_kept() { return placer_.store().size() == 0; }

  // The exit code. `source` is where this run's reports came from, if there were any.
  int finish(const intake::Source* source = nullptr) {
    progress_.clear();
    if (!broken_ && (options_.index.empty() ? placed() : saved())) print();
    tell_renamed();
    if (source != nullptr) tell_import(*source, lines_.size() - errors_.size(), errors_.size());
    if (damaged_) return 3;
    return broken_ || !errors_.empty() ? 1 : 0;
  }

 private:
  // The same file, named otherwise than before ("a.html", "reports/a.html"), is the same report.
  void tell_renamed() const {
    if (renamed_ == 0) return;
    const std::string more = renamed_ > 1 ? fmt::format(" and {} more", renamed_ - 1) : "";
    fmt::print(stderr,
               "litopys: {}{}: in the index already under another name of the same file, and "
               "printed with the id that it has there\n",
               first_renamed_, more);
  }
  void refuse(const Outcome& out) {
    progress_.clear();
    fmt::print(stderr, "litopys: {}\n", out.error->message);
    errors_.push_back(reading::error_json(out.report, *out.error)
                          .dump(-1, ' ', false, Json::error_handler_t::strict));
    lines_.push_back(copies::kNoReport);
  }

  bool saved() { return went_well(placer_.save()); }
  bool placed() {
    placer_.place();
    return went_well(placer_.store().check());
  }
  bool went_well(const text::Status& status) {
    if (status) return true;
    progress_.clear();
    fmt::print(stderr, "litopys: {}\n", status.error().message);
    damaged_ = status.error().code == "damaged";
    broken_ = true;
    return false;
  }

  void print() {
    std::size_t error = 0;
    bool well = true;
    if (options_.all) {
      for (copies::ReportNumber i = 0; well && i < placer_.store().size(); ++i)
        well = write(line_of(i));
    } else {
      for (std::size_t i = 0; well && i < lines_.size(); ++i)
        well = write(lines_[i] == copies::kNoReport ? errors_[error++] : line_of(lines_[i]));
    }
    if (!went_well(placer_.store().check())) return;
    if (well && std::fflush(stdout) == 0) return;
    broken_ = true;
    if (errno != EPIPE) fmt::print(stderr, "litopys: standard output: {}\n", std::strerror(errno));
  }

  static bool write(std::string line) {
    line += '\n';
    return std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
  }

  std::string line_of(copies::ReportNumber number) {
    const copies::ReportStore& store = placer_.store();
    const copies::Placed placed = placer_.placed(number);
    const copies::ReportView report = store.report(number);
    Json line;
    line["id"] = report.id;
    if (const auto uri = uris_.find(number); uri != uris_.end()) line["uri"] = uri->second;
    line["origin"] = store.report(placed.origin).id;
    if (!placed.source) {
      line["relation"] = "original";
      line["why"] = "no earlier report shares its text";
    } else {
      const copies::ReportView source = store.report(placed.source->source);
      line["parent"] = source.id;
      line["relation"] = word_for(placed.source->likeness.relation);
      line["similarity"] = placed.source->likeness.percent / 100.0;
      line["why"] = reason(report, source, placed.source->likeness, lexicon_);
    }
    return line.dump(-1, ' ', false, Json::error_handler_t::strict);
  }

  const Options& options_;
  const copies::Lexicon& lexicon_;
  copies::Placer placer_;
  Progress progress_;
  std::vector<copies::ReportNumber> lines_;  // in input order; kNoReport: the next of errors_
  std::vector<std::string> errors_;          // lines
  std::unordered_map<copies::ReportNumber, std::string> uris_;  // of this run's input
  std::vector<bool> given_;                                     // by number: in this run's input
  std::size_t renamed_ = 0;  // reports that the index has under another name of their file
  std::string first_renamed_;
  bool broken_ = false;
  bool damaged_ = false;
};

Outcome sketch(intake::Piece piece, const intake::Lexicon& files, const copies::Lexicon& lexicon) {
  Outcome out;
  out.bytes = piece.bytes.size();
  out.where = piece.where();
  intake::Item item = intake::read_piece(std::move(piece), files);
  out.error = std::move(item.error);
  if (!out.error) out.sketch = copies::sketch_of(item.report, lexicon);
  out.report = std::move(item.report);
  out.report.text = std::string();
  out.report.blocks.clear();
  return out;
}

int data_failure(const text::Error& error) {
  fmt::print(stderr, "litopys: {}\n", error.message);
  return 3;
}

int run(const Options& options) {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error of write()
  const std::filesystem::path codebooks = data_folder(options.data) / "codebooks";
  const auto files = intake::load_lexicon(codebooks);
  if (!files) return data_failure(files.error());
  const auto lexicon = copies::load_lexicon(codebooks);
  if (!lexicon) return data_failure(lexicon.error());

  copies::ReportStore store;
  const bool only_printed = options.all && options.inputs.empty();
  bool made_now = false;
  if (!options.index.empty()) {
    std::error_code ignored;
    made_now = !std::filesystem::exists(options.index, ignored);
    if (only_printed && made_now)
      return data_failure(
          {"not-found", fmt::format("{}: no such index; without inputs --all prints one that is "
                                    "there",
                                    options.index)});
    auto opened = copies::ReportStore::open(options.index);
    if (!opened) return data_failure(opened.error());
    store = std::move(*opened);
    if (store.torn())
      fmt::print(stderr,
                 "litopys: {}: the last run was cut off; what it added since its last save is "
                 "not there\n",
                 options.index);
  }

  Duplicates duplicates(options, *lexicon, std::move(store));
  if (only_printed) return duplicates.finish();
  tell_if_waiting(options.inputs);
  intake::Source source(options.inputs, *files, source_options(options.import));
  pipeline::run_ordered<intake::Piece, Outcome>(
      options.threads, [&] { return source.next(); },
      [&](intake::Piece piece, unsigned) { return sketch(std::move(piece), *files, *lexicon); },
      [&](Outcome out) { return duplicates.take(std::move(out)); });
  const int exit_code = duplicates.finish(&source);
  std::error_code ignored;  // an index of nothing is a mistake, as a rule
  if (made_now && duplicates.none_kept()) std::filesystem::remove(options.index, ignored);
  return exit_code;
}

constexpr const char* kExamples = R"(
Examples:
  litopys duplicates reports/                      who repeats whom, one JSON line a report
  cat reports.jsonl | litopys duplicates - | jq -r 'select(.parent) | [.id, .origin, .why] | @tsv'
  litopys duplicates --index all.index monday/     places them and keeps them in all.index
  litopys duplicates --index all.index tuesday/    compares with monday's too, without reading them
  litopys duplicates --index all.index --all       every report of the index as it stands now

Give publication dates where you have them: the earliest report of a family is its origin.
)";

}  // namespace

void add_duplicates_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "duplicates", "copies, excerpts and rewrites: whose text each report repeats");
  command->add_option("inputs", options->inputs, "files, folders or - for standard input")
      ->type_name("FILES|FOLDERS|-");
  add_import_options(*command, options->import);
  command->add_option("--index", options->index,
                      "compare with the reports of this file too, and add these to it");
  command->add_flag("--all", options->all, "print every report of the index, not only the input's")
      ->needs("--index");
  add_threads(*command, options->threads);
  command->add_option("--data", options->data, "the data folder (default: beside the program)");
  command->add_flag("--quiet", options->quiet, "no progress on a terminal");
  command->footer(kExamples);
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace litopys::cli
