// A small reader with one position that moves over the text; each form is tried from the start and
// takes the longest that fits. Month names are those of RFC 5322, matched by their first three
// letters, so "Sept." and "September" are one.
//
// Example: "Mon, 7 Mar 2022 21:15:00 +0200" -> "2022-03-07T21:15:00+02:00".
// Months in other languages are those of codebooks/month_names.tsv, whole words; "de" and "del" may
// stand around them, as in "7 de marzo de 2022".
#include "intake/dates.h"

#include <fmt/format.h>

#include <array>
#include <cctype>

#include "text/utf8.h"

namespace litopys::intake {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

struct Cursor {
  std::string_view text;
  const MonthNames* months = nullptr;
  std::size_t at = 0;

  bool end() const { return at >= text.size(); }
  char peek() const { return end() ? '\0' : text[at]; }
  bool take(char c) {
    if (peek() != c) return false;
    ++at;
    return true;
  }
  void blanks() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') ++at;
  }
  // A number of `least` to `most` digits with no further digit behind it.
  std::optional<int> number(int least, int most) {
    int value = 0, count = 0;
    std::size_t here = at;
    while (here < text.size() && digit(text[here]) && count <= most) {
      value = value * 10 + (text[here] - '0');
      ++here;
      ++count;
    }
    if (count < least || count > most) return std::nullopt;
    at = here;
    return value;
  }
  bool take(std::string_view words) {
    if (!text.substr(at).starts_with(words)) return false;
    at += words.size();
    return true;
  }
  // 1 to 12, by its name; 0 where the next word is none, and it is passed over all the same.
  int month();
  void preposition() {
    for (const std::string_view words : {"de ", "del ", "di "}) {
      if (take(words)) return;
    }
  }
  std::string_view word() {
    const std::size_t start = at;
    while (!end() && letter(text[at])) ++at;
    return text.substr(start, at - start);
  }
};

struct Day {
  int year = 0, month = 0, day = 0;
};

bool exists(Day d) {
  constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (d.year < 1000 || d.year > 9999 || d.month < 1 || d.month > 12 || d.day < 1) return false;
  const bool leap = d.year % 4 == 0 && (d.year % 100 != 0 || d.year % 400 == 0);
  return d.day <= lengths[static_cast<std::size_t>(d.month - 1)] + (leap && d.month == 2 ? 1 : 0);
}

// 1 to 12 by the first three letters of English; 0 where the word is no month.
int english_month(std::string_view word) {
  constexpr std::string_view names = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (word.size() < 3) return 0;
  std::string start;
  for (const char c : word.substr(0, 3)) start += static_cast<char>(c | 0x20);
  const std::size_t found = names.find(start);
  return found == std::string_view::npos || found % 3 != 0 ? 0 : static_cast<int>(found / 3) + 1;
}

int Cursor::month() {
  const std::string_view name = word();
  if (months != nullptr && !name.empty() && name.size() < 40) {
    const auto found = months->find(litopys::text::lower(name));
    if (found != months->end()) return found->second;
  }
  return english_month(name);
}

// Year first: 2022-03-07, 2022/3/7, 20220307, 2022年3月7日.
std::optional<Day> year_first(Cursor& cursor) {
  Cursor here = cursor;
  Day d;
  if (const auto whole = here.number(8, 8)) {
    d = {*whole / 10000, *whole / 100 % 100, *whole % 100};
  } else {
    const auto year = here.number(4, 4);
    if (year && here.take("年")) {
      const auto month = here.number(1, 2);
      if (!month || !here.take("月")) return std::nullopt;
      const auto day = here.number(1, 2);
      if (!day || !here.take("日") || !exists({*year, *month, *day})) return std::nullopt;
      cursor = here;
      return Day{*year, *month, *day};
    }
    const char mark = here.peek();
    if (!year || (mark != '-' && mark != '/' && mark != '.')) return std::nullopt;
    ++here.at;
    const auto month = here.number(1, 2);
    if (!month || !here.take(mark)) return std::nullopt;
    const auto day = here.number(1, 2);
    if (!day) return std::nullopt;
    d = {*year, *month, *day};
  }
  if (!exists(d)) return std::nullopt;
  cursor = here;
  return d;
}

