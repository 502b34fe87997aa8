// Numbers as the words give them: "12", "4,300", "1.5 million", "twenty-one", "half a dozen",
// "a hundred and five", "21st".
//
// A numeral is only a value and the words that say it. Whether it counts people, days or
// kilometres, and whether "about" stands before it, is the business of those who call.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "language/analysis.h"
#include "text/result.h"

namespace litopys::reading {

// The words of codebooks/numerals.tsv: folded word -> what it does in a number.
struct NumeralLexicon {
  struct Entry {
    std::string
        role;  // unit teen ten hundred scale dozen fraction article and suffix ordinal_suffix
    double value = 0;
    bool ordinal = false;
  };
  std::map<std::string, Entry, std::less<>> entries;
};

text::Result<NumeralLexicon> load_numeral_lexicon(const std::filesystem::path& codebooks);

struct Numeral {
  enum class Kind { kCardinal, kOrdinal, kFraction };
  language::WordRange words;
  double value = 0;
  Kind kind = Kind::kCardinal;
  bool digits = false;      // written in digits, at least at its start
  bool bare_scale = false;  // "hundred" or "dozen" with nothing before it: "several hundred"

  // The value as a whole number; nothing for "2.5", "half", or what no count of people reaches.
  std::optional<std::int64_t> whole() const;
};

// The longest number that starts at `range.begin` and ends by `range.end`.
std::optional<Numeral> read_numeral(const language::Analysis& analysis, language::WordRange range,
                                    const NumeralLexicon& lexicon);

// A number written in digits, whole form: "4,300", "1.5", "10 000" with any of Unicode's narrow
// spaces; nothing for "3-7", "1990s", "T-72", "12:30".
std::optional<double> read_digits(std::string_view form);

}  // namespace litopys::reading
