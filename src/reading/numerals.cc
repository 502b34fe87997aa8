// Numbers from words, one pass over token classes.
//
// A number is read as English builds it: groups below a thousand ("two hundred and five") that are
// multiplied by falling scales ("million", "thousand") and added up. The reader keeps the sum, the
// open group and the smallest unit that may still follow, and stops at the first word that cannot
// go on:
//
//     "two hundred and five thousand people"  -> 205,000 (5 words)
//     "one and a half million"                -> 1,500,000
//     "half a dozen"                          -> 6
//     "twenty two-storey houses"              -> 20: the hyphen that follows joins "two" to
//                                                "storey", but this reader sees 22. The tree does
//                                                not tell them apart either; it is a known limit.
//
// "nineteen ninety-six" gives 19 and then 96: years are the time grammar's business.
// Digits may be grouped by commas, apostrophes, full stops (twice or more) or any narrow or
// no-break space, also when the tokeniser split there; an ordinary blank joins "10 000" only where
// the tree holds both together, so that "on March 5 200 people" stays two numbers.
// Cost: linear in the words read. Test: numerals_test.cc.
#include "reading/numerals.h"

#include <cmath>
#include <vector>

#include "text/table.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;
using language::WordRange;

// Spaces that only ever stand inside a number between its groups.
bool is_group_space(char32_t c) { return c == 0x00A0 || c == 0x2007 || c == 0x2009 || c == 0x202F; }

bool is_hyphen(std::string_view form) {
  return form == "-" || form == "\xE2\x80\x90" || form == "\xE2\x80\x91";  // hyphen, no-break one
}

std::optional<double> vulgar_fraction(char32_t c) {
  switch (c) {
    case 0x00BC:
      return 0.25;
    case 0x00BD:
      return 0.5;
    case 0x00BE:
      return 0.75;
    case 0x2153:
      return 1.0 / 3;
    case 0x2154:
      return 2.0 / 3;
    default:
      return std::nullopt;
  }
}

// "4,300" split at its separators: the groups of digits and the separators between them.
struct DigitGroups {
  std::vector<std::string> groups;
  std::u32string separators;
  std::optional<double> fraction;  // a trailing ½
};

std::optional<DigitGroups> split_digits(std::string_view form) {
  DigitGroups result;
  result.groups.emplace_back();
  for (std::size_t at = 0; at < form.size();) {
    const text::CodePoint c = text::code_point_at(form, at);
    if (c.size == 0) break;
    at += c.size;
    if (c.value >= '0' && c.value <= '9') {
      result.groups.back().push_back(static_cast<char>(c.value));
    } else if (const auto fraction = vulgar_fraction(c.value)) {
      if (at != form.size()) return std::nullopt;
      result.fraction = fraction;
    } else if (c.value == ',' || c.value == '.' || c.value == '\'' || c.value == 0x2019 ||
               is_group_space(c.value)) {
      if (result.groups.back().empty() || at == form.size()) return std::nullopt;
      result.separators.push_back(c.value);
      result.groups.emplace_back();
    } else {
      return std::nullopt;
    }
  }
  return result;
}

double number_of(const std::vector<std::string>& groups, std::size_t begin, std::size_t end) {
  double value = 0;
  for (std::size_t i = begin; i < end; ++i)
    for (const char digit : groups[i]) value = value * 10 + (digit - '0');
  return value;
}

bool all_thousands(const DigitGroups& split, std::size_t end) {
  if (split.groups[0].empty() || split.groups[0].size() > 3) return false;
  for (std::size_t i = 1; i < end; ++i)
    if (split.groups[i].size() != 3 || split.separators[i - 1] != split.separators[0]) return false;
  return true;
}

double decimal_part(const std::string& digits) {
  double value = 0;
  for (std::size_t i = digits.size(); i-- > 0;) value = (value + (digits[i] - '0')) / 10;
  return value;
}

}  // namespace

std::optional<double> read_digits(std::string_view form) {
  if (form.empty() || form.size() > 40) return std::nullopt;
  const auto split = split_digits(form);
  if (!split) return std::nullopt;
  const std::size_t n = split->groups.size();
  if (n == 1 && split->groups[0].empty()) return split->fraction;
  const double extra = split->fraction.value_or(0);
  if (n == 1) return number_of(split->groups, 0, 1) + extra;
  const char32_t last = split->separators.back();
  const bool one_stop = n == 2 && last == '.';
  if (!one_stop && all_thousands(*split, n)) return number_of(split->groups, 0, n) + extra;
  // What follows the last stop or comma is a decimal part: "1,234.5", "12,5".
  if ((last == '.' || last == ',') && (n == 2 || all_thousands(*split, n - 1)) &&
      (n == 2 || split->separators[0] != last) && !split->groups.back().empty())
    return number_of(split->groups, 0, n - 1) + decimal_part(split->groups.back()) + extra;
  return std::nullopt;
}

