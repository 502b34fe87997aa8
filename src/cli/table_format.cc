// Lays out one report's events and figures as a table. A row has as many lines as the figures of
// its event have claimants, so that each number stands beside who says it; a figure that belongs to
// no event has a row of its own, so that no number is left out. Later mentions of an event
// (`same_as`) are not repeated unless they carry figures.
//
// Columns are as wide as their widest cell, up to a limit each; where they do not fit the terminal
// the one that is farthest above its least width gives way, again and again. A cell that is cut
// ends in "…", but HOW MANY is broken between words instead, since "killed 1…" would be another
// number. Words of reports are foreign bytes and are made harmless first (terminal_text.h). Covered
// by table_format_test.cc.
#include "cli/table_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <vector>

#include "cli/contract_words.h"
#include "cli/terminal_text.h"
#include "text/utf8.h"

namespace litopys::cli {
namespace {

using Json = nlohmann::ordered_json;

enum Column : std::size_t { kWhen, kWhere, kWhat, kWho, kHowMany, kStatus, kSaysWho, kColumns };
using Line = std::array<std::string, kColumns>;
using Row = std::vector<Line>;  // of the lines after the first only HOW MANY and SAYS WHO are used
const Line kHeader{"WHEN", "WHERE", "WHAT", "WHO", "HOW MANY", "STATUS", "SAYS WHO"};
constexpr std::array<std::size_t, kColumns> kWidest{23, 20, 34, 48, 34, 22, 32};
// A date and the ends of words; that of HOW MANY is the longest word in it.
constexpr std::array<std::size_t, kColumns> kLeast{10, 7, 10, 9, 8, 8, 9};
constexpr std::size_t kIndent = 2, kGap = 2;

const Json* by_id(const Json& list, const std::string& id) {
  for (const Json& item : list)
    if (string_in(item, "id") == id) return &item;
  return nullptr;
}

// At most `most` cells.
std::string fitted(const std::string& text, std::size_t most) {
  if (cells(text) <= most) return text;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = text::code_point_at(text, at).size;
    if (cells(out + text.substr(at, size)) + 1 > most) break;
    out += text.substr(at, size);
    at += size;
  }
  return out + "…";
}

// Lines of at most `most` cells, broken at `mark`, which stays at the line's end without its space.
std::vector<std::string> broken_at(const std::string& text, std::string_view mark,
                                   std::size_t most) {
  const std::string_view kept = mark.substr(0, mark.size() - 1);
  std::vector<std::string> lines(1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(mark, at), text.size());
    std::string part = text.substr(at, end - at);
    if (end < text.size()) part += kept;
    if (!lines.back().empty() && cells(lines.back()) + 1 + cells(part) > most) lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : " ") + part;
    at = end + mark.size();
  }
  return lines;
}

// Figures in lines of at most `most` cells: broken between figures, else between words, and never
// inside a word, so that no number is cut.
std::vector<std::string> broken(const std::string& figures, std::size_t most) {
  std::vector<std::string> lines;
  for (const std::string& line : broken_at(figures, ", ", most))
    for (std::string& part : broken_at(line, " ", most)) lines.push_back(std::move(part));
  return lines;
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

struct Counted {
  std::string how_many, says_who;
};

// What sets a figure apart from its event: a total, another day or place, no fact though the event
// is one.
std::string set_apart(const Json& line, const Json& event, const Json& figure) {
  std::string out;
  const std::string factuality = string_in(figure, "factuality"),
                    since = string_in(figure, "since"), when = when_words(figure);
  const bool total = string_in(figure, "scope") == "cumulative";
  if (total && !figure.contains("subset_of"))  // of a part its whole says so
    out += since.empty() ? " in total" : " since " + since;
  if (!total && !when.empty() && when != when_words(event)) out += " on " + when;
  if (const std::string place = where(line, figure); !place.empty() && place != where(line, event))
    out += " in " + place;
  if (!factuality.empty() && factuality != "CT+" && factuality != string_in(event, "factuality"))
    out += " " + factuality;
  return out;
}

// The figures of an event, those with the same claimants together.
std::vector<Counted> figures_of(const Json& line, const Json& event) {
  std::vector<Counted> out;
  for (const Json& id : event.value("figures", Json::array())) {
    const Json* figure = by_id(line["figures"], id.get<std::string>());
    if (figure == nullptr) continue;
    Counted counted{how_many(*figure) + set_apart(line, event, *figure), says_who(line, *figure)};
    if (!out.empty() && out.back().says_who == counted.says_who)
      out.back().how_many += ", " + counted.how_many;
    else
      out.push_back(std::move(counted));
  }
  return out;
}

Row event_row(const Json& line, const Json& event) {
  std::string what = string_in(event, "type");
  if (const std::string mode = string_in(event, "mode"); !mode.empty()) what += " " + mode;
  what += " \"" + string_in(event["trigger"], "text") + "\"";
  Row row{{when_words(event), where(line, event), what, who(event), "", status(event), ""}};
  std::vector<Counted> figures = figures_of(line, event);
  const std::string source = says_who(line, event);
  const bool figures_say = std::any_of(figures.begin(), figures.end(), [](const Counted& figure) {
    return !figure.says_who.empty();
  });
  if (figures.empty()) figures.push_back({"", source});
  if (!figures_say) figures.front().says_who = source;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (i > 0) row.emplace_back();
    row[i][kHowMany] = std::move(figures[i].how_many);
    row[i][kSaysWho] = std::move(figures[i].says_who);
  }
  return row;
}

