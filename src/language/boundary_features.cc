// Attributes of atoms and tokens as hashes and small numbers.
//
// Words become FNV-1a hashes of their lower-case form, of their shape ("Kyiv-24" is "Xxx-dd", runs
// cut to two, ten signs in all) and of their last three letters. All arithmetic is modulo 2^32 and
// must stay as training/litopys_boundaries/features.py has it; the samples in the model file are
// split anew by the unit tests and show any drift. Linear in the paragraph.
#include "language/boundary_features.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/utf8.h"

namespace litopys::language {
namespace {

using Characters = std::vector<Character>;
using Kind = CharacterKind;

class Fnv {
 public:
  void add(char32_t c) {
    if (c < 0x80) return byte(c);
    if (c < 0x800) {
      byte(0xC0 | (c >> 6));
    } else {
      if (c < 0x10000) {
        byte(0xE0 | (c >> 12));
      } else {
        byte(0xF0 | (c >> 18));
        byte(0x80 | ((c >> 12) & 0x3F));
      }
      byte(0x80 | ((c >> 6) & 0x3F));
    }
    byte(0x80 | (c & 0x3F));
  }
  std::uint32_t value() const { return value_; }

 private:
  void byte(char32_t b) { value_ = (value_ ^ static_cast<std::uint32_t>(b)) * 16777619U; }
  std::uint32_t value_ = 2166136261U;
};

std::uint32_t blend(std::uint32_t a, std::uint32_t b) {
  return (a ^ (b * 0x9E3779B1U)) * 0x85EBCA6BU;
}

Character classify(char32_t c) {
  Character out;
  out.value = out.lower = c;
  if (text::is_space(c)) {
    out.kind = Kind::space;
  } else if (text::is_letter(c)) {
    out.kind = Kind::letter;
    out.upper = text::is_upper(c);
    out.lower = text::lower_of(c);
  } else if (text::is_digit(c)) {
    out.kind = Kind::digit;
  } else {
    out.kind = text::is_mark(c) ? Kind::mark : Kind::other;
    out.lower = text::lower_of(c);
  }
  return out;
}

const std::array<Character, 128>& ascii() {
  static const std::array<Character, 128> table = [] {
    std::array<Character, 128> out;
    for (char32_t c = 0; c < 128; ++c) out[c] = classify(c);
    return out;
  }();
  return table;
}

bool is_picture(char32_t c) { return c >= 0x1F000 || (c >= 0x2600 && c < 0x27C0); }

bool is_flag_letter(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

// Does c belong to the picture before it? Skin tones, what follows a joiner, the second letter of a
// flag, signs that box or colour the one before them.
bool joins_picture(char32_t c, char32_t before, std::uint32_t flag_letters) {
  constexpr char32_t kJoiner = 0x200D;
  if (c == kJoiner || (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0020 && c <= 0xE007F)) return true;
  return before == kJoiner || (is_flag_letter(c) && flag_letters % 2 == 1);
}

std::uint32_t lower_hash(const Characters& characters, std::uint32_t begin, std::uint32_t end) {
  Fnv hash;
  for (std::uint32_t i = begin; i < end; ++i) hash.add(characters[i].lower);
  return hash.value();
}

std::uint32_t shape_hash(const Characters& characters, Piece piece) {
  Fnv hash;
  char32_t last = 0;
  char32_t before_last = 0;
  int length = 0;
  for (std::uint32_t i = piece.begin; i < piece.end && length < 10; ++i) {
    const Character& c = characters[i];
    if (c.kind == Kind::mark) continue;
    const char32_t sign = c.kind == Kind::letter  ? (c.upper ? U'X' : U'x')
                          : c.kind == Kind::digit ? U'd'
                                                  : c.value;
    if (sign == last && sign == before_last) continue;
    hash.add(sign);
    before_last = last;
    last = sign;
    ++length;
  }
  return hash.value();
}

std::uint32_t suffix_hash(const Characters& characters, Piece piece) {
  return lower_hash(characters, std::max(piece.begin, piece.end - std::min(piece.end, 3U)),
                    piece.end);
}

std::uint32_t dots(const Characters& characters, Piece piece) {
  bool inside = false;
  for (std::uint32_t i = piece.begin; i + 1 < piece.end && !inside; ++i)
    inside = characters[i].value == '.';
  return std::min(piece.end - piece.begin, 6U) + (inside ? 8 : 0) +
         (characters[piece.end - 1].value == '.' ? 16 : 0);
}

// What an address, a number or a path looks like, seen as a whole.
std::uint32_t chunk_flags(const Characters& characters, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t flags = 0;
  for (std::uint32_t i = begin; i < end; ++i) {
    const Character& c = characters[i];
    if (c.value == '@') flags |= 1;
    if (c.value == ':' && i + 2 < end && characters[i + 1].value == '/' &&
        characters[i + 2].value == '/')
      flags |= 2;
    if (c.value == '/') flags |= 4;
    if (c.value == '.' && i > begin && i + 1 < end && characters[i - 1].kind == Kind::letter &&
        characters[i + 1].kind == Kind::letter)
      flags |= 8;
    if (c.kind == Kind::digit) flags |= 16;
  }
  return 1 + flags;
}

// Letters: lower, upper or mixed case; digits; pictures; any other character is itself.
std::uint32_t atom_kind(const Characters& characters, Piece atom) {
  const std::uint32_t length = 8 * std::min(atom.end - atom.begin, 4U);
  const Character& first = characters[atom.begin];
  if (first.kind == Kind::digit) return 5 + length;
  if (first.kind == Kind::other) {
    if (is_picture(first.value)) return 6;
    Fnv hash;
    hash.add(first.value);
    return hash.value();
  }
  bool all_lower = true;
  bool all_upper = true;
  for (std::uint32_t i = atom.begin; i < atom.end; ++i) {
    all_lower &= characters[i].value == characters[i].lower;
    all_upper &= characters[i].kind != Kind::letter || characters[i].upper;
  }
  return (all_lower ? 2U : all_upper ? 3U : 4U) + length;
}

std::uint32_t breaks_between(const Characters& characters, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t count = 0;
  for (std::uint32_t i = begin; i < end; ++i)
    count += static_cast<std::uint32_t>(
        line_breaks(characters[i].value, i > begin ? characters[i - 1].value : U'\0'));
  return count;
}

// Quotation marks open or not, and how many brackets.
struct Nesting {
  std::uint32_t quoted = 0;
  std::uint32_t depth = 0;

  void see(const Characters& characters, Piece token) {
    const char32_t first = characters[token.begin].value;
    const std::uint32_t length = token.end - token.begin;
    if (length == 2 && first == characters[token.begin + 1].value) {
      if (first == '`') quoted = 1;
      if (first == '\'') quoted = 0;
    }
    if (length != 1) return;
    if (first == '"') quoted = 1 - quoted;
    if (first == U'“' || first == U'«') quoted = 1;
    if (first == U'”' || first == U'»') quoted = 0;
    if (first == '(' || first == '[' || first == '{') depth = std::min(depth + 1, 3U);
    if ((first == ')' || first == ']' || first == '}') && depth > 0) --depth;
  }
};

// Of a whole paragraph: are there stops, capitals after the first word, words in lower case?
std::uint32_t style(const Characters& characters, const std::vector<Piece>& tokens) {
  bool stops = false;
  bool capitals = false;
  bool small = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Character& first = characters[tokens[i].begin];
    const std::uint32_t length = tokens[i].end - tokens[i].begin;
    const char32_t c = first.value;
    stops |= length == 1 && (c == '.' || c == '?' || c == '!');
    capitals |= i > 0 && first.upper;
    small |= length > 1 && first.kind == Kind::letter && !first.upper;
  }
  return 1 + (stops ? 1 : 0) + (capitals ? 2 : 0) + (small ? 4 : 0);
}

// Characters of the longest line, from its first token to its last.
std::uint32_t longest_line(const Characters& characters, const std::vector<Piece>& tokens) {
  std::uint32_t longest = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool last = i + 1 == tokens.size() ||
                      breaks_between(characters, tokens[i].end, tokens[i + 1].begin) > 0;
    if (!last) continue;
    longest = std::max(longest, tokens[i].end - tokens[first].begin);
    first = i + 1;
  }
  return longest;
}

// What stands between a token and the next: blanks, or a line's end, how long the line was, and
// whether the next word had no room on it.
std::uint32_t space_after(const Characters& characters, Piece token, Piece next,
                          std::uint32_t longest, std::uint32_t& line) {
  if (breaks_between(characters, token.end, next.begin) == 0)
    return 1 + std::min(next.begin - token.end, 2U);
  const std::uint32_t length = token.end - line;
  line = next.begin;
  const bool wrapped = length + 1 + std::min(next.end - next.begin, 40U) > longest;
  return 4 + (length < 30 ? 0 : length < 55 ? 1 : length < 90 ? 2 : 3) + (wrapped ? 4 : 0);
}

std::string lower_text(const Characters& characters, std::uint32_t begin, std::uint32_t end) {
  std::string out;
  for (std::uint32_t i = begin; i < end; ++i) text::append(out, characters[i].lower);
  return out;
}

std::uint32_t characters_in(std::string_view utf8) {
  return static_cast<std::uint32_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::vector<Character> decode(std::string_view paragraph) {
  std::vector<Character> out;
  out.reserve(paragraph.size() + 1);
  for (std::size_t at = 0; at < paragraph.size();) {
    const auto c = static_cast<unsigned char>(paragraph[at]);
    std::size_t size = 1;
    if (c < 0x80) {
      out.push_back(ascii()[c]);
    } else {
      const text::CodePoint point = text::code_point_at(paragraph, at);
      out.push_back(classify(point.value));
      size = point.size;
    }
    out.back().offset = static_cast<std::uint32_t>(at);
    at += size;
  }
  out.push_back({});
  out.back().offset = static_cast<std::uint32_t>(paragraph.size());
  return out;
}

std::vector<Piece> atoms_of(const Characters& characters) {
  std::vector<Piece> out;
  Kind before = Kind::space;
  std::uint32_t flag_letters = 0;
  for (std::uint32_t i = 0; i + 1 < characters.size(); ++i) {
    Kind kind = characters[i].kind;
    bool starts = kind != before || kind == Kind::other;
    if (kind == Kind::mark) {
      starts = before == Kind::space;
      kind = starts ? Kind::letter : before;
    } else {
      const char32_t c = characters[i].value;
      if (kind == Kind::other && before == Kind::other &&
          joins_picture(c, characters[i - 1].value, flag_letters))
        starts = false;
      flag_letters = is_flag_letter(c) ? flag_letters + 1 : 0;
    }
    if (kind != Kind::space) {
      if (starts) out.push_back({i, i, 0});
      out.back().end = i + 1;
    }
    before = kind;
  }
  return out;
}

int line_breaks(char32_t value, char32_t before) {
  if (value == '\n') return before == '\r' ? 0 : 1;
  if (value == '\r' || value == '\v' || value == 0x85 || value == 0x2028) return 1;
  return value == '\f' || value == 0x2029 ? 2 : 0;
}

Endings Endings::parse(std::string_view endings, std::string_view words) {
  Endings out;
  const auto each_line = [](std::string_view lines, const auto& use) {
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', at), lines.size());
      if (end > at) use(lines.substr(at, end - at));
      at = end + 1;
    }
  };
  each_line(endings, [&out](std::string_view line) {
    const std::uint32_t length = characters_in(line);
    out.endings_.emplace(line, length);
    out.longest_ending_ = std::max(out.longest_ending_, length);
  });
  each_line(words, [&out](std::string_view line) {
    const std::size_t tab = std::min(line.find('\t'), line.size() - 1);
    std::uint32_t cut = 0;
    std::from_chars(line.data() + tab + 1, line.data() + line.size(), cut);
    const std::uint32_t length = characters_in(line.substr(0, tab));
    if (cut == 0 || cut >= length) return;
    out.words_.emplace(line.substr(0, tab), cut);
    out.longest_word_ = std::max(out.longest_word_, length);
  });
  return out;
}

std::uint32_t Endings::cut(const Characters& characters, Piece token) const {
  const std::uint32_t length = token.end - token.begin;
  const std::uint32_t from = token.end - std::min(length, longest_ending_ + 1) + 1;
  bool only_letters = true;
  for (std::uint32_t i = from; i < token.end; ++i)
    only_letters &= characters[i].kind == Kind::letter;
  for (std::uint32_t i = from; i < token.end && !only_letters; ++i)
    if (endings_.contains(lower_text(characters, i, token.end))) return i - token.begin;
  if (length > longest_word_ || length < 2) return 0;
  const auto found = words_.find(lower_text(characters, token.begin, token.end));
  return found == words_.end() ? 0 : found->second;
}

bool line_ends_early(const std::uint32_t* row) { return row[3] >= 4 && row[3] < 8; }
bool line_ends(const std::uint32_t* row) { return row[3] >= 4 && row[3] < 12; }

AttributeTable gap_attributes(const Characters& characters, const std::vector<Piece>& atoms) {
  AttributeTable out(atoms.size(), kGapAttributes);
  std::size_t first = 0;
  std::size_t last = 0;
  std::uint32_t flags = 0;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (i == 0 || i > last) {
      first = last = i;
      while (last + 1 < atoms.size() && atoms[last].end == atoms[last + 1].begin) ++last;
      flags = chunk_flags(characters, atoms[first].begin, atoms[last].end);
    }
    const Piece atom = atoms[i];
    const std::uint32_t spaced = i == last ? 2 : 1;
    std::uint32_t* row = out.row(i);
    row[0] = blend(lower_hash(characters, atom.begin, atom.end), spaced);
    row[1] = blend(shape_hash(characters, atom), spaced);
    row[2] = blend(atom_kind(characters, atom), spaced);
    row[3] = flags;
    row[4] = static_cast<std::uint32_t>(1 + std::min<std::size_t>(i - first, 5) +
                                        8 * std::min<std::size_t>(last - i, 5));
  }
  return out;
}

