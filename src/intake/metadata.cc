// Three layers of statements, the most deliberate first: JSON-LD (schema.org), then <meta>
// (OpenGraph and the older names), then the visible elements that markup names (itemprop, rel,
// <time>, <h1>). The first that gives a field keeps it; dates must be dates (dates.h).
//
// Example: {"@type": "NewsArticle", "headline": "A bridge fell", "datePublished": "2024-05-06"}
// gives title and publication date. Of several dates of publication one is chosen
// (publication_date.h). Counter-example: the JSON-LD of a list of teasers, or of the site itself,
// is not the report's; only objects whose type is some article or posting count, and of several the
// first with a headline. Limit: times without an offset give days.
#include "intake/metadata.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "intake/dates.h"
#include "intake/publication_date.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestField = 1000;

// Words that may be HTML or have entities in them.
std::string plain_words(const std::string& html) {
  const text::Result<Page> page = Page::parse(html, "");
  return page && !page->nodes().empty() ? page->text_of(0) : "";
}

// "&#8222;" or "&quot;": words that a program wrote for HTML and another took for plain ones.
bool has_reference(std::string_view words) {
  constexpr std::size_t kLongest = 10;
  for (std::size_t at = words.find('&'); at != std::string_view::npos;
       at = words.find('&', at + 1)) {
    const std::string_view name = words.substr(at + 1, kLongest);
    const std::size_t end = name.find(';');
    if (end == std::string_view::npos || end < 2) continue;
    if (std::all_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(end), [](char c) {
          return c == '#' || std::isalnum(static_cast<unsigned char>(c)) != 0;
        }))
      return true;
  }
  return false;
}

void set_if_empty(std::string& field, std::string_view value) {
  if (!field.empty()) return;
  std::string clean = squeezed(value);
  if (clean.size() <= kLongestField && has_reference(clean)) clean = plain_words(clean);
  if (clean.size() <= kLongestField) field = std::move(clean);
}

void set_date(std::string& field, std::string_view value) {
  if (!field.empty()) return;
  if (const auto date = normal_date(value)) field = *date;
}

// ---- JSON-LD
// ----------------------------------------------------------------------------------------

std::string string_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

bool is_article(const Json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto fits = [](const Json& name) {
    if (!name.is_string()) return false;
    const auto& text = name.get_ref<const std::string&>();
    return text.ends_with("Article") || text.ends_with("Posting");
  };
  return type->is_array() ? std::any_of(type->begin(), type->end(), fits) : fits(*type);
}

// The name of a person or organisation, which may be a string, an object or a list of these.
std::string name_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object()) return string_of(value, "name");
  if (!value.is_array()) return "";
  std::string names;
  for (const Json& item : value) {
    const std::string name = item.is_string()   ? item.get<std::string>()
                             : item.is_object() ? string_of(item, "name")
                                                : "";
    if (!name.empty()) names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

struct Reading {
  Report& report;
  PageClaims claims;
  DateStatements dates;
};

void read_article(const Json& article, Reading& reading) {
  Report& report = reading.report;
  PageClaims& claims = reading.claims;
  if (claims.article_body.empty()) {
    claims.article_body = plain_words(string_of(article, "articleBody"));
  }
  set_if_empty(report.title, string_of(article, "headline"));
  set_date(reading.dates.article, string_of(article, "datePublished"));
  set_date(report.modified, string_of(article, "dateModified"));
  set_if_empty(report.language, string_of(article, "inLanguage"));
  if (article.contains("author")) set_if_empty(report.author, name_of(article["author"]));
  if (article.contains("publisher")) set_if_empty(report.publisher, name_of(article["publisher"]));
}

// Looks at an object, the items of lists, and what stands under "@graph" and "mainEntity".
void read_linked_data(std::string script, Reading& reading) {
  // Line ends inside strings are common and no JSON; between values a blank does as well.
  std::replace_if(script.begin(), script.end(), [](char c) { return c > 0 && c < ' '; }, ' ');
  const Json root = Json::parse(script.begin(), script.end(), nullptr, false);
  if (root.is_discarded()) return;
  std::vector<const Json*> waiting{&root};
  while (!waiting.empty()) {
    const Json& value = *waiting.back();
    waiting.pop_back();
    if (value.is_array()) {
      for (auto item = value.rbegin(); item != value.rend(); ++item) waiting.push_back(&*item);
    } else if (value.is_object()) {
      if (is_article(value)) read_article(value, reading);
      if (string_of(value, "@type") == "WebPage") {
        set_date(reading.dates.page, string_of(value, "datePublished"));
      }
      for (const char* key : {"@graph", "mainEntity"}) {
        if (value.contains(key)) waiting.push_back(&value[key]);
      }
    }
  }
}

// ---- <meta> and elements
// ----------------------------------------------------------------------------

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

using Metas = std::map<std::string, std::string, std::less<>>;

std::string_view first_of(const Metas& metas, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const auto found = metas.find(name);
    if (found != metas.end() && !found->second.empty()) return found->second;
  }
  return "";
}

