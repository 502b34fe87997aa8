// Amounts by longest match: phrases before, the number, a second number of a range, phrases after.
//
// At each word the reader tries "bound phrases* number (range)? bound phrases*"; if that fails it
// moves on by one word. Everything is decided by the words alone: whether "over two" is "more than
// two" or a place is settled later, when the tree says what the number belongs to.
//
//     "no fewer than 12 or so"   -> the outermost bound wins: low 12, at_least
//     "up to several hundred"    -> a bound takes its end of a vague count: high 999
//     "from 3 to 5"              -> 3-5; but "rose from 3 to 5" -> 3 and 5, by the verb before it
//     "rose by two to 9"         -> 9; "all but two", "two thirds of" -> nothing
//
// Cost: linear in the sentence times the longest phrase. Test: amounts_test.cc.
#include "reading/amounts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "text/table.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::WordRange;

std::optional<Reckoning> parse_reckoning(const std::string& cell) {
  Reckoning result;
  if (cell == "-") return result;
  result.given = true;
  if (cell == "n") return result;
  if (cell == "n+1" || cell == "n-1") {
    result.offset = cell == "n+1" ? 1 : -1;
    return result;
  }
  if (cell.size() < 2 || cell.back() != '%') return std::nullopt;
  const auto percent = read_digits(std::string_view(cell).substr(0, cell.size() - 1));
  if (!percent) return std::nullopt;
  result.factor = *percent / 100;
  return result;
}

std::optional<std::int64_t> reckon(std::optional<std::int64_t> n, const Reckoning& reckoning,
                                   bool upward) {
  if (!reckoning.given || !n) return std::nullopt;
  if (reckoning.factor == 1) return std::max<std::int64_t>(0, *n + reckoning.offset);
  const double exact = static_cast<double>(*n) * reckoning.factor;
  return static_cast<std::int64_t>(upward ? std::ceil(exact - 1e-6) : std::floor(exact + 1e-6));
}

// The words of `phrase` at `at`, or 0.
template <class Phrase>
const Phrase* match(const std::map<std::string, std::vector<Phrase>, std::less<>>& phrases,
                    const std::vector<std::string>& forms, std::size_t at) {
  if (at >= forms.size()) return nullptr;
  const auto found = phrases.find(forms[at]);
  if (found == phrases.end()) return nullptr;
  for (const Phrase& phrase : found->second) {
    if (at + phrase.words.size() > forms.size()) continue;
    if (std::equal(phrase.words.begin(), phrase.words.end(), forms.begin() + at)) return &phrase;
  }
  return nullptr;
}

bool is_dash(std::string_view form) {
  return form == "-" || form == "\xE2\x80\x90" || form == "\xE2\x80\x91" ||
         form == "\xE2\x80\x92" || form == "\xE2\x80\x93" || form == "\xE2\x80\x94";
}

bool closes_quote(std::string_view form) {
  return form == "\"" || form == "''" || form == "\xE2\x80\x9D" || form == "\xE2\x80\x99";
}

class AmountReader {
 public:
  AmountReader(const Analysis& analysis, WordRange sentence, const AmountConventions& conventions)
      : analysis_(analysis), sentence_(sentence), conventions_(conventions) {
    for (std::int32_t w = sentence.begin; w < sentence.end; ++w)
      forms_.push_back(text::lower(analysis.words[w].form));
  }

  std::vector<Amount> all() const {
    std::vector<Amount> result;
    for (std::size_t at = after_list_mark(); at < forms_.size();) {
      if (const auto amount = read(at)) {
        const std::size_t start = at;
        at = static_cast<std::size_t>(amount->words.end - sentence_.begin);
        if (const std::size_t fraction = fraction_end(start, *amount); fraction > 0)
          at = fraction;
        else if (is_excepted(start))
          at = past_whole(at);
        else if (!is_difference(start, at)) {
          result.push_back(*amount);
          at = past_out_of(at);
        }
      } else {
        ++at;
      }
    }
    return result;
  }

 private:
  // "3. 59 wounded", "2) Two died": the number of the line counts nothing.
  std::size_t after_list_mark() const {
    const bool marked = forms_.size() > 2 && (forms_[1] == "." || forms_[1] == ")");
    const bool short_number = !forms_.empty() && forms_[0].size() <= 2 &&
                              forms_[0].find_first_not_of("0123456789") == std::string::npos;
    return marked && short_number ? 2 : 0;
  }

