// Reads and judges text cases. Judging works on printed output, so that what a case says holds for
// what users see, not for inner state.
//
//     event "march" PROTEST status=planned     some event whose trigger overlaps "march" is such
//     no fact "march"                          none there counts as happened
#include "case_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/span.h"

namespace litopys::cases {
namespace {

using Json = nlohmann::ordered_json;
using text::Error;
using text::Span;

std::vector<std::string_view> lines_of(std::string_view bytes) {
  std::vector<std::string_view> lines;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return lines;
}

// Blank-separated parts; blanks inside double quotes stay.
std::vector<std::string> parts_of(std::string_view line) {
  std::vector<std::string> parts;
  std::string part;
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == ' ' && !quoted) {
      if (!part.empty()) parts.push_back(std::move(part));
      part.clear();
    } else {
      part += c;
    }
  }
  if (!part.empty()) parts.push_back(std::move(part));
  return parts;
}

std::string unquoted(std::string_view value) {
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
    value = value.substr(1, value.size() - 2);
  return std::string(value);
}

Expectation parse_expectation(std::string_view line, std::size_t number) {
  Expectation out;
  out.line = number;
  out.source = line;
  std::vector<std::string> parts = parts_of(line);
  std::size_t at = 0;
  if (parts[at] == "no") {
    out.negative = true;
    ++at;
  } else if (parts[at] == "max" && parts.size() == 3) {
    out.kind = parts[1];
    out.at_most = std::stoul(parts[2]);
    return out;
  }
  if (at < parts.size()) out.kind = parts[at++];
  if (at < parts.size() && parts[at].starts_with('"')) {
    const std::size_t close = parts[at].rfind('"');
    out.words = parts[at].substr(1, close - 1);
    if (const std::size_t mark = parts[at].find('#', close); mark != std::string::npos)
      out.occurrence = std::stoul(parts[at].substr(mark + 1));
    ++at;
  }
  for (; at < parts.size(); ++at) {
    const std::size_t equals = parts[at].find('=');
    if (equals == std::string::npos)
      out.plain.push_back(unquoted(parts[at]));
    else
      out.keys[parts[at].substr(0, equals)] = unquoted(parts[at].substr(equals + 1));
  }
  return out;
}

const std::map<std::string, std::string intake::Report::*> kHeaders{
    {"published", &intake::Report::published},
    {"publisher", &intake::Report::publisher},
    {"title", &intake::Report::title},
};