void read_metas(const Metas& metas, Reading& reading) {
  Report& report = reading.report;
  set_if_empty(report.title, first_of(metas, {"og:title", "twitter:title", "dc.title"}));
  set_date(reading.dates.meta,
           first_of(metas,
                    {"article:published_time", "article:published", "datepublished",
                     "og:published_time", "pubdate", "publishdate", "publish-date", "publish_date",
                     "parsely-pub-date", "sailthru.date", "dc.date.issued", "article.published",
                     "cxenseparse:recs:publishtime", "citation_online_date", "og:release_date"}));
  set_date(reading.dates.general,
           first_of(metas, {"dcterms.created", "dcterms.date", "dc.date", "date"}));
  reading.claims.description =
      squeezed(first_of(metas, {"og:description", "description", "twitter:description"}));
  set_date(report.modified,
           first_of(metas, {"article:modified_time", "datemodified", "og:updated_time",
                            "dcterms.modified", "last-modified"}));
  const std::string_view author =
      first_of(metas, {"author", "article:author", "parsely-author", "sailthru.author",
                       "dc.creator", "dcterms.creator", "byl"});
  if (!author.starts_with("http")) set_if_empty(report.author, author);
  set_if_empty(report.publisher,
               first_of(metas, {"og:site_name", "dc.publisher", "publisher", "application-name"}));
  set_if_empty(report.language,
               first_of(metas, {"og:locale", "content-language", "dc.language", "language"}));
}

// The day in a path such as /2024/05/06/ or /2024-05-06-.
std::string date_in_address(std::string_view address) {
  for (std::size_t at = address.find('/'); at != std::string_view::npos;
       at = address.find('/', at + 1)) {
    std::string_view rest = address.substr(at + 1, 10);
    if (rest.size() < 8 || !std::isdigit(static_cast<unsigned char>(rest[4 - 1]))) continue;
    if (const auto date =
            normal_date(rest.ends_with('/') ? rest.substr(0, rest.size() - 1) : rest)) {
      return date->substr(0, 10);
    }
  }
  return "";
}

struct Elements {
  Metas metas;
  Metas properties;  // itemprop: its first value
  std::string heading, window_title, address, time, byline;
  int headings = 0;
};

std::string value_of(const Page& page, std::size_t node) {
  for (const Attribute name : {Attribute::kContent, Attribute::kDatetime}) {
    const std::string_view value = page.attribute(page.nodes()[node], name);
    if (!value.empty()) return std::string(value);
  }
  return page.text_of(node);
}

// The element that has the name alone of a person whose box may tell a life; else the box.
std::size_t name_below(const Page& page, std::size_t box) {
  constexpr std::size_t kSearched = 200;  // nodes
  const auto end = static_cast<std::size_t>(page.nodes()[box].end);
  for (std::size_t i = box + 1; i < std::min(end, box + kSearched); ++i) {
    if (page.attribute(page.nodes()[i], Attribute::kItemprop) == "name") return i;
  }
  return box;
}