  std::optional<Amount> read(std::size_t start) const {
    const bool between = forms_[start] == "between" || forms_[start] == "from";
    const bool moves = changes(start);
    std::vector<const BoundPhrase*> bounds;
    auto amount = bounded_core(start + (between ? 1 : 0), bounds);
    if (!amount || (amount->bound == "multiple" && !bounds.empty())) return std::nullopt;
    const bool ranged = !moves && extend_range(*amount, between);
    if (between && !ranged) return std::nullopt;  // the next word starts the number by itself
    amount->words.begin = sentence_.begin + static_cast<std::int32_t>(start);
    take_after(*amount, bounds);
    // From the number outwards, so that the outermost bound has the last word.
    for (auto bound = bounds.rbegin(); bound != bounds.rend(); ++bound) {
      amount->more = amount->more || (*bound)->more;
      if (!ranged) apply_bound(*amount, **bound);
    }
    return amount;
  }

  // "two thirds of", "one in five of", "half the 30": where it ends; 0 where it counts somebody.
  std::size_t fraction_end(std::size_t start, const Amount& amount) const {
    std::size_t at = static_cast<std::size_t>(amount.words.end - sentence_.begin);
    if (start > 0) {
      const auto before = conventions_.numerals.entries.find(forms_[start - 1]);
      if (before != conventions_.numerals.entries.end() && before->second.role == "fraction")
        return at;
    }
    if (at + 1 < forms_.size() && is_dash(forms_[at])) ++at;
    if (at >= forms_.size()) return 0;
    if (conventions_.fractions.count(forms_[at]) != 0) return past_whole(at + 1);
    if (forms_[at] == "out" && at + 1 < forms_.size() && forms_[at + 1] == "of")
      at += 2;
    else if (forms_[at] == "in")
      ++at;
    else
      return 0;
    const bool each = at < forms_.size() && (forms_[at] == "every" || forms_[at] == "each");
    const auto whole = amount.best && *amount.best < 10 ? core(at + (each ? 1 : 0)) : std::nullopt;
    if (!whole || !whole->best || *whole->best <= *amount.best || *whole->best > 100) return 0;
    at = static_cast<std::size_t>(whole->words.end - sentence_.begin);
    if (at < forms_.size() && forms_[at] == "of") return past_whole(at);
    return each || is_proportion(amount, *whole) ? at : 0;
  }

  // "nine in ten houses", "six out of ten nurses": one noun for both numbers. Not "killed two in
  // three attacks", which has two.
  bool is_proportion(const Amount& part, const Amount& whole) const {
    const std::int64_t of = whole.best.value_or(0);
    if (of != 10 && of != 100 && of > 5) return false;
    const std::int32_t number = part.number.begin, other = whole.number.begin;
    const std::int32_t noun = analysis_.words[number].head;
    return analysis_.words[other].head == number || noun >= whole.words.end;
  }

  // "12 out of 30 crew": of how many they are.
  std::size_t past_out_of(std::size_t at) const {
    if (at + 2 >= forms_.size() || forms_[at] != "out" || forms_[at + 1] != "of") return at;
    const auto whole = read(at + 2);
    return whole ? static_cast<std::size_t>(whole->words.end - sentence_.begin) : at;
  }

  // "of the 90" after a fraction or an exception: of how many it is, which says nothing of all.
  std::size_t past_whole(std::size_t at) const {
    if (at >= forms_.size() || forms_[at] != "of") return at;
    const auto whole = at + 1 < forms_.size() ? read(at + 1) : std::nullopt;
    return whole ? static_cast<std::size_t>(whole->words.end - sentence_.begin) : at;
  }

  // "the toll rose [by two] to 9": how far a number moved; not "taken down by two men".
  bool is_difference(std::size_t start, std::size_t end) const {
    if (start == 0 || forms_[start - 1] != "by" || !changes(start)) return false;
    const auto upos = [&](std::size_t at) {
      return analysis_.words[sentence_.begin + static_cast<std::int32_t>(at)].upos;
    };
    if (end < forms_.size() && (upos(end) == "NOUN" || upos(end) == "ADJ")) ++end;
    const bool counts = end > 0 && (upos(end - 1) == "NOUN" || upos(end - 1) == "ADJ");
    return !counts || (end < forms_.size() && (forms_[end] == "to" || forms_[end] == "from"));
  }

  // "all but [two]": those of whom it is not told.
  bool is_excepted(std::size_t start) const {
    if (start < 2 || (forms_[start - 1] != "but" && forms_[start - 1] != "except")) return false;
    const std::string& all = forms_[start - 2];
    return all == "all" || all == "everyone" || all == "everybody";
  }

  // "rose from 3" and its 3: what follows "to" is the new number, not the end of a range.
  bool changes(std::size_t start) const {
    const bool at_from = forms_[start] == "from";
    const std::string before = start > 0 ? forms_[start - 1] : std::string();
    if (!at_from && before != "from" && before != "by") return false;
    const std::size_t from = at_from ? start : start - 1;
    for (std::size_t at = from > 8 ? from - 8 : 0; at < from; ++at)
      if (conventions_.changes.count(forms_[at]) != 0) return true;
    return false;
  }