// Day first: 07.03.2022, 7 Mar 2022, Mon, 7 March 2022.
std::optional<Day> day_first(Cursor& cursor) {
  Cursor here = cursor;
  if (letter(here.peek())) {  // the day of the week
    if (here.month() != 0) return std::nullopt;
    here.take('.');
    here.take(',');
    here.blanks();
  }
  const auto day = here.number(1, 2);
  if (!day) return std::nullopt;
  Day d;
  d.day = *day;
  if (here.take('.') && digit(here.peek())) {
    const auto month = here.number(1, 2);
    if (!month || !here.take('.')) return std::nullopt;
    d.month = *month;
  } else {
    if (letter(here.peek())) here.word();  // 7th
    here.take("º");
    here.blanks();
    if (here.take('-')) here.blanks();
    here.preposition();
    d.month = here.month();
    here.take('.');
    here.take(',');
    if (here.take('-')) here.blanks();
    here.blanks();
    here.preposition();
  }
  const auto year = here.number(4, 4);
  if (!year) return std::nullopt;
  d.year = *year;
  if (!exists(d)) return std::nullopt;
  cursor = here;
  return d;
}

// Month first: March 7, 2022, also behind a day of the week.
std::optional<Day> month_first(Cursor& cursor) {
  Cursor here = cursor;
  Day d;
  for (int words = 0; words < 2 && d.month == 0; ++words) {
    d.month = here.month();
    here.take('.');
    here.take(',');
    here.blanks();
  }
  const auto day = here.number(1, 2);
  if (d.month == 0 || !day) return std::nullopt;
  d.day = *day;
  here.word();
  here.take(',');
  here.blanks();
  const auto year = here.number(4, 4);
  if (!year) return std::nullopt;
  d.year = *year;
  if (!exists(d)) return std::nullopt;
  cursor = here;
  return d;
}

// "Z" or "+02:00"; empty where there is none.
std::string offset_at(Cursor here) {
  here.blanks();
  if (here.take('Z') || here.take('z')) return "Z";
  const char sign = here.peek();
  if (sign == '+' || sign == '-') {
    ++here.at;
    std::optional<int> hours, minutes = 0;
    if (const auto both = here.number(4, 4)) {
      hours = *both / 100;
      minutes = *both % 100;
    } else {
      hours = here.number(2, 2);
      if (here.take(':')) minutes = here.number(2, 2);
    }
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return "";
    return fmt::format("{}{:02}:{:02}", sign, *hours, *minutes);
  }
  const std::string_view zone = here.word();
  return zone == "GMT" || zone == "UTC" || zone == "UT" ? "Z" : "";
}

// "T21:15:00+02:00"; empty where there is no full time with an offset.
std::string time_at(Cursor here) {
  here.take(',');
  if (!here.take('T') && !here.take('t')) here.blanks();
  const auto hour = here.number(1, 2);
  if (!hour || !here.take(':')) return "";
  const auto minute = here.number(2, 2);
  std::optional<int> second = 0;
  if (here.take(':')) second = here.number(2, 2);
  if (!minute || !second || *hour > 23 || *minute > 59 || *second > 60) return "";
  if (here.take('.') || here.take(',')) {
    while (digit(here.peek())) ++here.at;
  }
  const std::string offset = offset_at(here);
  if (offset.empty()) return "";
  return fmt::format("T{:02}:{:02}:{:02}{}", *hour, *minute, *second, offset);
}

}  // namespace

std::optional<DateAtStart> date_at_start(std::string_view text, const MonthNames& months) {
  Cursor cursor{text, &months};
  cursor.blanks();
  std::optional<Day> day = year_first(cursor);
  if (!day) day = day_first(cursor);
  if (!day) day = month_first(cursor);
  if (!day) return std::nullopt;
  return DateAtStart{
      fmt::format("{:04}-{:02}-{:02}{}", day->year, day->month, day->day, time_at(cursor)),
      text.substr(cursor.at)};
}

std::optional<std::string> normal_date(std::string_view text, const MonthNames& months) {
  const auto found = date_at_start(text, months);
  return found ? std::optional(found->value) : std::nullopt;
}

}  // namespace litopys::intake
