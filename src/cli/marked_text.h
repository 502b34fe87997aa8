// Where marks stand in a text: spans that nest, overlap and cross become a row of segments, none of
// which holds the edge of a mark.
//
//     text   "Russian soldiers fired"      marks  0: [0, 16)   1: [0, 7)   2: [8, 22)
//     segments  [0, 7) {0, 1}   [7, 8) {0}   [8, 16) {0, 2}   [16, 22) {2}
//
// Segments are what can be printed: an HTML element or a colour of the terminal each, whatever the
// spans do to each other.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace litopys::cli {

struct Segment {
  text::Span span;
  std::vector<std::size_t> marks;  // indices into the marks given; the longest first
};

// The segments of `range` from its begin to its end, those without marks included. Marks are cut at
// the range's ends; empty marks are left out.
std::vector<Segment> segments_of(text::Span range, const std::vector<text::Span>& marks);

// A line that is shown in one piece, with what stands before it.
struct TextLine {
  text::Span span;
  bool new_paragraph = false;  // an empty line stands before it
};

// Cuts a text into lines: each sentence, and whatever but white space stands between sentences.
// Nothing of the text is lost, nothing is shown twice; sentences are taken in order and cut where
// they overlap the one before.
std::vector<TextLine> lines_of(std::string_view text, const std::vector<text::Span>& sentences);

}  // namespace litopys::cli
