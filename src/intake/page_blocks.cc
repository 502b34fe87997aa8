// One pass over the flat tree with the open block elements on a stack. Links, times, captions and
// embedded posts reach as far as their element, which is one number each.
//
// Example: <div>One<p>Two<br>lines</p>Three</div> gives "One", "Two\nlines", "Three".
#include "intake/page_blocks.h"

#include <algorithm>
#include <utility>

namespace litopys::intake {
namespace {

using Index = std::size_t;

constexpr char kLineBreak = '\x01';   // stands for <br> until a block is complete
constexpr std::size_t kProse = 60;    // bytes from which a block reads like prose
constexpr double kProseLinks = 0.33;  // share of bytes in links above which it does not

// The size of squeezed(text), without making it.
std::size_t squeezed_size(std::string_view text) {
  std::size_t size = 0;
  for_each_squeezed(text, [&](char) { ++size; });
  return size;
}

class Cutter {
 public:
  Cutter(const Page& page, const PageMarks& marks) : nodes_(page.nodes()), marks_(marks) {}

  std::vector<RawBlock> cut() {
    for (Index i = 0; i < nodes_.size();) {
      while (!open_.empty() && end(open_.back()) <= i) {
        flush(i);
        open_.pop_back();
      }
      const PageNode& node = nodes_[i];
      const bool block = ends_block(node);
      if (block) flush(i);
      if (marks_.dropped[i]) {
        i = end(i);
        continue;
      }
      if (block) open_.push_back(i);
      if (node.tag == "br") {
        if (++breaks_ >= 2)
          flush(i);
        else
          current_.text += kLineBreak;
      } else if (!node.text.empty()) {
        add(node.text, i);
      } else {
        reach(i);
      }
      ++i;
    }
    flush(nodes_.size());
    return std::move(blocks_);
  }

 private:
  void reach(Index i) {
    if (nodes_[i].tag == "a") link_end_ = std::max(link_end_, end(i));
    if (nodes_[i].tag == "time") time_end_ = std::max(time_end_, end(i));
    if (marks_.caption[i]) caption_end_ = std::max(caption_end_, end(i));
    if (marks_.embed[i]) embed_end_ = std::max(embed_end_, end(i));
  }

  void add(std::string_view text, Index i) {
    const std::size_t size = squeezed_size(text);
    current_.text += text;
    if (size == 0) return;
    breaks_ = 0;
    if (current_.last == 0) current_.first = i;
    current_.last = i + 1;
    if (i < link_end_) current_.linked += size;
    if (i < time_end_) current_.stamped += size;
    current_.caption = current_.caption || i < caption_end_;
    current_.embed = current_.embed || i < embed_end_;
  }

  // The block so far is complete; it stands in the innermost open element, or before node `here`.
  void flush(Index here) {
    std::string clean;
    std::string_view rest = current_.text;
    while (!rest.empty()) {  // one line for each <br>; other line ends are blanks
      const std::size_t line = rest.find(kLineBreak);
      const std::string part = squeezed(rest.substr(0, line));
      if (!part.empty()) clean += (clean.empty() ? "" : "\n") + part;
      if (line == std::string_view::npos) break;
      rest.remove_prefix(line + 1);
    }
    if (!clean.empty()) {
      current_.text = std::move(clean);
      current_.owner = open_.empty() ? std::min(here, nodes_.size() - 1) : open_.back();
      current_.tag = telling_tag(current_.owner);
      blocks_.push_back(std::move(current_));
    }
    current_ = RawBlock{};
  }

  // A paragraph in a list item, quotation or caption is that; the page's headline stays one.
  std::string_view telling_tag(Index owner) const {
    if (nodes_[owner].tag == "h1") return nodes_[owner].tag;
    Index i = owner;
    for (int steps = 0; steps < 4; ++steps) {
      const std::string_view here = nodes_[i].tag;
      if (here == "li" || here == "blockquote" || here == "figcaption") return here;
      if (nodes_[i].parent < 0) break;
      i = static_cast<Index>(nodes_[i].parent);
    }
    return nodes_[owner].tag;
  }

  Index end(Index i) const { return static_cast<Index>(nodes_[i].end); }

  const std::vector<PageNode>& nodes_;
  const PageMarks& marks_;
  std::vector<Index> open_;  // block elements around the current node
  Index link_end_ = 0, time_end_ = 0, caption_end_ = 0, embed_end_ = 0;
  int breaks_ = 0;
  RawBlock current_;
  std::vector<RawBlock> blocks_;
};

}  // namespace

bool ends_block(const PageNode& node) {
  static const TagSet tags = {
      "address", "article", "blockquote", "body",  "center", "dd",   "details", "div", "dl",
      "dt",      "figure",  "figcaption", "form",  "h1",     "h2",   "h3",      "h4",  "h5",
      "h6",      "header",  "hr",         "html",  "li",     "main", "ol",      "p",   "pre",
      "section", "summary", "table",      "tbody", "td",     "th",   "tr",      "ul"};
  return tags.contains(node);
}

bool RawBlock::prose() const { return text.size() >= kProse && links() <= kProseLinks; }

std::vector<RawBlock> cut_blocks(const Page& page, const PageMarks& marks) {
  return Cutter(page, marks).cut();
}

}  // namespace litopys::intake
