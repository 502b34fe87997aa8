// The child's part of reading a DOCX: the document on standard input, HTML on standard output. Not
// in the help, since intake calls it by itself (intake/document.h) with limits on time and memory.
#include "cli/docx_command.h"

#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

#include "intake/document.h"
#include "intake/docx.h"

namespace litopys::cli {

void add_docx_command(CLI::App& app, int& exit_code) {
  CLI::App* const command = app.add_subcommand(intake::kDocxCommand, "DOCX to HTML")->group("");
  command->callback([&exit_code] {
    const std::string bytes{std::istreambuf_iterator<char>(std::cin), {}};
    const auto html = intake::docx_to_html(bytes, "document");
    exit_code = 1;
    if (!html) return;
    const bool written = std::fwrite(html->data(), 1, html->size(), stdout) == html->size();
    exit_code = written && std::fflush(stdout) == 0 ? 0 : 1;
  });
}

}  // namespace litopys::cli