void collect(const Page& page, std::size_t i, Elements& found) {
  const PageNode& node = page.nodes()[i];
  if (node.tag == "meta") {
    for (const Attribute key : {Attribute::kProperty, Attribute::kName, Attribute::kHttpEquiv}) {
      const std::string name = lower_ascii(page.attribute(node, key));
      if (!name.empty()) found.metas.emplace(name, page.attribute(node, Attribute::kContent));
    }
  } else if (node.tag == "link") {
    if (page.attribute(node, Attribute::kRel) == "canonical")
      found.address = page.attribute(node, Attribute::kHref);
  } else if (node.tag == "title") {
    if (found.window_title.empty()) found.window_title = page.text_of(i);
  } else if (node.tag == "h1") {
    if (found.headings++ == 0) found.heading = page.text_of(i);
  } else if (node.tag == "time") {
    if (found.time.empty()) found.time = value_of(page, i);
  }
  const std::string_view property = page.attribute(node, Attribute::kItemprop);
  if (property == "datePublished" || property == "dateModified") {
    found.properties.emplace(property, value_of(page, i));
  } else if (property == "author" && !found.properties.contains(property)) {
    found.properties.emplace(property, value_of(page, name_below(page, i)));
  }
  if (page.attribute(node, Attribute::kRel) == "author" && found.byline.empty()) {
    found.byline = page.text_of(i);
  }
}

// Whatever else gives a day, and the choice between all of them.
void read_dates(const Page& page, const PageLexicon& lexicon, Elements& found, Reading& reading) {
  DateStatements& dates = reading.dates;
  if (const auto date =
          normal_date(first_of(found.properties, {"datePublished"}), lexicon.months)) {
    dates.property = *date;
  }
  // Nothing can outvote two deliberate ones that agree.
  if (!settled(dates)) dates.line = date_by_headline(page, lexicon, reading.report.title);
  const std::size_t bar = found.window_title.rfind('|');
  if (bar != std::string::npos)
    dates.title = date_of_line(found.window_title.substr(bar + 1), lexicon);
  set_date(dates.time, found.time);
  if (found.address.empty()) found.address = first_of(found.metas, {"og:url"});
  dates.address = date_in_address(found.address);
  const PublicationDate chosen = publication_date(dates);
  reading.report.published = chosen.value;
  reading.report.published_basis = chosen.basis;
}

}  // namespace

PageClaims read_metadata(const Page& page, const PageLexicon& lexicon, Report& report) {
  Reading reading{report, {}, {}};
  Elements found;
  for (std::size_t i = 0; i < page.nodes().size(); ++i) {
    const PageNode& node = page.nodes()[i];
    if (node.tag.empty()) continue;
    if (node.tag == "html") set_if_empty(report.language, page.attribute(node, Attribute::kLang));
    if (node.tag == "script" && page.attribute(node, Attribute::kType) == "application/ld+json") {
      std::string script;
      for (auto k = i; k < static_cast<std::size_t>(node.end); ++k) script += page.nodes()[k].text;
      read_linked_data(std::move(script), reading);
    }
    collect(page, i, found);
  }
  read_metas(found.metas, reading);
  set_date(report.modified, first_of(found.properties, {"dateModified"}));
  set_if_empty(report.author, first_of(found.properties, {"author"}));
  set_if_empty(report.author, found.byline);
  if (found.headings == 1) set_if_empty(report.title, found.heading);
  set_if_empty(report.title, found.window_title);
  set_if_empty(report.title, found.heading);
  std::replace(report.language.begin(), report.language.end(), '_', '-');
  read_dates(page, lexicon, found, reading);
  return std::move(reading.claims);
}

}  // namespace litopys::intake
