// UTF-8 as the whole program sees it: checked once at the door, walked by code point, folded for
// comparison. Folding makes new strings and never moves an offset of the text itself.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace litopys::text {

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  // bytes; 0 at the end of the text
};

// Offset of the first byte that is not part of valid UTF-8 (RFC 3629: no surrogates, no overlong
// forms, nothing past U+10FFFF); nothing where all is valid. Linear.
std::optional<std::size_t> first_invalid_byte(std::string_view bytes);

// The code point that starts at `offset`. The text must be valid UTF-8.
CodePoint code_point_at(std::string_view text, std::size_t offset);

// Appends one code point as UTF-8.
void append(std::string& text, char32_t value);

// Full Unicode lower case mapping of each code point (simple mapping, no locale).
std::string lower(std::string_view text);

// Case-folded, compatibility-decomposed, without combining marks: "Zürich" and "ZURICH" meet.
std::string fold(std::string_view text);

char32_t lower_of(char32_t c);    // simple lower case mapping; `c` where there is none
bool is_space(char32_t c);        // Unicode White_Space
bool is_letter(char32_t c);       // categories L*
bool is_digit(char32_t c);        // category Nd
bool is_mark(char32_t c);         // categories M*
bool is_punctuation(char32_t c);  // categories P*
bool is_symbol(char32_t c);       // categories S*
bool is_upper(char32_t c);        // categories Lu, Lt
bool is_lower(char32_t c);        // category Ll

}  // namespace litopys::text
