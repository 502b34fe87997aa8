// The entries are found by name, whatever the prefix and the kind of feed: <item> and <entry>. Of
// an entry the fullest text is taken: content:encoded, Atom's content, then description or summary;
// it is HTML, escaped or as elements, and becomes a fragment. The feed's title is the publisher.
//
//     <item><title>A bridge fell</title><link>https://…</link><pubDate>Mon, 06 May 2024 10:00:00
//     GMT</pubDate><description>&lt;p>Nobody was hurt.&lt;/p></description></item>
//
// A feed that breaks off or is no XML at some point gives the entries before that point, then the
// error: the file is cut behind its last complete entry and read again. Limit: an entry that has
// only a title is left out; a teaser is taken for what it is, the text.
#include "intake/feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>
#include <vector>

#include "intake/dates.h"
#include "intake/page.h"
#include "intake/xml.h"
#include "text/sha256.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kLongestField = 1000;

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string printed(const pugi::xml_node& node) {
  std::ostringstream out;
  node.print(out, "", pugi::format_raw);
  return out.str();
}

// The inside of a text construct as HTML: escaped HTML as it reads, XHTML printed again.
std::string html_of(const pugi::xml_node& node) {
  const std::string_view type = node.attribute("type").value();
  if (type == "xhtml") {
    std::string all;
    for (const pugi::xml_node& child : node.children()) all += printed(child);
    return all;
  }
  std::string words = words_below(node);
  if (type != "text") return words;
  std::string escaped;
  for (const char c : words) {
    if (c == '<')
      escaped += "&lt;";
    else if (c == '&')
      escaped += "&amp;";
    else
      escaped += c;
  }
  return escaped;
}

struct Entry {
  Report known;
  std::string html;
};

// How full the text in an element is likely to be; 0 for elements that hold none.
int fullness(std::string_view name) {
  if (name == "content:encoded") return 4;
  if (name == "content" || name == "xhtml:body") return 3;
  if (name == "description") return 2;
  return name == "summary" || name == "atom:summary" ? 1 : 0;
}

std::string link_of(const pugi::xml_node& node) {
  const std::string_view relation = node.attribute("rel").value();
  if (!relation.empty() && relation != "alternate") return "";
  const std::string address = node.attribute("href").value();
  return address.empty() ? squeezed(words_below(node)) : address;
}

std::string person_of(const pugi::xml_node& node) {
  for (const pugi::xml_node& child : node.children()) {
    if (local_name(child) == "name") return squeezed(words_below(child));
  }
  return squeezed(words_below(node));
}

void set(std::string& field, std::string value) {
  if (field.empty() && value.size() <= kLongestField) field = std::move(value);
}

Entry read_entry(const pugi::xml_node& node) {
  Entry entry;
  Report& known = entry.known;
  int best = 0;
  std::string identifier;
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = child.name(), local = local_name(child);
    if (const int full = fullness(name); full > best) {
      std::string html = html_of(child);
      if (!blank(html)) {
        entry.html = std::move(html);
        best = full;
      }
    } else if (name == "title") {
      set(known.title, squeezed(words_below(child)));
    } else if (name == "link") {
      set(known.uri, link_of(child));
    } else if (name == "guid" || name == "id") {
      identifier = squeezed(words_below(child));
    } else if (local == "creator" || name == "author") {
      set(known.author, person_of(child));
    } else if (name == "pubDate" || local == "published" || name == "dc:date" ||
               local == "issued") {
      if (const auto date = normal_date(words_below(child))) set(known.published, *date);
    } else if (local == "updated" || local == "modified") {
      if (const auto date = normal_date(words_below(child))) set(known.modified, *date);
    } else if (name == "source") {
      set(known.publisher, person_of(child));
    } else if (name == "dc:language") {
      set(known.language, squeezed(words_below(child)));
    }
  }
  if (known.uri.empty() && identifier.starts_with("http")) known.uri = identifier;
  // Atom obliges to "updated" alone: without "published" it is the day that is known.
  if (known.published.empty()) std::swap(known.published, known.modified);
  if (!known.published.empty()) known.published_basis = "metadata";
  return entry;
}

class Feed : public Container {
 public:
  explicit Feed(Opening opening) : Container(std::move(opening)) {}

