// Amounts: numbers with the words that say how they are meant, as low, best and high.
//
//     "more than 4,300"        low 4301                     more_than
//     "around thirty"          low 27, best 30, high 33     about
//     "between three and 7"    low 3, high 7                between
//     "tens of thousands"      low 20,000, high 99,999      vague
//
// What is counted is the tree's business (quantities.h). What "about" or "dozens" mean stands in
// codebooks/bounds.tsv and codebooks/vague_counts.tsv, not here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "language/analysis.h"
#include "reading/numerals.h"
#include "text/result.h"

namespace litopys::reading {

// What a number N becomes at one end: "n+1", "90%"; nothing where the words give no such end.
struct Reckoning {
  bool given = false;
  double factor = 1;
  std::int64_t offset = 0;
};

struct BoundPhrase {
  std::vector<std::string> words;
  std::string bound;
  Reckoning low, best, high;
  bool more = false;  // "another five": people besides those already told of
};

struct VaguePhrase {
  std::vector<std::string> words;
  std::optional<std::int64_t> low, best, high;
  std::string bound;
};

struct AmountConventions {
  NumeralLexicon numerals;
  // By first word, longest phrase first.
  std::map<std::string, std::vector<BoundPhrase>, std::less<>> before, after;
  std::map<std::string, std::vector<VaguePhrase>, std::less<>> vague;
  std::set<std::string> changes;    // "rose", "fell": a "from ... to" after them is no range
  std::set<std::string> fractions;  // "thirds", "quarter"
};

text::Result<AmountConventions> load_amount_conventions(const std::filesystem::path& codebooks);

struct Amount {
  language::WordRange words;   // with "at least" and "or more"
  language::WordRange number;  // the numeral or the vague count alone
  std::optional<std::int64_t> low, best, high;
  std::string bound = "exact";
  bool more = false;
  bool digits = false;
  bool vague = false;  // from codebooks/vague_counts.tsv
};

// Every amount of a sentence, in order, not overlapping. None are ordinals, fractions ("two thirds
// of", "one in five of"), decimals, what a number moved by ("rose by two to 9") and who is excepted
// ("all but two").
std::vector<Amount> read_amounts(const language::Analysis& analysis, language::WordRange sentence,
                                 const AmountConventions& conventions);

// What the number becomes under a bound; nothing where it is no more than a hedge of a vague count.
void apply_bound(Amount& amount, const BoundPhrase& phrase);

}  // namespace litopys::reading
