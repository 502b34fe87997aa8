// Four passes over the flat tree, each linear.
//
// 1. What is around the body is marked by element, role, and the words of class and id (the table
//    codebooks/boilerplate.tsv), unless the element plainly holds the report: the page's own
//    heading, the larger part of all its paragraphs (<body class="has-sidebar">), or a name that
//    says so beside the other one. Captions and embedded posts are marked too.
// 2. The rest is cut into blocks (page_blocks.h).
// 3. The root of the report is chosen by mass, the bytes of blocks that read like prose: long, few
//    of them in links. An element whose markup says that it is the body wins if it has mass enough;
//    else one descends from <body> as long as a single child holds most of the mass.
// 4. Blocks under the root are kept unless they are mostly links, begin like boilerplate or only
//    say when they were published; headings, and lines that end in a colon, only where something
//    follows them, and not the heading that repeats the title.
//
// A lead between the headline and the root is kept too, and what begins like the page's
// description. A "teaser" is a lead where the page has only one, or where it begins like the
// description. Where the page's JSON-LD gives the whole body, the blocks that have nothing of it
// are left out. Where hardly anything is left in the end, all is done once more without the words
// of class and id, which some sites use in ways of their own.
//
// Example: a page of a menu (40 links), a consent wall (class="cookie-consent") and an <article> of
// five paragraphs with a "Read also" link between gives the five paragraphs.
// Limit: one report a page; a page of ten teasers gives the teasers.
// After: readability (Arc90) for mass, jusText (Pomikalek 2011) for link density.
#include "intake/body.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

#include "intake/agreement.h"
#include "intake/dates.h"
#include "intake/page_blocks.h"
#include "intake/source_trace.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

using Index = std::size_t;

constexpr double kKeptLinks = 0.6;       // share of bytes in links above which a block is dropped
constexpr double kMarkedMass = 0.3;      // of all mass, for an element marked as the body
constexpr double kDescendMass = 0.75;    // of the mass here, to go down into a child
constexpr double kHoldsReport = 0.6;     // of all mass, against being dropped by its name
constexpr std::size_t kTooLittle = 300;  // bytes of a body that make one look again
constexpr std::size_t kTooLittleMarked = 100;  // the same, where markup said that it is the body
constexpr std::size_t kLongBoilerplate = 400;  // bytes that are not judged by how they begin
constexpr std::size_t kLongStamp = 80;         // bytes; the same for dates of publication
constexpr std::size_t kLeadNodes = 50;         // below a lead
constexpr std::size_t kShortLine = 80;         // bytes of a line that only announces others
constexpr std::size_t kSameBeginning = 40;     // letters that a lead shares with the description
constexpr std::size_t kWholeBody = 60;  // shingles of an articleBody that is more than a teaser
constexpr double kClaimMet = 0.9;       // of the articleBody that the page must have …
constexpr double kClaimCovers = 0.6;    // … and of the page's prose that must be in it, for trust
constexpr double kForeign = 0.2;        // of a block in it, below which it is dropped

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const TagSet& never_text() {
  static const TagSet tags = {"script", "style",  "template", "svg",   "math",  "iframe", "object",
                              "embed",  "button", "select",   "input", "nav",   "footer", "aside",
                              "menu",   "dialog", "head",     "audio", "video", "canvas", "label",
                              "map",    "form",   "textarea", "title"};
  return tags;
}

constexpr std::array<std::string_view, 4> kFactsAbout = {"author", "publisher", "comment",
                                                         "keywords"};

bool begins_with_one_of(const std::string& low, const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const std::string& words) { return low.starts_with(words); });
}

// "… on Monday." and "… on Monday (file)."
bool ends_sentence(std::string_view text) {
  constexpr std::string_view kEnds = ".!?";
  while (!text.empty() && (text.back() == '"' || text.back() == '\'' || text.back() == ')' ||
                           static_cast<unsigned char>(text.back()) >= 0x80)) {
    text.remove_suffix(1);
  }
  return !text.empty() && kEnds.find(text.back()) != std::string_view::npos;
}

// Most values of class come again and again in a page; each is looked up once.
class Names {
 public:
  explicit Names(const PageLexicon& lexicon) : lexicon_(lexicon) {}

