// How much of one text is in another, by runs of three words.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace litopys::intake {

class Shingles {
 public:
  explicit Shingles(std::string_view text);

  std::size_t size() const { return shingles_.size(); }
  // The share of this text's runs that `other` has too, 0 to 1; 0 where it has none.
  double inside(const Shingles& other) const;
  void join(const Shingles& other);

 private:
  std::unordered_set<std::uint64_t> shingles_;
};

// Whether the shorter text is how the longer one begins; case, blanks and marks do not matter.
// False where it is shorter than `least` letters and digits.
bool begin_alike(std::string_view one, std::string_view other, std::size_t least);

}  // namespace litopys::intake
