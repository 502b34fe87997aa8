// The table has one pattern a row, so that people can add what they meet; the kinds are the members
// of PageLexicon. Attributes are cut into words once and every run of up to three words is looked
// up, so the cost does not grow with the table.
#include "intake/page_lexicon.h"

#include <fmt/format.h>

#include <algorithm>
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

// The words of one class name, lower case, with "-" between: every run of words is a piece of it.
struct Words {
  std::string joined;
  std::vector<std::size_t> begins;  // of each word, and one past the end of the last

  void read(std::string_view name) {
    joined.clear();
    begins.clear();
    bool inside = false;
    for (std::size_t i = 0; i < name.size(); ++i) {
      const char c = name[i];
      const bool letter = small(c) || capital(c) || digit(c);
      if (letter && (!inside || (capital(c) && small(name[i - 1])))) {
        if (!joined.empty()) joined += '-';
        begins.push_back(joined.size());
      }
      inside = letter;
      if (letter) joined += capital(c) ? static_cast<char>(c + 32) : c;
    }
    begins.push_back(joined.size() + 1);
  }
  std::string_view run(std::size_t first, std::size_t last) const {
    return std::string_view(joined).substr(begins[first], begins[last + 1] - 1 - begins[first]);
  }
};

}  // namespace

void Named::add(const Named& other) {
  around = around || other.around;
  body = body || other.body;
  lead = lead || other.lead;
  caption = caption || other.caption;
  embed = embed || other.embed;
}

Named PageLexicon::names(std::string_view attribute) const {
  Named all;
  Words words;
  while (!attribute.empty()) {
    const std::size_t blank = attribute.find(' ');
    words.read(attribute.substr(0, blank));
    attribute.remove_prefix(blank == std::string_view::npos ? attribute.size() : blank + 1);
    for (std::size_t first = 0; first + 1 < words.begins.size(); ++first) {
      const std::size_t end = std::min(first + kLongestSequence, words.begins.size() - 1);
      for (std::size_t last = first; last < end; ++last) {
        const auto found = named.find(words.run(first, last));
        if (found != named.end()) all.add(found->second);
      }
    }
  }
  return all;
}

text::Result<PageLexicon> load_page_lexicon(const std::filesystem::path& codebooks) {
  const auto table = text::read_table(codebooks / "boilerplate.tsv", {"kind", "pattern"});
  if (!table) return table.error();
  PageLexicon lexicon;
  const std::map<std::string_view, bool Named::*> marks = {{"around", &Named::around},
                                                           {"body", &Named::body},
                                                           {"lead", &Named::lead},
                                                           {"caption", &Named::caption},
                                                           {"embed", &Named::embed}};
  const std::map<std::string_view, std::set<std::string, std::less<>>*> sets = {
      {"role", &lexicon.roles}, {"whole", &lexicon.whole}};
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
    const auto mark = marks.find(row["kind"]);
    const auto set = sets.find(row["kind"]);
    const auto list = lists.find(row["kind"]);
    if (mark != marks.end()) {
      lexicon.named[pattern].*(mark->second) = true;
    } else if (set != sets.end()) {
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
