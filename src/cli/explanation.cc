// Each kind of value has one function here that turns its fields into a name and facts. `Facts`
// keeps account of the fields that were told; what is left over is told under its own name, so that
// a field that is new in the contract is never hidden. References are resolved through one table,
// so the cost is linear in the reading. Covered by explanation_test.cc.
#include "cli/explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "cli/contract_words.h"
#include "intake/source_trace.h"

namespace litopys::cli {
namespace {

using Json = nlohmann::ordered_json;
using Names = std::unordered_map<std::string, std::string>;  // of values, by id

std::string joined(const std::vector<std::string>& parts, std::string_view separator = ", ") {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

std::string shown(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::vector<std::string> parts;
  for (const Json& part : value) parts.push_back(shown(part));
  return joined(parts);
}

text::Span span_of(const Json& pair) {
  return {pair.at(0).get<std::uint32_t>(), pair.at(1).get<std::uint32_t>()};
}

std::optional<Words> words_of(const Json& item, bool in_title) {
  const auto span = item.find("span");
  if (span == item.end()) return std::nullopt;
  return Words{string_in(item, "text"), span_of(*span), in_title};
}

std::vector<intake::SourceRun> runs_of(const Json& line) {
  std::vector<intake::SourceRun> runs;
  const auto page = line.find("page");
  if (page == line.end()) return runs;
  for (const Json& run : page->at("runs")) {
    const auto number = [&run](std::size_t i) { return run.at(i).get<std::uint32_t>(); };
    runs.push_back({{number(0), number(1)}, {number(2), number(3)}});
  }
  return runs;
}

// The facts of one item.
class Facts {
 public:
  Facts(const Json& item, const Names& names, Value& value)
      : item_(item), names_(names), value_(value) {
    told_ = {"id", "in", "span", "text", "rule"};
  }

  // The field in words, taken as told.
  std::string take(const char* key) {
    told_.insert(key);
    const auto found = item_.find(key);
    return found == item_.end() || found->is_null() ? "" : shown(*found);
  }

  std::string take_all(std::initializer_list<const char*> keys) {
    std::vector<std::string> parts;
    for (const char* key : keys) parts.push_back(take(key));
    return joined(parts);
  }

  void add(std::string label, std::string said) {
    if (!said.empty()) value_.facts.push_back({std::move(label), {}, {}, std::move(said), {}, ""});
  }

  // References under `keys` to other values, and what is said of them.
  void point(std::string label, std::initializer_list<const char*> keys, std::string said = "") {
    Fact fact{std::move(label), {}, {}, std::move(said), {}, ""};
    for (const char* key : keys) {
      told_.insert(key);
      const auto found = item_.find(key);
      if (found == item_.end()) continue;
      for (const Json& id : found->is_array() ? *found : Json::array({*found}))
        fact.references.push_back(reference(id.get<std::string>()));
    }
    if (!fact.references.empty() || !fact.said.empty()) value_.facts.push_back(std::move(fact));
  }

  // A part with words of its own, under a label.
  void quote(std::string label, Kind kind, const Json& part, std::string said) {
    value_.facts.push_back({std::move(label),
                            words_of(part, in_title()),
                            kind,
                            std::move(said),
                            {},
                            string_in(part, "rule")});
  }

  void rest() {
    for (const auto& [key, field] : item_.items())
      if (!told_.contains(key)) add(key, shown(field));
  }

  bool in_title() const { return string_in(item_, "in") == "title"; }
  const Json& part(const char* key) {
    told_.insert(key);
    static const Json kNothing = Json::object();
    const auto found = item_.find(key);
    return found == item_.end() ? kNothing : *found;
  }

 private:
  Reference reference(const std::string& id) const {
    const auto name = names_.find(id);
    return {id, name == names_.end() ? "" : name->second};
  }

  const Json& item_;
  const Names& names_;
  Value& value_;
  std::set<std::string, std::less<>> told_;
};

// "group, RUSMIL": what is known of a participant, without what is unknown.
std::string participant_words(const Json& participant) {
  std::vector<std::string> parts;
  if (const std::string kind = string_in(participant, "kind"); kind != "unknown")
    parts.push_back(kind);
  std::string code = string_in(participant, "country");
  for (const Json& sector : participant.value("sectors", Json::array()))
    code += (code.empty() ? "" : " ") + sector.get<std::string>();
  parts.push_back(std::move(code));
  return joined(parts);
}

void tell_event(const Json& event, Facts& facts, Value& value) {
  value.words = words_of(facts.part("trigger"), facts.in_title());
  value.name = joined({facts.take("type"), facts.take("mode")}, " ");
  value.gist = factuality_words(event);
  value.counted = counts_as_happened(event);
  for (const Json& participant : facts.part("participants"))
    facts.quote(string_in(participant, "role"), Kind::kParticipant, participant,
                participant_words(participant));
  const std::string place_basis = facts.take("place_basis");
  const std::string place_score = facts.take("place_score");
  facts.point("where", {"place", "other_places"},
              joined({place_basis.empty() ? "" : "from the " + place_basis,
                      place_score.empty() ? "" : "score " + place_score}));
  const std::string time_basis = facts.take("time_basis"), open = facts.take("open");
  facts.take_all({"start", "end"});
  std::string when =
      joined({when_words(event), facts.take("time_precision"), open.empty() ? "" : "open " + open,
              time_basis.empty() ? "" : "from the " + time_basis});
  facts.point("when", {"time", "other_times"}, std::move(when));
  const std::string score = facts.take("confidence");
  facts.add("certainty", joined({facts.take_all({"factuality", "status"}),
                                 score.empty() ? "" : "score " + score}));
  for (const Json& cue : facts.part("cues"))
    facts.quote("because of", Kind::kCue, cue, string_in(cue, "kind"));
  facts.point("how many", {"figures"});
  facts.point("says who", {"attribution"});
  facts.add("methods", facts.take("methods"));
  const Json& acled = facts.part("acled");
  facts.add("ACLED", joined({string_in(acled, "event_type"), string_in(acled, "sub_event_type")}));
  facts.point("same as", {"same_as"});
}

void tell_figure(const Json& figure, Facts& facts, Value& value) {
  value.words = words_of(figure, facts.in_title());
  value.name = facts.take("measure") + " " + amount_words(figure);
  value.gist = facts.take("factuality") == "CT+" ? "" : factuality_words(figure);
  value.counted = counts_as_happened(figure);
  std::string bounds;
  for (const char* key : {"low", "best", "high"}) {
    const std::string number = facts.take(key);
    bounds += fmt::format("{}{} {}", bounds.empty() ? "" : ", ", key,
                          number.empty() ? "not given" : number);
  }
  facts.add("bounds", fmt::format("{} ({})", bounds, facts.take("bound")));
  if (const Json& population = facts.part("population"); !population.empty()) {
    std::vector<std::string> parts{facts.take("unit")};
    for (const auto& [key, field] : population.items())
      if (key != "span" && key != "text") parts.push_back(shown(field));
    facts.quote("of", Kind::kContent, population, joined(parts));
  } else {
    facts.add("of", facts.take("unit"));
  }
  facts.point("part of", {"subset_of"});
  facts.point("parts", {"includes"});
  facts.point("event", {"event"});
  facts.point("where", {"place"});
  facts.take_all({"start", "end"});
  facts.add("when", when_words(figure));
  const std::string since = facts.take("since"), until = facts.take("until");
  facts.add("scope", joined({facts.take("scope"), since.empty() ? "" : "since " + since,
                             until.empty() ? "" : "until " + until}));
  const std::string basis = facts.take("basis");
  facts.add("as of", joined({facts.take("as_of"), basis == "published" ? "the day of publication"
                                                  : basis.empty()      ? ""
                                                                       : "from the " + basis}));
  facts.add("certainty", string_in(figure, "factuality"));
  facts.point("says who", {"attribution"});
}

void tell_time(const Json& time, Facts& facts, Value& value) {
  value.words = words_of(time, facts.in_title());
  value.name = facts.take("value");
  if (value.name.empty()) value.name = "no day known";
  facts.take_all({"start", "end"});
  const std::string open = facts.take("open"), days = when_words(time);
  facts.add("days", joined({days == value.name ? "" : days, open.empty() ? "" : "open " + open}));
  const std::string anchor = facts.take("anchor");
  facts.add("read as", joined({facts.take_all({"kind", "granularity"}),
                               anchor == "unresolved" ? "not resolved"
                               : anchor.empty()       ? ""
                                                      : "by the " + anchor}));
}

void tell_place(const Json& place, Facts& facts, Value& value) {
  value.words = words_of(place, facts.in_title());
  value.name = facts.take("name");
  if (value.name.empty()) value.name = "not found in the gazetteer";
  value.gist = facts.take("country");
  const std::string id = facts.take("geonameid");
  facts.add("place", joined({facts.take_all({"feature", "admin3", "admin2", "admin1"}),
                             id.empty() ? "" : "GeoNames " + id}));
  const std::string radius = facts.take("radius_km");
  facts.add("point", joined({facts.take_all({"lat", "lon"}), facts.take("precision"),
                             radius.empty() ? "" : "within " + radius + " km"}));
  const std::string score = facts.take("score");
  facts.add("match", joined({facts.take("matched"), score.empty() ? "" : "score " + score}));
  std::vector<std::string> others;
  for (const Json& other : facts.part("alternatives")) {
    others.push_back(fmt::format("{} ({})", string_in(other, "name"),
                                 joined({string_in(other, "feature"), string_in(other, "admin1"),
                                         string_in(other, "country"),
                                         other.contains("score") ? shown(other["score"]) : ""})));
  }
  facts.add("or else", joined(others, "; "));
}

void tell_attribution(Facts& facts, Value& value, const std::string& text_of_report) {
  const Json& source = facts.part("source");
  value.words = words_of(source, facts.in_title());
  const std::string kind = string_in(source, "kind");
  value.name = kind.empty() || kind == "unknown" ? "a source of unknown kind" : kind;
  value.gist = string_in(source, "side");
  const std::string distance = facts.take("distance");
  if (const Json& cue = facts.part("cue"); !cue.empty())
    facts.quote("cue", Kind::kAttribution, cue, distance);
  else
    facts.add("manner", distance);
  facts.add("form", facts.take("form"));
  facts.point("relayed by", {"relayed_by"});
  for (const Json& content : facts.part("content")) {
    const text::Span span = span_of(content);
    value.facts.push_back(
        {"vouches for",
         Words{std::string(text::words_of(text_of_report, span)), span, facts.in_title()},
         Kind::kContent,
         "",
         {},
         ""});
  }
}

// By what other values point at this one.
std::string name_in_references(Kind kind, const Json& item) {
  if (kind == Kind::kEvent) return string_in(item["trigger"], "text");
  if (kind == Kind::kAttribution) {
    const std::string words = string_in(item["source"], "text");
    return words.empty() ? string_in(item["source"], "kind") : words;
  }
  if (kind == Kind::kFigure) return string_in(item, "measure") + " " + amount_words(item);
  const std::string name = kind == Kind::kPlace ? string_in(item, "name") : "";
  return name.empty() ? string_in(item, "text") : name;
}

Value value_of(Kind kind, const Json& item, const Names& names, const Explanation& explanation) {
  Value value;
  value.id = string_in(item, "id");
  value.kind = kind;
  value.rule = string_in(item, "rule");
  Facts facts(item, names, value);
  switch (kind) {
    case Kind::kEvent:
      tell_event(item, facts, value);
      break;
    case Kind::kFigure:
      tell_figure(item, facts, value);
      break;
    case Kind::kTime:
      tell_time(item, facts, value);
      break;
    case Kind::kPlace:
      tell_place(item, facts, value);
      break;
    default:
      tell_attribution(facts, value, facts.in_title() ? explanation.title : explanation.text);
  }
  facts.rest();
  return value;
}

// Where a value belongs in the report: its words, else those of its first fact that has some.
const Words* place_of(const Value& value) {
  if (value.words) return &*value.words;
  for (const Fact& fact : value.facts)
    if (fact.words) return &*fact.words;
  return nullptr;
}

void add_lines(const Json& line, Explanation& out) {
  if (!out.title.empty())
    out.lines.push_back({true, false, {0, static_cast<std::uint32_t>(out.title.size())}, {}, {}});
  std::vector<text::Span> sentences;
  for (const Json& sentence : line.value("sentences", Json::array()))
    sentences.push_back(span_of(sentence));
  for (const TextLine& text_line : lines_of(out.text, sentences))
    out.lines.push_back({false, text_line.new_paragraph, text_line.span, {}, {}});
}

// The first line that a span can touch: lines of the text are in order behind that of the title.
std::size_t line_of(const Explanation& explanation, const Words& words) {
  const auto& lines = explanation.lines;
  const std::size_t first = lines.empty() || !lines[0].is_title ? 0 : 1;
  if (words.in_title) return first == 1 ? 0 : lines.size();
  const auto after = std::upper_bound(
      lines.begin() + static_cast<std::ptrdiff_t>(first), lines.end(), words.span.begin,
      [](std::uint32_t at, const ExplainedLine& line) { return at < line.span.begin; });
  const auto index = static_cast<std::size_t>(after - lines.begin());
  return index == first ? first : index - 1;
}

void add_mark(const Words& words, Mark mark, Explanation& out) {
  mark.span = words.span;
  for (std::size_t i = line_of(out, words); i < out.lines.size(); ++i) {
    ExplainedLine& line = out.lines[i];
    if (line.is_title != words.in_title || line.span.begin >= words.span.end) break;
    if (line.span.overlaps(words.span)) line.marks.push_back(mark);
  }
}

void add_value_to_lines(std::size_t index, Explanation& out) {
  const Value& value = out.values[index];
  if (value.words) add_mark(*value.words, {{}, value.kind, index, {}}, out);
  for (std::size_t i = 0; i < value.facts.size(); ++i)
    if (const Fact& fact = value.facts[i]; fact.words)
      add_mark(*fact.words, {{}, fact.kind, index, i}, out);
  const Words* words = place_of(value);
  const std::size_t line = words == nullptr ? out.lines.size() : line_of(out, *words);
  (line < out.lines.size() ? out.lines[line].values : out.without_words).push_back(index);
}

void add_values_to_lines(Explanation& out) {
  for (std::size_t i = 0; i < out.values.size(); ++i) add_value_to_lines(i, out);
  for (ExplainedLine& line : out.lines)
    std::stable_sort(line.values.begin(), line.values.end(), [&](std::size_t a, std::size_t b) {
      const Value &x = out.values[a], &y = out.values[b];
      if (x.kind != y.kind) return x.kind < y.kind;
      return place_of(x)->span.begin < place_of(y)->span.begin;
    });
}

void add_about(const Json& report, Explanation& out) {
  const auto add = [&](const char* label, std::string said) {
    if (!said.empty()) out.about.emplace_back(label, std::move(said));
  };
  add("by", joined({string_in(report, "author"), string_in(report, "publisher")}));
  const std::string basis = string_in(report, "published_basis");
  add("published", joined({string_in(report, "published"), basis.empty() ? "" : "from " + basis}));
  add("from", string_in(report, "uri"));
  add("id", out.id);
}

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::kEvent:
      return "event";
    case Kind::kFigure:
      return "figure";
    case Kind::kTime:
      return "time";
    case Kind::kPlace:
      return "place";
    case Kind::kAttribution:
      return "source";
    case Kind::kParticipant:
      return "participant";
    case Kind::kCue:
      return "cue";
    case Kind::kContent:
      break;
  }
  return "content";
}

std::string summary_of(const Explanation& explanation) {
  std::vector<std::string> parts;
  for (const auto& [key, kind] : kValueKinds) {
    const auto count = std::count_if(explanation.values.begin(), explanation.values.end(),
                                     [k = kind](const Value& value) { return value.kind == k; });
    if (count > 0)
      parts.push_back(fmt::format("{} {}{}", count, name_of(kind), count > 1 ? "s" : ""));
  }
  return parts.empty() ? "nothing was understood here" : joined(parts);
}

std::string place_in_page(const Words& words) {
  return fmt::format("{}:{}", words.page.begin, words.page.end);
}

std::string shortened(const std::string& words, std::size_t most) {
  if (words.size() <= most) return words;
  std::size_t head = most * 2 / 3, tail = words.size() - most / 3;
  const auto inside = [&](std::size_t at) {  // a code point
    return (static_cast<unsigned char>(words[at]) & 0xC0) == 0x80;
  };
  while (head > 0 && inside(head)) --head;
  while (tail < words.size() && inside(tail)) ++tail;
  return words.substr(0, head) + " … " + words.substr(tail);
}

Explanation explanation_from(const Json& line, const std::set<Kind>& kinds) {
  Explanation out;
  const Json& report = line["report"];
  out.id = string_in(report, "id");
  out.title = string_in(report, "title");
  add_about(report, out);
  if (line.contains("error")) {
    out.error = string_in(line["error"], "message");
    return out;
  }
  out.text = string_in(line, "text");
  Names names;
  for (const auto& [key, kind] : kValueKinds)
    for (const Json& item : line[std::string(key)])
      names.emplace(string_in(item, "id"), name_in_references(kind, item));
  for (const auto& [key, kind] : kValueKinds) {
    if (!kinds.contains(kind)) continue;
    for (const Json& item : line[std::string(key)])
      out.values.push_back(value_of(kind, item, names, out));
  }
  const std::vector<intake::SourceRun> runs = runs_of(line);
  for (Value& value : out.values) {
    out.ids.insert(value.id);
    if (value.words && !value.words->in_title)
      value.words->page = intake::source_of(runs, value.words->span);
  }
  if (!runs.empty())
    out.about.emplace_back(
        "page", "its bytes, in " + string_in(line["page"], "charset") + ", behind each value");
  add_lines(line, out);
  add_values_to_lines(out);
  for (const Json& warning : line.value("warnings", Json::array()))
    out.warnings.push_back(string_in(warning, "message"));
  return out;
}

}  // namespace litopys::cli
