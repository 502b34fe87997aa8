// word/document.xml holds paragraphs (w:p) of runs of text (w:t); its style or its numbering says
// that a paragraph is a heading or in a list. What was deleted under "track changes" is not there,
// what was inserted is; of a text box, which is written twice for old readers, the second writing
// (mc:Fallback) is left out. Tables give a paragraph a cell. Limit: no footnotes, headers or
// footers; comments are none of the text.
#include "intake/docx.h"

#include <pugixml.hpp>

#include "intake/xml.h"
#include "intake/zip_reader.h"

namespace litopys::intake {
namespace {

std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
  return out;
}

std::string tag_of(const pugi::xml_node& paragraph) {
  const pugi::xml_node properties = paragraph.child("w:pPr");
  const std::string_view style = properties.child("w:pStyle").attribute("w:val").value();
  if (style == "Title") return "h1";
  if (style.starts_with("Heading") || style.starts_with("heading")) return "h2";
  if (properties.child("w:numPr")) return "li";
  return style == "Quote" || style == "IntenseQuote" ? "blockquote" : "p";
}

bool left_out(std::string_view name) {
  return name == "w:del" || name == "mc:Fallback" || name == "w:pPr" || name == "w:rPr" ||
         name == "w:instrText" || name == "w:moveFrom";
}

// Every paragraph in order; one inside another (a text box) closes that first.
std::string body_of(const pugi::xml_node& root) {
  std::string out, open;
  const auto close = [&] {
    if (!open.empty()) out += "</" + open + ">\n";
    open.clear();
  };
  for (pugi::xml_node at = root.first_child(); at;) {
    const std::string_view name = at.name();
    if (name == "w:p") {
      close();
      open = tag_of(at);
      out += "<" + open + ">";
    } else if (name == "w:t" && !open.empty()) {
      out += escaped(words_below(at));
    } else if (name == "w:tab" || name == "w:noBreakHyphen") {
      out += name == "w:tab" ? " " : "-";
    } else if (name == "w:br" || name == "w:cr") {
      out += "<br>";
    }
    if (at.first_child() && name != "w:t" && !left_out(name)) {
      at = at.first_child();
      continue;
    }
    while (at && at != root && !at.next_sibling()) at = at.parent();
    if (!at || at == root) break;
    at = at.next_sibling();
  }
  close();
  return out;
}

}  // namespace

text::Result<std::string> docx_to_html(std::string_view bytes, const std::string& where) {
  const auto document = zip_member(bytes, "word/document.xml", kMaxXml, where);
  if (!document) return document.error();
  const auto tree = parse_xml(*document, where);
  if (!tree) return tree.error();
  std::string title;
  const auto core = zip_member(bytes, "docProps/core.xml", kMaxXml, where);
  if (core) {
    const auto about = parse_xml(*core, where);
    if (about) title = words_below((*about)->first_child().child("dc:title"));
  }
  return "<title>" + escaped(title) + "</title>\n" + body_of(**tree);
}

}  // namespace litopys::intake
