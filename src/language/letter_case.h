// How a word is written, which an uncased vocabulary forgets: one of six classes for each word.
#pragma once

#include <cstdint>
#include <string_view>

namespace litopys::language {

enum class LetterCase : std::uint8_t {
  kLower,        // "police": at least one letter with case, none of them a capital
  kCapitalised,  // "Police", "I", "McAdam"
  kUpper,        // "NATO": more than one character, every letter with case a capital
  kMixed,        // "iPhone": a capital, but not the first
  kDigit,        // "42", "3.5": no letter with case, a digit
  kOther,        // "," and letters without case
};
constexpr std::size_t kLetterCases = 6;

LetterCase letter_case(std::string_view word);

}  // namespace litopys::language
