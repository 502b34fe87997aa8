// A new report is looked up under its keys, each report found there has a vote for each key, and
// those with the most votes are compared with it word by word. Of a pair that is related the later
// one gets the earlier as its source, if it has no better one yet: so a report that arrives late
// but was published first becomes the source of those that came before it.
//
// Best is the named agency's own report, then the closer relation, then the higher share of words,
// then the earlier report. Every pair is judged by itself, which is why the order of arrival does
// not matter; and the earliest candidates are always compared, so that a family finds its origin
// even where it has more members than are compared.
//
// A chain of sources can come back to its beginning only through an agency that is named by a
// report published before the agency's own: there the agency's own report is the origin.
//
// Cost: for each report its keys times at most 15 reports a key, and 20 comparisons; sorting makes
// it n log n. Covered by placing_test.cc and benchmarks/copies.cc.
#include "copies/placing.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <span>
#include <tuple>

namespace litopys::copies {
namespace {

constexpr std::size_t kCompared = 16;   // by votes
constexpr std::size_t kEarliest = 4;    // besides
constexpr std::uint32_t kVotes = 2;     // at least
constexpr std::uint32_t kVotesOf = 12;  // and one for so many keys of the report that has fewer

constexpr std::size_t kKeysAhead = std::size_t{6} << 20;  // that are looked up together

}  // namespace

text::Result<ReportNumber> Placer::add(Sketch sketch) {
  const auto same = [&](ReportNumber number) {
    const ReportView before = store_.report(number);
    return before.bytes_hash == sketch.head.bytes_hash && before.published == sketch.head.published;
  };
  if (const auto known = store_.with_id(sketch.id)) {
    if (same(*known)) return *known;
    return text::Error{"duplicate-id",
                       fmt::format("another report with the id \"{}\" came before", sketch.id)};
  }
  for (const ReportNumber known : store_.from_file(sketch.file_key))
    if (same(known)) return known;
  waiting_.push_back(store_.add(std::move(sketch)));
  return waiting_.back();
}

void Placer::place() {
  std::sort(waiting_.begin(), waiting_.end(),
            [&](ReportNumber a, ReportNumber b) { return store_.earlier(a, b); });
  for (std::size_t begin = 0; begin < waiting_.size();) {
    std::size_t end = begin, keys = 0;
    while (end < waiting_.size() && keys < kKeysAhead) keys += store_.keys(waiting_[end++]).size();
    store_.look_ahead(std::span(waiting_).subspan(begin, end - begin));
    for (std::size_t i = begin; i < end; ++i) place_one(waiting_[i], i - begin);
    begin = end;
  }
  waiting_.clear();
  origins_.clear();
}

void Placer::place_one(ReportNumber number, std::size_t index) {
  const ReportView report = store_.report(number);
  std::vector<Candidate> found = candidates(number, index);
  const auto compare_with = [&](ReportNumber other) {
    const ReportView view = store_.report(other);
    const std::optional<Likeness> likeness = compare(report, view);
    if (!likeness) return;
    if (can_be_source(view, report))
      propose(number, other, *likeness);
    else
      propose(other, number, *likeness);
  };
  const auto before = [&](const Candidate& a, const Candidate& b) {
    return store_.earlier(a.report, b.report);
  };
  const auto more_votes = [&](const Candidate& a, const Candidate& b) {
    return a.votes != b.votes ? a.votes > b.votes : before(a, b);
  };
  const std::size_t compared = std::min(kCompared, found.size());
  std::partial_sort(found.begin(), found.begin() + compared, found.end(), more_votes);
  for (std::size_t i = 0; i < compared; ++i) compare_with(found[i].report);
  const std::size_t most = std::min(compared + kEarliest, found.size());
  std::partial_sort(found.begin() + compared, found.begin() + most, found.end(), before);
  for (std::size_t i = compared; i < most; ++i) compare_with(found[i].report);
  store_.file(number);
}

// Those that share enough keys with a report; `index` is its index among those looked ahead for.
std::vector<Placer::Candidate> Placer::candidates(ReportNumber number, std::size_t index) {
  const std::vector<std::uint64_t>& keys = store_.keys(number);
  const std::uint64_t letters = letters_key(store_.report(number).letters_hash);
  std::vector<ReportNumber> same;  // the same letters
  found_.clear();
  store_.prefetch(index);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::size_t before = found_.size();
    store_.find(index, i, found_);
    if (keys[i] == letters) same.assign(found_.begin() + before, found_.end());
  }
  found_.insert(found_.end(), same.begin(), same.end());  // that alone is enough
  std::sort(same.begin(), same.end());
  std::vector<Candidate> candidates;
  count_votes();
  for (const Candidate& candidate : votes_) {
    if (candidate.votes < kVotes) continue;
    const std::size_t fewer =
        std::min<std::size_t>(keys.size(), store_.report(candidate.report).keys);
    if (candidate.votes * kVotesOf >= fewer ||
        std::binary_search(same.begin(), same.end(), candidate.report))
      candidates.push_back(candidate);
  }
  return candidates;
}

// How often each report was found, in votes_, at the place that its number leads to or behind it.
void Placer::count_votes() {
  const std::size_t size = std::bit_ceil(2 * found_.size() + 1);
  votes_.assign(size, {kNoReport, 0});
  for (const ReportNumber report : found_) {
    std::size_t at = report * std::size_t{0x9E3779B1} & (size - 1);
    while (votes_[at].report != kNoReport && votes_[at].report != report)
      at = (at + 1) & (size - 1);
    votes_[at].report = report;
    ++votes_[at].votes;
  }
}

// Gives `child` this source if it is better than the one it has.
void Placer::propose(ReportNumber child, ReportNumber source, const Likeness& likeness) {
  const ReportView report = store_.report(child);
  const auto rank = [&](const Edge& edge) {
    return std::tuple{!names_as_source(report, store_.report(edge.source)), edge.likeness.relation,
                      -edge.likeness.percent, -edge.likeness.longer_percent};
  };
  const Edge edge{source, likeness};
  if (const std::optional<Edge> known = store_.source(child)) {
    const auto now = rank(*known), then = rank(edge);
    if (now < then) return;
    if (now == then && store_.earlier(known->source, source)) return;
  }
  store_.set_source(child, edge);
}

// The end of the chain of sources. Where the chain comes back, an agency's report of the circle.
ReportNumber Placer::origin_of(ReportNumber number) {
  std::vector<ReportNumber> chain;
  ReportNumber at = number;
  while (true) {
    const auto [known, fresh] = origins_.emplace(at, kNoReport);
    if (!fresh && known->second != kNoReport) {
      at = known->second;
      break;
    }
    if (!fresh) {  // a report of this chain
      const auto circle = std::find(chain.begin(), chain.end(), at);
      at = *std::min_element(circle, chain.end(), [&](ReportNumber a, ReportNumber b) {
        const ReportView x = store_.report(a), y = store_.report(b);
        return (x.agency != 0) != (y.agency != 0) ? x.agency != 0 : earlier(x, y);
      });
      break;
    }
    chain.push_back(at);
    const std::optional<Edge> edge = store_.source(at);
    if (!edge) break;
    at = edge->source;
  }
  for (const ReportNumber passed : chain) origins_[passed] = at;
  return at;
}

Placed Placer::placed(ReportNumber number) {
  Placed out{origin_of(number), store_.source(number)};
  if (out.origin == number) out.source.reset();
  return out;
}

text::Status Placer::save() {
  place();
  return store_.save();
}

}  // namespace litopys::copies
