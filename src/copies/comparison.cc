// Two texts are aligned word by word, and what agrees by chance is thrown away: only passages
// count, runs of at least four matches with few words between them. Then it is asked of the shorter
// text:
//   - how many of its words, and how many of its names and numbers, stand in the other's passages?
//     An outlet's standing lines share words but no facts; two reports of one event share facts but
//     few words in one order.
//   - inside the passages, do names and numbers agree? A communique made from yesterday's by
//   putting
//     in other names and numbers shares nearly all words and is no copy.
//   - does a longer, later report hold most of the other, or only quote it?
//   - where the words do not agree, do the facts stand in the same order all through? Then it was
//     told again in other words, or came back from another language.
//
//     "Shelling killed 3 in Orikhiv."  "Three died in Orihiv after shelling."    one of many facts
//     "Losses on 7 March: 12 tanks"    "Losses on 8 March: 31 tanks"             never a copy
//
// Limit: a report of two lines has too few facts for a rewrite to be told from chance, so it is
// found only as a copy. The thresholds were set on made copies of American local news
// (docs/copies.md). The cost is that of the alignment. Covered by comparison_test.cc.
#include "copies/comparison.h"

#include <algorithm>
#include <cmath>

#include "copies/alignment.h"

namespace litopys::copies {
namespace {

constexpr std::uint32_t kGap = 6;      // words between two matches of one passage, in either text
constexpr std::uint32_t kPassage = 4;  // matches that make a passage
constexpr double kLiteral = 0.95;      // wording of a copy, below: of a rewrite
constexpr double kHeadAndFoot = 0.67;  // of a longer copy's words at least are its source's
constexpr double kCut = 0.85;          // of its source's words a shorter copy has at least
constexpr double kWhole = 0.8;         // of an earlier, shorter report is held, or it is quoted:
constexpr double kQuotation = 0.25;    // of a later, longer report's words are a quotation
constexpr double kWords = 0.35, kFacts = 0.6, kBoth = 1.24;
constexpr double kAgree = 0.5;            // names, and numbers, in the passages
constexpr std::uint32_t kEnough = 4;      // of them, to ask that
constexpr std::uint32_t kManyFacts = 10;  // to tell a rewrite by their order alone
constexpr double kOrder = 0.8, kSomeWords = 0.2;

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::uint8_t percent(double part) { return static_cast<std::uint8_t>(std::lround(part * 100)); }

// Calls use(first, end) for each run of matches that is a passage.
template <class Use>
void for_passages(const std::vector<Match>& matches, Use use) {
  for (std::size_t begin = 0; begin < matches.size();) {
    std::size_t end = begin + 1;
    while (end < matches.size() && matches[end].a - matches[end - 1].a <= kGap &&
           matches[end].b - matches[end - 1].b <= kGap)
      ++end;
    if (end - begin >= kPassage) use(begin, end);
    begin = end;
  }
}

struct Count {
  std::size_t names = 0, numbers = 0;
  void add(Word word) {
    names += class_of(word) == WordClass::kName ? 1 : 0;
    numbers += class_of(word) == WordClass::kNumber ? 1 : 0;
  }
};

// The share of the shorter text's names and numbers that stand in the same order in the longer one.
double order_of_facts(const ReportView& shorter, const ReportView& longer) {
  const auto facts_of = [](std::span<const Word> words) {
    std::vector<Word> facts;
    std::copy_if(words.begin(), words.end(), std::back_inserter(facts), is_fact);
    return facts;
  };
  const std::vector<Match> matches = align(facts_of(shorter.words), facts_of(longer.words));
  std::size_t agree = 0;
  for_passages(matches, [&](std::size_t begin, std::size_t end) { agree += end - begin; });
  return share(agree, shorter.facts);
}

}  // namespace

Measures measure(const ReportView& shorter, const ReportView& longer) {
  const std::vector<Match> matches = align(shorter.words, longer.words);
  std::size_t words = 0, span_a = 0, span_b = 0;
  Count agree, all;
  for_passages(matches, [&](std::size_t begin, std::size_t end) {
    const Match first = matches[begin], last = matches[end - 1];
    words += end - begin;
    span_a += last.a - first.a + 1;
    span_b += last.b - first.b + 1;
    for (std::size_t i = begin; i < end; ++i) agree.add(shorter.words[matches[i].a]);
    for (std::size_t i = first.a; i <= last.a; ++i) all.add(shorter.words[i]);
  });
  Measures out;
  out.words = share(words, shorter.words.size());
  out.longer_words = share(words, longer.words.size());
  out.facts = share(agree.names + agree.numbers, shorter.facts);
  out.names = share(agree.names, all.names);
  out.numbers = share(agree.numbers, all.numbers);
  out.wording = share(words, std::max(span_a, span_b));
  out.facts_all = shorter.facts;
  out.names_all = static_cast<std::uint32_t>(all.names);
  out.numbers_all = static_cast<std::uint32_t>(all.numbers);
  return out;
}

std::optional<Likeness> compare(const ReportView& a, const ReportView& b) {
  const bool a_shorter =
      a.words.size() != b.words.size() ? a.words.size() < b.words.size() : earlier(a, b);
  const ReportView& shorter = a_shorter ? a : b;
  const ReportView& longer = a_shorter ? b : a;
  if (a.letters_hash == b.letters_hash)
    return Likeness{a.bytes_hash == b.bytes_hash ? Relation::kSameBytes : Relation::kSameText, 100,
                    100, 100};
  Measures m = measure(shorter, longer);
  if (m.words < kSomeWords) return std::nullopt;
  if (m.names_all >= kEnough && m.names < kAgree) return std::nullopt;
  if (m.numbers_all >= kEnough && m.numbers < kAgree) return std::nullopt;
  bool same = m.words >= kWords && m.facts >= kFacts && m.words + m.facts >= kBoth;
  if (m.facts_all < kEnough) same = m.words >= kLiteral;
  if (!same && m.facts_all >= kManyFacts) {
    m.order = order_of_facts(shorter, longer);
    same = m.order >= kOrder;
    m.facts = std::max(m.facts, m.order);
  }
  const bool cut = can_be_source(longer, shorter);
  if (!cut && m.words < kWhole && m.longer_words < kQuotation) same = false;
  if (!same) return std::nullopt;
  Relation relation = Relation::kRewrite;
  if (m.wording >= kLiteral)
    relation =
        m.longer_words >= (cut ? kCut : kHeadAndFoot) ? Relation::kNearCopy : Relation::kExcerpt;
  return Likeness{relation, percent(m.words), percent(m.facts), percent(m.longer_words)};
}

}  // namespace litopys::copies
