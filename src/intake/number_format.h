// Numbers of spreadsheets that are days and times.
#pragma once

#include <string>
#include <string_view>

namespace litopys::intake {

// What a number stands for, by the format in which the spreadsheet shows it.
enum class NumberKind { kNumber, kDate, kTime, kDateTime };

NumberKind number_kind(int built_in);             // ECMA-376 part 1, 18.8.30
NumberKind number_kind(std::string_view format);  // "yyyy\-mm\-dd;@"

// Days since the beginning of 1900 (with a 29 February that there was not) or of 1904 as
// "2022-03-05", "2022-03-05T14:30:00" or "14:30:00"; other numbers in the fewest digits.
std::string shown_number(double value, NumberKind kind, bool since_1904);

}  // namespace litopys::intake
