// Four passes over the flat tree, each linear.
//
// 1. What is around the body is marked by element, role, and the words of class and id (the table
//    codebooks/boilerplate.tsv), unless the element plainly holds the report: the page's own heading,
//    or the larger part of all its paragraphs (<body class="has-sidebar">).
// 2. The rest is cut into blocks: a block ends where a block element begins or ends and at two <br>.
// 3. The root of the report is chosen by mass, the bytes of blocks that read like prose: long, few of
//    them in links. An element whose markup says that it is the body wins if it has mass enough; else
//    one descends from <body> as long as a single child holds most of the mass.
// 4. Blocks under the root are kept unless they are mostly links or begin like boilerplate; headings
//    only where something follows them, and not the one that repeats the title.
//
// A lead between the headline and the root is kept too. Where hardly anything is left, all is done
// once more without the words of class and id, which some sites use in ways of their own.
//
// Example: a page of a menu (40 links), a consent wall (class="cookie-consent") and an <article> of
// five paragraphs with a "Read also" link between gives the five paragraphs.
// Limit: one report a page; a page of ten teasers gives the teasers.
// After: readability (Arc90) for mass, jusText (Pomikalek 2011) for link density.
#include "intake/body.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/utf8.h"

namespace litopys::intake {
namespace {

using Index = std::size_t;

constexpr char kLineBreak = '\x01';         // stands for <br> until a block is complete
constexpr std::size_t kProse = 60;          // bytes from which a block reads like prose
constexpr double kProseLinks = 0.33;        // share of bytes in links above which it does not
constexpr double kKeptLinks = 0.6;          // above which it is dropped anywhere
constexpr double kMarkedMass = 0.3;         // of all mass, for an element marked as the body
constexpr double kDescendMass = 0.75;       // of the mass here, to go down into a child
constexpr double kHoldsReport = 0.6;        // of all mass, against being dropped by its name
constexpr std::size_t kTooLittle = 300;     // bytes of a body that make one look again

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 25> kNeverText = {
    "script", "style",    "noscript", "template", "svg",   "math",     "iframe",  "object",
    "embed",  "button",   "select",   "textarea", "input", "nav",      "footer",  "aside",
    "menu",   "dialog",   "head",     "audio",    "video", "canvas",   "label",   "map",
    "form"};
constexpr std::array<std::string_view, 35> kBlockTags = {
    "address", "article", "blockquote", "body", "center", "dd",   "details", "div",     "dl",
    "dt",      "figure",  "figcaption", "form", "h1",     "h2",   "h3",      "h4",      "h5",
    "h6",      "header",  "hr",         "html", "li",     "main", "ol",      "p",       "pre",
    "section", "summary", "table",      "tbody", "td",    "th",   "tr",      "ul"};

struct RawBlock {
  std::string text;
  std::size_t linked = 0;  // bytes inside links
  Index owner = 0;         // the block element it stands in
  std::string_view tag;    // of the owner, or of the nearest that says more
  double links() const {
    return text.empty() ? 0 : static_cast<double>(linked) / static_cast<double>(text.size());
  }
  bool prose() const { return text.size() >= kProse && links() <= kProseLinks; }
};

class Finder {
 public:
  // `by_name`: whether words of class and id can drop an element.
  Finder(const Page& page, const PageLexicon& lexicon, const std::string& title, bool by_name)
      : page_(page), nodes_(page.nodes()), lexicon_(lexicon), title_(title), by_name_(by_name) {}

  Body find() {
    measure();
    mark();
    cut();
    return keep(root());
  }

  Body whole() {
    measure();
    mark();
    cut();
    return keep(0);
  }

 private:
  // Bytes of paragraphs under each element, before anything is dropped; and where the headings are.
  void measure() {
    paragraph_bytes_.assign(nodes_.size() + 1, 0);
    std::size_t paragraph_end = 0;
    for (Index i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].tag == "p") paragraph_end = std::max(paragraph_end, end(i));
      if (nodes_[i].tag == "h1") headings_.push_back(i);
      const bool counted = i < paragraph_end && nodes_[i].text.size() > 1;
      paragraph_bytes_[i + 1] = paragraph_bytes_[i] + (counted ? nodes_[i].text.size() : 0);
    }
  }

