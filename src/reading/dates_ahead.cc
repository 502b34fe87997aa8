// "A march next Friday worries the mayor", "Tuesday: we block the railway": no word of the future
// stands in the clause, but its own day does. A clause in the past tense keeps its fact: there the
// day was read wrong ("The march on 12 March drew crowds", in a report of 1 March, tells of the
// year before). Cost: the clause of each event. Covered by tests/cases/factuality/dates.case.
#include "reading/dates_ahead.h"

#include <algorithm>

#include "reading/calendar.h"
#include "reading/clauses.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

bool is_past(const Word& word) {
  return language::has_feature(word, "Tense=Past") && !language::has_feature(word, "VerbForm=Inf");
}

bool is_told_as_past(const Analysis& analysis, std::int32_t word) {
  const std::int32_t clause = clause_of(analysis, word);
  if (is_past(analysis.words[clause])) return true;
  const std::vector<std::int32_t> below = language::children(analysis, clause);
  return std::any_of(below.begin(), below.end(), [&](std::int32_t child) {
    const Word& auxiliary = analysis.words[child];
    const std::string_view label = language::relation(auxiliary);
    return (label == "aux" || label == "cop") && (is_past(auxiliary) || auxiliary.lemma == "have");
  });
}

// Its own time says when; one that is carried over from elsewhere may be another event's.
bool has_own_time(const Event& event) {
  return event.time != kNone && (event.time_basis == "clause" || event.time_basis == "sentence");
}

bool is_told_as_fact(const Factuality& told) {
  return told.value == "CT+" && (told.status == "occurred" || told.status == "ongoing");
}

void plan(Factuality& told, Span day) {
  told.value = "Uu";
  told.status = "planned";
  told.cues.push_back({"future", day});
}

}  // namespace

void mark_planned_by_date(const Document& document, Reading& reading) {
  const std::optional<Date> published = parse_date(document.report.published);
  if (!published) return;
  const std::string today = to_string(*published);
  for (std::size_t i = 0; i < reading.events.size(); ++i) {
    Event& event = reading.events[i];
    if (event.word == kNone || !has_own_time(event) || !is_told_as_fact(event.factuality) ||
        event.start.substr(0, today.size()) <= today ||
        is_told_as_past(document.analysis, event.word))
      continue;
    const Span day = reading.times[static_cast<std::size_t>(event.time)].span;
    plan(event.factuality, day);
    for (Figure& figure : reading.figures)
      if (figure.event == static_cast<std::int32_t>(i) && is_told_as_fact(figure.factuality))
        plan(figure.factuality, day);
  }
}

}  // namespace litopys::reading
