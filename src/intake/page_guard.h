// Looks at a page's tags before the HTML parser does, refuses what would cost the parser more than
// linear time or memory (no honest page comes near the limits), takes out what the parser need not
// look at, and leaves out what nobody reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace litopys::intake {

constexpr int kMaxNesting = 2000;     // elements open at once, those with an optional end left out
constexpr int kMaxAttributes = 1000;  // of one tag

// The attributes that intake asks a page for.
enum class Attribute : std::uint8_t {
  kAriaHidden,
  kClass,
  kContent,
  kDatetime,
  kHref,
  kHttpEquiv,
  kId,
  kItemprop,
  kLang,
  kName,
  kProperty,
  kRel,
  kRole,
  kStyle,
  kType
};
const char* name_of(Attribute attribute);

struct AttributeValue {
  Attribute name;
  std::string_view value;  // of the page's bytes
};

// A start tag of which something was taken out.
struct GuardedTag {
  std::uint32_t at = 0;               // of its "<" in GuardedPage::html
  std::uint32_t first = 0, last = 0;  // its attributes: [first, last) of GuardedPage::values
  std::string_view contents;          // of a script of JSON-LD, of the page's bytes
};

// Words that were taken out.
struct GuardedWords {
  std::uint32_t at = 0;    // of the mark that stands for them in GuardedPage::html
  std::string_view words;  // of the page's bytes
};

// From `at` in GuardedPage::html on, up to the next one, the bytes are those of the page from
// `source` on.
struct GuardedPlace {
  std::uint32_t at = 0, source = 0;
};

struct GuardedPage {
  std::string html;              // for the parser
  std::vector<GuardedTag> tags;  // each list in the order of `html`
  std::vector<AttributeValue> values;
  std::vector<GuardedWords> words;
  std::vector<GuardedPlace> places;

  // Where a byte of `html` stands in the page.
  std::uint32_t source_of(std::uint32_t at) const;
};

// Stands for words: U+10FFFD, of a private use that nobody makes of it.
constexpr std::string_view kTakenWords = "\xF4\x8F\xBF\xBD";

// The page without scripts, styles, comments, attributes and words. Words, attributes that intake
// asks for and JSON-LD stand beside it, as views of `html`. What needs the parser stays: attributes
// that it looks at itself, of <html> and <body>, and with "&" in them; "&" and what it begins among
// words; characters that it replaces.
text::Result<GuardedPage> guarded_page(std::string_view html, const std::string& where);

}  // namespace litopys::intake
