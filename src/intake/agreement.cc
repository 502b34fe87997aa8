// Words are runs of letters and digits, of which every byte above ASCII counts as one; a run of
// three of them is kept as a hash. A text shorter than three words is one run.
//
// Example: "The bridge fell at night." and "the bridge fell; at night" have the same two runs.
// After: Broder 1997, for shingles; hashes of 64 bits do not meet by chance in a page.
#include "intake/agreement.h"

#include <string>
#include <vector>

namespace litopys::intake {
namespace {

constexpr std::size_t kRun = 3;
constexpr std::uint64_t kBasis = 14695981039346656037u, kPrime = 1099511628211u;  // FNV-1a

bool of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

char low(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::vector<std::uint64_t> words_of(std::string_view text) {
  std::vector<std::uint64_t> words;
  bool inside = false;
  for (const char c : text) {
    if (!of_word(c)) {
      inside = false;
      continue;
    }
    if (!inside) words.push_back(kBasis);
    inside = true;
    words.back() = (words.back() ^ static_cast<unsigned char>(low(c))) * kPrime;
  }
  return words;
}

}  // namespace

Shingles::Shingles(std::string_view text) {
  const std::vector<std::uint64_t> words = words_of(text);
  for (std::size_t i = 0; i < words.size() && (i == 0 || i + kRun <= words.size()); ++i) {
    std::uint64_t run = kBasis;
    for (std::size_t k = i; k < i + kRun && k < words.size(); ++k) run = (run ^ words[k]) * kPrime;
    shingles_.insert(run);
  }
}

double Shingles::inside(const Shingles& other) const {
  if (shingles_.empty()) return 0;
  std::size_t shared = 0;
  for (const std::uint64_t run : shingles_) shared += other.shingles_.contains(run) ? 1 : 0;
  return static_cast<double>(shared) / static_cast<double>(shingles_.size());
}

void Shingles::join(const Shingles& other) {
  shingles_.insert(other.shingles_.begin(), other.shingles_.end());
}

bool begin_alike(std::string_view one, std::string_view other, std::size_t least) {
  std::size_t i = 0, k = 0, alike = 0;
  while (true) {
    while (i < one.size() && !of_word(one[i])) ++i;
    while (k < other.size() && !of_word(other[k])) ++k;
    if (i == one.size() || k == other.size()) return alike >= least;
    if (low(one[i++]) != low(other[k++])) return false;
    ++alike;
  }
}

}  // namespace litopys::intake