  const Named& of(std::string_view attribute) {
    const auto [place, added] = known_.try_emplace(attribute);
    if (added && !attribute.empty()) place->second = lexicon_.names(attribute);
    return place->second;
  }

 private:
  const PageLexicon& lexicon_;
  std::unordered_map<std::string_view, Named> known_;
};

class Finder {
 public:
  // `by_name`: whether words of class and id can drop an element.
  Finder(const Page& page, const PageLexicon& lexicon, const std::string& title,
         const PageClaims& claims, bool by_name)
      : page_(page),
        nodes_(page.nodes()),
        lexicon_(lexicon),
        names_(lexicon),
        title_(title),
        claims_(claims),
        by_name_(by_name) {}

  Body find() {
    prepare();
    return keep(root());
  }

  // Whether markup said where the body is.
  bool marked() const { return marked_; }

  Body whole() {
    prepare();
    return keep(0);
  }

 private:
  void prepare() {
    measure();
    mark();
    blocks_ = cut_blocks(page_, marks_);
  }

  // Bytes of paragraphs under each element, before anything is dropped; and where the headings are.
  void measure() {
    paragraph_bytes_.assign(nodes_.size() + 1, 0);
    std::size_t paragraph_end = 0, teaser_end = 0, teasers = 0;
    for (Index i = 0; i < nodes_.size(); ++i) {
      const PageNode& node = nodes_[i];
      if (node.tag == "p") paragraph_end = std::max(paragraph_end, end(i));
      if (node.tag == "h1") headings_.push_back(i);
      const bool counted = i < paragraph_end && node.text.size() > 1;
      paragraph_bytes_[i + 1] = paragraph_bytes_[i] + (counted ? node.text.size() : 0);
      if (!node.tag.empty() && i >= teaser_end &&
          names_.of(page_.attribute(node, Attribute::kClass)).lead) {
        ++teasers;
        teaser_end = end(i);
        lead_ = i;
      }
    }
    if (teasers != 1) lead_ = nodes_.size();
  }

  void mark() {
    marks_.dropped.assign(nodes_.size(), false);
    marks_.caption = marks_.embed = marks_.dropped;
    const double all = static_cast<double>(paragraph_bytes_.back());
    for (Index i = 0; i < nodes_.size(); ++i) {
      const PageNode& node = nodes_[i];
      if (node.tag.empty() || node.tag == "html" || node.tag == "body") continue;
      const double here = static_cast<double>(paragraph_bytes_[end(i)] - paragraph_bytes_[i]);
      const bool holds_report = all > 0 && here > kHoldsReport * all;
      if (node.tag == "form" ? !holds_report && here == 0 : never_seen(node)) {
        marks_.dropped[i] = true;
      } else if (!holds_report && !holds_heading(i) && around_body(i)) {
        marks_.dropped[i] = true;
      } else if (!holds_report) {
        const Named& named = names_.of(page_.attribute(node, Attribute::kClass));
        // Some sites set the headline and the lead over the picture.
        marks_.caption[i] = (node.tag == "figcaption" || named.caption) && !holds_heading(i);
        marks_.embed[i] = named.embed;
      }
      if (marks_.dropped[i]) i = end(i) - 1;  // what is below goes with it
    }
  }

  // What only shows where scripts do not run is the body of some pages, and of those alone.
  bool never_seen(const PageNode& node) const {
    return never_text().contains(node) || (by_name_ && node.tag == "noscript");
  }

  bool holds_heading(Index i) const {
    const auto first = std::lower_bound(headings_.begin(), headings_.end(), i);
    return headings_.size() == 1 && first != headings_.end() && *first < end(i) &&
           nodes_[i].tag != "header" && nodes_[i].tag != "h1";
  }

