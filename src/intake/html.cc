// Bytes to UTF-8, to a tree, to metadata and body; each step is a file of its own and can be read
// alone. A page without a body (a menu, a consent wall, a script that would have fetched it) is an
// error: there is nothing to read, and its menu must not be read in its place.
#include "intake/html.h"

#include <fmt/format.h>

#include <utility>

#include "intake/body.h"
#include "intake/charset.h"
#include "intake/metadata.h"
#include "intake/page.h"

namespace litopys::intake {

text::Result<Report> read_page(std::string_view bytes, const std::string& where,
                               const PageLexicon& lexicon, std::string_view charset) {
  if (bytes.size() > kMaxPage) {
    return text::Error{"too-large", fmt::format("{}: a page of {} bytes; the limit is {} MiB",
                                                where, bytes.size(), kMaxPage >> 20)};
  }
  std::string guessed;
  text::Result<std::string> html = page_to_utf8(bytes, where, charset, &guessed);
  if (!html) return html.error();
  const text::Result<Page> page = Page::parse(*std::move(html), where);
  if (!page) return page.error();
  Report report;
  const PageClaims claims = read_metadata(*page, lexicon, report);
  Body body = find_body(*page, lexicon, report.title, claims);
  if (body.text.empty()) {
    return text::Error{"no-text", fmt::format("{}: no body found in the page", where)};
  }
  report.text = std::move(body.text);
  report.blocks = std::move(body.blocks);
  report.charset = std::move(guessed);
  return report;
}

text::Result<Report> read_fragment(std::string_view html, const std::string& where,
                                   const PageLexicon& lexicon) {
  if (html.size() > kMaxPage) {
    return text::Error{"too-large", fmt::format("{}: HTML of {} bytes; the limit is {} MiB", where,
                                                html.size(), kMaxPage >> 20)};
  }
  const text::Result<Page> page = Page::parse(valid_utf8(html), where);
  if (!page) return page.error();
  Body body = fragment_body(*page, lexicon);
  if (body.text.empty()) return text::Error{"no-text", fmt::format("{}: no words in it", where)};
  Report report;
  report.text = std::move(body.text);
  report.blocks = std::move(body.blocks);
  return report;
}

}  // namespace litopys::intake
