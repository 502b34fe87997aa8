// Words as a reader sees them: without the marks that show nothing (soft hyphens, zero-width
// blanks, marks of writing direction), and the way back to the text they stand in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "language/analysis.h"
#include "reading/reading.h"
#include "text/span.h"

namespace litopys::pipeline {

class SeenText {
 public:
  explicit SeenText(std::string_view text);

  bool complete() const { return marks_.empty(); }  // nothing had to be taken out
  const std::string& text() const { return text_; }
  text::Span seen(text::Span original) const;
  text::Span original(text::Span seen) const;

 private:
  struct Mark {
    std::uint32_t at = 0;      // in the text that is seen: the mark stood before this byte
    std::uint32_t before = 0;  // bytes of marks up to here, this one included
  };
  std::uint32_t shift(std::uint32_t seen, bool end) const;

  std::string text_;
  std::vector<Mark> marks_;
};

// Spans of what was read from the texts that are seen, made spans of the texts as they are.
void restore(const SeenText& text, const SeenText& title, language::Analysis& analysis,
             reading::Reading& reading);

}  // namespace litopys::pipeline
