// What one report is to another, from their words alone.
#pragma once

#include <cstdint>
#include <optional>

#include "copies/sketch.h"

namespace litopys::copies {

// In order of weight: of two sources the one with the first relation is taken.
enum class Relation : std::uint8_t {
  kSameBytes,  // byte for byte
  kSameText,   // but for case, punctuation and blanks
  kNearCopy,   // another head or foot, some words changed
  kExcerpt,    // one holds a part, or the whole, of the other beside much else
  kRewrite,    // names, numbers and their order agree while words differ
};
constexpr std::uint8_t kRelationCount = 5;

struct Likeness {
  Relation relation = Relation::kNearCopy;
  std::uint8_t percent = 0;         // of the shorter text's words that stand in the other, in order
  std::uint8_t facts_percent = 0;   // of its names and numbers, likewise
  std::uint8_t longer_percent = 0;  // of the longer text's words
  friend bool operator==(const Likeness&, const Likeness&) = default;
};

// Shares between 0 and 1.
struct Measures {
  double words = 0;         // of the shorter text's words that stand in passages of both
  double longer_words = 0;  // of the longer text's
  double facts = 0;         // of the shorter text's names and numbers
  double order = 0;         // of these, compared by themselves: their order in the whole texts
  double names = 0;         // that agree, of those in the shared passages
  double numbers = 0;
  double wording = 0;  // words that agree, of all in the shared passages
  std::uint32_t facts_all = 0, names_all = 0, numbers_all = 0;  // what the shares are of
};

Measures measure(const ReportView& shorter, const ReportView& longer);

// Nothing where the two are reports of their own. Symmetric.
std::optional<Likeness> compare(const ReportView& a, const ReportView& b);

}  // namespace litopys::copies
