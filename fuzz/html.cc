// Pages: whatever the bytes, the text is valid UTF-8, blocks and runs lie inside it, in order, and
// the runs lead to bytes that are there.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "intake/html.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const litopys::intake::PageLexicon lexicon = [] {
    litopys::intake::PageLexicon words;
    for (const char* name : {"share", "cookie", "related"}) words.named[name].around = true;
    for (const char* name : {"article-body", "entry-content"}) words.named[name].body = true;
    words.roles = {"navigation"};
    words.beginnings = {"read also"};
    words.whole = {"share"};
    return words;
  }();
  const auto report = litopys::intake::read_page(
      std::string_view(reinterpret_cast<const char*>(bytes), size), "fuzz", lexicon);
  if (!report) return 0;
  if (litopys::text::first_invalid_byte(report->text)) std::abort();
  if (litopys::text::first_invalid_byte(report->title)) std::abort();
  std::uint32_t last = 0;
  for (const litopys::intake::Block& block : report->blocks) {
    if (block.span.begin < last || block.span.end <= block.span.begin) std::abort();
    if (block.span.end > report->text.size()) std::abort();
    last = block.span.end;
  }
  last = 0;
  for (const litopys::intake::SourceRun& run : report->page.runs) {
    if (run.text.begin < last || run.text.end <= run.text.begin) std::abort();
    if (run.text.end > report->text.size()) std::abort();
    if (run.page.end <= run.page.begin || run.page.end > size) std::abort();
    last = run.text.end;
  }
  return 0;
}
