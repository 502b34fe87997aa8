// A tree costs some ten times the bytes it came from, so the bytes are limited. The parser itself
// does not recurse; printing and walking trees would, so the nesting is counted on the way in.
//
// Limit: a document that breaks off is read as far as it goes where its caller allows that; here it
// is an error with its position, after which feed.cc reads the entries before it.
#include "intake/xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "intake/charset.h"

namespace litopys::intake {
namespace {

// Elements open at once, counted without parsing: too many is refused before any tree is made.
bool nested_too_deep(std::string_view xml) {
  int depth = 0;
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at)) {
    const std::string_view rest = xml.substr(at);
    std::size_t end = std::string_view::npos;
    if (rest.starts_with("<![CDATA[")) {
      end = xml.find("]]>", at);
    } else if (rest.starts_with("<!--")) {
      end = xml.find("-->", at);
    } else {
      end = xml.find('>', at);
      const bool tag = rest.size() > 1 && rest[1] != '!' && rest[1] != '?';
      if (tag && rest[1] == '/')
        --depth;
      else if (tag && (end == std::string_view::npos || xml[end - 1] != '/'))
        ++depth;
      if (depth > kMaxXmlNesting) return true;
    }
    if (end == std::string_view::npos) return false;
    at = end;
  }
  return false;
}

}  // namespace

text::Result<std::unique_ptr<pugi::xml_document>> parse_xml(std::string_view bytes,
                                                            const std::string& where) {
  if (bytes.size() > kMaxXml) {
    return text::Error{"too-large",
                       fmt::format("{}: XML of more than {} MiB", where, kMaxXml >> 20)};
  }
  const text::Result<std::string> utf8 = page_to_utf8(bytes, where);
  if (!utf8) return utf8.error();
  if (nested_too_deep(*utf8)) {
    return text::Error{"too-deep",
                       fmt::format("{}: elements nested more than {} deep", where, kMaxXmlNesting)};
  }
  auto document = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result result = document->load_buffer(
      utf8->data(), utf8->size(), pugi::parse_default | pugi::parse_ws_pcdata_single,
      pugi::encoding_utf8);
  if (!result) {
    return text::Error{"bad-xml",
                       fmt::format("{}: byte {}: {}", where, result.offset, result.description())};
  }
  return document;
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string words_below(const pugi::xml_node& node) {
  std::string all;
  for (pugi::xml_node at = node.first_child(); at;) {
    all += at.value();
    if (at.first_child()) {
      at = at.first_child();
      continue;
    }
    while (at && at != node && !at.next_sibling()) at = at.parent();
    if (!at || at == node) break;
    at = at.next_sibling();
  }
  return all;
}

}  // namespace litopys::intake
