// Files or standard input through the language layer, CoNLL-U to standard output. A file that
// cannot be read is told on standard error and the others go on; output that nobody takes any more
// (a closed pipe) ends the run without a word.
#include "cli/parse_command.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <thread>

#include "cli/data_folder.h"
#include "pipeline/parse.h"

namespace litopys::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string format = "text";
  std::string data;
  unsigned threads = 0;
};

constexpr const char* kExamples = R"(Examples:
  echo "Police didn't arrest anyone." | litopys parse
  litopys parse report.txt other.txt > parsed.conllu
  litopys parse --format conllu --threads 2 given_words.conllu

Output: one word a line with lemma, part of speech, features, head and relation (Universal
Dependencies). The last column holds the word's place in the text (Span=12:17, bytes), names
(NER=B-PER), predicates (Sense=kill.01) and arguments (Role=7:ARG0: the word heads an argument of
word 7). With --format conllu the sentences, words and comments of the input are kept.)";

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

text::Status parse_one(std::istream& input, const std::string& name, const Options& options,
                       const language::Language& language, std::size_t document, Output& output) {
  const pipeline::ParseOptions how{
      .threads = options.threads != 0 ? options.threads
                                      : std::max(1U, std::thread::hardware_concurrency()),
      .document = document};
  const auto sink = [&output](std::string_view bytes) { return output.write(bytes); };
  if (options.format == "conllu") return pipeline::parse_conllu(input, name, language, how, sink);
  std::string id = &input == &std::cin ? "" : " id = " + name;
  std::replace_if(id.begin(), id.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  output.write("# newdoc" + id + "\n");
  return pipeline::parse_text(input, name, language, how, sink);
}

text::Status parse_file(const std::string& name, const Options& options,
                        const language::Language& language, std::size_t document, Output& output) {
  if (name == "-")
    return parse_one(std::cin, "standard input", options, language, document, output);
  std::ifstream file(name, std::ios::binary);
  if (!file || std::filesystem::is_directory(name))
    return text::Error{"not-found", name + ": cannot be opened as a file"};
  return parse_one(file, name, options, language, document, output);
}

int parse(Options options) {
  const auto language = language::load_language(
      options.data.empty() ? data_folder() : std::filesystem::path(options.data));
  if (!language) {
    fmt::print(std::cerr, "litopys: {}\n", language.error().message);
    return 3;
  }
  if (options.files.empty()) options.files.emplace_back("-");
  std::signal(SIGPIPE, SIG_IGN);
  Output output;
  bool all = true;
  for (std::size_t i = 0; i < options.files.size() && !output.failed(); ++i) {
    const text::Status done = parse_file(options.files[i], options, *language, i + 1, output);
    if (done) continue;
    all = false;
    fmt::print(std::cerr, "litopys: {}\n", done.error().message);
  }
  return output.close() && all ? 0 : 1;
}

}  // namespace

void add_parse_command(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("parse", "Words, sentences, trees, names and predicates, as CoNLL-U");
  command->add_option("files", options->files, "Files to read; - or nothing: standard input");
  command->add_option("--format", options->format, "text: plain text; conllu: given words")
      ->check(CLI::IsMember({"text", "conllu"}))
      ->capture_default_str();
  command->add_option("--data", options->data, "Folder with the models")->type_name("DIR");
  command->add_option("--threads", options->threads, "Threads; 0: one for each core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command->footer(kExamples);
  command->callback([options, &exit_code] { exit_code = parse(*options); });
}

}  // namespace litopys::cli