namespace {

// What one word does in a number.
struct Token {
  std::string role = "none";  // a role of the lexicon, "digits" or "hyphen"
  double value = 0;
  bool ordinal = false;
  bool joinable = false;  // three plain digits: may continue "10" of "10 000"
};

// "1.5m", "5k", "21st": digits with a suffix of the table.
Token suffixed_token(const std::string& form, const NumeralLexicon& lexicon) {
  std::size_t letters = form.size();
  while (letters > 0 && static_cast<unsigned char>(form[letters - 1]) < 0x80 &&
         text::is_letter(static_cast<unsigned char>(form[letters - 1])))
    --letters;
  if (letters == 0 || letters == form.size()) return {};
  const auto digits = read_digits(std::string_view(form).substr(0, letters));
  const auto suffix = lexicon.entries.find(form.substr(letters));
  if (!digits || suffix == lexicon.entries.end()) return {};
  if (suffix->second.role == "ordinal_suffix") return {"digits", *digits, true, false};
  if (suffix->second.role == "suffix") return {"digits", *digits * suffix->second.value};
  return {};
}

Token classify(const Word& word, const NumeralLexicon& lexicon) {
  if (word.form.empty() || word.form.size() > 40) return {};
  if (is_hyphen(word.form)) return {"hyphen"};
  if (const auto digits = read_digits(word.form)) {
    const bool plain = word.form.find_first_not_of("0123456789") == std::string::npos;
    return {"digits", *digits, false, plain && word.form.size() == 3};
  }
  const std::string form = text::lower(word.form);
  if (form[0] >= '0' && form[0] <= '9') return suffixed_token(form, lexicon);
  const auto entry = lexicon.entries.find(form);
  if (entry == lexicon.entries.end()) return {};
  if (entry->second.role == "suffix" || entry->second.role == "ordinal_suffix") return {};
  return {entry->second.role, entry->second.value, entry->second.ordinal};
}

// "twenty-one" kept as one word by the tokeniser.
std::vector<Token> classify_compound(const Word& word, const NumeralLexicon& lexicon) {
  const Token whole = classify(word, lexicon);
  if (whole.role != "none" || word.form.size() > 40) return {whole};
  std::vector<Token> parts;
  for (std::size_t at = 0; at <= word.form.size();) {
    const std::size_t hyphen = std::min(word.form.find('-', at), word.form.size());
    Word part;
    part.form = word.form.substr(at, hyphen - at);
    parts.push_back(classify(part, lexicon));
    if (parts.back().role == "none" || parts.back().role == "digits") return {whole};
    at = hyphen + 1;
  }
  return parts;
}

// The sum so far, and what may still be added to it.
class Builder {
 public:
  // Takes a token if the number can go on with it.
  bool take(const Token& token) {
    if (ordinal_) return false;
    const bool taken = accept(token);
    if (taken) {
      ordinal_ = token.ordinal;
      started_ = true;
      if (token.role != "and" && token.role != "hyphen") last_ = token.role;
    }
    return taken;
  }

  // True where the words so far are a number and not only its beginning ("a", "two hundred and").
  bool complete() const { return complete_; }
  bool ordinal() const { return ordinal_; }
  bool bare() const { return bare_; }
  bool fraction() const { return fraction_ && sum_ == 0; }
  double value() const { return sum_ + (group_ ? *group_ : 0); }

 private:
  bool accept(const Token& token) {
    if (token.role == "article") return take_article();
    if (token.role == "and") return take_and();
    if (token.role == "hyphen") return take_hyphen();
    if (token.role == "fraction") return take_fraction(token.value);
    if (token.role == "hundred" || token.role == "scale" || token.role == "dozen")
      return multiply(token);
    return add(token);
  }

  bool take_article() {  // "a hundred", "half a million", "one and a half"
    if (started_ && !(fraction_ && last_ == "fraction") && !pending_and_) return false;
    article_ = true;
    complete_ = false;
    return true;
  }

  bool take_and() {  // "a hundred and five", "two and a half"
    if (!complete_ || pending_and_ || fraction_) return false;
    pending_and_ = true;
    complete_ = false;
    return true;
  }

  bool take_hyphen() {  // "twenty-one"
    if (last_ != "ten" || pending_hyphen_) return false;
    pending_hyphen_ = true;
    complete_ = false;
    return true;
  }

  bool take_fraction(double value) {  // "half", "two and a half", "a quarter"
    if (started_ && !article_ && !pending_and_) return false;
    if (group_ && !pending_and_) return false;
    group_ = group_.value_or(0) + value;
    fraction_ = complete_ = true;
    article_ = pending_and_ = false;
    return true;
  }

  bool multiply(const Token& token) {
    if (token.value >= room_ || pending_hyphen_) return false;
    if (pending_and_ && !article_) return false;
    if (!group_ && started_ && !article_) return false;
    if (token.role == "dozen" && (sum_ > 0 || (group_ && *group_ >= 100))) return false;
    if (token.role == "hundred" && group_ && *group_ >= 100) return false;
    if (!group_ && !article_) bare_ = true;
    const double factor = group_.value_or(1);
    if (token.role == "hundred") {
      group_ = factor * token.value;
    } else {
      sum_ += factor * token.value;
      group_.reset();
      room_ = token.value;
      if (token.role == "dozen") room_ = 0;
    }
    fraction_ = article_ = pending_and_ = false;
    complete_ = true;
    return true;
  }