  void mark() {
    dropped_.assign(nodes_.size(), false);
    const double all = static_cast<double>(paragraph_bytes_.back());
    for (Index i = 0; i < nodes_.size(); ++i) {
      const PageNode& node = nodes_[i];
      if (node.tag.empty() || node.tag == "html" || node.tag == "body") continue;
      const double here = static_cast<double>(paragraph_bytes_[end(i)] - paragraph_bytes_[i]);
      const bool holds_report = all > 0 && here > kHoldsReport * all;
      if (node.tag == "form" ? !holds_report && here == 0 : among(kNeverText, node.tag)) {
        dropped_[i] = true;
      } else if (!holds_report && !holds_heading(i) && around_body(node)) {
        dropped_[i] = true;
      }
    }
  }

  bool holds_heading(Index i) const {
    const auto first = std::lower_bound(headings_.begin(), headings_.end(), i);
    return headings_.size() == 1 && first != headings_.end() && *first < end(i) &&
           nodes_[i].tag != "header" && nodes_[i].tag != "h1";
  }

  bool around_body(const PageNode& node) const {
    if (node.tag == "article" || node.tag == "main" || node.tag == "h1") return false;
    if (lexicon_.roles.contains(page_.attribute(node, "role"))) return true;
    if (page_.attribute(node, "aria-hidden") == "true") return true;
    const std::string_view style = page_.attribute(node, "style");
    if (style.find("display:none") != std::string_view::npos ||
        style.find("display: none") != std::string_view::npos)
      return true;
    if (!by_name_) return false;
    return PageLexicon::names(lexicon_.around, page_.attribute(node, "class")) ||
           PageLexicon::names(lexicon_.around, page_.attribute(node, "id"));
  }

  // ---- blocks ---------------------------------------------------------------------------------------

  void cut() {
    std::vector<Index> open;  // block elements around the current node
    std::size_t link_end = 0;
    int breaks = 0;
    for (Index i = 0; i < nodes_.size();) {
      while (!open.empty() && end(open.back()) <= i) {
        flush(open.back());
        open.pop_back();
      }
      const PageNode& node = nodes_[i];
      const bool block = among(kBlockTags, node.tag);
      if (block) flush(open.empty() ? i : open.back());
      if (dropped_[i]) {
        i = end(i);
        continue;
      }
      if (block) open.push_back(i);
      if (node.tag == "a") link_end = std::max(link_end, end(i));
      if (node.tag == "br") {
        if (++breaks >= 2) flush(open.empty() ? i : open.back());
        else current_.text += kLineBreak;
      } else if (!node.text.empty()) {
        add(node.text, i < link_end);
        if (!squeezed(node.text).empty()) breaks = 0;
      }
      ++i;
    }
    if (!open.empty()) flush(open.back());
  }

  void add(std::string_view text, bool linked) {
    current_.text += text;
    if (linked) current_.linked += squeezed(text).size();
  }

