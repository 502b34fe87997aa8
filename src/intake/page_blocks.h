// A page's text as a row of blocks: a block ends where a block element begins or ends and at two
// <br>.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "intake/page.h"

namespace litopys::intake {

// What the page's markup says of a stretch of it.
struct PageMarks {
  std::vector<bool> dropped;  // by node: it and all below are no part of the body
  std::vector<bool> caption;  // by node: words to a picture
  std::vector<bool> embed;    // by node: a post of somebody, set into the page
};

struct RawBlock {
  std::string text;         // lines of <br> kept, other blanks joined
  std::size_t linked = 0;   // bytes inside links
  std::size_t stamped = 0;  // bytes inside <time>
  std::size_t owner = 0;    // the block element it stands in
  std::size_t first = 0,
              last = 0;  // its words are in the nodes [first, last), dropped ones left out
  std::string_view tag;  // of the owner, or of the nearest that says more
  bool caption = false, embed = false;

  double links() const {
    return text.empty() ? 0 : static_cast<double>(linked) / static_cast<double>(text.size());
  }
  bool heading() const {
    return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
  }
  // Long, and few of it in links.
  bool prose() const;
};

// Whether the words before an element, in it and behind it are blocks of their own.
bool ends_block(const PageNode& node);

std::vector<RawBlock> cut_blocks(const Page& page, const PageMarks& marks);

}  // namespace litopys::intake
