// Classes by the Unicode categories Lu, Ll, Lt and Nd of the word's code points.
//
//     "police" kLower   "Police" kCapitalised   "POLICE" kUpper   "ePolice" kMixed   "7" kDigit
//
// The first class that fits, tried in the order lower, upper, capitalised, mixed, digit; so "A1"
// is kUpper, "A" kCapitalised and "b2" kLower. The training code asks Python's str.islower() and
// its like, which also count a few letters by property (the ordinal signs) and digits that are no
// decimals (superscripts); those differ here and matter to no word. Linear in the word.
#include "language/letter_case.h"

#include "text/utf8.h"

namespace litopys::language {

LetterCase letter_case(std::string_view word) {
  bool upper = false, lower = false, digit = false, first_upper = false;
  std::size_t count = 0;
  for (std::size_t at = 0; at < word.size(); ++count) {
    const text::CodePoint c = text::code_point_at(word, at);
    if (text::is_upper(c.value)) {
      upper = true;
      first_upper |= count == 0;
    }
    lower |= text::is_lower(c.value);
    digit |= text::is_digit(c.value);
    at += c.size;
  }
  if (lower && !upper) return LetterCase::kLower;
  if (upper && !lower && count > 1) return LetterCase::kUpper;
  if (first_upper) return LetterCase::kCapitalised;
  if (upper) return LetterCase::kMixed;
  return digit ? LetterCase::kDigit : LetterCase::kOther;
}

}  // namespace litopys::language