  bool around_body(Index i) {
    const PageNode& node = nodes_[i];
    if (node.tag == "article" || node.tag == "main" || node.tag == "h1") return false;
    if (lexicon_.roles.contains(page_.attribute(node, Attribute::kRole))) return true;
    if (page_.attribute(node, Attribute::kAriaHidden) == "true") return true;
    if (among(kFactsAbout, page_.attribute(node, Attribute::kItemprop))) return true;
    const std::string_view style = page_.attribute(node, Attribute::kStyle);
    if (style.find("display:none") != std::string_view::npos ||
        style.find("display: none") != std::string_view::npos)
      return true;
    if (!by_name_ || i == lead_) return false;
    const Named by_class = names_.of(page_.attribute(node, Attribute::kClass));
    // The id of a heading is the heading's own words.
    const bool heading = node.tag.size() == 2 && node.tag[0] == 'h';
    const Named by_id = heading ? Named{} : names_.of(page_.attribute(node, Attribute::kId));
    if (by_class.body || by_id.body) return false;
    if (!by_class.around && !by_id.around) return false;
    if (by_class.lead && is_described(i)) return false;
    return page_.attribute(node, Attribute::kItemprop) != "description" ||
           !like_description(page_.text_of(i));
  }

  // A small element that begins as the page is described: its own lead among teasers of others.
  bool is_described(Index i) const {
    return end(i) - i < kLeadNodes && like_description(page_.text_of(i));
  }

  bool like_description(std::string_view text) const {
    return begin_alike(text, claims_.description, kSameBeginning);
  }