AttributeTable cut_attributes(const Characters& characters, const std::vector<Piece>& tokens) {
  AttributeTable out(tokens.size(), kCutAttributes);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Piece token = tokens[i];
    std::uint32_t* row = out.row(i);
    row[0] = lower_hash(characters, token.begin, token.end);
    row[1] = shape_hash(characters, token);
    row[2] = suffix_hash(characters, token);
    if (token.cut == 0) continue;
    row[3] = lower_hash(characters, token.begin + token.cut, token.end);
    row[4] = lower_hash(characters, token.begin, token.begin + token.cut);
  }
  return out;
}

AttributeTable sentence_attributes(const Characters& characters, const std::vector<Piece>& tokens) {
  AttributeTable out(tokens.size(), kSentenceAttributes);
  Nesting nesting;
  std::uint32_t since = 0;
  std::uint32_t line = tokens.empty() ? 0 : tokens[0].begin;
  const std::uint32_t longest = longest_line(characters, tokens);
  const std::uint32_t paragraph_style = style(characters, tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Piece token = tokens[i];
    const char32_t first = characters[token.begin].value;
    nesting.see(characters, token);
    const bool stop =
        token.end - token.begin == 1 && (first == '.' || first == '?' || first == '!');
    since = stop ? 0 : std::min(since + 1, 63U);
    const std::size_t left = tokens.size() - 1 - i;
    std::uint32_t* row = out.row(i);
    row[0] = lower_hash(characters, token.begin, token.end);
    row[1] = shape_hash(characters, token);
    row[2] = suffix_hash(characters, token);
    row[3] = left > 0 ? space_after(characters, token, tokens[i + 1], longest, line) : 63;
    row[4] = 1 + nesting.quoted + 2 * nesting.depth;
    row[5] = dots(characters, token);
    row[6] = static_cast<std::uint32_t>(1 + std::min<std::size_t>(i, 3) +
                                        4 * std::min<std::size_t>(left, 3));
    row[7] = 1 + (since < 16 ? since : 16 + since / 8);
    row[8] = paragraph_style;
  }
  return out;
}

}  // namespace litopys::language
