// The page is written piece by piece, so that a run of many reports takes no more memory than one.
// Ids are "r2-e1": report 2 of the run, its value e1. Every string that comes from a report goes
// through `escaped`; ids, kinds and labels are the program's own. Covered by explain_page_test.cc
// and from outside by tests/explain_test.py.
#include "cli/explain_page.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <set>

#include "cli/explain_page_files.h"
#include "text/sha256.h"
#include "text/utf8.h"

namespace litopys::cli {
namespace {

// "'sha256-…'", as a Content-Security-Policy names what may run.
std::string policy_hash(std::string_view content) {
  const std::string hex = text::sha256_hex(content);
  std::array<unsigned char, 32> digest{};
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest[i] = static_cast<unsigned char>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
  std::array<unsigned char, 45> encoded{};
  const int size = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(digest.size()));
  return "'sha256-" + std::string(encoded.begin(), encoded.begin() + size) + "'";
}

class Article {
 public:
  Article(const Explanation& explanation, std::size_t number)
      : explanation_(explanation), prefix_(fmt::format("r{}", number)) {}

  std::string print() {
    out_ += fmt::format("<article id=\"{}\">\n", prefix_);
    if (explanation_.title.empty())
      out_ += fmt::format("<h2 class=\"untitled\" dir=\"auto\">{}</h2>\n",
                          escaped(explanation_.id.empty() ? "A report" : explanation_.id));
    else if (!explanation_.error.empty())
      out_ +=
          fmt::format("<h2 class=\"words\" dir=\"auto\">{}</h2>\n", escaped(explanation_.title));
    if (!explanation_.error.empty()) {
      about();
      out_ += fmt::format("<p class=\"failed\">Not read: {}</p>\n</article>\n\n",
                          escaped(explanation_.error));
      return std::move(out_);
    }
    if (explanation_.title.empty()) about();
    for (const ExplainedLine& line : explanation_.lines) section(line);
    values(explanation_.without_words);
    for (const std::string& warning : explanation_.warnings)
      out_ += fmt::format("<p class=\"warning\">Warning: {}</p>\n", escaped(warning));
    out_ += "</article>\n\n";
    return std::move(out_);
  }

 private:
  void about() {
    out_ += "<dl class=\"about\">\n";
    for (const auto& [label, said] : explanation_.about)
      if (said != explanation_.id || !explanation_.title.empty())  // else it is the heading
        out_ +=
            fmt::format("<div><dt>{}</dt><dd dir=\"auto\">{}</dd></div>\n", label, escaped(said));
    out_ += "</dl>\n";
    if (explanation_.error.empty())
      out_ += fmt::format("<p class=\"summary\">{}</p>\n", summary_of(explanation_));
  }

  void section(const ExplainedLine& line) {
    out_ += line.is_title ? "<section class=\"line\">\n<div>\n<h2 class=\"words\" dir=\"auto\">"
            : line.new_paragraph
                ? "<section class=\"line paragraph\">\n<p class=\"words\" dir=\"auto\">"
                : "<section class=\"line\">\n<p class=\"words\" dir=\"auto\">";
    words(line);
    out_ += line.is_title ? "</h2>\n" : "</p>\n";
    if (line.is_title) {
      about();
      out_ += "</div>\n";
    }
    values(line.values);
    out_ += "</section>\n";
  }

  void words(const ExplainedLine& line) {
    std::vector<text::Span> spans;
    for (const Mark& mark : line.marks) spans.push_back(mark.span);
    for (const Segment& segment : segments_of(line.span, spans)) {
      const std::string inner = escaped(words_of(explanation_.text_of(line), segment.span));
      if (segment.marks.empty()) {
        out_ += inner;
        continue;
      }
      std::set<std::string> kinds, keys;
      for (const std::size_t index : segment.marks) {
        const Mark& mark = line.marks[index];
        kinds.emplace(name_of(mark.kind));
        keys.insert(key_of(mark.value, {}));
        if (mark.fact) keys.insert(key_of(mark.value, mark.fact));
      }
      if (kinds.size() > 1) kinds.erase("content");
      out_ += fmt::format("<span class=\"mark {}\" data-of=\"{}\">{}</span>", fmt::join(kinds, " "),
                          fmt::join(keys, " "), inner);
    }
  }

  // "e1" of a value, "e1-2" of its third fact; unique in the article.
  std::string key_of(std::size_t value, std::optional<std::size_t> fact) const {
    const std::string& id = explanation_.values[value].id;
    return fact ? fmt::format("{}-{}", id, *fact) : id;
  }