  // ---- the root
  // -------------------------------------------------------------------------------------

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
    for (Index i = 0; i < nodes_.size(); i = marks_.dropped[i] ? end(i) : i + 1) {
      if (nodes_[i].tag.empty() || marks_.dropped[i] || !marked_as_body(nodes_[i])) continue;
      const std::size_t mass = mass_of(i);
      if (static_cast<double>(mass) >= kMarkedMass * all && mass > best_mass) {
        best = i;
        best_mass = mass;
      }
    }
    marked_ = best_mass > 0;
    return marked_ ? best : descend(0);
  }

  bool marked_as_body(const PageNode& node) {
    return page_.attribute(node, Attribute::kItemprop).find("articleBody") !=
               std::string_view::npos ||
           (node.tag != "body" && node.tag != "html" &&
            names_.of(page_.attribute(node, Attribute::kClass)).body) ||
           names_.of(page_.attribute(node, Attribute::kId)).body;
  }

  Index descend(Index here) const {
    while (true) {
      Index next = here;
      for (Index i = here + 1; i < end(here); i = end(i)) {
        if (!nodes_[i].tag.empty() && !marks_.dropped[i] &&
            static_cast<double>(mass_of(i)) >= kDescendMass * static_cast<double>(mass_of(here)))
          next = i;
      }
      if (next == here || mass_of(here) == 0) return here;
      // A paragraph is not a root: its neighbours may be short.
      if (nodes_[next].tag == "p" || nodes_[next].tag == "li") return here;
      here = next;
    }
  }

  // ---- the text
  // -------------------------------------------------------------------------------------

  Body keep(Index root) const {
    const Index lead = after_heading(root);
    std::vector<const RawBlock*> kept;
    for (const RawBlock& block : blocks_) {
      const bool inside = block.owner >= root && block.owner < end(root);
      const bool before = block.owner < root && block.prose() && !block.caption &&
                          (block.owner >= lead || like_description(block.text));
      if ((inside || before) && wanted(block)) kept.push_back(&block);
    }
    drop_foreign(kept);
    while (!kept.empty() && announces(*kept.back())) kept.pop_back();
    Body body;
    for (const RawBlock* block : kept) {
      if (!body.text.empty()) body.text += "\n\n";
      const auto begin = static_cast<std::uint32_t>(body.text.size());
      body.text += block->text;
      trace(page_, marks_, *block, begin, body.source);
      body.blocks.push_back({kind_of(*block, block->owner < root),
                             {begin, static_cast<std::uint32_t>(body.text.size())}});
    }
    return body;
  }

  // What stands over something else: a heading, or "See also:".
  static bool announces(const RawBlock& block) {
    return block.heading() || (block.text.size() < kShortLine && block.text.ends_with(':'));
  }

  // Many pages set the lead between headline and body, outside the element of the body. The node
  // after the last heading of the first rank before the root; the root where there is none.
  Index after_heading(Index root) const {
    const auto next = std::lower_bound(headings_.begin(), headings_.end(), root);
    if (next == headings_.begin()) return root;
    return std::min(root, end(*std::prev(next)));
  }

  bool wanted(const RawBlock& block) const {
    if (block.links() > kKeptLinks || 2 * block.stamped > block.text.size()) return false;
    const std::string low = text::lower(block.text);
    if (lexicon_.whole.contains(low)) return false;
    if (block.text.size() < kLongBoilerplate && begins_with_one_of(low, lexicon_.beginnings))
      return false;
    if (block.text.size() < kLongStamp && only_a_date(low)) return false;
    if (block.caption && !ends_sentence(block.text)) return false;
    return !block.heading() || !repeats_title(block);
  }

  // "7 March 2022", "Updated: 7 March 2022"
  bool only_a_date(const std::string& low) const {
    const bool dated =
        std::any_of(low.begin(), low.end(), [](char c) { return c >= '0' && c <= '9'; });
    return dated &&
           (begins_with_one_of(low, lexicon_.stamps) || begins_with_one_of(low, lexicon_.changes) ||
            (low.size() < 24 && normal_date(low, lexicon_.months)));
  }

  // The title of the window has the site's name behind it; some headings have a date before it.
  bool repeats_title(const RawBlock& block) const {
    if (block.text == title_) return true;
    if (block.tag != "h1" || block.text.size() < 12 || title_.size() < 12) return false;
    return title_.find(block.text) != std::string::npos ||
           block.text.find(title_) != std::string::npos;
  }

  // Where JSON-LD has the whole body: what is not in it stands around it. Headings and leads may be
  // missing there.
  void drop_foreign(std::vector<const RawBlock*>& kept) const {
    const Shingles claimed(claims_.article_body);
    if (claimed.size() < kWholeBody) return;
    Shingles all("");
    double prose = 0, shared = 0;
    std::vector<double> inside;
    for (const RawBlock* block : kept) {
      const Shingles here(block->text);
      inside.push_back(here.inside(claimed));
      all.join(here);
      if (!block->prose()) continue;
      prose += static_cast<double>(block->text.size());
      shared += inside.back() * static_cast<double>(block->text.size());
    }
    if (claimed.inside(all) < kClaimMet || shared < kClaimCovers * prose) return;
    std::vector<const RawBlock*> left;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const bool lead = like_description(kept[i]->text);
      if (inside[i] >= kForeign || kept[i]->heading() || lead) left.push_back(kept[i]);
    }
    kept = std::move(left);
  }

  std::string kind_of(const RawBlock& block, bool before_root) const {
    if (block.heading()) return "heading";
    if (block.embed) return "embed";
    if (block.caption) return "caption";
    const std::string low = text::lower(block.text);
    if (begins_with_one_of(low, lexicon_.corrections)) return "correction";
    if (begins_with_one_of(low, lexicon_.updates)) return "update";
    if (before_root) return "lead";
    if (block.tag == "li") return "list";
    return block.tag == "blockquote" ? "quote" : "paragraph";
  }

  Index end(Index i) const { return static_cast<Index>(nodes_[i].end); }

  const Page& page_;
  const std::vector<PageNode>& nodes_;
  const PageLexicon& lexicon_;
  Names names_;
  const std::string& title_;
  const PageClaims& claims_;
  const bool by_name_;
  std::vector<std::size_t> paragraph_bytes_;
  std::vector<Index> headings_;
  Index lead_ = 0;  // the only element that is named a lead or teaser; else nodes_.size()
  bool marked_ = false;
  PageMarks marks_;
  std::vector<RawBlock> blocks_;
  std::vector<std::size_t> mass_;  // of prose in blocks whose owner comes before node i
};

}  // namespace

Body find_body(const Page& page, const PageLexicon& lexicon, const std::string& title,
               const PageClaims& claims) {
  if (page.nodes().empty()) return {};
  Finder finder(page, lexicon, title, claims, true);
  Body body = finder.find();
  if (body.text.size() >= (finder.marked() ? kTooLittleMarked : kTooLittle)) return body;
  // Hardly anything left: on this page the names of classes mean something else.
  Body second = Finder(page, lexicon, title, claims, false).find();
  return second.text.size() > 2 * body.text.size() ? second : body;
}

Body fragment_body(const Page& fragment, const PageLexicon& lexicon) {
  if (fragment.nodes().empty()) return {};
  return Finder(fragment, lexicon, "", {}, false).whole();
}

}  // namespace litopys::intake
