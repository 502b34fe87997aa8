// Stretches of a text between quotation marks.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/document.h"

namespace litopys::reading {

struct QuotedSpan {
  text::Span span;             // with its marks
  bool continues = false;      // goes on from the paragraph before: "... \n\n "... ..."
  bool sentence_like = false;  // words that somebody said, not a scare quote, title or slogan
};

// In text order, not overlapping. Marks of all kinds: “ ” „ « » " '' and ‘ ’ where they are paired.
std::vector<QuotedSpan> find_quotes(const Document& document);

}  // namespace litopys::reading
