// HTML parsing by the standard walks the stack of open elements for most tags, so 100,000 nested
// <div>s cost ten thousand million steps, and an attribute is compared with all those before it.
// The guard is one pass that knows just enough of the syntax to count: comments, quoted values, and
// the raw text of scripts and styles, which hold no tags.
//
// Elements whose end tag may be left out (<p>, <li>, <td> …) are not counted: a long honest list
// without </li> is not nested, and where such elements do nest, a counted one stands between them.
//
// Half of the bytes of a page are scripts, styles, comments and attributes that say how it looks
// and what it does. The parser would look at each of them letter by letter; they are left out here,
// where they are only passed over, and so are blanks in a row but the first. That takes less than
// half the time, and what is kept parses to the same words in the same tree.
//
// Example: <div><div></div> has one open element at its end, two at most.
// Example: <a class=x onclick="go()">on</a><script>go()</script> keeps the link, its class and an
// empty script.
// Counter-example: a script that is read (JSON-LD), or one with "<!--" in it, whose end only the
// parser finds, stays.
// Limit: an estimate. The parser's memory has a cap of its own (page.cc) for what slips through.
#include "intake/page_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace litopys::intake {
namespace {

constexpr std::array<std::string_view, 16> kVoid = {
    "area", "base",  "br",     "col",  "embed", "frame", "hr",     "image",
    "img",  "input", "keygen", "link", "meta",  "param", "source", "track"};
constexpr std::array<std::string_view, 20> kOptionalEnd = {
    "html",  "head",  "body",  "p",       "li",       "dt",     "dd", "tr", "td", "th",
    "thead", "tbody", "tfoot", "caption", "colgroup", "option", "rb", "rt", "rp", "wbr"};
constexpr std::array<std::string_view, 8> kRaw = {"script", "style",  "textarea", "title",
                                                  "xmp",    "iframe", "noembed",  "noframes"};
constexpr std::array<std::string_view, 6> kRawUnread = {"script", "style",   "textarea",
                                                        "iframe", "noembed", "noframes"};
// Everything that intake asks a page for, and what the parser itself looks at.
constexpr std::array<std::string_view, 18> kReadAttributes = {
    "aria-hidden", "class", "content", "datetime", "http-equiv", "id",
    "itemprop",    "lang",  "name",    "property", "rel",        "role",
    "style",       "type",  "color",   "face",     "size",       "encoding"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Attributes that a tag's own name makes worth reading.
bool read_of(std::string_view tag, std::string_view attribute) {
  if (attribute == "href") return tag == "link";
  return among(kReadAttributes, attribute);
}

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char low(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

class Guard {
 public:
  Guard(std::string_view html, const std::string& where) : html_(html), where_(where) {}

  text::Result<std::string> check() {
    while (true) {
      const std::size_t words = at_;
      at_ = html_.find('<', at_);
      join_blanks(words, std::min(at_, html_.size()));
      if (at_ == std::string_view::npos || at_ + 1 >= html_.size()) {
        kept_ += html_.substr(copied_);
        return std::move(kept_);
      }
      const char next = html_[at_ + 1];
      if (next == '!' || next == '?') {
        skip_declaration();
      } else if (next == '/' && at_ + 2 < html_.size() && letter(html_[at_ + 2])) {
        at_ += 2;
        end_tag();
      } else if (letter(next)) {
        const std::size_t start = at_++;
        const text::Status status = start_tag(start);
        if (!status) return status.error();
      } else {
        ++at_;
      }
    }
  }

 private:
  void leave_out(std::size_t begin, std::size_t end) {
    kept_ += html_.substr(copied_, begin - copied_);
    copied_ = end;
  }

  // Of blanks in a row, which are one to every reader of pages, the first stays.
  void join_blanks(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i + 1 < end; ++i) {
      if (!blank(html_[i]) || !blank(html_[i + 1])) continue;
      std::size_t behind = i + 2;
      while (behind < end && blank(html_[behind])) ++behind;
      leave_out(i + 1, behind);
      i = behind - 1;
    }
  }

  void skip_declaration() {
    const bool comment = html_.substr(at_).starts_with("<!--");
    if (!comment) {
      const std::size_t end = html_.find('>', at_);
      at_ = end == std::string_view::npos ? html_.size() : end + 1;
      return;
    }
    const std::size_t start = at_, end = html_.find("-->", at_ + 2);
    at_ = end == std::string_view::npos ? html_.size() : end + 3;
    // "--!>" ends a comment too, for the parser; there it sees for itself.
    const bool plain = html_.substr(start, at_ - start).find("--!") == std::string_view::npos;
    if (end != std::string_view::npos && plain) leave_out(start, at_);
  }

  std::string name() {
    std::string name;
    while (at_ < html_.size() && !blank(html_[at_]) && html_[at_] != '/' && html_[at_] != '>') {
      if (name.size() < 32) name += low(html_[at_]);
      ++at_;
    }
    return name;
  }

  // Moves past the tag's ">" and gives the number of its attributes.
  int skip_attributes(std::string_view tag) {
    int count = 0;
    while (at_ < html_.size() && html_[at_] != '>') {
      if (blank(html_[at_]) || html_[at_] == '/') {
        ++at_;
        continue;
      }
      ++count;
      const std::size_t start = at_;
      if (html_[at_] == '=') ++at_;
      std::string attribute;
      while (at_ < html_.size() && !blank(html_[at_]) && html_[at_] != '/' && html_[at_] != '>' &&
             html_[at_] != '=') {
        if (attribute.size() < 16) attribute += low(html_[at_]);
        ++at_;
      }
      skip_value();
      if (at_ < html_.size() && !read_of(tag, attribute)) leave_out(start, at_);
    }
    if (at_ < html_.size()) ++at_;
    return count;
  }

  void skip_value() {
    std::size_t here = at_;
    while (here < html_.size() && blank(html_[here])) ++here;
    if (here >= html_.size() || html_[here] != '=') return;
    ++here;
    while (here < html_.size() && blank(html_[here])) ++here;
    if (here < html_.size() && (html_[here] == '"' || html_[here] == '\'')) {
      const std::size_t end = html_.find(html_[here], here + 1);
      at_ = end == std::string_view::npos ? html_.size() : end + 1;
      return;
    }
    while (here < html_.size() && !blank(html_[here]) && html_[here] != '>') ++here;
    at_ = here;
  }

  void end_tag() {
    const std::string tag = name();
    const auto open = open_.find(tag);
    skip_attributes(tag);
    if (open != open_.end() && open->second > 0) {
      --open->second;
      --depth_;
    }
  }

  text::Status start_tag(std::size_t start) {
    const std::string tag = name();
    if (skip_attributes(tag) > kMaxAttributes) {
      return text::Error{"too-complex",
                         fmt::format("{}: byte {}: a tag with more than {} attributes", where_,
                                     start, kMaxAttributes)};
    }
    if (among(kRaw, tag) && open_["svg"] == 0 && open_["math"] == 0) {
      const bool read = html_.substr(start, at_ - start).find("ld+json") != std::string_view::npos;
      const std::size_t content = at_;
      skip_raw(tag);
      const std::string_view raw = html_.substr(content, at_ - content);
      if (!read && among(kRawUnread, tag) && raw.find("<!--") == std::string_view::npos) {
        leave_out(content, at_);
      }
    } else if (!among(kVoid, tag) && !among(kOptionalEnd, tag)) {
      ++open_[tag];
      if (++depth_ > kMaxNesting) {
        return text::Error{"too-deep", fmt::format("{}: byte {}: elements nested more than {} deep",
                                                   where_, start, kMaxNesting)};
      }
    }
    return text::Done{};
  }

  // To the end tag of an element whose content is no markup.
  void skip_raw(const std::string& tag) {
    for (at_ = html_.find("</", at_); at_ != std::string_view::npos;
         at_ = html_.find("</", at_ + 2)) {
      const std::string_view rest = html_.substr(at_ + 2, tag.size() + 1);
      if (rest.size() > tag.size() && ends_name(rest.back()) &&
          std::equal(tag.begin(), tag.end(), rest.begin(),
                     [](char a, char b) { return a == low(b); })) {
        return;
      }
    }
    at_ = html_.size();
  }

  static bool ends_name(char c) { return blank(c) || c == '/' || c == '>'; }

  std::string_view html_;
  const std::string& where_;
  std::size_t at_ = 0;
  std::string kept_;
  std::size_t copied_ = 0;  // bytes of html_ that are in kept_ or were left out
  std::map<std::string, int, std::less<>> open_;
  int depth_ = 0;
};

}  // namespace

text::Result<std::string> guarded_page(std::string_view html, const std::string& where) {
  return Guard(html, where).check();
}

}  // namespace litopys::intake
