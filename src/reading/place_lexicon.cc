// Reads the seven tables into maps. A demonym also counts in its regular plural ("Kenyans"). A
// weight that is missing, unknown or not a number is an error: a sign that silently weighs nothing
// would be found only in the figures. Covered by places_test.cc.
#include "reading/place_lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "text/table.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

text::Error at_row(const text::Table& table, const text::Table::Row& row, std::string_view what) {
  return {"bad-table", fmt::format("{}:{}: {}", table.name, row.line, what)};
}

text::Status load_demonyms(const std::filesystem::path& path, PlaceLexicon& lexicon) {
  const auto table = text::read_table(path, {"iso2", "iso3", "demonyms", "capital"});
  if (!table) return table.error();
  for (const text::Table::Row& row : table->rows) {
    lexicon.iso3.emplace(row["iso2"], row["iso3"]);
    const std::string& seats = row["capital"];
    if (!seats.empty()) lexicon.capitals.emplace(row["iso2"], seats.substr(0, seats.find('|')));
    for (const std::string& demonym : text::split(row["demonyms"], '|')) {
      lexicon.demonyms.emplace(text::lower(demonym), row["iso2"]);
      lexicon.demonyms.emplace(text::lower(demonym) + "s", row["iso2"]);
    }
  }
  return text::Done{};
}

text::Status load_words(const std::filesystem::path& path, PlaceLexicon& lexicon) {
  const auto table = text::read_table(path, {"word", "position", "features", "use"});
  if (!table) return table.error();
  for (const text::Table::Row& row : table->rows) {
    const std::string& position = row["position"];
    if (position != "before" && position != "after" && position != "both")
      return at_row(*table, row, fmt::format("no position \"{}\"", position));
    PlaceWord word;
    word.before = position != "after";
    word.after = position != "before";
    word.part = row["use"] == "part";
    word.quarter = row["use"] == "quarter";
    word.street = row["use"] == "street";
    if (row["use"] == "state") {
      lexicon.state_words.insert(row["word"]);
      continue;
    }
    if (row["use"] == "capital") lexicon.capital_words.insert(row["word"]);
    const bool care = row["use"] == "care";
    if (care) lexicon.care.insert(row["word"]);
    word.facility = row["use"] == "facility" || word.street || care;
    word.authority = row["use"] == "authority";
    if (row["features"] != "-") word.features = text::split(row["features"], '|');
    if (row["use"] == "office") {
      lexicon.offices.emplace(row["word"], std::move(word.features));
      continue;
    }
    if (row["use"] == "object") {
      lexicon.place_verbs.insert(row["word"]);
      continue;
    }
    lexicon.words.emplace(row["word"], std::move(word));
  }
  return text::Done{};
}

text::Status load_abbreviations(const std::filesystem::path& path, PlaceLexicon& lexicon) {
  const auto table = text::read_table(path, {"short", "kind", "country", "name"});
  if (!table) return table.error();
  for (const text::Table::Row& row : table->rows) {
    if (row["kind"] == "area")
      lexicon.areas.emplace(row["short"], PlaceLexicon::Area{row["country"], row["name"]});
    else if (row["kind"] == "word")
      lexicon.shortened.emplace(row["short"], row["name"]);
    else if (row["kind"] == "article")
      lexicon.articles.insert(row["short"]);
    else
      return at_row(*table, row, fmt::format("no kind \"{}\"", row["kind"]));
  }
  return text::Done{};
}

text::Status load_romanisations(const std::filesystem::path& path, PlaceLexicon& lexicon) {
  const auto table = text::read_table(path, {"one", "other", "position", "countries"});
  if (!table) return table.error();
  for (const text::Table::Row& row : table->rows) {
    const std::string& position = row["position"];
    if (position != "start" && position != "end" && position != "any")
      return at_row(*table, row, fmt::format("no position \"{}\"", position));
    if (row["one"].empty() || row["other"].empty() || row["one"] == row["other"])
      return at_row(*table, row, "two different spellings are needed");
    auto countries =
        row["countries"] == "-" ? std::vector<std::string>{} : text::split(row["countries"], '|');
    std::sort(countries.begin(), countries.end());
    lexicon.romanisations.push_back(
        {row["one"], row["other"], position == "start", position == "end", std::move(countries)});
  }
  return text::Done{};
}

