// A format is a date's where letters of a date stand in it outside quotes, escapes and brackets:
//
//     dd/mm/yyyy    date            h:mm AM/PM    time         m/d/yy h:mm   both
//     0.0" days"    number          [h]:mm        number: hours that went by, no time of day
//
// "m" is a month unless hours or seconds stand beside it and no day or year.
#include "intake/number_format.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>

#include "text/utf8.h"

namespace litopys::intake {
namespace {

NumberKind kind_of(bool date, bool time) {
  if (date && time) return NumberKind::kDateTime;
  if (date) return NumberKind::kDate;
  return time ? NumberKind::kTime : NumberKind::kNumber;
}

}  // namespace

NumberKind number_kind(int built_in) {
  const auto between = [&](int first, int last) { return built_in >= first && built_in <= last; };
  if (built_in == 22) return NumberKind::kDateTime;
  // 27 to 36 and 50 to 58 are days in East Asian programs.
  if (between(14, 17) || between(27, 31) || built_in == 36 || between(50, 58))
    return NumberKind::kDate;
  if (between(18, 21) || between(32, 35) || between(45, 47)) return NumberKind::kTime;
  return NumberKind::kNumber;
}

NumberKind number_kind(std::string_view format) {
  const std::string low = text::lower(format);
  if (low.starts_with("general")) return NumberKind::kNumber;
  bool date = false, time = false, month_or_minute = false;
  for (std::size_t i = 0; i < low.size() && low[i] != ';'; ++i) {
    const std::string_view rest = std::string_view(low).substr(i);
    const char c = low[i];
    if (c == '"' || c == '[') {
      const std::size_t close = low.find(c == '"' ? '"' : ']', i + 1);
      if (close == std::string::npos) break;
      if (c == '[' && (rest.starts_with("[h") || rest.starts_with("[m") || rest.starts_with("[s")))
        return NumberKind::kNumber;
      i = close;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (rest.starts_with("am/pm")) {
      time = true;
      i += 4;
    } else {
      date = date || c == 'y' || c == 'd';
      time = time || c == 'h' || c == 's';
      month_or_minute = month_or_minute || c == 'm';
    }
  }
  return kind_of(date || (month_or_minute && !time), time);
}

std::string shown_number(double value, NumberKind kind, bool since_1904) {
  constexpr double kLastDay = 2'958'466;  // 31 December 9999, and one
  constexpr int kSeconds = 86'400;
  if (kind == NumberKind::kNumber || !(value >= 0) || value >= kLastDay)
    return fmt::format("{}", value);
  double whole = std::floor(value);
  auto seconds = static_cast<int>(std::lround((value - whole) * kSeconds));
  if (seconds == kSeconds) {
    seconds = 0;
    ++whole;
  }
  const std::string clock =
      fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (kind == NumberKind::kTime || (whole < 1 && !since_1904)) return clock;
  using namespace std::chrono;
  auto day = static_cast<int>(whole);
  if (!since_1904 && day < 60) ++day;  // before the day that there was not
  const sys_days first = since_1904 ? sys_days{1904y / 1 / 1} : sys_days{1899y / 12 / 30};
  const year_month_day date{first + days{day}};
  std::string shown =
      fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  if (kind == NumberKind::kDateTime && seconds != 0) shown += "T" + clock;
  return shown;
}

}  // namespace litopys::intake
