// The table has one pattern a row, so that people can add what they meet; the kinds are the members of
// PageLexicon. Attributes are cut into words once and every run of up to three words is looked up, so
// the cost does not grow with the table.
#include "intake/page_lexicon.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <utility>

#include "text/table.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kLongestSequence = 3;

bool small(char c) { return c >= 'a' && c <= 'z'; }
bool capital(char c) { return c >= 'A' && c <= 'Z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

// The words of one class name, lower case.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!small(c) && !capital(c) && !digit(c)) {
      if (!words.back().empty()) words.emplace_back();
      continue;
    }
    if (capital(c) && i > 0 && small(name[i - 1]) && !words.back().empty()) words.emplace_back();
    words.back() += capital(c) ? static_cast<char>(c + 32) : c;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace

bool PageLexicon::names(const std::set<std::string, std::less<>>& set,
                        std::string_view attribute) {
  for (const std::string& name : text::split(attribute, ' ')) {
    const std::vector<std::string> words = words_of(name);
    for (std::size_t first = 0; first < words.size(); ++first) {
      std::string sequence;
      for (std::size_t last = first; last < words.size() && last < first + kLongestSequence;
           ++last) {
        if (last > first) sequence += '-';
        sequence += words[last];
        if (set.contains(sequence)) return true;
      }
    }
  }
  return false;
}

text::Result<PageLexicon> load_page_lexicon(const std::filesystem::path& codebooks) {
  const auto table = text::read_table(codebooks / "boilerplate.tsv", {"kind", "pattern"});
  if (!table) return table.error();
  PageLexicon lexicon;
  const std::map<std::string_view, std::set<std::string, std::less<>>*> sets = {
      {"around", &lexicon.around},   {"body", &lexicon.body},   {"lead", &lexicon.lead},
      {"caption", &lexicon.caption}, {"embed", &lexicon.embed}, {"role", &lexicon.roles},
      {"whole", &lexicon.whole}};
  const std::map<std::string_view, std::vector<std::string>*> lists = {
      {"beginning", &lexicon.beginnings},
      {"stamp", &lexicon.stamps},
      {"change", &lexicon.changes},
      {"update", &lexicon.updates},
      {"correction", &lexicon.corrections}};
  for (const text::Table::Row& row : table->rows) {
    std::string pattern = text::lower(row["pattern"]);
    if (pattern.empty()) {
      return text::Error{"bad-table", fmt::format("{}:{}: no pattern", table->name, row.line)};
    }
    const auto set = sets.find(row["kind"]);
    const auto list = lists.find(row["kind"]);
    if (set != sets.end()) {
      set->second->insert(std::move(pattern));
    } else if (list != lists.end()) {
      list->second->push_back(std::move(pattern));
    } else {
      return text::Error{"bad-table", fmt::format("{}:{}: unknown kind \"{}\"", table->name,
                                                  row.line, row["kind"])};
    }
  }
  const auto months = text::read_table(codebooks / "month_names.tsv", {"name", "month"});
  if (!months) return months.error();
  for (const text::Table::Row& row : months->rows) {
    int month = 0;
    const std::string& digits = row["month"];
    std::from_chars(digits.data(), digits.data() + digits.size(), month);
    if (month < 1 || month > 12 || row["name"].empty()) {
      return text::Error{
          "bad-table",
          fmt::format("{}:{}: a name and a month from 1 to 12 are needed", months->name, row.line)};
    }
    lexicon.months.emplace(text::lower(row["name"]), month);
  }
  return lexicon;
}

}  // namespace litopys::intake
