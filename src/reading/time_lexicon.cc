// Reads codebooks/numerals.tsv and the tables of codebooks/times: words with their classes,
// holidays, fixed phrases and the words that make a time look forward. A row of an unknown class or
// with a value that is no number where one is needed is an error with file and line, so that a slip
// of the editor is seen at once. Covered by time_lexicon_test.cc.
#include "reading/time_lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "reading/numerals.h"
#include "text/table.h"

namespace litopys::reading {
namespace {

using text::Result;
using text::Table;

constexpr std::array<std::string_view, static_cast<std::size_t>(TimeClass::kCount)> kClassNames{
    "month",        "month_short",    "weekday",      "weekday_plural", "weekday_short",
    "unit",         "units",          "number",       "tens",           "multiplier",
    "ordinal",      "ordinal_suffix", "part_of_day",  "clock_word",     "day_word",
    "night_word",   "article",        "the",          "deixis",         "portion",
    "portion_noun", "approximator",   "vague_number", "recent",         "ago",
    "offset",       "every",          "per",          "meridiem",       "season",
    "frequency",    "decade",         "zone",         "preposition",    "consecutive",
    "age",          "homograph",      "count_noun",   "decade_ending",  "year_part",
    "starting",     "whole",          "measure"};

std::optional<int> integer(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

text::Error bad_cell(const Table& table, const Table::Row& row, std::string_view column) {
  return {"bad-table", fmt::format("{}:{}: {}: \"{}\"", table.name, row.line, column, row[column])};
}

Result<text::Done> load_words(const std::filesystem::path& path, TimeLexicon& lexicon) {
  const Result<Table> table = text::read_table(path, {"word", "class", "value"});
  if (!table) return table.error();
  for (const Table::Row& row : table->rows) {
    const auto* const found = std::find(kClassNames.begin(), kClassNames.end(), row["class"]);
    if (found == kClassNames.end()) return bad_cell(*table, row, "class");
    TimeMeaning meaning;
    meaning.kind = static_cast<TimeClass>(found - kClassNames.begin());
    meaning.value = row["value"];
    meaning.number = integer(row["value"]).value_or(0);
    lexicon.words[row["word"]].push_back(std::move(meaning));
  }
  return text::Done{};
}

// Number words are shared with the reading of figures.
Result<text::Done> load_numerals(const std::filesystem::path& codebooks, TimeLexicon& lexicon) {
  const Result<NumeralLexicon> numerals = load_numeral_lexicon(codebooks);
  if (!numerals) return numerals.error();
  for (const auto& [word, entry] : numerals->entries) {
    TimeMeaning meaning;
    if (entry.role == "unit" || entry.role == "teen") {
      meaning.kind = TimeClass::kNumber;
    } else if (entry.role == "ten") {
      meaning.kind = TimeClass::kTens;
    } else if (entry.role == "hundred" || entry.role == "dozen" || entry.value == 1000) {
      meaning.kind = TimeClass::kMultiplier;
    } else {
      continue;
    }
    if (entry.ordinal) meaning.kind = TimeClass::kOrdinal;
    meaning.number = static_cast<int>(entry.value);
    lexicon.words[word].push_back(std::move(meaning));
  }
  return text::Done{};
}

Result<text::Done> load_holidays(const std::filesystem::path& path, TimeLexicon& lexicon) {
  const Result<Table> table =
      text::read_table(path, {"words", "month", "day", "weekday", "which", "easter"});
  if (!table) return table.error();
  for (const Table::Row& row : table->rows) {
    Holiday holiday;
    holiday.words = text::split(row["words"], ' ');
    holiday.month = integer(row["month"]).value_or(0);
    holiday.day = integer(row["day"]).value_or(0);
    holiday.weekday = integer(row["weekday"]).value_or(0);
    holiday.which = integer(row["which"]).value_or(0);
    holiday.easter = integer(row["easter"]);
    const bool fixed = holiday.month >= 1 && holiday.month <= 12 && holiday.day >= 1 &&
                       holiday.day <= days_in_month(2000, holiday.month);
    const bool floating = holiday.month >= 1 && holiday.month <= 12 && holiday.weekday >= 1 &&
                          holiday.weekday <= 7 && holiday.which >= -1 && holiday.which <= 4 &&
                          holiday.which != 0;
    if (holiday.words.empty() || (!fixed && !floating && !holiday.easter))
      return bad_cell(*table, row, "words");
    lexicon.holidays.push_back(std::move(holiday));
  }
  return text::Done{};
}

Result<text::Done> load_movable(const std::filesystem::path& path, TimeLexicon& lexicon) {
  const Result<Table> table = text::read_table(path, {"words", "days", "dates"});
  if (!table) return table.error();
  for (const Table::Row& row : table->rows) {
    Holiday holiday;
    holiday.words = text::split(row["words"], ' ');
    holiday.days = integer(row["days"]).value_or(0);
    if (holiday.words.empty() || holiday.days < 1 || holiday.days > 40)
      return bad_cell(*table, row, "days");
    for (const std::string& cell : text::split(row["dates"], ' ')) {
      const std::optional<Date> date = parse_date(cell);
      if (!date || (!holiday.dates.empty() && *date <= holiday.dates.back()))
        return bad_cell(*table, row, "dates");
      holiday.dates.push_back(*date);
    }
    lexicon.holidays.push_back(std::move(holiday));
  }
  return text::Done{};
}

}  // namespace

std::vector<Date> Holiday::in(int year) const {
  if (easter) return {add_days(easter_sunday(year), *easter)};
  if (weekday != 0) return {weekday_of_month(year, month, weekday, which)};
  if (month != 0) return {{year, month, std::min(day, days_in_month(year, month))}};
  std::vector<Date> found;
  for (const Date& date : dates)
    if (date.year == year) found.push_back(date);
  return found;
}

bool TimeLexicon::governs(std::string_view role, std::string_view word) const {
  const auto found = governors.find(role);
  return found != governors.end() &&
         std::find(found->second.begin(), found->second.end(), word) != found->second.end();
}

Result<TimeLexicon> load_time_lexicon(const std::filesystem::path& codebooks) {
  const std::filesystem::path folder = codebooks / "times";
  TimeLexicon lexicon;
  if (const auto done = load_words(folder / "words.tsv", lexicon); !done) return done.error();
  if (const auto done = load_numerals(codebooks, lexicon); !done) return done.error();
  if (const auto done = load_holidays(folder / "holidays.tsv", lexicon); !done) return done.error();
  if (const auto done = load_movable(folder / "movable.tsv", lexicon); !done) return done.error();
  const Result<Table> phrases = text::read_table(folder / "phrases.tsv", {"words", "value"});
  if (!phrases) return phrases.error();
  for (const Table::Row& row : phrases->rows)
    lexicon.phrases.push_back({text::split(row["words"], ' '), row["value"]});
  const Result<Table> governors = text::read_table(folder / "governors.tsv", {"word", "role"});
  if (!governors) return governors.error();
  for (const Table::Row& row : governors->rows)
    lexicon.governors[row["role"]].push_back(row["word"]);
  const Result<Table> speech = text::read_table(codebooks / "speech.tsv", {"word", "kind"});
  if (!speech) return speech.error();
  for (const Table::Row& row : speech->rows)
    if (row["kind"] == "verb") lexicon.governors["reporting"].push_back(row["word"]);
  return lexicon;
}

}  // namespace litopys::reading