  void flush(Index owner) {
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
      current_.owner = owner;
      current_.tag = telling_tag(owner);
      blocks_.push_back(std::move(current_));
    }
    current_ = RawBlock{};
  }

  // A paragraph in a list item, quotation or caption is that.
  std::string_view telling_tag(Index owner) const {
    std::string_view tag = nodes_[owner].tag;
    Index i = owner;
    for (int steps = 0; steps < 4; ++steps) {
      const std::string_view here = nodes_[i].tag;
      if (here == "li" || here == "blockquote" || here == "figcaption") return here;
      if (nodes_[i].parent < 0) break;
      i = static_cast<Index>(nodes_[i].parent);
    }
    return tag;
  }

  // ---- the root -------------------------------------------------------------------------------------

  std::size_t mass_of(Index i) const { return mass_[end(i)] - mass_[i]; }

  Index root() {
    mass_.assign(nodes_.size() + 1, 0);
    for (const RawBlock& block : blocks_) {
      if (block.prose()) mass_[block.owner + 1] += block.text.size() - block.linked;
    }
    for (Index i = 0; i < nodes_.size(); ++i) mass_[i + 1] += mass_[i];
    const double all = static_cast<double>(mass_.back());
    Index best = 0;
    std::size_t best_mass = 0;
    for (Index i = 0; i < nodes_.size(); i = dropped_[i] ? end(i) : i + 1) {
      if (nodes_[i].tag.empty() || dropped_[i] || !marked_as_body(nodes_[i])) continue;
      const std::size_t mass = mass_of(i);
      if (static_cast<double>(mass) >= kMarkedMass * all && mass > best_mass) {
        best = i;
        best_mass = mass;
      }
    }
    return best_mass > 0 ? best : descend(0);
  }

  bool marked_as_body(const PageNode& node) const {
    return page_.attribute(node, "itemprop").find("articleBody") != std::string_view::npos ||
           (node.tag != "body" && node.tag != "html" &&
            PageLexicon::names(lexicon_.body, page_.attribute(node, "class"))) ||
           PageLexicon::names(lexicon_.body, page_.attribute(node, "id"));
  }

  Index descend(Index here) const {
    while (true) {
      Index next = here;
      for (Index i = here + 1; i < end(here); i = end(i)) {
        if (!nodes_[i].tag.empty() && !dropped_[i] &&
            static_cast<double>(mass_of(i)) >= kDescendMass * static_cast<double>(mass_of(here)))
          next = i;
      }
      if (next == here || mass_of(here) == 0) return here;
      // A paragraph is not a root: its neighbours may be short.
      if (nodes_[next].tag == "p" || nodes_[next].tag == "li") return here;
      here = next;
    }
  }

  // ---- the text -------------------------------------------------------------------------------------

  Body keep(Index root) const {
    const Index lead = after_heading(root);
    std::vector<const RawBlock*> kept;
    for (const RawBlock& block : blocks_) {
      const bool inside = block.owner >= root && block.owner < end(root);
      const bool before = block.owner >= lead && block.owner < root && block.prose();
      if ((inside || before) && wanted(block)) kept.push_back(&block);
    }
    while (!kept.empty() && heading(*kept.back())) kept.pop_back();
    Body body;
    for (const RawBlock* block : kept) {
      if (!body.text.empty()) body.text += "\n\n";
      const auto begin = static_cast<std::uint32_t>(body.text.size());
      body.text += block->text;
      body.blocks.push_back({block->owner < root ? "lead" : kind_of(*block),
                             {begin, static_cast<std::uint32_t>(body.text.size())}});
    }
    return body;
  }

  // Many pages set the lead between headline and body, outside the element of the body. The node
  // after the last heading of the first rank before the root; the root where there is none.
  Index after_heading(Index root) const {
    const auto next = std::lower_bound(headings_.begin(), headings_.end(), root);
    if (next == headings_.begin()) return root;
    return std::min(root, end(*std::prev(next)));
  }

  static bool heading(const RawBlock& block) {
    return block.tag.size() == 2 && block.tag[0] == 'h' && block.tag[1] >= '1' &&
           block.tag[1] <= '6';
  }

  bool wanted(const RawBlock& block) const {
    if (block.links() > kKeptLinks) return false;
    const std::string low = text::lower(block.text);
    if (lexicon_.whole.contains(low)) return false;
    if (block.text.size() < 400) {
      for (const std::string& beginning : lexicon_.beginnings) {
        if (low.starts_with(beginning)) return false;
      }
    }
    return !heading(block) || block.text != title_;
  }

  static std::string kind_of(const RawBlock& block) {
    if (heading(block)) return "heading";
    if (block.tag == "li") return "list";
    if (block.tag == "blockquote") return "quote";
    if (block.tag == "figcaption") return "caption";
    return "paragraph";
  }

  Index end(Index i) const { return static_cast<Index>(nodes_[i].end); }

  const Page& page_;
  const std::vector<PageNode>& nodes_;
  const PageLexicon& lexicon_;
  const std::string& title_;
  const bool by_name_;
  std::vector<std::size_t> paragraph_bytes_;
  std::vector<Index> headings_;
  std::vector<bool> dropped_;
  RawBlock current_;
  std::vector<RawBlock> blocks_;
  std::vector<std::size_t> mass_;  // of prose in blocks whose owner comes before node i
};

}  // namespace

Body find_body(const Page& page, const PageLexicon& lexicon, const std::string& title) {
  if (page.nodes().empty()) return {};
  Body body = Finder(page, lexicon, title, true).find();
  if (body.text.size() >= kTooLittle) return body;
  // Hardly anything left: on this page the names of classes mean something else.
  Body second = Finder(page, lexicon, title, false).find();
  return second.text.size() > 2 * body.text.size() ? second : body;
}

Body fragment_body(const Page& fragment, const PageLexicon& lexicon) {
  if (fragment.nodes().empty()) return {};
  return Finder(fragment, lexicon, "", false).whole();
}

}  // namespace litopys::intake
