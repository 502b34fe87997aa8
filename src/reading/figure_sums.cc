// Noun phrases are summed where one of them has no numeral, else each is a figure of its own.
//
//     "a mother and her three children"        -> 4
//     "two soldiers and five civilians"        -> two figures
//     "some 200 police and soldiers"           -> one figure, of both nouns
//
// Cost: linear in the parts. Test: figures_test.cc and tests/cases/figures/people.case.
#include "reading/figure_sums.h"

#include <algorithm>

#include "text/utf8.h"

namespace litopys::reading {

using language::Analysis;
using Kind = NounEntry::Kind;

bool summed(const std::vector<Quantity>& parts, std::int32_t trigger) {
  bool bare = false, described = false;
  const Quantity* numbered = nullptr;
  for (const Quantity& part : parts) {
    const bool open = part.bare && !part.amount.best;  // "441 police and gendarmes"
    // "two women dead and two others in hospital": another state may follow.
    const bool apart = parts.front().words.end <= trigger && trigger < part.words.begin;
    const bool others = part.amount.more && (&part == &parts.front() || part.bare || apart);
    const auto& value = part.amount.best ? part.amount.best : part.amount.low;
    if (!value || *value == 0 || open || others) return false;
    if (part.noun.kind == Kind::kThing) return false;  // "two stations and a car": two units
    if (!part.bare && numbered != nullptr && part.noun.status != numbered->noun.status)
      return false;
    if (!part.bare && numbered == nullptr) numbered = &part;
    bare = bare || part.bare;
    described = described || !part.noun.sex.empty() || !part.noun.age.empty();
  }
  return bare || described;
}

bool enumerates(const std::vector<Quantity>& parts) {
  std::int64_t rest = 0;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!parts[i].amount.best) return false;
    rest += *parts[i].amount.best;
  }
  return parts.size() > 2 && parts[0].amount.best == rest;
}

Quantity sum(const std::vector<Quantity>& parts) {
  Quantity total = parts[0];
  std::int64_t low = 0;
  std::optional<std::int64_t> best = 0, high = 0;  // of "at least three" neither
  for (const Quantity& part : parts) {
    const Amount& amount = part.amount;
    low += amount.low.value_or(amount.best.value_or(0));
    best = best && amount.best ? std::optional(*best + *amount.best) : std::nullopt;
    const auto most = amount.high ? amount.high : amount.best;
    high = high && most ? std::optional(*high + *most) : std::nullopt;
    total.words.begin = std::min(total.words.begin, part.words.begin);
    total.words.end = std::max(total.words.end, part.words.end);
    total.bare = total.bare && part.bare;
    total.definite = total.definite && part.definite;
    total.pronoun = total.pronoun && part.pronoun;
    if (part.noun.sex != total.noun.sex) total.noun.sex.clear();
    if (part.noun.age != total.noun.age) total.noun.age.clear();
    if (part.noun.status != total.noun.status) total.noun.status.clear();
    total.noun.years.reset();
    if (part.amount.bound != "exact") total.amount.bound = part.amount.bound;
  }
  total.amount.more = false;
  total.amount.low = low;
  total.amount.best = best;
  total.amount.high = high;
  return total;
}

void join_bare(const Analysis& analysis, std::vector<Quantity>& parts) {
  for (std::size_t i = 1; i < parts.size();) {
    Quantity& before = parts[i - 1];
    const Quantity& part = parts[i];
    const bool one_noun = part.bare && !part.amount.best && !part.definite &&
                          part.words.end == part.words.begin + 1 &&
                          part.words.begin == before.words.end + 1;
    const bool joined = one_noun && !before.bare && before.head == before.words.end - 1 &&
                        text::lower(analysis.words[before.words.end].form) == "and";
    if (!joined) {
      ++i;
      continue;
    }
    before.words.end = part.words.end;
    if (before.noun.status != part.noun.status) before.noun.status.clear();
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace litopys::reading
