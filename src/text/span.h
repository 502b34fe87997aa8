// A half-open byte range [begin, end) into a text owned elsewhere.
//
// One type serves sentences, words, names and figures. Offsets count bytes of UTF-8 and always fall
// on character boundaries:
//
//     text:  "Zoë sang"          Z o ë(2 bytes) space s a n g
//     Span{0, 4}  covers "Zoë"   Span{5, 9} covers "sang"   Span{4, 4} is empty
//
// A report is at most 4 GiB, so 32 bits are enough.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace litopys::text {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(Span, Span) = default;
  friend auto operator<=>(Span, Span) = default;
};

// The smallest span that covers both.
inline Span hull(Span a, Span b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

// The words of a span; the span must lie inside the text.
inline std::string_view words_of(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

}  // namespace litopys::text
