// The members are walked once; each whose name means a field gives its value, and of several names
// of a field the one that stands higher in the table wins.
//
//     {"event_date": "05 March 2022", "location": "Riverton", "notes": "On 5 March, …"}
//         text "On 5 March, …", given date 2022-03-05 and place Riverton, published 2022-03-05
//     {"title": "A bridge fell", "content_html": "<p>Nobody was hurt.</p>", "url": "https://…"}
//         title, text "Nobody was hurt.", uri
//
// Counter-example: {"year": 2022, "deaths_best": 3} has no text and is an error: there is nothing
// to read. A date that is none by dates.h is left out rather than complained of, since tables of
// other people hold all kinds; the day of the event is kept in `given` as it stands.
#include "intake/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "intake/dates.h"
#include "intake/html.h"

namespace litopys::intake {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestField = 1000;
constexpr std::array<const char*, 8> kGiven = {"date",   "date_end", "place",    "admin1",
                                               "admin2", "country",  "latitude", "longitude"};

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

// A value as words: strings and numbers as they are, of an object its name, of a list its members.
std::string words_of(const Json& value, bool inside = false) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.dump();
  if (value.is_number_float() && std::isfinite(value.get<double>())) return value.dump();
  if (value.is_object() && value.contains("name") && value["name"].is_string()) {
    return value["name"].get<std::string>();
  }
  std::string all;
  if (!value.is_array() || inside) return all;
  for (const Json& member : value) {
    const std::string words = words_of(member, true);
    if (blank(words) || all.size() + words.size() > kLongestField) continue;
    all += (all.empty() ? "" : ", ") + words;
  }
  return all;
}

// The tags that texts in feeds and databases are written with.
bool is_markup(std::string_view text) {
  for (const std::string_view tag : {"</p>", "<p>", "<br", "</a>", "</div>", "</b>", "</strong>",
                                     "</em>", "</li>", "</span>", "<img "}) {
    if (text.find(tag) != std::string_view::npos) return true;
  }
  return false;
}

struct Fields {
  std::map<std::string, std::pair<std::size_t, std::string>, std::less<>> values;

  void offer(const RecordNames::Name& name, std::string value) {
    if (blank(value) || value.find('\0') != std::string::npos) return;
    if (name.field == "text" && !has_letters(value)) return;
    const auto found = values.find(name.field);
    if (found != values.end() && found->second.first <= name.rank) return;
    values[name.field] = {name.rank, std::move(value)};
  }
  std::string take(std::string_view field, std::size_t most = kLongestField) {
    const auto found = values.find(field);
    if (found == values.end() || found->second.second.size() > most) return "";
    return std::move(found->second.second);
  }
};

std::string names_in(const Json& object) {
  std::string all;
  for (const auto& [name, value] : object.items()) {
    if (all.size() + name.size() > 200) return all + ", …";
    all += (all.empty() ? "" : ", ") + name;
  }
  return all;
}

void read_dates(Fields& fields, Report& report) {
  if (const auto date = normal_date(fields.take("published"))) report.published = *date;
  if (const auto date = normal_date(fields.take("modified"))) report.modified = *date;
  for (const char* name : kGiven) {
    std::string value = fields.take(name);
    if (value.empty()) continue;
    if (std::string_view(name).starts_with("date")) value = normal_date(value).value_or(value);
    report.given.emplace_back(name, std::move(value));
  }
  if (report.published.empty() && !report.given.empty() && report.given[0].first == "date") {
    if (const auto date = normal_date(report.given[0].second)) report.published = *date;
  }
  if (!report.published.empty()) report.published_basis = "metadata";
}

}  // namespace

bool has_letters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalpha(byte) != 0;
  });
}

text::Result<Report> read_record(std::string_view bytes, const std::string& where,
                                 const Lexicon& lexicon) {
  const Json object = Json::parse(bytes, nullptr, false);
  if (!object.is_object()) {
    return text::Error{"bad-json", fmt::format("{}: no JSON object, or a damaged one", where)};
  }
  Fields fields;
  for (const auto& [name, value] : object.items()) {
    const RecordNames::Name* const meaning = lexicon.records.find(name);
    if (meaning != nullptr) fields.offer(*meaning, words_of(value));
  }
  Report report;
  report.text = fields.take("text", std::string::npos);
  if (report.text.empty()) {
    return text::Error{"no-text",
                       fmt::format("{}: no member or column that holds a text, among: {}", where,
                                   names_in(object))};
  }
  if (is_markup(report.text)) {
    text::Result<Report> read = read_fragment(report.text, where, lexicon.pages);
    if (!read) return read;
    report = std::move(*read);
  }
  report.id = fields.take("id");
  report.title = fields.take("title");
  report.author = fields.take("author");
  report.publisher = fields.take("publisher");
  report.uri = fields.take("uri");
  report.language = fields.take("language");
  read_dates(fields, report);
  return report;
}

}  // namespace litopys::intake
