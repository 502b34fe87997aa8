// Publication dates as pages, feeds and people write them, made RFC 3339.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace litopys::intake {

// Names of months in lower case, 1 to 12; the English ones are known without.
using MonthNames = std::map<std::string, int, std::less<>>;

// "2022-03-07", "2022-03-07T21:15:00+02:00", or nothing where the text is no date by these forms:
//
//     2022-03-07   2022/03/07   20220307   07.03.2022
//     2022-03-07T21:15(:00(.123))(Z|+02:00|+0200)     also with a blank for the T
//     Mon, 07 Mar 2022 21:15:00 +0200                 RFC 5322, the day's name not needed
//     March 7, 2022   Mar. 7 2022   7 March 2022      more words may follow
//     7 de marzo de 2022   2022年3月7日                 names of months from `months`
//
// A time of day without an offset gives the date alone, for nothing says where its clock stood.
// 03/07/2022 gives nothing: it is July for some and March for others.
std::optional<std::string> normal_date(std::string_view text, const MonthNames& months = {});

// The same, and what follows the day.
struct DateAtStart {
  std::string value;
  std::string_view rest;
};
std::optional<DateAtStart> date_at_start(std::string_view text, const MonthNames& months = {});

}  // namespace litopys::intake
