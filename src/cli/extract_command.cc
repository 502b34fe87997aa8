// Runs intake alone: what the other commands would read, in the shape of docs/output.md. It is how
// one looks at a page whose reading seems wrong, and how extraction is scored.
//
//     litopys extract page.html      {"uri": "page.html", "title": …, "text": …, "blocks": […], …}
//
// A page that cannot be read gives {"report": {"uri": …}, "error": …} and exit code 1.
#include "cli/extract_command.h"

#include <unistd.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "cli/data_folder.h"
#include "cli/import_options.h"
#include "cli/progress.h"
#include "cli/standard_input.h"
#include "cli/threads.h"
#include "intake/source.h"
#include "intake/source_trace.h"
#include "pipeline/ordered.h"
#include "reading/print.h"

namespace litopys::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::vector<std::string> paths;
  ImportOptions import;
  unsigned threads = all_cores();
  bool quiet = false;
  std::string data;
};

void put(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

Json line_of(const intake::Item& item) {
  const intake::Report& report = item.report;
  Json line;
  if (item.error) {
    line["report"] = Json::object();
    put(line["report"], "id", report.id);
    put(line["report"], "uri", report.uri);
    line["error"] = {{"code", item.error->code}, {"message", item.error->message}};
    return line;
  }
  put(line, "uri", report.uri);
  put(line, "title", report.title);
  put(line, "author", report.author);
  put(line, "publisher", report.publisher);
  put(line, "published", report.published);
  put(line, "modified", report.modified);
  put(line, "language", report.language);
  put(line, "charset", report.charset);
  for (const auto& [name, value] : report.given) line["given"][name] = value;
  line["bytes_sha256"] = report.bytes_sha256;
  line["text_sha256"] = report.text_sha256;
  line["text"] = report.text;
  return line;
}

std::string printed(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json json_of(const intake::Block& block, const intake::Report& report) {
  Json json{{"kind", block.kind}, {"span", {block.span.begin, block.span.end}}};
  const text::Span page = intake::source_of(report.page.runs, block.span);
  if (!page.empty()) json["page_span"] = {page.begin, page.end};
  return json;
}

// Blocks are printed one by one: as values, those of a page of a million take a gigabyte.
std::string print(const intake::Item& item) {
  std::string line = printed(line_of(item));
  if (item.error) return line + "\n";
  line.back() = ',';
  line += "\"blocks\":[";
  for (const intake::Block& block : item.report.blocks) {
    line += printed(json_of(block, item.report));
    line += ',';
  }
  if (line.back() == ',') line.pop_back();
  line += ']';
  if (!item.report.page.runs.empty())
    line += ",\"page\":" + printed(reading::page_json(item.report.page));
  line += "}\n";
  return line;
}

struct Line {
  std::string json;
  std::string complaint;
  std::vector<text::Error> warnings;
  std::size_t bytes = 0;
};

int extract(const Options& options) {
  const auto lexicon = intake::load_lexicon(data_folder(options.data) / "codebooks");
  if (!lexicon) {
    std::fprintf(stderr, "litopys: %s\n", lexicon.error().message.c_str());
    return 3;
  }
  tell_if_waiting(options.paths);
  intake::Source source(options.paths, *lexicon, source_options(options.import));
  Progress progress(!options.quiet && isatty(STDERR_FILENO) != 0);
  std::size_t taken = 0, failed = 0;
  bool closed = false;
  pipeline::run_ordered<intake::Piece, Line>(
      options.threads, [&] { return source.next(); },
      [&](intake::Piece piece, unsigned) {
        const intake::Item item = intake::read_piece(std::move(piece), *lexicon);
        return Line{print(item), item.error ? item.error->message : "", item.report.warnings,
                    item.report.text.size()};
      },
      [&](const Line& line) {
        ++(line.complaint.empty() ? taken : failed);
        if (!line.complaint.empty() || !line.warnings.empty()) progress.clear();
        if (!line.complaint.empty()) {
          std::fprintf(stderr, "litopys: %s\n", line.complaint.c_str());
        }
        tell_warnings(line.warnings);
        progress.step(line.bytes);
        closed = std::fwrite(line.json.data(), 1, line.json.size(), stdout) != line.json.size();
        return !closed;
      });
  progress.clear();
  if (std::fflush(stdout) != 0 || closed) {
    std::fprintf(stderr, "litopys: standard output: cannot write\n");
    return 1;
  }
  tell_import(source, taken, failed);
  return failed > 0 ? 1 : 0;
}

}  // namespace

void add_extract_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("extract", "Text and metadata of web pages and other files");
  command->add_option("files", options->paths, "Files and folders; none or - is standard input");
  add_import_options(*command, options->import);
  add_threads(*command, options->threads);
  command->add_option("--data", options->data, "The data folder (default: beside the program)");
  command->add_flag("--quiet", options->quiet, "No progress on a terminal");
  command->footer("Example:\n  litopys extract page.html | jq -r .text");
  command->callback([options, &exit_code] { exit_code = extract(*options); });
}

}  // namespace litopys::cli
