// `litopys check-data`: everything in the data folder is opened, every block's checksum is
// computed, and the language model reads the sentences stored in its file and must give what it
// gave where the file was made, bit by bit. `read` checks blocks only when it first touches them;
// this command leaves none out. The SHA-256 of each file is printed, so that two people can tell
// that they work with the same data.
//
// Exit codes: 0 all is well; 3 something is missing or damaged. Covered by tests/bad_input_test.py.
#include "cli/check_data_command.h"

#include <fmt/format.h>

#include <memory>

#include "cli/data_folder.h"
#include "language/self_check.h"
#include "pipeline/engine.h"
#include "text/sha256.h"
#include "text/table.h"

namespace litopys::cli {
namespace {

// Prints a line for one thing that was checked; true where it is well.
bool tell(std::string_view what, const text::Status& status) {
  if (status)
    fmt::print("ok       {}\n", what);
  else
    fmt::print(stderr, "litopys: {}\n", status.error().message);
  return static_cast<bool>(status);
}

bool tell_file(const std::filesystem::path& path) {
  const auto bytes = text::read_file(path);
  if (!bytes) return tell(path.string(), bytes.error());
  return tell(fmt::format("{}  sha256 {}", path.filename().string(), text::sha256_hex(*bytes)),
              text::Done{});
}

text::Status check_blocks(const std::filesystem::path& path) {
  const auto file = language::ModelFile::open(path);
  if (!file) return file.error();
  return file->check();
}

int run(const std::filesystem::path& folder) {
  bool well = true;
  for (const char* name : {"english.model", "english-boundaries.model"}) {
    well = tell_file(folder / name) && well;
    well = tell(fmt::format("{}: every block", name), check_blocks(folder / name)) && well;
  }
  well = tell_file(folder / "gazetteer.bin") && well;
  const auto engine = pipeline::load_engine(folder);
  if (!engine) return tell("", engine.error()), 3;
  well = tell("gazetteer.bin and codebooks: loaded whole", text::Done{}) && well;
  const language::Model& model = engine->language.model;
  well = tell(fmt::format("english.model: reads its stored sentences as its exporter did, xxh3 {}",
                          language::hash_of_samples(model)),
              language::check(model)) &&
         well;
  return well ? 0 : 3;
}

}  // namespace

void add_check_data_command(CLI::App& app, int& exit_code) {
  auto folder = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("check-data", "verify the model, the gazetteer and the codebooks");
  command->add_option("--data", *folder, "the data folder (default: beside the program)");
  command->footer("\nExamples:\n  litopys check-data\n  litopys check-data --data build/data\n");
  command->callback([folder, &exit_code] { exit_code = run(data_folder(*folder)); });
}

}  // namespace litopys::cli
