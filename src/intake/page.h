// A parsed web page as one flat list of nodes in document order. Every walk over it is a loop: the
// nodes below node i are those from i + 1 up to its `end`.
//
//     <p>A <b>bold</b> word</p>     0 p [end 5)   1 "A "   2 b [end 4)   3 "bold"   4 " word"
//
// Words that the parser must read, such as "&amp;", are text nodes of their own.
#pragma once

#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "intake/page_guard.h"
#include "text/result.h"
#include "text/span.h"

namespace litopys::intake {

struct PageNode {
  std::int32_t parent = -1;
  std::int32_t end = 0;                 // one past the last node below
  std::string_view tag;                 // lower case; empty for text
  std::string_view text;                // of a text node: words as they stand in the page, or not
  std::uint16_t tag_number = 0;         // the parser's, for TagSet
  const void* element = nullptr;        // the parser's
  const GuardedTag* guarded = nullptr;  // what the guard took out of its tag, if anything
  text::Span parsed;                    // what the parser made it from, in GuardedPage::html
};

// Names of elements, to be asked for many nodes.
class TagSet {
 public:
  TagSet(std::initializer_list<const char*> names);
  bool contains(const PageNode& node) const { return members_[node.tag_number]; }

 private:
  std::bitset<512> members_;
};

class Page {
 public:
  // `html` is valid UTF-8. Limits: page_guard.h, and memory of 64 MiB and a hundred times the
  // page's size.
  static text::Result<Page> parse(std::string html, const std::string& where);
  Page(Page&&) noexcept;
  Page& operator=(Page&&) noexcept;
  ~Page();

  const std::vector<PageNode>& nodes() const { return nodes_; }
  // The value of an attribute; empty where the element has none.
  std::string_view attribute(const PageNode& node, Attribute name) const;
  // The bytes of the page, as it was given to parse(), that a text node was made from.
  text::Span source_of(const PageNode& node) const;
  // Whether the text of a node is those bytes.
  bool verbatim(const PageNode& node) const;
  // The text below an element, blanks joined to one, trimmed.
  std::string text_of(std::size_t node) const;

 private:
  struct Memory;
  Page();
  std::unique_ptr<Memory> memory_;
  std::vector<PageNode> nodes_;
};

// Blanks and line ends joined to one blank, trimmed at both ends. No-break spaces count as blanks.
std::string squeezed(std::string_view text);

// Calls take(char) for each byte of squeezed(text).
template <class Take>
void for_each_squeezed(std::string_view text, Take take) {
  bool blank = false, begun = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool no_break = c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
    if (c == ' ' || (c >= '\t' && c <= '\r') || no_break) {
      blank = true;
      if (no_break) ++i;
      continue;
    }
    if (blank && begun) take(' ');
    blank = false;
    begun = true;
    take(c);
  }
}

}  // namespace litopys::intake
