// A telephone number is a run of digits with single marks between (blank, hyphen, dot, brackets; a
// slash after an area code), and one of four signs that it is no amount: "+" before 9 to 15 digits,
// or "@" as chats mention a person without a name; an area code in brackets before 5 to 9 more; a
// leading zero of 9 to 12 digits without a colon or slash beside them; or 10 to 15 digits without
// any mark, even in an address. All else stays: a wrong "[telephone number]" would take a figure
// out of a report.
//
//     call +380 (44) 123-45-67 or 0671234567      both go
//     044/123-45-67, 044.123.45.67                go: an area code stands first, no day
//     1 200 000 people, 07.03.2022, 50.4501       stay: no zero in front, or too few digits
//     +25 killed                                  stays
//
// Limit: local numbers without an area code stay ("call 123-45-67"), since "123-45-67" may be
// anything.
#include "intake/chat_privacy.h"

#include <fmt/format.h>

#include <algorithm>

namespace litopys::intake {
namespace {

constexpr std::string_view kPlaceholder = "[telephone number]";

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }

// Bytes of a mark that may stand between the digits of a number; 0 where there is none.
std::size_t mark_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kNoBreak = "\xC2\xA0", kNoBreakHyphen = "\xE2\x80\x91";
  if (at >= text.size()) return 0;
  const char c = text[at];
  if (c == ' ' || c == '-' || c == '.' || c == '(' || c == ')') return 1;
  if (text.substr(at).starts_with(kNoBreak)) return kNoBreak.size();
  return text.substr(at).starts_with(kNoBreakHyphen) ? kNoBreakHyphen.size() : 0;
}

struct Run {
  std::size_t end = 0;  // past the last digit
  std::size_t digits = 0;
  std::size_t groups = 1;
  std::size_t first_group = 0;  // digits before the first mark
  bool plus = false;
  bool area_code = false;  // digits in brackets, then more
  bool year = false;       // the digits in brackets are one
  char first = '0';
  bool dots_only = true;  // all marks are dots, as in dates
};

bool is_area_code(std::size_t digits) { return digits >= 3 && digits <= 5; }

// The digits from `at`, with at most two marks between neighbours (") ").
Run run_at(std::string_view text, std::size_t at) {
  Run run;
  if (text[at] == '+' || text[at] == '@') {
    run.plus = true;
    ++at;
  }
  bool opened = at < text.size() && text[at] == '(', closed = false;
  if (opened) ++at;
  run.year = opened && text.size() > at + 4 && text[at + 4] == ')' &&
             (text.substr(at, 2) == "19" || text.substr(at, 2) == "20");
  run.first = at < text.size() ? text[at] : '\0';
  while (at < text.size()) {
    if (digit(text[at])) {
      ++run.digits;
      run.end = ++at;
      if (closed) run.area_code = true;
      continue;
    }
    std::size_t here = at, marks = 0;
    while (marks < 2) {
      const bool slash = run.groups == 1 && run.first == '0' && is_area_code(run.digits) &&
                         text.substr(here).starts_with('/');
      const std::size_t size = slash ? 1 : mark_at(text, here);
      if (size == 0) break;
      if (text[here] == '(') opened = true;
      if (text[here] == ')' && opened) closed = true;
      if (text[here] != '.') run.dots_only = false;
      here += size;
      ++marks;
    }
    if (marks == 0 || run.digits == 0 || here >= text.size() || !digit(text[here])) break;
    if (run.groups++ == 1) run.first_group = run.digits;
    at = here;
  }
  return run;
}

// A number as addresses have it ("wa.me/380671234567"): too long for the number of a post or a
// year.
bool unbroken_number(std::string_view text, std::size_t at) {
  if (letter(text[at - 1])) return false;
  const Run run = run_at(text, at);
  return run.groups == 1 && run.digits >= 10 && run.digits <= 15;
}

bool telephone(const Run& run) {
  if (run.plus) return run.digits >= 9 && run.digits <= 15;
  if (run.area_code) return !run.year && run.digits >= 8 && run.digits <= 13;
  if (run.groups == 1 && run.digits >= 10 && run.digits <= 15) return true;
  if (run.groups > 1 && run.dots_only && !is_area_code(run.first_group)) return false;
  return run.first == '0' && run.digits >= 9 && run.digits <= 12;
}

}  // namespace

std::string Authors::shown(const std::string& key, const std::string& name) {
  if (key.empty() && name.empty()) return "";
  if (keep_names_) return without_telephone_numbers(name);
  const auto [place, added] = numbers_.try_emplace(key.empty() ? name : key, numbers_.size() + 1);
  return fmt::format("author {}", place->second);
}

std::string without_telephone_numbers(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    const bool may_begin =
        digit(c) || ((c == '+' || c == '@' || c == '(') && at + 1 < text.size() &&
                     (digit(text[at + 1]) || text[at + 1] == '('));
    const char before = at == 0 ? ' ' : text[at - 1];
    const bool inside = digit(c) && (letter(before) || before == '/' || before == ':');
    if (!may_begin || digit(before) || (inside && !unbroken_number(text, at))) {
      out += c;
      ++at;
      continue;
    }
    const Run run = run_at(text, at);
    const char after = run.end < text.size() ? text[run.end] : ' ';
    if (run.digits > 0 && telephone(run) && after != ':' && after != '/') {
      out += kPlaceholder;
      at = run.end;
      continue;
    }
    // Whole, so that no part of a longer number is taken for one.
    const std::size_t stop = std::max(run.end, at + 1);
    out += text.substr(at, stop - at);
    at = stop;
  }
  return out;
}

}  // namespace litopys::intake
