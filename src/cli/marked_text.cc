// A sweep over the edges of the marks. Edges are sorted once; between two neighbouring edges the
// set of open marks is the same, and that stretch is a segment. Cost: sorting, and for each segment
// the number of marks that are open in it; readings nest few deep. Covered by marked_text_test.cc,
// which tries all small sets of marks against a slow oracle.
#include "cli/marked_text.h"

#include <algorithm>

#include "text/utf8.h"

namespace litopys::cli {
namespace {

using text::Span;

Span cut(Span mark, Span range) {
  return {std::max(mark.begin, range.begin), std::min(mark.end, range.end)};
}

// The first byte from `begin` on that is no white space, and the byte after the last one.
Span trimmed(std::string_view text, Span span) {
  Span out{span.end, span.end};
  for (std::size_t at = span.begin; at < span.end;) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (!text::is_space(c.value)) {
      if (out.begin == span.end) out.begin = static_cast<std::uint32_t>(at);
      out.end = static_cast<std::uint32_t>(at + c.size);
    }
    at += c.size;
  }
  return out;
}

// At least two line ends between two lines.
bool has_empty_line(std::string_view between) {
  return std::count(between.begin(), between.end(), '\n') >= 2;
}

}  // namespace

std::vector<Segment> segments_of(Span range, const std::vector<Span>& marks) {
  std::vector<std::size_t> order;  // by begin, the longer one first
  std::vector<std::uint32_t> edges{range.begin, range.end};
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const Span mark = cut(marks[i], range);
    if (mark.empty()) continue;
    order.push_back(i);
    edges.push_back(mark.begin);
    edges.push_back(mark.end);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return cut(marks[a], range).begin < cut(marks[b], range).begin;
  });
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());

  std::vector<Segment> out;
  std::vector<std::size_t> open;
  std::size_t next = 0;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    const Span here{edges[i], edges[i + 1]};
    std::erase_if(open, [&](std::size_t mark) { return marks[mark].end <= here.begin; });
    while (next < order.size() && cut(marks[order[next]], range).begin == here.begin)
      open.push_back(order[next++]);
    Segment segment{here, open};
    std::stable_sort(segment.marks.begin(), segment.marks.end(), [&](std::size_t a, std::size_t b) {
      return marks[a].size() > marks[b].size();
    });
    out.push_back(std::move(segment));
  }
  return out;
}

std::vector<TextLine> lines_of(std::string_view text, const std::vector<Span>& sentences) {
  std::vector<TextLine> out;
  std::uint32_t done = 0;  // all before this byte is in a line or white space
  const auto add = [&](Span span) {
    span = trimmed(text, span);
    if (span.empty()) return;
    const std::uint32_t before = out.empty() ? 0 : out.back().span.end;
    const bool new_paragraph =
        !out.empty() && has_empty_line(text.substr(before, span.begin - before));
    out.push_back({span, new_paragraph});
  };
  for (const Span sentence : sentences) {
    const Span rest{std::max(sentence.begin, done), sentence.end};
    if (rest.empty()) continue;
    add({done, rest.begin});
    add(rest);
    done = rest.end;
  }
  add({done, static_cast<std::uint32_t>(text.size())});
  return out;
}

}  // namespace litopys::cli