  // Bound phrases, then a number; "some 200" is preferred to the vague count "some".
  std::optional<Amount> bounded_core(std::size_t start,
                                     std::vector<const BoundPhrase*>& bounds) const {
    std::size_t at = start;
    const BoundPhrase* phrase =
        bounds.size() < 4 ? match(conventions_.before, forms_, at) : nullptr;
    if (phrase == nullptr) return core(at);
    bounds.push_back(phrase);
    at += phrase->words.size();
    if (at + 1 < forms_.size() && closes_quote(forms_[at])) ++at;  // "well above" 60,000
    if (auto amount = bounded_core(at, bounds)) return amount;
    bounds.pop_back();
    return core(start);
  }

  // A number or a vague count at `at`, the longer of the two.
  std::optional<Amount> core(std::size_t at) const {
    std::optional<Amount> amount;
    const std::int32_t word = sentence_.begin + static_cast<std::int32_t>(at);
    if (at >= forms_.size()) return amount;
    if (auto numeral = read_numeral(analysis_, {word, sentence_.end}, conventions_.numerals)) {
      if (const auto whole = numeral->whole(); whole && numeral->kind == Numeral::Kind::kCardinal) {
        amount.emplace();
        amount->words = amount->number = numeral->words;
        amount->low = amount->best = amount->high = *whole;
        amount->digits = numeral->digits;
      }
    } else if (auto range = digit_range(word)) {
      amount = range;
    }
    const VaguePhrase* vague = match(conventions_.vague, forms_, at);
    if (vague != nullptr &&
        (!amount || word + static_cast<std::int32_t>(vague->words.size()) > amount->words.end)) {
      amount.emplace();
      amount->number = {word, word + static_cast<std::int32_t>(vague->words.size())};
      amount->words = amount->number;
      amount->low = vague->low;
      amount->best = vague->best;
      amount->high = vague->high;
      amount->bound = vague->bound;
      amount->vague = true;
    }
    return amount;
  }

  // "3-7" that the tokeniser left whole.
  std::optional<Amount> digit_range(std::int32_t word) const {
    const std::string& form = analysis_.words[word].form;
    if (form.empty() || form.size() > 24 || form[0] < '0' || form[0] > '9') return std::nullopt;
    for (const std::string_view dash : {"-", "\xE2\x80\x93", "\xE2\x80\x92", "\xE2\x80\x94"}) {
      const std::size_t at = form.find(dash);
      if (at == std::string::npos) continue;
      const auto low = read_digits(std::string_view(form).substr(0, at));
      const auto high = read_digits(std::string_view(form).substr(at + dash.size()));
      if (!low || !high || *low >= *high || *high > 1e9) continue;
      Amount amount;
      amount.words = amount.number = {word, word + 1};
      amount.low = static_cast<std::int64_t>(*low);
      amount.high = static_cast<std::int64_t>(*high);
      amount.bound = "between";
      amount.digits = true;
      return amount;
    }
    return std::nullopt;
  }

  // "3 to 7", "3 or 4", "3-7"; "and" only after "between".
  bool extend_range(Amount& amount, bool between) const {
    const std::size_t at = static_cast<std::size_t>(amount.words.end - sentence_.begin);
    if (at + 1 >= forms_.size()) return false;
    const std::string& link = forms_[at];
    if (amount.vague ||
        (link != "to" && link != "or" && !is_dash(link) && !(between && link == "and")))
      return amount.bound == "between" && between;
    const auto second = core(at + 1);
    if (!second || second->vague || !second->best || !amount.best || second->words.end == 0)
      return false;
    if (*amount.best >= *second->best) return false;
    amount.best.reset();
    amount.high = second->high;
    amount.bound = "between";
    amount.number.end = amount.words.end = second->words.end;
    return true;
  }

  void take_after(Amount& amount, std::vector<const BoundPhrase*>& bounds) const {
    for (int taken = 0; taken < 2; ++taken) {
      const std::size_t at = static_cast<std::size_t>(amount.words.end - sentence_.begin);
      const BoundPhrase* phrase = match(conventions_.after, forms_, at);
      if (phrase == nullptr) return;
      // "others" is what is counted: it stays outside and only marks.
      if (phrase->more && phrase->words[0].back() == 's') {
        amount.more = true;
        return;
      }
      // "12 more than": the second word belongs to another number.
      if (at + 1 < forms_.size() && phrase->words.size() == 1 && forms_[at + 1] == "than") return;
      bounds.push_back(phrase);
      amount.words.end += static_cast<std::int32_t>(phrase->words.size());
    }
  }

