// Pages state their date up to nine times, and not always the same. The statements stand in order,
// the most deliberate first; the first one counts, unless two of those after it agree with each
// other and not with it. Days that differ by one may be one instant on two clocks, and agree.
//
// A line by the headline is looked for from three blocks before it to the second paragraph behind
// it: short, and nothing but a date, or a date with "published" before it and few words behind.
//
// Example: JSON-LD says 3 November, <meta> and the line both say 6 November: the 6th.
// Counter-example: "Deadline: 15 March 2022", "30 March 2022, 13:15 - 19:00", "Updated: 7 March
// 2022" are no dates of publication. Limit: 03/07/2022 is July for some and March for others and
// gives nothing (dates.h).
#include "intake/publication_date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <vector>

#include "intake/dates.h"
#include "intake/page_blocks.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kLongLine = 160;     // bytes; longer lines are prose
constexpr std::size_t kLongRest = 60;      // bytes behind the date, up to a mark that parts lines
constexpr std::size_t kDigitsOfTime = 6;   // digits behind the date that may be a time of day
constexpr std::size_t kBefore = 3;         // blocks before the headline that may hold it
constexpr std::size_t kBehind = 14;        // … and behind
constexpr std::size_t kTellingTitle = 12;  // bytes of a heading that is compared with the title
constexpr int kOldest = 1990;              // before the web there are no pages

constexpr std::array<std::string_view, 7> kPartMarks = {"|", "\n", "•", "·", "–", "—", " - "};
constexpr std::array<std::string_view, 10> kPrepositions = {"on ", "at ", "am ", "vom ", "den ",
                                                            "le ", "el ", "em ", "op ",  "il "};

long day_number(const std::string& date) {
  using namespace std::chrono;
  const year_month_day day{
      year{std::atoi(date.substr(0, 4).c_str())},
      month{static_cast<unsigned>(std::atoi(date.substr(5, 2).c_str()))},
      std::chrono::day{static_cast<unsigned>(std::atoi(date.substr(8, 2).c_str()))}};
  return sys_days(day).time_since_epoch().count();
}

bool agree(const std::string& one, const std::string& other) {
  return std::abs(day_number(one) - day_number(other)) <= 1;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

bool take_one_of(std::string_view& low, const std::vector<std::string>& beginnings) {
  std::size_t longest = 0;
  for (const std::string& words : beginnings) {
    if (low.starts_with(words)) longest = std::max(longest, words.size());
  }
  low.remove_prefix(longest);
  return longest > 0;
}

void pass_over(std::string_view& low, std::string_view marks) {
  low.remove_prefix(std::min(low.size(), low.find_first_not_of(marks)));
}

// One part of a line, in lower case.
std::string date_of_part(std::string_view low, const PageLexicon& lexicon) {
  pass_over(low, " ,:(");
  std::string_view changed = low;
  if (take_one_of(changed, lexicon.changes)) return "";
  take_one_of(low, lexicon.stamps);
  pass_over(low, " ,:(");
  for (const std::string_view word : kPrepositions) {
    if (low.starts_with(word)) {
      low.remove_prefix(word.size());
      break;
    }
  }
  const auto date = date_at_start(low, lexicon.months);
  if (!date || std::atoi(date->value.c_str()) < kOldest || date->rest.size() > kLongRest) return "";
  const auto digits = std::count_if(date->rest.begin(), date->rest.end(), digit);
  return static_cast<std::size_t>(digits) <= kDigitsOfTime ? date->value : "";
}

// "30 March 2022, 13:15 - 19:00": how long something takes.
bool until(std::string_view mark_before, std::string_view part) {
  const std::size_t first = part.find_first_not_of(' ');
  const bool dash = mark_before == " - " || mark_before == "–" || mark_before == "—";
  return dash && first != std::string_view::npos && digit(part[first]);
}

std::vector<RawBlock> seen_blocks(const Page& page) {
  static const TagSet unseen = {"script", "style", "noscript", "template", "svg",    "nav",
                                "footer", "aside", "head",     "button",   "select", "iframe"};
  PageMarks marks;
  marks.dropped.assign(page.nodes().size(), false);
  marks.caption = marks.embed = marks.dropped;
  for (std::size_t i = 0; i < page.nodes().size(); ++i) {
    marks.dropped[i] = unseen.contains(page.nodes()[i]);
  }
  return cut_blocks(page, marks);
}

// The heading that is most like the title, else the first of the first rank.
std::optional<std::size_t> headline(const std::vector<RawBlock>& blocks, const std::string& title) {
  std::optional<std::size_t> first;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!blocks[i].heading()) continue;
    const std::string& words = blocks[i].text;
    const bool long_enough = words.size() >= kTellingTitle && title.size() >= kTellingTitle;
    if (words == title || (long_enough && (title.find(words) != std::string::npos ||
                                           words.find(title) != std::string::npos))) {
      return i;
    }
    if (!first && blocks[i].tag == "h1") first = i;
  }
  return first;
}

}  // namespace

