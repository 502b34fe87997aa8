// Files or standard input through the language layer, CoNLL-U or JSON to standard output. Files are
// unpacked and brought to UTF-8 as reports are (intake/text_input.h). A file that cannot be read is
// told on standard error and the others go on; so is a sentence that was cut since it is too long,
// which is no failure. Output that nobody takes any more (a closed pipe) ends the run without a
// word.
#include "cli/parse_command.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/counted.h"
#include "cli/data_folder.h"
#include "cli/progress.h"
#include "cli/standard_input.h"
#include "cli/threads.h"
#include "intake/text_input.h"
#include "pipeline/parse.h"

namespace litopys::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string format = "text";
  std::string output = "conllu";
  std::string layers = "all";
  std::string data;
  unsigned threads = all_cores();
};

constexpr const char* kExamples = R"(Examples:
  echo "Police didn't arrest anyone." | litopys parse
  litopys parse report.txt other.txt > parsed.conllu
  litopys parse --format conllu --threads 2 given_words.conllu
  litopys parse --format json --layers names,trees report.txt > parsed.jsonl

Output: one word a line with lemma, part of speech, features, head and relation (Universal
Dependencies). The last column holds the word's place in the text (Span=12:17, bytes of UTF-8), names
(NER=B-PER), predicates (Sense=kill.01) and arguments (Role=7:ARG0: the word heads an argument of
word 7). With --format conllu the sentences, words and comments of the input are kept. --format json
is short for --format text --output json: one line of JSON for each sentence. Layers that --layers
leaves out are not computed; --layers words gives sentences and words only, and only --layers
locations gives each predicate the words that may name its place (Place=5:1.20, log odds).)";

// Standard output that remembers when it failed.
class Output {
 public:
  bool write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) problem_ = errno;
    return problem_ == 0;
  }
  bool close() {
    if (problem_ == 0 && std::fflush(stdout) != 0) problem_ = errno;
    if (problem_ != 0 && problem_ != EPIPE)
      fmt::print(std::cerr, "litopys: standard output: {}\n", std::strerror(problem_));
    return problem_ == 0;
  }
  bool failed() const { return problem_ != 0; }

 private:
  int problem_ = 0;
};

// Tells the first warnings of a file and counts the others, so that a file of nothing but too long
// sentences does not drown the rest.
class Warnings {
 public:
  void tell(const std::string& message) {
    if (++count_ <= kTold) fmt::print(std::cerr, "litopys: {}\n", message);
  }
  void end_file(const std::string& name) {
    if (count_ > kTold)
      fmt::print(std::cerr, "litopys: {}: {}\n", name,
                 counted(count_ - kTold, "more such sentence"));
    count_ = 0;
  }

 private:
  static constexpr std::size_t kTold = 5;

  std::size_t count_ = 0;
};

// What the options say, checked.
text::Result<pipeline::ParseOptions> how_of(const Options& options) {
  const auto layers = language::parse_layers(options.layers);
  if (!layers) return text::Error{layers.error().code, "--layers: " + layers.error().message};
  pipeline::ParseOptions how;
  how.threads = options.threads;
  how.layers = *layers;
  how.json = options.output == "json";
  return how;
}

text::Status parse_stream(std::istream& input, const std::string& name, bool from_file,
                          const Options& options, const pipeline::ParseOptions& how,
                          const language::Language& language, Output& output) {
  const auto sink = [&output](std::string_view bytes) { return output.write(bytes); };
  if (options.format == "conllu") return pipeline::parse_conllu(input, name, language, how, sink);
  std::string id = from_file ? " id = " + name : "";
  std::replace_if(id.begin(), id.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  if (!how.json) output.write("# newdoc" + id + "\n");
  return pipeline::parse_text(input, name, language, how, sink);
}

text::Status parse_file(const std::string& name, const Options& options,
                        const pipeline::ParseOptions& how, const language::Language& language,
                        Output& output) {
  auto input = intake::TextInput::open(name);
  if (!input) return input.error();
  const std::string shown = intake::shown_path(name);
  const text::Status done =
      parse_stream(input->stream(), shown, name != "-", options, how, language, output);
  if (!input->guessed_charset().empty())
    fmt::print(std::cerr, "litopys: {}: not UTF-8 and read as {}, guessed by the letters\n", shown,
               input->guessed_charset());
  if (done && input->error()) return *input->error();
  return done;
}

int parse(Options options) {
  if (options.format == "json") {
    options.format = "text";
    options.output = "json";
  }
  auto how = how_of(options);
  if (!how) {
    fmt::print(std::cerr, "litopys: {}\n", how.error().message);
    return 2;
  }
  const auto language = language::load_language(data_folder(options.data));
  if (!language) {
    fmt::print(std::cerr, "litopys: {}\n", language.error().message);
    return 3;
  }
  if (options.files.empty()) options.files.emplace_back("-");
  tell_if_waiting(options.files);
  std::signal(SIGPIPE, SIG_IGN);
  Output output;
  ParseProgress progress(isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) == 0);
  how->progress = [&progress](std::uint64_t bytes, std::uint64_t words) {
    progress.step(bytes, words);
  };
  Warnings warnings;
  how->warning = [&](const std::string& message) {
    progress.clear();
    warnings.tell(message);
  };
  bool all = true;
  for (std::size_t i = 0; i < options.files.size() && !output.failed(); ++i) {
    how->document = i + 1;
    const text::Status done = parse_file(options.files[i], options, *how, *language, output);
    progress.clear();
    warnings.end_file(intake::shown_path(options.files[i]));
    if (done) continue;
    all = false;
    fmt::print(std::cerr, "litopys: {}\n", done.error().message);
  }
  return output.close() && all ? 0 : 1;
}

}  // namespace

void add_parse_command(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "parse", "Words, sentences, trees, names and predicates, as CoNLL-U or JSON");
  command->add_option("files", options->files, "Files to read; - or nothing: standard input");
  command
      ->add_option("--format", options->format,
                   "text: plain text; conllu: given words; json: plain text, JSON out")
      ->check(CLI::IsMember({"text", "conllu", "json"}))
      ->capture_default_str();
  command->add_option("--output", options->output, "conllu, or json: a line for each sentence")
      ->check(CLI::IsMember({"conllu", "json"}))
      ->capture_default_str();
  command
      ->add_option("--layers", options->layers,
                   "all, or some of words, tags, trees, names, predicates, locations, with commas")
      ->capture_default_str();
  command->add_option("--data", options->data, "Folder with the models")->type_name("DIR");
  add_threads(*command, options->threads);
  command->footer(kExamples);
  command->callback([options, &exit_code] { exit_code = parse(*options); });
}

}  // namespace litopys::cli