  const Analysis& analysis_;
  WordRange sentence_;
  const AmountConventions& conventions_;
  std::vector<std::string> forms_;
};

template <class Phrase>
void add_phrase(std::map<std::string, std::vector<Phrase>, std::less<>>& phrases, Phrase phrase) {
  if (phrase.words.empty()) return;
  auto& list = phrases[phrase.words[0]];
  const auto shorter = [&](const Phrase& other) {
    return other.words.size() < phrase.words.size();
  };
  list.insert(std::find_if(list.begin(), list.end(), shorter), std::move(phrase));
}

text::Error bad_cell(const text::Table& table, const text::Table::Row& row,
                     std::string_view column) {
  return {"bad-value",
          fmt::format("{}:{}: {}: cannot read '{}'", table.name, row.line, column, row[column])};
}

text::Status load_bounds(const text::Table& table, AmountConventions& conventions) {
  for (const text::Table::Row& row : table.rows) {
    BoundPhrase phrase;
    phrase.words = text::split(row["phrase"], ' ');
    phrase.bound = row["bound"];
    phrase.more = row["note"] == "more";
    for (auto [column, target] : {std::pair{"low", &phrase.low}, std::pair{"best", &phrase.best},
                                  std::pair{"high", &phrase.high}}) {
      const auto reckoning = parse_reckoning(row[column]);
      if (!reckoning) return bad_cell(table, row, column);
      *target = *reckoning;
    }
    if (row["place"] != "before" && row["place"] != "after") return bad_cell(table, row, "place");
    add_phrase(row["place"] == "before" ? conventions.before : conventions.after,
               std::move(phrase));
  }
  return text::Done{};
}

text::Status load_vague(const text::Table& table, AmountConventions& conventions) {
  for (const text::Table::Row& row : table.rows) {
    VaguePhrase phrase;
    phrase.words = text::split(row["phrase"], ' ');
    phrase.bound = row["bound"];
    for (auto [column, target] : {std::pair{"low", &phrase.low}, std::pair{"best", &phrase.best},
                                  std::pair{"high", &phrase.high}}) {
      if (row[column] == "-") continue;
      const auto value = read_digits(row[column]);
      if (!value || *value > 1e12) return bad_cell(table, row, column);
      *target = static_cast<std::int64_t>(*value);
    }
    add_phrase(conventions.vague, std::move(phrase));
  }
  return text::Done{};
}

}  // namespace

void apply_bound(Amount& amount, const BoundPhrase& phrase) {
  if (phrase.bound == "exact") return;  // "a total of", "only": the number as it is
  if (amount.vague && amount.bound == "vague") {
    if (phrase.bound == "at_least" || phrase.bound == "more_than") {
      amount.high.reset();
      amount.bound = "at_least";
    } else if (phrase.bound == "at_most" || phrase.bound == "less_than") {
      amount.low.reset();
      amount.bound = "at_most";
    }
    return;
  }
  const auto n = amount.best ? amount.best : amount.low ? amount.low : amount.high;
  amount.low = reckon(n, phrase.low, false);
  amount.best = reckon(n, phrase.best, false);
  amount.high = reckon(n, phrase.high, true);
  amount.bound = phrase.bound;
}

std::vector<Amount> read_amounts(const Analysis& analysis, WordRange sentence,
                                 const AmountConventions& conventions) {
  return AmountReader(analysis, sentence, conventions).all();
}

text::Result<AmountConventions> load_amount_conventions(const std::filesystem::path& codebooks) {
  AmountConventions conventions;
  auto numerals = load_numeral_lexicon(codebooks);
  if (!numerals) return numerals.error();
  conventions.numerals = *std::move(numerals);
  const auto bounds = text::read_table(codebooks / "bounds.tsv",
                                       {"phrase", "place", "bound", "low", "best", "high", "note"});
  if (!bounds) return bounds.error();
  if (const auto status = load_bounds(*bounds, conventions); !status) return status.error();
  const auto vague =
      text::read_table(codebooks / "vague_counts.tsv", {"phrase", "low", "best", "high", "bound"});
  if (!vague) return vague.error();
  if (const auto status = load_vague(*vague, conventions); !status) return status.error();
  const auto counting = text::read_table(codebooks / "counting.tsv", {"words", "class"});
  if (!counting) return counting.error();
  for (const text::Table::Row& row : counting->rows) {
    if (row["class"] != "change" && row["class"] != "fraction") continue;
    auto& words = row["class"] == "change" ? conventions.changes : conventions.fractions;
    for (const std::string& word : text::split(row["words"], '|')) words.insert(word);
  }
  return conventions;
}

}  // namespace litopys::reading