text::Status load_offsets(const std::filesystem::path& path, PlaceLexicon& lexicon) {
  using Kind = PlaceLexicon::OffsetWord::Kind;
  const std::map<std::string, Kind> kinds = {{"direction", Kind::kDirection},
                                             {"unit", Kind::kUnit},
                                             {"link", Kind::kLink},
                                             {"near", Kind::kNear}};
  const auto table = text::read_table(path, {"word", "kind", "value"});
  if (!table) return table.error();
  for (const text::Table::Row& row : table->rows) {
    const auto kind = kinds.find(row["kind"]);
    if (kind == kinds.end()) return at_row(*table, row, fmt::format("no kind \"{}\"", row["kind"]));
    const std::string& cell = row["value"];
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    const bool is_number = error == std::errc{} && end == cell.data() + cell.size();
    if (!is_number && cell != "-")
      return at_row(*table, row, fmt::format("value \"{}\" is no number", cell));
    lexicon.offsets.emplace(row["word"], PlaceLexicon::OffsetWord{kind->second, value});
  }
  return text::Done{};
}

text::Status load_weights(const std::filesystem::path& path, PlaceLexicon& lexicon) {
  const auto table = text::read_table(path, {"sign", "weight"});
  if (!table) return table.error();
  std::array<bool, kSignNames.size()> seen{};
  for (const text::Table::Row& row : table->rows) {
    const auto found = std::find(kSignNames.begin(), kSignNames.end(), row["sign"]);
    if (found == kSignNames.end())
      return at_row(*table, row, fmt::format("no sign \"{}\"", row["sign"]));
    const auto index = static_cast<std::size_t>(found - kSignNames.begin());
    const std::string& cell = row["weight"];
    const auto [end, error] =
        std::from_chars(cell.data(), cell.data() + cell.size(), lexicon.weights[index]);
    if (error != std::errc{} || end != cell.data() + cell.size())
      return at_row(*table, row, fmt::format("weight \"{}\" is no number", cell));
    seen[index] = true;
  }
  for (std::size_t i = 0; i < seen.size(); ++i)
    if (!seen[i])
      return text::Error{"bad-table",
                         fmt::format("{}: no weight of {}", table->name, kSignNames[i])};
  return text::Done{};
}

}  // namespace

bool is_authority(const PlaceLexicon& lexicon, std::string_view word) {
  const auto found = lexicon.words.find(text::lower(word));
  return found != lexicon.words.end() && found->second.authority;
}

bool is_facility(const PlaceLexicon& lexicon, std::string_view name) {
  const std::size_t blank = name.rfind(' ');
  if (blank == std::string_view::npos) return false;
  const auto last = lexicon.words.find(text::lower(name.substr(blank + 1)));
  if (last != lexicon.words.end() && last->second.facility) return true;
  const auto first = lexicon.words.find(text::lower(name.substr(0, name.find(' '))));
  return first != lexicon.words.end() && first->second.facility && first->second.before;
}

BareWord bare_word_of(const PlaceLexicon& lexicon, std::string_view name) {
  const auto word = lexicon.words.find(text::lower(name));
  if (word == lexicon.words.end()) return BareWord::kNot;
  if (word->second.facility) return BareWord::kFacility;
  const auto& features = word->second.features;
  const bool area = std::any_of(features.begin(), features.end(), [](const std::string& feature) {
    return feature.starts_with("ADM");
  });
  return area ? BareWord::kArea : BareWord::kNot;
}

text::Result<PlaceLexicon> load_place_lexicon(const std::filesystem::path& codebooks) {
  PlaceLexicon lexicon;
  if (auto done = load_demonyms(codebooks / "country_names.tsv", lexicon); !done)
    return done.error();
  if (auto done = load_words(codebooks / "place_words.tsv", lexicon); !done) return done.error();
  if (auto done = load_abbreviations(codebooks / "place_abbreviations.tsv", lexicon); !done)
    return done.error();
  if (auto done = load_romanisations(codebooks / "romanisation.tsv", lexicon); !done)
    return done.error();
  if (auto done = load_offsets(codebooks / "place_offsets.tsv", lexicon); !done)
    return done.error();
  auto outlets = load_outlets(codebooks);
  if (!outlets) return outlets.error();
  lexicon.outlets = std::move(*outlets);
  if (auto done = load_weights(codebooks / "place_weights.tsv", lexicon); !done)
    return done.error();
  return lexicon;
}

}  // namespace litopys::reading
