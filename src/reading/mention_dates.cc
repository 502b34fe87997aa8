// Mentions are joined by `same_as` (mentions.h). What is told of a date in the sentence of one goes
// to those that tell none. Linear in events. Covered by event_dates_test.cc.
#include "reading/mention_dates.h"

#include "reading/mentions.h"

namespace litopys::reading {
namespace {

bool is_dated(const Event& event) { return !event.start.empty() || !event.end.empty(); }

bool are_apart(const Event& a, const Event& b) {
  const bool before = !a.end.empty() && !b.start.empty() && a.end < b.start;
  const bool after = !b.end.empty() && !a.start.empty() && b.end < a.start;
  return before || after;
}

// "the second in the state", "the deadliest attack in months": a rank as predicate.
bool ranks(const language::Analysis& analysis, std::int32_t predicate) {
  const auto is_rank = [&](std::int32_t word) {
    const language::Word& it = analysis.words[static_cast<std::size_t>(word)];
    return language::has_feature(it, "NumType=Ord") || language::has_feature(it, "Degree=Sup");
  };
  bool copula = false, rank = is_rank(predicate);
  for (const std::int32_t child : language::children(analysis, predicate)) {
    const language::Word& below = analysis.words[static_cast<std::size_t>(child)];
    copula = copula || language::relation(below) == "cop";
    rank = rank || (language::relation(below) == "amod" && is_rank(child));
  }
  return copula && rank;
}

}  // namespace

bool is_news(const Event& event) {
  return event.factuality.status == "occurred" || event.factuality.status == "ongoing";
}

bool is_undated(const Event& event) { return event.time == kNone && event.time_basis.empty(); }

bool is_told_when(const Event& event) {
  return event.time_basis == "clause" || event.time_basis == "sentence";
}

bool is_dated_as_series(const language::Analysis& analysis, const Event& event) {
  return event.same_as != kNone && event.word != kNone && says_what_it_was(analysis, event.word);
}

bool is_ranked(const language::Analysis& analysis, const Event& event) {
  if (event.word == kNone) return false;
  const language::Word& word = analysis.words[static_cast<std::size_t>(event.word)];
  return word.head != kNone && language::relation(word) == "nsubj" && ranks(analysis, word.head);
}

void copy_date(const Event& from, const std::string& basis, Event& to) {
  to.time = from.time;
  to.other_times = from.other_times;
  to.start = from.start;
  to.end = from.end;
  to.open = from.open;
  to.time_precision = from.time_precision;
  to.time_basis = basis;
}

void date_by_mentions(std::vector<Event>& events) {
  for (Event& event : events) {
    if (event.same_as == kNone) continue;
    Event& first = events[static_cast<std::size_t>(event.same_as)];
    if (is_dated(first) && is_dated(event) && first.time != kNone && event.time != kNone &&
        are_apart(first, event)) {
      event.same_as = kNone;
      continue;
    }
    if (is_dated(first) && is_undated(event)) copy_date(first, "narrative", event);
    if (is_dated(event) && is_undated(first)) copy_date(event, "narrative", first);
  }
}

void date_mentions_alike(std::vector<Event>& events) {
  for (const Event& event : events) {
    if (event.same_as == kNone || !is_dated(event)) continue;
    Event& first = events[static_cast<std::size_t>(event.same_as)];
    if (!is_dated(first) && is_news(first)) copy_date(event, "narrative", first);
  }
  for (Event& event : events) {
    if (event.same_as == kNone || is_told_when(event)) continue;
    const Event& first = events[static_cast<std::size_t>(event.same_as)];
    if (is_dated(first) && first.start != event.start) copy_date(first, "narrative", event);
  }
}

}  // namespace litopys::reading
