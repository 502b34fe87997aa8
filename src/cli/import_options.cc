// What failed was told where it failed; here come the counts and what was left out on purpose.
//
//     litopys: chat.json: 12 left out: service message (/messages/0, /messages/4 and 10 more)
//     litopys: 230 reports taken, 12 items left out, 1 failed
#include "cli/import_options.h"

#include <fmt/format.h>

#include "cli/counted.h"

namespace litopys::cli {

void add_import_options(CLI::App& command, ImportOptions& options) {
  command.add_option("--input", options.kind, "take the input for this kind, not by content")
      ->check(CLI::IsMember(intake::input_kind_names()));
  command.add_flag(
      "--keep-names", options.keep_names,
      "keep the names of people who wrote in chats and mail (else: author 1, author 2)");
}

intake::SourceOptions source_options(const ImportOptions& options) {
  intake::SourceOptions out;
  out.forced = intake::input_kind_named(options.kind).value_or(intake::InputKind::kUnknown);
  out.keep_names = options.keep_names;
  return out;
}

void tell_warnings(const std::vector<text::Error>& warnings) {
  for (const text::Error& warning : warnings) fmt::print(stderr, "litopys: {}\n", warning.message);
}

void tell_import(const intake::Source& source, std::size_t taken, std::size_t failed) {
  std::size_t skipped = 0;
  for (const intake::Skipped& row : source.skipped()) {
    fmt::print(stderr, "litopys: {}\n", to_string(row));
    skipped += row.count;
  }
  for (const intake::GuessedCharset& guessed : source.guessed_charsets())
    fmt::print(stderr, "litopys: {}\n", to_string(guessed));
  if (taken + skipped + failed == 0) {
    fmt::print(stderr, "litopys: no reports in the input\n");
  } else if (skipped + failed > 0 || source.opened_containers()) {
    fmt::print(stderr, "litopys: {} taken, {} left out, {} failed\n", counted(taken, "report"),
               counted(skipped, "item"), failed);
  }
}

}  // namespace litopys::cli