  void values(const std::vector<std::size_t>& indices) {
    if (indices.empty()) return;
    out_ += "<ul class=\"values\">\n";
    for (const std::size_t index : indices) value(index);
    out_ += "</ul>\n";
  }

  void value(std::size_t index) {
    const Value& value = explanation_.values[index];
    out_ += fmt::format(
        "<li class=\"value {0}{1}\" id=\"{2}-{3}\" data-key=\"{3}\" tabindex=\"0\">\n"
        "<p class=\"head\"><span class=\"id\" title=\"{0}\">{3}</span>",
        name_of(value.kind), value.counted ? "" : " uncounted", prefix_, value.id);
    if (value.words) out_ += fmt::format(" <q dir=\"auto\">{}</q>", escaped(value.words->text));
    out_ += fmt::format(" <span class=\"name\">{}</span>", escaped(value.name));
    if (!value.gist.empty())
      out_ += fmt::format(" <span class=\"gist\">{}</span>", escaped(value.gist));
    rule(value.rule);
    if (value.words && !value.words->page.empty())
      out_ += fmt::format(" <span class=\"bytes\">page {}</span>", place_in_page(*value.words));
    out_ += "</p>\n";
    if (!value.facts.empty()) {
      out_ += "<dl class=\"facts\">\n";
      for (std::size_t i = 0; i < value.facts.size(); ++i) fact(value.facts[i], key_of(index, i));
      out_ += "</dl>\n";
    }
    out_ += "</li>\n";
  }

  void fact(const Fact& fact, const std::string& key) {
    out_ += fact.words ? fmt::format("<div data-key=\"{}\">", key) : "<div>";
    out_ += fmt::format("<dt>{}</dt><dd>", escaped(fact.label));
    std::vector<std::string> parts;
    if (fact.words)
      parts.push_back(fmt::format("<q dir=\"auto\">{}</q>",
                                  escaped(shortened(fact.words->text, kLongestWords))));
    for (const Reference& reference : fact.references) parts.push_back(link(reference));
    if (!fact.said.empty()) parts.push_back(escaped(fact.said));
    out_ += fmt::format("{}", fmt::join(parts, fact.words ? " " : ", "));
    rule(fact.rule);
    out_ += "</dd></div>\n";
  }

  std::string link(const Reference& reference) const {
    const std::string name = fmt::format(
        "<bdi>{}</bdi> ({})", escaped(shortened(reference.name, kLongestWords)), reference.id);
    if (!explanation_.shows(reference.id)) return name;
    return fmt::format("<a href=\"#{0}-{1}\" data-key=\"{1}\">{2}</a>", prefix_, reference.id,
                       name);
  }

  void rule(const std::string& rule) {
    if (!rule.empty()) out_ += fmt::format(" <span class=\"rule\">{}</span>", escaped(rule));
  }

  static constexpr std::size_t kLongestWords = 120;

  const Explanation& explanation_;
  const std::string prefix_;
  std::string out_;
};

constexpr const char* kHeader = R"(<header>
<h1>Litopys: what was read, and why</h1>
<p class="help">Under or beside each sentence stands what was read there, with the words and the rule
that gave each value. Point at a value, or reach it with the Tab key, and its words light up. A dashed
border marks what is not told as having happened.</p>
<ul class="legend">
)";

}  // namespace

std::string page_beginning() {
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; "
      "script-src {}; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>Litopys: what was read, and why</title>\n<style>{}</style>\n</head>\n<body>\n",
      policy_hash(kPageStyle), policy_hash(kPageScript), kPageStyle);
  out += kHeader;
  for (const Kind kind : {Kind::kEvent, Kind::kFigure, Kind::kTime, Kind::kPlace,
                          Kind::kAttribution, Kind::kParticipant, Kind::kCue})
    out += fmt::format("<li><span class=\"mark {0}\">{0}</span></li>\n", name_of(kind));
  return out + "</ul>\n</header>\n<main>\n";
}

std::string page_article(const Explanation& explanation, std::size_t number) {
  return Article(explanation, number).print();
}

std::string page_end() {
  return fmt::format("</main>\n<script>{}</script>\n</body>\n</html>\n", kPageScript);
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else if (byte == 0x7F)
      out += "\u2421";
    else if (byte < 0x20 && c != '\n' && c != '\t' && c != '\r')
      text::append(out, 0x2400 + byte);
    else
      out += c;
  }
  return out;
}

}  // namespace litopys::cli
