// Bytes to UTF-8, to a tree, to metadata and body; each step is a file of its own and can be read
// alone. A page without a body (a menu, a consent wall, a script that would have fetched it) is an
// error: there is nothing to read, and its menu must not be read in its place.
#include "intake/html.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "intake/body.h"
#include "intake/charset.h"
#include "intake/charset_places.h"
#include "intake/metadata.h"
#include "intake/page.h"

namespace litopys::intake {

namespace {

// From places in the decoded page to places in its bytes.
void to_bytes(std::string_view bytes, const DecodedPage& decoded, std::vector<SourceRun>& runs) {
  if (decoded.as_is && decoded.mark == 0) return;
  std::vector<std::uint32_t> offsets;
  for (const SourceRun& run : runs) {
    offsets.push_back(run.page.begin);
    offsets.push_back(run.page.end);
  }
  std::sort(offsets.begin(), offsets.end());
  offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
  const std::vector<std::uint32_t> places = places_in_bytes(bytes, decoded, offsets);
  const auto place_of = [&](std::uint32_t offset) {
    const auto found = std::lower_bound(offsets.begin(), offsets.end(), offset);
    return places[static_cast<std::size_t>(found - offsets.begin())];
  };
  for (SourceRun& run : runs) run.page = {place_of(run.page.begin), place_of(run.page.end)};
}

}  // namespace

text::Result<Report> read_page(std::string_view bytes, const std::string& where,
                               const PageLexicon& lexicon, std::string_view charset) {
  if (bytes.size() > kMaxPage) {
    return text::Error{"too-large", fmt::format("{}: a page of {} bytes; the limit is {} MiB",
                                                where, bytes.size(), kMaxPage >> 20)};
  }
  text::Result<DecodedPage> decoded = decode_page(bytes, where, charset);
  if (!decoded) return decoded.error();
  const text::Result<Page> page = Page::parse(std::move(decoded->text), where);
  if (!page) return page.error();
  Report report;
  const PageClaims claims = read_metadata(*page, lexicon, report);
  Body body = find_body(*page, lexicon, report.title, claims);
  if (body.text.empty()) {
    return text::Error{"no-text",
                       fmt::format("{}: no text of a report in the page: it holds menus, links "
                                   "or notices, or its words are fetched by a script; "
                                   "save it from a browser that shows them",
                                   where)};
  }
  report.text = std::move(body.text);
  report.blocks = std::move(body.blocks);
  if (decoded->guessed) report.charset = decoded->charset;
  report.page = {decoded->charset, "", std::move(body.source)};
  to_bytes(bytes, *decoded, report.page.runs);
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