  text::Status load() {
    std::string bytes;
    reader().take(bytes, kMaxXml + 1);
    if (reader().error()) trouble_ = reader().error();
    const std::string where = opening_.piece.where();
    auto document = parse_xml(bytes, where);
    if (!document && document.error().code == "bad-xml") {
      trouble_ = document.error();
      close_after_last_entry(bytes);
      document = parse_xml(bytes, where);
      if (!document) return *trouble_;
    }
    if (!document) return document.error();
    document_ = std::move(*document);
    collect(*document_);
    return text::Done{};
  }

  std::optional<Piece> next() override {
    if (next_ == entries_.size()) {
      if (!trouble_) return std::nullopt;
      Piece piece = failed(fmt::format("after entry {}", next_), *std::exchange(trouble_, {}));
      return piece;
    }
    Entry entry = read_entry(entries_[next_]);
    const std::string source = printed(entries_[next_]);
    ++next_;
    const std::string position = fmt::format("entry {}", next_);
    Piece piece = piece_at(position, fmt::format("#entry={}", next_));
    if (blank(entry.html)) {
      piece.skipped = "entry without a text";
      return piece;
    }
    piece.kind = InputKind::kFragment;
    piece.bytes = std::move(entry.html);
    piece.received_sha256 = text::sha256_hex(source);
    piece.received_bytes = source.size();
    piece.known = std::move(entry.known);
    set(piece.known.publisher, publisher_);
    set(piece.known.language, language_);
    return piece;
  }

 private:
  // Entries stand in the channel, in the feed or (RSS 1.0) beside the channel.
  void collect(const pugi::xml_node& document) {
    const pugi::xml_node root = document.first_child();
    const pugi::xml_node channel = root.child("channel");
    for (const pugi::xml_node& parent : {channel, root}) {
      for (const pugi::xml_node& child : parent.children()) {
        const std::string_view local = local_name(child), name = child.name();
        if (local == "item" || local == "entry") entries_.push_back(child);
        if (name == "title") set(publisher_, squeezed(words_below(child)));
        if (name == "language") set(language_, squeezed(words_below(child)));
      }
      if (!entries_.empty() && parent == channel) return;
    }
    set(language_, root.attribute("xml:lang").value());
  }

  static void close_after_last_entry(std::string& bytes) {
    for (const auto& [end, close] :
         {std::pair<std::string_view, std::string_view>{"</item>", "</channel></rss>"},
          {"</entry>", "</feed>"}}) {
      const std::size_t last = bytes.rfind(end);
      if (last == std::string::npos) continue;
      bytes.resize(last + end.size());
      bytes += close;
      if (bytes.find("<rdf:RDF") != std::string::npos) {
        bytes.resize(bytes.size() - close.size());
        bytes += "</rdf:RDF>";
      }
      return;
    }
  }

  std::unique_ptr<pugi::xml_document> document_;
  std::vector<pugi::xml_node> entries_;
  std::string publisher_, language_;
  std::size_t next_ = 0;
  std::optional<text::Error> trouble_;
};

}  // namespace

text::Result<std::unique_ptr<Container>> open_feed(Opening opening) {
  auto feed = std::make_unique<Feed>(std::move(opening));
  const text::Status status = feed->load();
  if (!status) return status.error();
  return std::unique_ptr<Container>(std::move(feed));
}

bool is_feed(std::string_view beginning) {
  // Past the declaration, comments and a doctype to the first element.
  std::size_t at = 0;
  while (at != std::string_view::npos) {
    at = beginning.find_first_not_of(" \t\r\n", at);
    if (at != std::string_view::npos && beginning[at] == ']') {  // the end of a doctype's inside
      at = beginning.find('>', at);
      if (at != std::string_view::npos) ++at;
      continue;
    }
    if (at == std::string_view::npos || beginning[at] != '<') return false;
    const std::string_view rest = beginning.substr(at);
    if (rest.starts_with("<?") || rest.starts_with("<!")) {
      const bool comment = rest.starts_with("<!--");
      at = beginning.find(comment ? "-->" : ">", at);
      if (at == std::string_view::npos) return false;
      at += comment ? 3 : 1;
      continue;
    }
    for (const std::string_view name : {"<rss", "<feed", "<rdf:RDF", "<atom:feed"}) {
      if (!rest.starts_with(name) || rest.size() == name.size()) continue;
      const char after = rest[name.size()];
      return after == ' ' || after == '>' || after == '\t' || after == '\n' || after == '\r';
    }
    return false;
  }
  return false;
}

}  // namespace litopys::intake
