// Decoded wrongly, letters meet that never stand side by side in a word: Cyrillic small before
// capital (KOI8 and windows-1251 have the cases swapped), Latin accents in rows, an Arabic letter
// beside a Latin one. Pairs of neighbours are counted; only pairs with a letter outside ASCII tell
// anything.
//
// Example: CF EE E6 E0 F0 is "Пожар" in windows-1251 (four good pairs), "оНФЮП" in KOI8-U (a small
// letter before a capital), "Ïîæàð" in windows-1252 (four accents in a row). Limit: sets of one
// script that differ in few letters (windows-1250 and 1252) are not told apart, and a few words are
// too little; a label is believed where it can be.
#include "intake/charset_guess.h"

#include <algorithm>

#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kTelling = 8;  // pairs of letters that are no accident

enum class Script { kOther, kAscii, kLatin, kCyrillic, kArabic, kHan };

Script script_of(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? Script::kAscii : Script::kOther;
  if (c >= 0x4E00 && c <= 0x9FFF) return Script::kHan;
  if (c >= 0x0600 && c <= 0x06FF) return Script::kArabic;
  if (!text::is_letter(c)) return Script::kOther;
  if (c >= 0x0400 && c <= 0x04FF) return Script::kCyrillic;
  return c < 0x0250 ? Script::kLatin : Script::kOther;
}

Script script_for(const std::string& charset) {
  if (charset == "windows-1251" || charset == "koi8-u") return Script::kCyrillic;
  if (charset == "windows-1256") return Script::kArabic;
  return charset == "gb18030" ? Script::kHan : Script::kLatin;
}

bool impossible(char32_t c) { return c == 0xFFFD || (c >= 0x80 && c < 0xA0); }

// 1: they stand well together in this script; -1: they do not; 0: says nothing.
int judge(char32_t one, char32_t other, Script script) {
  const Script before = script_of(one), behind = script_of(other);
  if (before == Script::kOther || behind == Script::kOther) return 0;
  if (before == Script::kAscii && behind == Script::kAscii) return 0;
  if (script == Script::kLatin) {
    if (before == Script::kAscii || behind == Script::kAscii) return text::is_upper(other) ? -1 : 1;
    return -1;
  }
  if (before != script || behind != script) return -1;
  return text::is_lower(one) && text::is_upper(other) ? -1 : 1;
}

}  // namespace

const std::vector<std::string>& guessed_charsets() {
  static const std::vector<std::string> names = {"windows-1252", "windows-1251", "koi8-u",
                                                 "windows-1256", "gb18030"};
  return names;
}

double likeness(std::string_view text, const std::string& charset) {
  const Script script = script_for(charset);
  std::size_t good = 0, bad = 0;
  char32_t before = ' ';
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint here = text::code_point_at(text, at);
    at += here.size;
    const int verdict = impossible(here.value) ? -1 : judge(before, here.value, script);
    if (verdict > 0) ++good;
    if (verdict < 0) ++bad;
    before = here.value;
  }
  if (good + bad == 0 || (script != Script::kLatin && good < kTelling)) return 0;
  return (static_cast<double>(good) - 2 * static_cast<double>(bad)) /
         static_cast<double>(good + bad);
}

}  // namespace litopys::intake
