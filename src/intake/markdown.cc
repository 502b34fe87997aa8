// cmark makes HTML of it, and that is read as any fragment: headings, lists and quotes become
// blocks, links keep their words and lose their address. A head between two lines "---" gives
// title, date, author.
//
//     ---
//     title: A bridge fell
//     date: 2024-05-06
//     ---
//     Nobody was **hurt**, [the police](https://…) said.        text "Nobody was hurt, the police
//     said."
//
// Without a head, a first heading of the first rank is the title; one that repeats the head's is
// none of the text. Limit: the head is read line by
// line, not as YAML; lists and nested values in it are passed over. Raw HTML in Markdown is left
// out.
#include "intake/markdown.h"

#include <cmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <memory>
#include <utility>

#include "intake/charset.h"
#include "intake/dates.h"
#include "intake/html.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

// The bytes of the head with both its lines; 0 where there is none.
std::size_t head_size(std::string_view text) {
  if (trimmed(first_line(text)) != "---") return 0;
  std::size_t at = text.find('\n');
  for (int lines = 0; at != std::string_view::npos && lines < 100; ++lines) {
    const std::string_view line = first_line(text.substr(at + 1));
    if (trimmed(line) == "---" || trimmed(line) == "...") return at + 1 + line.size();
    at = text.find('\n', at + 1);
  }
  return 0;
}

std::string_view unquoted(std::string_view value) {
  value = trimmed(value);
  if (value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0]) {
    value = value.substr(1, value.size() - 2);
  }
  return value;
}

void read_head(std::string_view head, Report& report) {
  while (!head.empty()) {
    const std::string_view line = first_line(head);
    head.remove_prefix(std::min(head.size(), line.size() + 1));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || line.starts_with(' ') || line.size() > 1000) continue;
    const std::string name = text::lower(trimmed(line.substr(0, colon)));
    const std::string value(unquoted(line.substr(colon + 1)));
    if (name == "title") report.title = value;
    if (name == "author") report.author = value;
    if (name == "publisher") report.publisher = value;
    if (name == "lang" || name == "language") report.language = value;
    if (name == "url" || name == "link") report.uri = value;
    if (name != "date" && name != "published") continue;
    if (const auto date = normal_date(value)) {
      report.published = *date;
      report.published_basis = "metadata";
    }
  }
}

// The heading that stands first is the title, where the head gives no other, and leaves the body.
void take_title(Report& report) {
  if (report.blocks.size() < 2 || report.blocks[0].kind != "heading") return;
  const std::string heading = report.text.substr(0, report.blocks[0].span.end);
  if (!report.title.empty() && report.title != heading) return;
  report.title = heading;
  const std::uint32_t cut = report.blocks[1].span.begin;
  report.text.erase(0, cut);
  report.blocks.erase(report.blocks.begin());
  for (Block& block : report.blocks) {
    block.span.begin -= cut;
    block.span.end -= cut;
  }
}

}  // namespace

bool is_markdown(std::string_view beginning) {
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  if (const std::size_t size = head_size(beginning); size > 0) {
    Report head;
    read_head(beginning.substr(0, size), head);
    return !head.title.empty() || !head.published.empty();
  }
  bool after_blank = true;
  std::size_t headings = 0, links = 0, items = 0, strong = 0;
  while (!beginning.empty()) {
    const std::string_view line = first_line(beginning);
    beginning.remove_prefix(std::min(beginning.size(), line.size() + 1));
    const std::size_t hashes = line.find_first_not_of('#');
    if (after_blank && hashes != std::string_view::npos && hashes >= 1 && hashes <= 6 &&
        line[hashes] == ' ') {
      ++headings;
    }
    after_blank = trimmed(line).empty();
    if (line.find("](http") != std::string_view::npos) ++links;
    if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("> ")) ++items;
    const std::size_t open = line.find("**");
    if (open != std::string_view::npos && line.find("**", open + 3) != std::string_view::npos)
      ++strong;
  }
  const int kinds = (headings > 0) + (links > 0) + (items > 1) + (strong > 0);
  return kinds >= 2 && (headings > 0 || links > 0) ? true : headings >= 2;
}

text::Result<Report> read_markdown(std::string_view bytes, const std::string& where,
                                   const PageLexicon& lexicon) {
  const text::Result<std::string> text = page_to_utf8(bytes, where);
  if (!text) return text.error();
  if (text->size() > kMaxPage) {
    return text::Error{"too-large", fmt::format("{}: more than {} MiB", where, kMaxPage >> 20)};
  }
  const std::size_t head = head_size(*text);
  struct Free {
    void operator()(char* memory) const { std::free(memory); }
  };
  const std::unique_ptr<char, Free> html(
      cmark_markdown_to_html(text->data() + head, text->size() - head, CMARK_OPT_VALIDATE_UTF8));
  text::Result<Report> report = read_fragment(html.get(), where, lexicon);
  if (!report) return report;
  read_head(std::string_view(*text).substr(0, head), *report);
  if (std::string_view(html.get()).starts_with("<h1>")) take_title(*report);
  return report;
}

}  // namespace litopys::intake