  bool add(const Token& token) {
    if (article_ || fraction_ || token.value >= room_) return false;
    const bool unit = token.role == "unit",
               below_hundred = unit || token.role == "teen" || token.role == "ten";
    if (token.role == "digits") {
      if (group_ || pending_and_ || (started_ && last_ != "scale")) return false;
    } else if (!below_hundred) {
      return false;
    } else if (group_) {
      const bool after_ten = last_ == "ten" && unit && token.value > 0;
      if (!after_ten && last_ != "hundred") return false;
      if (pending_and_ && after_ten) return false;
    } else if (last_ == "digits" || last_ == "dozen") {
      return false;
    }
    if (pending_hyphen_ && !unit) return false;
    group_ = group_.value_or(0) + token.value;
    pending_and_ = pending_hyphen_ = false;
    complete_ = true;
    return true;
  }

  double sum_ = 0;
  std::optional<double> group_;
  double room_ = 1e18;  // scales fall: "million" may be followed by "thousand", not the reverse
  std::string last_;
  bool started_ = false, complete_ = false, article_ = false, pending_and_ = false;
  bool pending_hyphen_ = false, fraction_ = false, ordinal_ = false, bare_ = false;
};

// True where `next` holds three more digits of the number that ends before it.
bool continues_digits(const Analysis& analysis, std::int32_t first, std::int32_t next,
                      const Token& token) {
  if (!token.joinable) return false;
  const Word& before = analysis.words[next - 1];
  const Word& word = analysis.words[next];
  if (before.form.find_first_not_of("0123456789") != std::string::npos) return false;
  if (next - 1 == first ? before.form.size() > 3 : before.form.size() != 3) return false;
  if (word.span.begin < before.span.end) return false;
  const std::uint32_t gap = word.span.begin - before.span.end;
  if (gap == 2 || gap == 3) return true;  // the UTF-8 length of every no-break and narrow space
  return gap == 1 && (before.head == next || word.head == next - 1 ||
                      (before.head == word.head && before.head != language::kNone));
}

}  // namespace

std::optional<std::int64_t> Numeral::whole() const {
  if (kind == Kind::kFraction || value < 0 || value > 1e12) return std::nullopt;
  const double rounded = std::round(value);
  if (std::fabs(value - rounded) > 1e-6) return std::nullopt;
  return static_cast<std::int64_t>(rounded);
}

std::optional<Numeral> read_numeral(const Analysis& analysis, WordRange range,
                                    const NumeralLexicon& lexicon) {
  Builder builder;
  std::optional<Numeral> best;
  double joined = 1;  // 1000 for every further group of a number split at its spaces
  double digits = 0;
  const auto end =
      std::min<std::int32_t>(range.end, static_cast<std::int32_t>(analysis.words.size()));
  std::int32_t at = range.begin;
  if (at < 0) return std::nullopt;
  std::vector<Token> tokens;
  if (at < end) tokens = classify_compound(analysis.words[at], lexicon);
  const bool starts_with_digits = !tokens.empty() && tokens[0].role == "digits";
  while (starts_with_digits && at + 1 < end) {  // "10 000": one token of the grammar
    const Token next = classify(analysis.words[at + 1], lexicon);
    if (!continues_digits(analysis, range.begin, at + 1, next)) break;
    if (joined == 1) digits = tokens[0].value;
    digits = digits * 1000 + next.value;
    joined *= 1000;
    ++at;
  }
  if (joined > 1) tokens = {{"digits", digits}};
  while (at < end) {
    bool taken = true;
    for (const Token& token : tokens) taken = taken && builder.take(token);
    if (!taken) break;
    ++at;
    if (builder.complete()) {
      using Kind = Numeral::Kind;
      best = Numeral{
          {range.begin, at}, builder.value(), Kind::kCardinal, starts_with_digits, builder.bare()};
      if (builder.fraction()) best->kind = Kind::kFraction;
      if (builder.ordinal()) best->kind = Kind::kOrdinal;
    }
    if (at < end) tokens = classify_compound(analysis.words[at], lexicon);
  }
  return best;
}

text::Result<NumeralLexicon> load_numeral_lexicon(const std::filesystem::path& codebooks) {
  const auto table = text::read_table(codebooks / "numerals.tsv", {"word", "role", "value"});
  if (!table) return table.error();
  NumeralLexicon lexicon;
  for (const text::Table::Row& row : table->rows) {
    NumeralLexicon::Entry entry{row["role"], 0, row["ordinal"] == "yes"};
    if (!row["value"].empty()) {
      const auto value = read_digits(row["value"]);
      if (!value)
        return text::Error{"bad-value", table->name + ":" + std::to_string(row.line) +
                                            ": not a number: " + row["value"]};
      entry.value = *value;
    }
    lexicon.entries[row["word"]] = entry;
  }
  return lexicon;
}

}  // namespace litopys::reading
