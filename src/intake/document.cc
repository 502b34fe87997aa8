// pdftotext parts pages by form feeds and paragraphs by empty lines. A paragraph that ends without
// a full stop at the foot of a page goes on at the head of the next, where that begins with a small
// letter.
//
// A DOCX is turned into plain HTML by the child, and that is read as any fragment: its headings,
// lists and tables become blocks. Neither format gives a publication date: when a file was made or
// last saved says nothing of when its words were published.
#include "intake/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <vector>

#include "intake/child_process.h"
#include "intake/html.h"
#include "intake/metadata.h"
#include "intake/page.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

using Paragraphs = std::vector<std::string>;

Paragraphs paragraphs_of(std::string_view page) {
  Paragraphs all;
  std::string current;
  const auto flush = [&] {
    if (!current.empty()) all.push_back(std::move(current));
    current.clear();
  };
  while (!page.empty()) {
    const std::size_t end = page.find('\n');
    const std::string line = squeezed(page.substr(0, end));
    page.remove_prefix(end == std::string_view::npos ? page.size() : end + 1);
    if (line.empty()) {
      flush();
      continue;
    }
    if (!current.empty()) current += ' ';
    current += line;
  }
  flush();
  return all;
}

// Page numbers differ from page to page and are the same line.
std::string without_digits(std::string line) {
  for (char& c : line) {
    if (c >= '0' && c <= '9') c = '#';
  }
  return line;
}

// A sentence that comes on every page is still one, unless it is very short ("Page 3.").
bool sentence(const std::string& line) { return line.size() > 20 && line.ends_with('.'); }

void drop_heads_and_feet(std::vector<Paragraphs>& pages) {
  if (pages.size() < 3) return;
  std::map<std::string, std::size_t> heads, feet;
  for (const Paragraphs& page : pages) {
    if (page.empty()) continue;
    ++heads[without_digits(page.front())];
    ++feet[without_digits(page.back())];
  }
  for (Paragraphs& page : pages) {
    if (!page.empty() && !sentence(page.back()) &&
        2 * feet[without_digits(page.back())] > pages.size()) {
      page.pop_back();
    }
    if (!page.empty() && !sentence(page.front()) &&
        2 * heads[without_digits(page.front())] > pages.size()) {
      page.erase(page.begin());
    }
  }
}

bool goes_on(const std::string& before, const std::string& after) {
  constexpr std::string_view kEnds = ".!?:;\"')";
  return kEnds.find(before.back()) == std::string_view::npos &&
         text::is_lower(text::code_point_at(after, 0).value);
}

}  // namespace

Report report_of_pages(std::string_view printed) {
  std::vector<Paragraphs> pages;
  while (!printed.empty()) {
    const std::size_t end = printed.find('\f');
    pages.push_back(paragraphs_of(printed.substr(0, end)));
    printed.remove_prefix(end == std::string_view::npos ? printed.size() : end + 1);
  }
  drop_heads_and_feet(pages);
  Report report;
  for (const Paragraphs& page : pages) {
    for (std::size_t i = 0; i < page.size(); ++i) {
      if (i == 0 && !report.blocks.empty() && goes_on(report.text, page[i])) {
        report.text += " " + page[i];
        report.blocks.back().span.end = static_cast<std::uint32_t>(report.text.size());
        continue;
      }
      if (!report.text.empty()) report.text += "\n\n";
      const auto begin = static_cast<std::uint32_t>(report.text.size());
      report.text += page[i];
      report.blocks.push_back(
          {"paragraph", {begin, static_cast<std::uint32_t>(report.text.size())}});
    }
  }
  return report;
}

text::Result<Report> read_pdf(std::string_view bytes, const std::string& where) {
  const std::string program = program_path("pdftotext");
  if (program.empty()) {
    return text::Error{"unsupported",
                       fmt::format("{}: a PDF needs pdftotext (Debian: poppler-utils)", where)};
  }
  const text::Result<std::string> printed =
      run_limited({program, "-q", "-enc", "UTF-8", "-eol", "unix", "-", "-"}, bytes, where);
  if (!printed) return printed.error();
  if (const auto bad = text::first_invalid_byte(*printed)) {
    return text::Error{"invalid-utf8",
                       fmt::format("{}: byte {} of what pdftotext gave is not UTF-8", where, *bad)};
  }
  std::string clean = *printed;
  std::erase(clean, '\0');
  Report report = report_of_pages(clean);
  if (!report.text.empty()) return report;
  return text::Error{"no-text", fmt::format("{}: no text in the PDF; it may be a scan", where)};
}

text::Result<Report> read_docx(std::string_view bytes, const std::string& where,
                               const PageLexicon& lexicon) {
  namespace fs = std::filesystem;
  if (!bytes.starts_with("PK")) {
    return text::Error{"unsupported",
                       fmt::format("{}: no DOCX, which is a zip archive; without --input its "
                                   "content says what it is",
                                   where)};
  }
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path() / "litopys";
  if (!fs::exists(program, ignored)) {
    return text::Error{"unsupported",
                       fmt::format("{}: a DOCX needs the program {}", where, program.string())};
  }
  const text::Result<std::string> html =
      run_limited({program.string(), kDocxCommand}, bytes, where);
  if (!html && html.error().code == "failed") {
    return text::Error{"failed", fmt::format("{}: a damaged DOCX, or none at all", where)};
  }
  if (!html) return html.error();
  text::Result<Report> report = read_fragment(*html, where, lexicon);
  if (!report) return report;
  const text::Result<Page> page = Page::parse(*html, where);
  if (page) {
    Report about;
    read_metadata(*page, lexicon, about);
    report->title = about.title;
  }
  return report;
}

}  // namespace litopys::intake