// A number of no event that was understood: a total, a strength, or the number alone.
Row figure_row(const Json& line, const Json& figure) {
  const std::string scope = string_in(figure, "scope"),
                    factuality = string_in(figure, "factuality");
  const std::string kind = scope == "cumulative" ? "total" : scope == "state" ? "state" : "number";
  return {{when_words(figure), where(line, figure), kind + " \"" + string_in(figure, "text") + "\"",
           "", how_many(figure), factuality == "CT+" ? "" : factuality, says_who(line, figure)}};
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
  std::string out = harmless(string_in(report, "id"));
  if (const std::string uri = harmless(string_in(report, "uri")); !uri.empty()) out = uri;
  if (const std::string title = harmless(string_in(report, "title")); !title.empty())
    out += "  " + title;
  std::vector<std::string> from;
  for (const char* key : {"publisher", "published"})
    if (const std::string value = harmless(string_in(report, key)); !value.empty())
      from.push_back(value);
  if (!from.empty()) out += "  (" + joined(from, ", ") + ")";
  return out;
}

using Widths = std::array<std::size_t, kColumns>;

Widths widths_of(const std::vector<Row>& rows, std::size_t columns) {
  Widths widths{}, least = kLeast;
  for (const Row& row : rows)
    for (const Line& line : row) {
      for (std::size_t i = 0; i < kColumns; ++i)
        widths[i] = std::max(widths[i], std::min(cells(line[i]), kWidest[i]));
      for (const std::string& word : broken(line[kHowMany], 1))
        least[kHowMany] = std::max(least[kHowMany], cells(word));
    }
  widths[kHowMany] = std::max(widths[kHowMany], least[kHowMany]);
  const std::size_t between = kIndent + (kColumns - 1) * kGap;
  const auto taken = [&] { return std::accumulate(widths.begin(), widths.end(), between); };
  const auto room = [&](std::size_t i) { return widths[i] - std::min(widths[i], least[i]); };
  while (columns > 0 && taken() > columns) {
    std::size_t widest = 0;
    for (std::size_t i = 1; i < kColumns; ++i)
      if (room(i) > room(widest)) widest = i;
    if (room(widest) == 0) break;
    --widths[widest];
  }
  return widths;
}

// One line of a row, whose HOW MANY may go on below.
std::string printed(const Line& line, const Widths& widths) {
  const std::vector<std::string> amounts = broken(line[kHowMany], widths[kHowMany]);
  std::string out;
  for (std::size_t k = 0; k < amounts.size(); ++k) {
    std::string text(kIndent, ' ');
    for (std::size_t i = 0; i < kColumns; ++i) {
      const std::string cell = i == kHowMany ? amounts[k]
                               : k == 0      ? fitted(line[i], widths[i])
                                             : "";
      const std::size_t taken = cells(cell);
      text += cell + std::string(kGap + widths[i] - std::min(widths[i], taken), ' ');
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
  }
  return out;
}

}  // namespace

std::string table_of(const Json& line, std::size_t columns) {
  std::string out = heading(line["report"]) + "\n";
  if (line.contains("error"))
    return out + "  not read: " + harmless(string_in(line["error"], "message")) + "\n\n";
  std::vector<Row> rows = rows_of(line);
  if (rows.empty()) return out + "  nothing understood as an event or a figure\n\n";
  rows.insert(rows.begin(), Row{kHeader});
  for (Row& row : rows)
    for (Line& cells : row)
      for (std::string& cell : cells) cell = harmless(cell);
  const Widths widths = widths_of(rows, columns);
  for (const Row& row : rows)
    for (const Line& cells : row) out += printed(cells, widths);
  return out + "\n";
}

}  // namespace litopys::cli
