// Lays out one report's events and figures as a table whose columns are as wide as their widest
// cell, up to a limit; longer cells end in "…". A figure that belongs to no event has a row of its
// own, so that no number is left out. Later mentions of an event (`same_as`) are not repeated
// unless they carry figures. Covered by table_format_test.cc.
#include "cli/table_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "cli/contract_words.h"
#include "text/utf8.h"

namespace litopys::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kColumns = 7;
using Row = std::array<std::string, kColumns>;
const Row kHeader{"WHEN", "WHERE", "WHAT", "WHO", "HOW MANY", "STATUS", "SAYS WHO"};
constexpr std::array<std::size_t, kColumns> kWidest{23, 20, 34, 48, 34, 22, 32};

const Json* by_id(const Json& list, const std::string& id) {
  for (const Json& item : list)
    if (string_in(item, "id") == id) return &item;
  return nullptr;
}

std::size_t width(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at += text::code_point_at(text, at).size;
  return count;
}

// At most `most` characters, on one line.
std::string fitted(std::string_view text, std::size_t most) {
  std::string out;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (count + 1 == most && at + c.size < text.size()) return out + "…";
    if (text::is_space(c.value))
      out += ' ';
    else
      out.append(text.substr(at, c.size));
    at += c.size;
  }
  return out;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

std::string where(const Json& line, const Json& item) {
  const Json* place = by_id(line["places"], string_in(item, "place"));
  if (place == nullptr) return "";
  const std::string name = string_in(*place, "name");
  return name.empty() ? string_in(*place, "text") + " (?)" : name;
}

std::string who(const Json& event) {
  std::vector<std::string> actors, recipients;
  for (const Json& participant : event.value("participants", Json::array())) {
    std::string words = string_in(participant, "text");
    if (const std::string code = string_in(participant, "code"); !code.empty())
      words += " [" + code + "]";
    if (string_in(participant, "role") == "actor")
      actors.push_back(std::move(words));
    else if (string_in(participant, "role") == "recipient")
      recipients.push_back(std::move(words));
  }
  std::string out = joined(actors, ", ");
  if (!recipients.empty()) out += (out.empty() ? "→ " : " → ") + joined(recipients, ", ");
  return out;
}

std::string number(const Json& value) { return value.is_null() ? "" : value.dump(); }

// "killed 102 civilian", "injured 13+", "participants 200–999".
std::string how_many(const Json& figure) {
  const std::string low = number(figure["low"]), best = number(figure["best"]),
                    high = number(figure["high"]);
  std::string amount;
  if (!best.empty() && low == high)
    amount = best;
  else if (!low.empty() && high.empty())
    amount = low + "+";
  else if (low.empty() && !high.empty())
    amount = "≤ " + high;
  else if (!low.empty())
    amount = low + "–" + high;
  else
    amount = "?";
  std::string out = string_in(figure, "measure") + " " + amount;
  const Json population = figure.value("population", Json::object());
  for (const char* key : {"status", "age", "sex", "side"})
    if (const std::string value = string_in(population, key); !value.empty() && value != "unknown")
      out += " " + value;
  if (figure.contains("subset_of")) out = "(of them " + out + ")";
  return out;
}

std::string says_who(const Json& line, const Json& item) {
  std::vector<std::string> sources;
  for (const Json& id : item.value("attribution", Json::array()))
    if (const Json* attribution = by_id(line["attributions"], id.get<std::string>()))
      if (const std::string words = string_in((*attribution)["source"], "text"); !words.empty())
        sources.push_back(words);
  return joined(sources, "; ");
}

std::string status(const Json& event) {
  const std::string word = string_in(event, "status"), factuality = string_in(event, "factuality");
  return factuality == "CT+" ? word : word + " " + factuality;
}

Row event_row(const Json& line, const Json& event) {
  std::vector<std::string> figures;
  for (const Json& id : event.value("figures", Json::array()))
    if (const Json* figure = by_id(line["figures"], id.get<std::string>()))
      figures.push_back(how_many(*figure));
  std::string what = string_in(event, "type");
  if (const std::string mode = string_in(event, "mode"); !mode.empty()) what += " " + mode;
  what += " \"" + string_in(event["trigger"], "text") + "\"";
  return {when_words(event), where(line, event),   what, who(event), joined(figures, ", "),
          status(event),     says_who(line, event)};
}

Row figure_row(const Json& line, const Json& figure) {
  return {when_words(figure),
          where(line, figure),
          "\"" + string_in(figure, "text") + "\"",
          "",
          how_many(figure),
          string_in(figure, "scope"),
          says_who(line, figure)};
}

std::vector<Row> rows_of(const Json& line) {
  std::vector<Row> rows;
  for (const Json& event : line["events"])
    if (!event.contains("same_as") || event.contains("figures"))
      rows.push_back(event_row(line, event));
  for (const Json& figure : line["figures"])
    if (!figure.contains("event")) rows.push_back(figure_row(line, figure));
  return rows;
}

std::string heading(const Json& report) {
  std::string out = string_in(report, "id");
  if (const std::string uri = string_in(report, "uri"); !uri.empty()) out = uri;
  if (const std::string title = string_in(report, "title"); !title.empty()) out += "  " + title;
  std::vector<std::string> from;
  for (const char* key : {"publisher", "published"})
    if (const std::string value = string_in(report, key); !value.empty()) from.push_back(value);
  if (!from.empty()) out += "  (" + joined(from, ", ") + ")";
  return out + "\n";
}

}  // namespace

std::string table_of(const Json& line) {
  std::string out = heading(line["report"]);
  if (line.contains("error"))
    return out + "  not read: " + string_in(line["error"], "message") + "\n\n";
  std::vector<Row> rows = rows_of(line);
  if (rows.empty()) return out + "  nothing understood as an event or a figure\n\n";
  rows.insert(rows.begin(), kHeader);
  std::array<std::size_t, kColumns> widths{};
  for (Row& row : rows)
    for (std::size_t i = 0; i < kColumns; ++i) {
      row[i] = fitted(row[i], kWidest[i]);
      widths[i] = std::max(widths[i], width(row[i]));
    }
  for (const Row& row : rows) {
    std::string text = "  ";
    for (std::size_t i = 0; i < kColumns; ++i)
      text += row[i] + std::string(widths[i] - width(row[i]) + 2, ' ');
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
  }
  return out + "\n";
}

}  // namespace litopys::cli
