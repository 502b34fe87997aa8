// One pass over the text cuts it into runs of letters, marks and digits. A run that begins with a
// digit is a number; one with a capital that does not begin a sentence is a name. A capital at the
// beginning of a sentence says nothing by itself, so such a word is a name only where the text has
// it as a name elsewhere, which a second pass over the words decides.
//
// Words of up to three letters that are no names are left out: in most languages these are the
// articles, prepositions and auxiliaries, which a rewriter changes first and which agree between
// any two texts by chance. Scripts written without spaces give a word for each character.
//
// Example: "She left. Kovalenko's car (12,500 hryvnias) stayed; Kovalenko ran."
//          left Kovalenko(name) 12500(number) hryvnias stayed Kovalenko(name)
// Limit: German nouns all have capitals and count as names; a headline in capitals is all names.
// Linear in the text. Covered by words_test.cc.
#include "copies/words.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <utility>

#include "text/utf8.h"

namespace litopys::copies {
namespace {

constexpr std::size_t kShort = 3;         // letters of a word that says little
constexpr std::size_t kAbbreviation = 4;  // letters of a title with a full stop

enum Kind : std::uint8_t { kOther, kLower, kUpper, kDigit, kIdeograph, kStop, kBlank };

constexpr std::array<Kind, 128> ascii_kinds() {
  std::array<Kind, 128> kinds{};
  for (char c = 'a'; c <= 'z'; ++c) kinds[static_cast<std::size_t>(c)] = kLower;
  for (char c = 'A'; c <= 'Z'; ++c) kinds[static_cast<std::size_t>(c)] = kUpper;
  for (char c = '0'; c <= '9'; ++c) kinds[static_cast<std::size_t>(c)] = kDigit;
  for (const char c : {'.', '!', '?', ':', '\n', '\r', '"', '|', '*'})
    kinds[static_cast<std::size_t>(c)] = kStop;
  for (const char c : {' ', '\t'}) kinds[static_cast<std::size_t>(c)] = kBlank;
  return kinds;
}
constexpr auto kAscii = ascii_kinds();

Kind kind_of(char32_t c) {
  if (c < 128) return kAscii[c];
  if ((c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
      (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF))
    return kIdeograph;
  if (text::is_upper(c)) return kUpper;
  if (text::is_letter(c) || text::is_mark(c)) return kLower;
  if (text::is_digit(c)) return kDigit;
  if (c == 0x201C || c == 0xAB || c == 0x2026 || c == 0x2013 || c == 0x2014 || c == 0x3002 ||
      c == 0x2028 || c == 0x2029)
    return kStop;
  return text::is_space(c) ? kBlank : kOther;
}

Word word_of(std::string_view key, WordClass kind) {
  const auto hash = static_cast<Word>(XXH3_64bits(key.data(), key.size()));
  return (hash & ~Word{3}) | static_cast<Word>(kind);
}

bool vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

char sound(char c) {
  switch (c) {
    case 'c':
    case 'q':
      return 'k';
    case 'w':
      return 'v';
    case 'z':
      return 's';
    default:
      return c;
  }
}

class Cutter {
 public:
  Cutter(std::string_view text, const NumberWords& numbers) : text_(text), numbers_(numbers) {}

  std::vector<Word> cut() {
    while (at_ < text_.size() && words_.size() < kMaxWords) {
      const text::CodePoint c = point();
      const Kind kind = kind_of(c.value);
      if (kind == kDigit) {
        number();
      } else if (kind == kLower || kind == kUpper) {
        letters(kind == kUpper);
      } else {
        if (kind == kIdeograph) words_.push_back(word_of(text_.substr(at_, c.size), {}));
        if (kind == kStop) start_ = start_ || ends_sentence(c);
        at_ += c.size;
      }
    }
    settle_starts();
    return std::move(words_);
  }

 private:
  text::CodePoint point() const {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    return byte < 0x80 ? text::CodePoint{byte, 1} : text::code_point_at(text_, at_);
  }

  // Not the full stop of "Mr.", "Sgt." or "U.S.", nor a quotation mark that closes.
  bool ends_sentence(text::CodePoint mark) const {
    if (mark.value == '.') return !short_capital_;
    if (mark.value != '"') return true;
    return at_ + 1 < text_.size() && kind_of(text::code_point_at(text_, at_ + 1).value) != kBlank;
  }

  // "1,200" and "1.200" are one number; "9:30" is two.
  void number() {
    std::string digits;
    take_digits(digits);
    while (at_ + 1 < text_.size() && (text_[at_] == ',' || text_[at_] == '.')) {
      const std::size_t before = at_++;
      std::string group;
      take_digits(group);
      if (group.size() != 3) {
        at_ = before;
        break;
      }
      digits += group;
    }
    const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    words_.push_back(word_of(std::string_view(digits).substr(first), WordClass::kNumber));
    start_ = short_capital_ = false;
  }

  void take_digits(std::string& digits) {
    while (at_ < text_.size()) {
      const text::CodePoint c = point();
      if (c.value >= '0' && c.value <= '9') {
        digits += static_cast<char>(c.value);
      } else if (c.value >= 128 && text::is_digit(c.value)) {
        digits += text_.substr(at_, c.size);
      } else {
        return;
      }
      at_ += c.size;
    }
  }

  void letters(bool capital) {
    folded_.clear();
    std::size_t count = 0;
    const std::size_t begin = at_;
    bool plain = true;
    while (at_ < text_.size()) {
      const text::CodePoint c = point();
      const Kind kind = kind_of(c.value);
      if (kind != kLower && kind != kUpper) break;
      plain = plain && c.value < 128;
      if (c.value < 128) folded_ += static_cast<char>(c.value | 0x20);
      ++count;
      at_ += c.size;
    }
    if (!plain) folded_ = text::fold(text_.substr(begin, at_ - begin));
    short_capital_ = capital && count <= kAbbreviation;
    add(count, capital, std::exchange(start_, false));
  }

  void add(std::size_t count, bool capital, bool start) {
    if (const auto found = numbers_.find(folded_); found != numbers_.end()) {
      words_.push_back(word_of(std::to_string(found->second), WordClass::kNumber));
      return;
    }
    if (capital && (count > 1 || !start)) {
      const Word name = word_of(sound_of(folded_), WordClass::kName);
      if (!start) {
        if (count > 1) {
          names_.push_back(name);
          words_.push_back(name);
        }
        return;
      }
      starts_.push_back({words_.size(), name, count > kShort});
      words_.push_back(word_of(folded_, WordClass::kContent));
    } else if (count > kShort) {
      words_.push_back(word_of(folded_, WordClass::kContent));
    }
  }

  // A word at the beginning of a sentence is a name where it is one elsewhere; else it stays only
  // if it is long enough for a content word.
  void settle_starts() {
    std::sort(names_.begin(), names_.end());
    std::size_t next = 0, kept = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (next < starts_.size() && starts_[next].at == i) {
        const Start& start = starts_[next++];
        if (std::binary_search(names_.begin(), names_.end(), start.name))
          words_[i] = start.name;
        else if (!start.content)
          continue;
      }
      words_[kept++] = words_[i];
    }
    words_.resize(kept);
  }

  struct Start {
    std::size_t at;
    Word name;
    bool content;
  };

  std::string_view text_;
  const NumberWords& numbers_;
  std::size_t at_ = 0;
  bool start_ = true;           // of a sentence
  bool short_capital_ = false;  // the word before
  std::string folded_;
  std::vector<Word> words_;
  std::vector<Word> names_;
  std::vector<Start> starts_;
};

}  // namespace

std::string sound_of(std::string_view folded) {
  std::string out;
  char before = '\0';
  for (std::size_t i = 0; i < folded.size(); ++i) {
    char c = folded[i];
    if (static_cast<unsigned char>(c) >= 128) return std::string(folded);  // another script
    if (c == 'p' && i + 1 < folded.size() && folded[i + 1] == 'h') {
      c = 'f';
      ++i;
    }
    if (vowel(c)) {
      if (i == 0) out += 'a';
      before = '\0';
      continue;
    }
    if (c == 'h' && !out.empty()) continue;
    c = sound(c);
    if (c != before) out += c;
    before = c;
  }
  return out.size() < 2 ? std::string(folded) : out;
}

std::vector<Word> words_of(std::string_view text, const NumberWords& numbers) {
  return Cutter(text, numbers).cut();
}

}  // namespace litopys::copies
