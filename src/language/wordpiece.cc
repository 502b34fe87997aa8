// BERT's uncased tokeniser for one given word: clean, split, fold, then the longest entry that
// fits, again and again.
//
// Cleaning drops control and format characters and ends a run at white space. Each ideograph is a
// run of its own, and so is each punctuation character (every ASCII one that is no letter or digit
// counts: "$", "+", "<" too). The others are decomposed canonically, non-spacing marks dropped, the
// rest lower-cased: "É" -> "e", but "ø" stays, for Unicode sees no mark in it. A run of more than
// 100 characters, or one that the entries cannot cover, becomes [UNK] as a whole:
//
//     "fire-bombs" -> fire - bombs       "qvx\u16A0" -> [UNK], though "q" alone is an entry
//
// The word streams through a buffer of one run, so that five megabytes without a blank cost their
// bytes and no memory, and cutting stops once there are eight pieces. Within a run at most
// 100 starts times the longest entry are looked up. Known departures from the reference
// (tokenizers 0.23): its five "[CLS]"-like entries are not recognised in texts, marks that remain
// are not put into canonical order, and its character tables are an older Unicode version's.
// wordpiece_test.cc holds a fixed set, training/compare_pieces.py compares with the reference.
#include "language/wordpiece.h"

#include <fmt/format.h>
#include <utf8proc.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <string>

#include "text/utf8.h"

namespace litopys::language {
namespace {

using text::Error;
using text::Result;

constexpr std::size_t kLongestRun = 100;  // code points
constexpr std::string_view kInside = "##";

bool is_ideograph(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x20000 && c <= 0x2A6DF) || (c >= 0x2A700 && c <= 0x2B73F) ||
         (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B920 && c <= 0x2CEAF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

bool is_plain_blank(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Dropped: NUL, the replacement character, controls (form feed and NEL too), formats, private use.
bool is_dropped(char32_t c) {
  if (c == 0 || c == 0xFFFD) return true;
  if (is_plain_blank(c)) return false;
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
         category == UTF8PROC_CATEGORY_CO;
}

bool stands_alone(char32_t c) {
  if (c < 0x80)
    return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') &&
           !(c >= 'a' && c <= 'z');
  return text::is_punctuation(c);
}

bool is_nonspacing(char32_t c) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_MN;
}

char32_t lower(char32_t c) {
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

// The canonical decomposition of one code point, at most four.
struct Parts {
  std::array<utf8proc_int32_t, 8> values{};
  std::size_t count = 0;
};

Parts decompose(char32_t c) {
  Parts parts;
  int boundary = 0;
  const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.values.data(),
                                             parts.values.size(), UTF8PROC_DECOMPOSE, &boundary);
  if (count > 0 && static_cast<std::size_t>(count) <= parts.values.size()) {
    parts.count = static_cast<std::size_t>(count);
  } else {
    parts.values[0] = static_cast<utf8proc_int32_t>(c);
    parts.count = 1;
  }
  return parts;
}

std::size_t slot_of(std::string_view key, std::size_t slots) {
  return static_cast<std::size_t>(XXH3_64bits(key.data(), key.size())) & (slots - 1);
}

}  // namespace

Result<WordPiece> WordPiece::read(std::string_view vocabulary) {
  if (const auto bad = text::first_invalid_byte(vocabulary))
    return Error{"invalid-vocabulary", fmt::format("byte {} is not UTF-8", *bad)};
  WordPiece result;
  for (std::size_t begin = 0; begin < vocabulary.size();) {
    const std::size_t end = std::min(vocabulary.find('\n', begin), vocabulary.size());
    result.numbers_.push_back(static_cast<std::uint32_t>(result.entries_.size()));
    result.entries_.push_back(vocabulary.substr(begin, end - begin));
    begin = end + 1;
  }
  const std::size_t slots = std::bit_ceil(2 * result.entries_.size() + 2);
  result.first_.slots.assign(slots, 0);
  result.inside_.slots.assign(slots, 0);
  std::optional<std::uint32_t> unknown, start, stop;
  for (const std::uint32_t number : result.numbers_) {
    const std::string_view entry = result.entries_[number];
    if (entry == "[UNK]") unknown = number;
    if (entry == "[CLS]") start = number;
    if (entry == "[SEP]") stop = number;
    if (entry.starts_with(kInside))
      result.add(result.inside_, entry.substr(2), number);
    else
      result.add(result.first_, entry, number);
  }
  if (!unknown || !start || !stop)
    return Error{"invalid-vocabulary", "lacks [UNK], [CLS] or [SEP]"};
  result.unknown_ = *unknown;
  result.start_ = *start;
  result.end_ = *stop;
  return result;
}

void WordPiece::add(Index& index, std::string_view key, std::uint32_t number) {
  index.longest = std::max(index.longest, key.size());
  std::size_t slot = slot_of(key, index.slots.size());
  while (index.slots[slot] != 0) slot = (slot + 1) & (index.slots.size() - 1);
  index.slots[slot] = number + 1;
}

const std::uint32_t* WordPiece::find(const Index& index, std::string_view key,
                                     std::size_t prefix) const {
  for (std::size_t slot = slot_of(key, index.slots.size()); index.slots[slot] != 0;
       slot = (slot + 1) & (index.slots.size() - 1)) {
    const std::uint32_t number = index.slots[slot] - 1;
    if (entries_[number].substr(prefix) == key) return &numbers_[number];
  }
  return nullptr;
}

void WordPiece::cut_run(std::string_view run, std::size_t most,
                        std::vector<std::uint32_t>& pieces) const {
  const std::size_t before = pieces.size();
  for (std::size_t at = 0; at < run.size();) {
    const Index& index = at == 0 ? first_ : inside_;
    const std::uint32_t* found = nullptr;
    std::size_t size = std::min(run.size() - at, index.longest);
    for (; size > 0 && !found; size -= !found)
      found = find(index, run.substr(at, size), at == 0 ? 0 : kInside.size());
    if (!found) {
      pieces.resize(before);
      pieces.push_back(unknown_);
      return;
    }
    if (pieces.size() < most) pieces.push_back(*found);
    at += size;
  }
}

void WordPiece::cut(std::string_view word, std::vector<std::uint32_t>& pieces) const {
  const std::size_t before = pieces.size();
  const std::size_t most = before + kMostPieces;
  std::string run;
  std::size_t length = 0;  // of the run in code points; bytes are kept of the first hundred only
  const auto end_run = [&] {
    if (length > kLongestRun)
      pieces.push_back(unknown_);
    else if (length > 0)
      cut_run(run, most, pieces);
    run.clear();
    length = 0;
  };
  for (std::size_t at = 0; at < word.size() && pieces.size() < most;) {
    const text::CodePoint c = text::code_point_at(word, at);
    at += c.size;
    if (is_dropped(c.value)) continue;
    if (text::is_space(c.value)) {
      end_run();
      continue;
    }
    const bool ideograph = is_ideograph(c.value);
    if (ideograph) end_run();
    const Parts parts = decompose(c.value);
    for (std::size_t i = 0; i < parts.count && pieces.size() < most; ++i) {
      const auto part = static_cast<char32_t>(parts.values[i]);
      if (is_nonspacing(part)) continue;
      const bool alone = stands_alone(part);
      if (alone) end_run();
      if (length < kLongestRun) text::append(run, lower(part));
      ++length;
      if (alone) end_run();
    }
    if (ideograph) end_run();
  }
  if (pieces.size() < most) end_run();
  if (pieces.size() > most) pieces.resize(most);
  if (pieces.size() == before) pieces.push_back(unknown_);
}

}  // namespace litopys::language
