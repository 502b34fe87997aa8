// HTML parsing by the standard walks the stack of open elements for most tags, so 100,000 nested
// <div>s cost ten thousand million steps, and an attribute is compared with all those before it.
// The guard is one pass that knows just enough of the syntax to count: comments, quoted values, and
// the raw text of scripts and styles, which hold no tags.
//
// Elements whose end tag may be left out (<p>, <li>, <td> …) are not counted: a long honest list
// without </li> is not nested, and where such elements do nest, a counted one stands between them.
//
// Five sixths of the bytes of a page are scripts, styles, comments and attributes. The parser would
// look at each of them letter by letter and copy it; here they are only passed over. What intake
// asks for is noted beside the page, the rest left out, and so are blanks in a row but the first.
// That takes a third of the time, and what is kept parses to the same words in the same tree.
//
// Example: <div><div></div> has one open element at its end, two at most.
// Example: <a class=x onclick="go()">on</a><script>go()</script> becomes <a
// >on</a><script></script> and a note of the class. Counter-example: a script with "<!--" in it,
// whose end only the parser finds, stays; so does title="B &amp; C", for only the parser knows what
// "&" begins. Limit: an estimate. The parser's memory has a cap of its own (page.cc) for what slips
// through.
#include "intake/page_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

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
constexpr std::array<const char*, 15> kAttributeNames = {
    "aria-hidden", "class", "content",  "datetime", "href", "http-equiv", "id",  "itemprop",
    "lang",        "name",  "property", "rel",      "role", "style",      "type"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<Attribute> attribute_named(std::string_view name, std::string_view tag) {
  if (name == "href" && tag != "link") return std::nullopt;
  for (std::size_t i = 0; i < kAttributeNames.size(); ++i) {
    if (name == kAttributeNames[i]) return static_cast<Attribute>(i);
  }
  return std::nullopt;
}

// What the parser looks at while it builds the tree.
bool parser_reads(std::string_view name, std::string_view tag) {
  if (tag == "input") return name == "type";
  if (tag == "font") return name == "color" || name == "face" || name == "size";
  return name == "encoding" && tag == "annotation-xml";
}

// The parser gives the one <html> and <body> the attributes of all.
bool gathers_attributes(std::string_view tag) { return tag == "html" || tag == "body"; }

constexpr std::size_t kLongestAttribute =
    12;  // bytes of a name that are looked at; one more than any that is read

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool foreign(std::string_view tag) { return tag == "svg" || tag == "math"; }
char low(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

class Guard {
 public:
  Guard(std::string_view html, const std::string& where)
      : html_(html), where_(where), verbatim_(html.find('\0') != std::string_view::npos) {}

  text::Result<GuardedPage> check() {
    page_.places.push_back({0, 0});
    while (true) {
      const std::size_t words = at_;
      at_ = std::min(html_.find('<', at_), html_.size());
      take_words(words, at_);
      if (at_ + 1 >= html_.size()) {
        page_.html += html_.substr(copied_);
        return std::move(page_);
      }
      const char next = html_[at_ + 1];
      const bool named = at_ + 2 < html_.size() && letter(html_[at_ + 2]);
      if (next == '!' || next == '?' || (next == '/' && !named)) {
        skip_declaration();
      } else if (next == '/') {
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
    page_.html += html_.substr(copied_, begin - copied_);
    copied_ = end;
    page_.places.push_back({kept(end), static_cast<std::uint32_t>(end)});
  }

  // Where a byte that is kept will stand.
  std::uint32_t kept(std::size_t at) const {
    return static_cast<std::uint32_t>(page_.html.size() + at - copied_);
  }

  // Words between tags: stretches that the parser would copy as they are become marks.
  void take_words(std::size_t begin, std::size_t end) {
    if (foreign_ > 0 || verbatim_) return;
    while (begin < end) {
      std::size_t here = begin;
      bool blanks = true;
      while (here < end && !for_parser(here)) blanks = blank(html_[here++]) && blanks;
      if (blanks && here > begin) {
        if (here > begin + 1) leave_out(begin + 1, here);
      } else if (here > begin) {
        take_stretch(begin, here);
      }
      begin = here < end ? behind_reference(here, end) : end;
    }
  }

  // Of blanks at both ends, which are one to every reader of pages, the inner one stays.
  void take_stretch(std::size_t begin, std::size_t end) {
    std::size_t first = begin, last = end;
    while (blank(html_[first])) ++first;
    while (blank(html_[last - 1])) --last;
    first -= first > begin ? 1 : 0;
    last += last < end ? 1 : 0;
    page_.words.push_back({kept(begin), html_.substr(first, last - first)});
    page_.html += html_.substr(copied_, begin - copied_);
    page_.html += kTakenWords;
    copied_ = end;
    page_.places.push_back({kept(end), static_cast<std::uint32_t>(end)});
  }

  // "&", and the characters that HTML has the parser replace or drop.
  bool for_parser(std::size_t at) const {
    const auto byte = [&](std::size_t i) {
      return i < html_.size() ? static_cast<unsigned char>(html_[i]) : 0u;
    };
    const unsigned c = byte(at);
    if (c >= 0x20 && c < 0x7F) return c == '&';
    if (c < 0x80) return !blank(html_[at]);
    if (c == 0xC2) return byte(at + 1) < 0xA0;
    if (c == 0xEF && byte(at + 1) == 0xB7) return byte(at + 2) >= 0x90 && byte(at + 2) <= 0xAF;
    if (c == 0xEF) return byte(at + 1) == 0xBF && byte(at + 2) >= 0xBE;
    return c >= 0xF0 && byte(at + 2) == 0xBF && byte(at + 3) >= 0xBE;
  }

  // Past what for_parser() found: "&" with its name or number, or one character.
  std::size_t behind_reference(std::size_t at, std::size_t end) const {
    if (html_[at++] == '&') {
      while (at < end && (letter(html_[at]) || digit(html_[at]) || html_[at] == '#')) ++at;
      return at < end && html_[at] == ';' ? at + 1 : at;
    }
    while (at < end && (static_cast<unsigned char>(html_[at]) & 0xC0) == 0x80) ++at;
    return at;
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

  // Moves past the tag's ">" and gives the number of its attributes; notes those that are read.
  int skip_attributes(std::string_view tag) {
    int count = 0;
    while (at_ < html_.size() && html_[at_] != '>') {
      if (blank(html_[at_]) || html_[at_] == '/') {
        ++at_;
        continue;
      }
      ++count;
      const std::size_t start = at_;
      const std::string attribute = attribute_name();
      const std::string_view value = skip_value();
      if (at_ < html_.size()) take_out(start, tag, attribute, value);
    }
    if (at_ < html_.size()) ++at_;
    return count;
  }

  std::string attribute_name() {
    std::string name;
    if (html_[at_] == '=') ++at_;
    while (at_ < html_.size() && !blank(html_[at_]) && html_[at_] != '/' && html_[at_] != '>' &&
           html_[at_] != '=') {
      if (name.size() < kLongestAttribute) name += low(html_[at_]);
      ++at_;
    }
    return name;
  }

  std::string_view skip_value() {
    std::size_t here = at_;
    while (here < html_.size() && blank(html_[here])) ++here;
    if (here >= html_.size() || html_[here] != '=') return "";
    ++here;
    while (here < html_.size() && blank(html_[here])) ++here;
    if (here < html_.size() && (html_[here] == '"' || html_[here] == '\'')) {
      const std::size_t end = html_.find(html_[here], here + 1);
      at_ = end == std::string_view::npos ? html_.size() : end + 1;
      return html_.substr(here + 1, std::min(end, html_.size()) - here - 1);
    }
    const std::size_t begin = here;
    while (here < html_.size() && !blank(html_[here]) && html_[here] != '>') ++here;
    at_ = here;
    return html_.substr(begin, here - begin);
  }

  // The attribute from `start` to here goes, and the blanks behind it.
  void take_out(std::size_t start, std::string_view tag, std::string_view attribute,
                std::string_view value) {
    if (parser_reads(attribute, tag)) return;
    if (const auto name = attribute_named(attribute, tag)) {
      if (gathers_attributes(tag) || value.find_first_of("&\r") != std::string_view::npos) return;
      page_.values.push_back({*name, value});
    }
    while (at_ < html_.size() && blank(html_[at_])) ++at_;
    leave_out(start, at_);
  }

  void end_tag() {
    const std::string tag = name();
    const auto open = open_.find(tag);
    const std::size_t values = page_.values.size();
    skip_attributes(tag);
    page_.values.resize(values);  // of an end tag they mean nothing
    if (open != open_.end() && open->second > 0) {
      --open->second;
      --depth_;
      if (foreign(tag)) --foreign_;
    }
  }

  text::Status start_tag(std::size_t start) {
    const std::string tag = name();
    GuardedTag noted;
    noted.at = kept(start);
    noted.first = static_cast<std::uint32_t>(page_.values.size());
    if (skip_attributes(tag) > kMaxAttributes) {
      return text::Error{"too-complex",
                         fmt::format("{}: byte {}: a tag with more than {} attributes", where_,
                                     start, kMaxAttributes)};
    }
    noted.last = static_cast<std::uint32_t>(page_.values.size());
    if (among(kRaw, tag) && foreign_ == 0) {
      const bool read = html_.substr(start, at_ - start).find("ld+json") != std::string_view::npos;
      const std::size_t content = at_;
      skip_raw(tag);
      const std::string_view raw = html_.substr(content, at_ - content);
      verbatim_ = verbatim_ || may_go_on(raw);
      if (among(kRawUnread, tag) && raw.find("<!--") == std::string_view::npos) {
        leave_out(content, at_);
        if (read) noted.contents = raw;
      }
    } else if (!among(kVoid, tag) && !among(kOptionalEnd, tag)) {
      ++open_[tag];
      if (foreign(tag)) ++foreign_;
      if (++depth_ > kMaxNesting) {
        return text::Error{"too-deep", fmt::format("{}: byte {}: elements nested more than {} deep",
                                                   where_, start, kMaxNesting)};
      }
    }
    if (noted.last > noted.first || !noted.contents.empty()) page_.tags.push_back(noted);
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

  // In "<!--", "<script" makes the next end tag part of the script.
  static bool may_go_on(std::string_view script) {
    const std::size_t comment = script.find("<!--");
    if (comment == std::string_view::npos) return false;
    for (std::size_t at = script.find('<', comment); at != std::string_view::npos;
         at = script.find('<', at + 1)) {
      const std::string_view name = script.substr(at + 1, 6);
      constexpr std::string_view kScript = "script";
      if (std::equal(name.begin(), name.end(), kScript.begin(), kScript.end(),
                     [](char a, char b) { return low(a) == b; })) {
        return true;
      }
    }
    return false;
  }

  static bool ends_name(char c) { return blank(c) || c == '/' || c == '>'; }

  std::string_view html_;
  const std::string& where_;
  std::size_t at_ = 0;
  GuardedPage page_;
  std::size_t copied_ = 0;  // bytes of html_ that are in page_ or were left out
  std::map<std::string, int, std::less<>> open_;
  int depth_ = 0;
  int foreign_ = 0;  // <svg> and <math> open, in which "<![CDATA[" means something
  bool verbatim_;    // words stay: the parser drops zero bytes, or knows better where they begin
};

}  // namespace

const char* name_of(Attribute attribute) {
  return kAttributeNames[static_cast<std::size_t>(attribute)];
}

std::uint32_t GuardedPage::source_of(std::uint32_t at) const {
  const auto next = std::upper_bound(
      places.begin(), places.end(), at,
      [](std::uint32_t wanted, const GuardedPlace& place) { return wanted < place.at; });
  const GuardedPlace& place = *std::prev(next);
  return place.source + (at - place.at);
}

text::Result<GuardedPage> guarded_page(std::string_view html, const std::string& where) {
  return Guard(html, where).check();
}

}  // namespace litopys::intake