std::string date_of_line(std::string_view line, const PageLexicon& lexicon) {
  if (line.size() > kLongLine) return "";
  const std::string low = text::lower(line);
  std::string found;
  std::string_view rest = low, mark_before;
  while (!rest.empty()) {
    std::size_t end = rest.size();
    std::string_view mark;
    for (const std::string_view part_mark : kPartMarks) {
      const std::size_t at = rest.find(part_mark);
      if (at < end) {
        end = at;
        mark = part_mark;
      }
    }
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(end + mark.size());
    const std::string date = date_of_part(part, lexicon);
    if (!date.empty() && !found.empty() && !agree(found, date)) return "";
    if (!found.empty() && until(mark_before, part)) return "";
    if (found.empty()) found = date;
    mark_before = mark;
  }
  return found;
}

std::string date_by_headline(const Page& page, const PageLexicon& lexicon,
                             const std::string& title) {
  const std::vector<RawBlock> blocks = seen_blocks(page);
  const std::optional<std::size_t> at = headline(blocks, title);
  if (!at) return "";
  int paragraphs = 0;
  for (std::size_t i = *at; i < blocks.size() && i < *at + kBehind && paragraphs < 2; ++i) {
    const std::string date = date_of_line(blocks[i].text, lexicon);
    if (!date.empty()) return date;
    paragraphs += blocks[i].prose() && !blocks[i].heading() ? 1 : 0;
  }
  for (std::size_t i = *at; i-- > 0 && i + kBefore >= *at;) {
    const std::string date = date_of_line(blocks[i].text, lexicon);
    if (!date.empty()) return date;
  }
  return "";
}

bool settled(const DateStatements& stated) {
  std::vector<std::string> given;
  for (const std::string* value : {&stated.article, &stated.meta, &stated.property}) {
    if (!value->empty()) given.push_back(*value);
  }
  return given.size() > 1 && agree(given[0], given[1]);
}

PublicationDate publication_date(const DateStatements& stated) {
  struct Statement {
    const std::string& value;
    const char* basis;
  };
  const std::array<Statement, 9> all = {{{stated.article, "metadata"},
                                         {stated.meta, "metadata"},
                                         {stated.property, "metadata"},
                                         {stated.line, "dateline"},
                                         {stated.page, "metadata"},
                                         {stated.general, "metadata"},
                                         {stated.title, "metadata"},
                                         {stated.time, "metadata"},
                                         {stated.address, "url"}}};
  std::vector<Statement> given;
  for (const Statement& statement : all) {
    if (!statement.value.empty()) given.push_back(statement);
  }
  if (given.empty()) return {};
  for (std::size_t i = 1; i < given.size(); ++i) {
    if (agree(given[i].value, given[0].value)) break;
    for (std::size_t k = i + 1; k < given.size(); ++k) {
      if (agree(given[i].value, given[k].value)) return {given[i].value, given[i].basis};
    }
  }
  return {given[0].value, given[0].basis};
}

}  // namespace litopys::intake
