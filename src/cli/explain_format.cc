// Prints a reading as evidence: every item with its words and its rule, in the order of the
// contract. Works on printed output alone, so that it can show nothing that the output does not
// hold. Covered by explain_format_test.cc.
#include "cli/explain_format.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "cli/contract_words.h"

namespace litopys::cli {
namespace {

using Json = nlohmann::ordered_json;

// The quoted words of an item with their bytes: "shelled" [12, 19].
std::string words(const Json& item) {
  if (!item.contains("span")) return "(left out in the text)";
  std::string text = string_in(item, "text");
  for (char& c : text)
    if (c == '\n') c = ' ';
  return fmt::format("\"{}\" {}{}", text, item["span"].dump(),
                     string_in(item, "in") == "title" ? " of the title" : "");
}

std::string rule(const Json& item) {
  const std::string name = string_in(item, "rule");
  return name.empty() ? "" : "  rule: " + name;
}

// " key: value" for each of these keys that the item has.
std::string values(const Json& item, std::initializer_list<const char*> keys) {
  std::string out;
  for (const char* key : keys) {
    const auto found = item.find(key);
    if (found == item.end()) continue;
    out += fmt::format("  {}: {}", key,
                       found->is_string() ? found->get<std::string>() : found->dump());
  }
  return out;
}

void explain_event(const Json& event, std::string& out) {
  out += fmt::format("{} {} {}{}\n", string_in(event, "id"), string_in(event, "type"),
                     words(event["trigger"]), rule(event));
  out += "   " + values(event, {"mode", "factuality", "status", "confidence", "same_as"}) + "\n";
  for (const Json& cue : event.value("cues", Json::array()))
    out += fmt::format("     because of the {} {}\n", string_in(cue, "kind"), words(cue));
  for (const Json& participant : event.value("participants", Json::array()))
    out += fmt::format("     {} {}{}{}\n", string_in(participant, "role"), words(participant),
                       values(participant, {"kind", "code"}), rule(participant));
  if (const std::string what = values(event, {"place", "place_basis", "other_places"});
      !what.empty())
    out += "   " + what + "\n";
  if (const std::string what =
          values(event, {"time", "time_basis", "start", "end", "open", "time_precision"});
      !what.empty())
    out += "   " + what + "\n";
  if (const std::string what = values(event, {"figures", "attribution", "methods", "acled"});
      !what.empty())
    out += "   " + what + "\n";
}

void explain_figure(const Json& figure, std::string& out) {
  out += fmt::format("{} {} {}{}\n", string_in(figure, "id"), string_in(figure, "measure"),
                     words(figure), rule(figure));
  out += "   " + values(figure, {"low", "best", "high", "bound", "unit"}) + "\n";
  out += "   " +
         values(figure, {"scope", "factuality", "subset_of", "event", "place", "as_of", "basis",
                         "attribution"}) +
         "\n";
  if (figure.contains("population")) {
    const Json& population = figure["population"];
    out += "     of " + words(population) +
           values(population, {"status", "age", "years", "sex", "side"}) + "\n";
  }
}

void explain_attribution(const Json& attribution, std::string& out) {
  const Json& source = attribution["source"];
  out += fmt::format("{} {}{}{}\n", string_in(attribution, "id"), words(source),
                     values(source, {"kind", "side"}), rule(attribution));
  out += "   " + values(attribution, {"form", "distance", "relayed_by", "content"});
  if (attribution.contains("cue")) out += "  cue: " + words(attribution["cue"]);
  out += "\n";
}

}  // namespace

std::string explanation_of(const Json& line) {
  const Json& report = line["report"];
  std::string out = "== " + string_in(report, "id") +
                    values(report, {"uri", "title", "publisher", "published", "published_basis"}) +
                    "\n";
  if (line.contains("error"))
    return out + "not read: " + string_in(line["error"], "message") + "\n\n";
  for (const Json& time : line["times"])
    out += fmt::format("{} {}{}{}\n", string_in(time, "id"), words(time),
                       values(time, {"value", "start", "end", "open", "anchor"}), rule(time));
  for (const Json& place : line["places"])
    out += fmt::format(
        "{} {}{}{}\n", string_in(place, "id"), words(place),
        values(place, {"name", "country", "admin1", "lat", "lon", "precision", "matched", "score"}),
        rule(place));
  for (const Json& event : line["events"]) explain_event(event, out);
  for (const Json& figure : line["figures"]) explain_figure(figure, out);
  for (const Json& attribution : line["attributions"]) explain_attribution(attribution, out);
  for (const Json& warning : line["warnings"])
    out += "warning: " + string_in(warning, "message") + "\n";
  return out + "\n";
}

}  // namespace litopys::cli