std::optional<Span> find_words(std::string_view text, std::string_view words, std::size_t nth) {
  std::size_t at = text.find(words);
  while (nth > 1 && at != std::string_view::npos) {
    at = text.find(words, at + 1);
    --nth;
  }
  if (at == std::string_view::npos) return std::nullopt;
  return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

std::optional<Span> span_in(const Json& object) {
  if (!object.contains("span")) return std::nullopt;
  return Span{object["span"][0].get<std::uint32_t>(), object["span"][1].get<std::uint32_t>()};
}

std::string string_in(const Json& object, const std::string& key) {
  return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : "";
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// The item of `list` with this id.
const Json* by_id(const Json& list, const std::string& id) {
  for (const Json& item : list)
    if (string_in(item, "id") == id) return &item;
  return nullptr;
}

bool place_is(const Json& item, const std::string& value, const Json& output) {
  const Json* place = by_id(output["places"], string_in(item, "place"));
  if (value == "-") return place == nullptr;
  return place != nullptr &&
         (string_in(*place, "name") == value || string_in(*place, "text") == value);
}

bool source_is(const Json& item, const std::string& value, const Json& output) {
  const Json ids = item.value("attribution", Json::array());
  if (value == "-") return ids.empty();
  for (const Json& id : ids) {
    const Json* attribution = by_id(output["attributions"], id.get<std::string>());
    if (attribution && holds(string_in((*attribution)["source"], "text"), value)) return true;
  }
  return false;
}

bool participant_is(const Json& event, std::string key, const std::string& value) {
  const bool code = key.ends_with("_code");
  const std::string role = key.substr(0, key.find('_'));
  bool any = false;
  for (const Json& participant : event.value("participants", Json::array())) {
    if (string_in(participant, "role") != role) continue;
    any = true;
    if (code ? string_in(participant, "code") == value
             : holds(string_in(participant, "text"), value))
      return true;
  }
  return value == "-" && !any;
}

bool list_has(const Json& item, const std::string& key, const std::string& value) {
  for (const Json& entry : item.value(key, Json::array()))
    if (entry.get<std::string>() == value) return true;
  return false;
}

bool population_is(const Json& figure, const std::string& key, const std::string& value) {
  const std::string found = string_in(figure.value("population", Json::object()), key);
  return value == "-" ? found.empty() : found == value;
}

bool event_key(const Json& event, const std::string& key, const std::string& value,
               const Json& output) {
  if (key == "place") return place_is(event, value, output);
  if (key == "source") return source_is(event, value, output);
  if (key == "sub_type")
    return string_in(event.value("acled", Json::object()), "sub_event_type") == value;
  if (key == "method") return list_has(event, "methods", value);
  if (key.starts_with("actor") || key.starts_with("recipient"))
    return participant_is(event, key, value);
  if (key == "same_as" && value != "-") {
    const Json* first = by_id(output["events"], string_in(event, key));
    return first && holds(string_in((*first)["trigger"], "text"), value);
  }
  const std::string found = string_in(event, key);
  return value == "-" ? found.empty() : found == value;
}

bool figure_key(const Json& figure, const std::string& key, const std::string& value,
                const Json& output) {
  if (key == "place") return place_is(figure, value, output);
  if (key == "source") return source_is(figure, value, output);
  if (key == "status" || key == "age" || key == "sex" || key == "side")
    return population_is(figure, key, value);
  if (key == "subset_of") {
    const Json* whole = by_id(output["figures"], string_in(figure, "subset_of"));
    return value == "-" ? whole == nullptr : whole && holds(string_in(*whole, "text"), value);
  }
  const std::string found = string_in(figure, key);
  return value == "-" ? found.empty() : found == value;
}

bool attribution_key(const Json& attribution, const std::string& key, const std::string& value,
                     std::string_view text) {
  if (key == "kind" || key == "side")
    return string_in(attribution["source"], key) == (value == "-" ? "" : value);
  if (key == "cue")
    return holds(string_in(attribution.value("cue", Json::object()), "text"), value);
  if (key == "covers") {
    const std::optional<Span> wanted = find_words(text, value, 1);
    for (const Json& content : attribution.value("content", Json::array()))
      if (wanted && Span{content[0], content[1]}.overlaps(*wanted)) return true;
    return false;
  }
  return string_in(attribution, key) == value;
}

bool three_numbers(const Json& figure, const std::string& wanted) {
  std::string found;
  for (const char* key : {"low", "best", "high"}) {
    if (!found.empty()) found += '/';
    found += figure[key].is_null() ? "-" : figure[key].dump();
  }
  return found == wanted;
}

// Where the item stands: an event by its trigger, an attribution by its source.
std::optional<Span> stands_at(const std::string& kind, const Json& item) {
  if (kind == "event" || kind == "fact") return span_in(item["trigger"]);
  if (kind == "attribution") return span_in(item["source"]);
  return span_in(item);
}

bool counts_as_happened(const Json& event) {
  const std::string status = string_in(event, "status");
  return string_in(event, "factuality") == "CT+" && (status == "occurred" || status == "ongoing");
}

bool meets(const Expectation& e, const Json& item, std::string_view text, const Json& output) {
  if (e.kind == "fact" && !counts_as_happened(item)) return false;
  if (e.kind == "event" && !e.plain.empty() && string_in(item, "type") != e.plain[0]) return false;
  if (e.kind == "figure") {
    if (!e.plain.empty() && string_in(item, "measure") != e.plain[0]) return false;
    if (e.plain.size() > 1 && !three_numbers(item, e.plain[1])) return false;
  }
  return std::all_of(e.keys.begin(), e.keys.end(), [&](const auto& entry) {
    const auto& [key, value] = entry;
    if (e.kind == "event" || e.kind == "fact") return event_key(item, key, value, output);
    if (e.kind == "figure") return figure_key(item, key, value, output);
    if (e.kind == "attribution") return attribution_key(item, key, value, text);
    if (key == "geonameid") return item.value(key, Json()).dump() == value;
    const std::string found = string_in(item, key);
    return value == "-" ? found.empty() : found == value;
  });
}

const char* list_name(const std::string& kind) {
  if (kind == "event" || kind == "fact") return "events";
  if (kind == "figure") return "figures";
  if (kind == "time") return "times";
  if (kind == "place") return "places";
  if (kind == "attribution") return "attributions";
  return nullptr;
}

std::string brief(const Json& items) {
  std::string out;
  for (const Json& item : items) out += "\n      " + item.dump();
  return out.empty() ? "\n      (nothing)" : out;
}

}  // namespace

text::Result<std::vector<Case>> parse_cases(std::string_view bytes, const std::string& file) {
  std::vector<Case> cases;
  enum class Part { kHeader, kText, kExpectations } part = Part::kExpectations;
  std::size_t number = 0;
  const auto trim_text = [&] {
    if (cases.empty()) return;
    std::string& text = cases.back().report.text;
    while (text.ends_with('\n')) text.pop_back();
  };
  for (const std::string_view line : lines_of(bytes)) {
    ++number;
    const auto wrong = [&](std::string_view what) {
      return Error{"bad-case", fmt::format("{}:{}: {}", file, number, what)};
    };
    if (line.starts_with("=== ")) {
      cases.push_back({file, number, std::string(line.substr(4)), {}, {}});
      part = Part::kHeader;
    } else if (cases.empty()) {
      if (!line.empty() && line.front() != '#') return wrong("text before the first ===");
    } else if (part == Part::kHeader) {
      const std::size_t colon = line.find(": ");
      if (line.empty()) {
        part = Part::kText;
      } else if (const auto header = kHeaders.find(std::string(line.substr(0, colon)));
                 colon != std::string_view::npos && header != kHeaders.end()) {
        cases.back().report.*(header->second) = std::string(line.substr(colon + 2));
      } else {
        return wrong("neither a header line nor the blank line before the text");
      }
    } else if (part == Part::kText) {
      if (line == "---") {
        trim_text();
        part = Part::kExpectations;
      } else {
        cases.back().report.text.append(line).append("\n");
      }
    } else if (!line.empty() && line.front() != '#') {
      Expectation expectation = parse_expectation(line, number);
      if (!list_name(expectation.kind)) return wrong("unknown kind \"" + expectation.kind + "\"");
      cases.back().expectations.push_back(std::move(expectation));
    }
  }
  for (Case& c : cases) {
    if (c.expectations.empty())
      return Error{"bad-case", fmt::format("{}:{}: nothing is expected", file, c.line)};
    if (!c.report.published.empty()) c.report.published_basis = "given";
    c.report.id = c.name;
  }
  return cases;
}

std::optional<std::string> judge(const Expectation& e, std::string_view text, const Json& output) {
  const Json& items = output[list_name(e.kind)];
  std::optional<Span> wanted;
  if (!e.words.empty()) {
    wanted = find_words(text, e.words, e.occurrence);
    if (!wanted) return fmt::format("line {}: the text has no \"{}\"", e.line, e.words);
  }
  Json there = Json::array();
  std::size_t met = 0;
  for (const Json& item : items) {
    const std::optional<Span> at = stands_at(e.kind, item);
    if (string_in(item, "in") == "title") continue;
    if (wanted && !(at && at->overlaps(*wanted))) continue;
    there.push_back(item);
    met += meets(e, item, text, output);
  }
  const bool good = e.at_most ? met <= *e.at_most : e.negative ? met == 0 : met > 0;
  if (good) return std::nullopt;
  return fmt::format("line {}: {}\n    there is:{}", e.line, e.source, brief(there));
}

}  // namespace litopys::cases
