// What the boundary classifiers look at; the mirror of training/litopys_boundaries/features.py,
// number for number.
//
// A paragraph is decoded once into characters with a kind. Atoms are runs of letters, runs of
// digits, and single other characters (marks stay with what they stand on, the parts of an emoji
// together):
//
//     "can't go."   ->   can  '  t  go  .
//
// Tokens are atoms glued together. Each of the three questions (boundaries.h) has its attributes,
// one row of numbers for each atom or token; MARGIN rows of zeros stand before the first and after
// the last, so that a template may look at neighbours without asking where the paragraph ends.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace litopys::language {

enum class CharacterKind : std::uint8_t { space, letter, digit, other, mark };

struct Character {
  char32_t value = 0;
  char32_t lower = 0;
  std::uint32_t offset = 0;  // byte in the paragraph
  CharacterKind kind = CharacterKind::space;
  bool upper = false;
};

// Characters [begin, end) of a paragraph.
struct Piece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t cut = 0;  // characters of the first word, where the token is two words
};

// The characters, and one at the end that stands for the byte after the last.
std::vector<Character> decode(std::string_view paragraph);

std::vector<Piece> atoms_of(const std::vector<Character>& characters);

// How many lines end at this character (0, 1, or 2 where it ends a paragraph); `before` is the
// character before it, so that "\r\n" counts once.
int line_breaks(char32_t value, char32_t before);

// Where a token might be two words.
class Endings {
 public:
  // One ending a line; one word and its cut a line, tab separated.
  static Endings parse(std::string_view endings, std::string_view words);
  // Characters before the cut; 0 where there is nothing to cut.
  std::uint32_t cut(const std::vector<Character>& characters, Piece token) const;

 private:
  std::unordered_map<std::string, std::uint32_t> endings_;  // only looked up, never walked
  std::unordered_map<std::string, std::uint32_t> words_;
  std::uint32_t longest_ending_ = 0;
  std::uint32_t longest_word_ = 0;
};

// Rows of attributes with a margin on both sides.
class AttributeTable {
 public:
  static constexpr std::size_t kMargin = 4;
  AttributeTable(std::size_t rows, std::size_t width)
      : width_(width), numbers_((rows + 2 * kMargin) * width, 0) {}
  std::uint32_t* row(std::size_t i) { return numbers_.data() + (i + kMargin) * width_; }
  const std::uint32_t* row(std::size_t i) const { return numbers_.data() + (i + kMargin) * width_; }
  std::size_t width() const { return width_; }

 private:
  std::size_t width_;
  std::vector<std::uint32_t> numbers_;
};

constexpr std::size_t kGapAttributes = 5;  // lower shape kind flags place
constexpr std::size_t kCutAttributes = 5;  // lower shape suffix ending stem
// lower shape suffix space state dots place since style
constexpr std::size_t kSentenceAttributes = 9;

AttributeTable gap_attributes(const std::vector<Character>& characters,
                              const std::vector<Piece>& atoms);
// True where `row` of sentence_attributes stands before a line end that nothing called for: the
// next word had room on the line, as after headlines and the items of lists.
bool line_ends_early(const std::uint32_t* row);
// True where `row` stands before any line end.
bool line_ends(const std::uint32_t* row);

// The tokens' `cut` holds the cut that is in question.
AttributeTable cut_attributes(const std::vector<Character>& characters,
                              const std::vector<Piece>& tokens);
AttributeTable sentence_attributes(const std::vector<Character>& characters,
                                   const std::vector<Piece>& tokens);

}  // namespace litopys::language
