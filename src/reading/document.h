// What every reading function looks at: a text with its report and its analysis. A title is a
// document of its own, with the same report.
#pragma once

#include <string>
#include <string_view>

#include "intake/report.h"
#include "language/analysis.h"

namespace litopys::reading {

struct Document {
  const intake::Report& report;  // publication date, publisher; its text may be another one
  std::string_view text;         // spans of the analysis count bytes of this
  const language::Analysis& analysis;
  std::string title_day = {};  // "Operation of 13 February": the day that its title names, if one
};

// The words of a span of the document.
inline std::string_view words_of(const Document& document, text::Span span) {
  return text::words_of(document.text, span);
}

}  // namespace litopys::reading
