// One key for the spellings that differ in case, accents and punctuation only, so that the file is
// searched once a name. What kind of difference it was, the reader of the file tells by comparing
// the words with the spelling it stores ("exact" or "folded").
//
// Apostrophes and full stops vanish ("N'Djamena", "St. Louis"), hyphens and commas become blanks
// ("Sainte-Foy"). Letters that Unicode does not decompose stay as they are: "Łódź" gives "łodz",
// and meets "Lodz" only where the table has that spelling too. Linear. Covered by name_key_test.cc.
#include "gazetteer/name_key.h"

#include "text/utf8.h"

namespace litopys::gazetteer {
namespace {

// Apostrophes in all the shapes that keyboards, typesetters and transliterations give them.
bool vanishes(char32_t c) {
  switch (c) {
    case '\'':
    case '.':
    case '`':
    case 0x00B4:
    case 0x02B9:
    case 0x02BA:
    case 0x02BB:
    case 0x02BC:
    case 0x02BE:
    case 0x02BF:
    case 0x02C8:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xFF07:
      return true;
    default:
      return c >= 0x200B && c <= 0x200F;  // zero-width marks
  }
}

}  // namespace

std::string name_key(std::string_view name) {
  const std::string folded = text::fold(name);
  std::string key;
  key.reserve(folded.size());
  bool blank = false;
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint c = text::code_point_at(folded, at);
    at += c.size;
    if (vanishes(c.value)) continue;
    if (text::is_space(c.value) || text::is_punctuation(c.value) || text::is_symbol(c.value)) {
      blank = !key.empty();
      continue;
    }
    if (blank) key.push_back(' ');
    blank = false;
    text::append(key, c.value);
  }
  return key;
}

}  // namespace litopys::gazetteer
