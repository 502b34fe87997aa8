// A figure of one happening has the day of its event, unless a day stands with the number; a total
// has the period that its sentence tells.
//
//     "12 were killed on Monday"                the day of the event
//     "two died: one on Saturday and one ..."   Saturday for the first of them
//     "40 have been killed since March"         since March
//
// Linear in the times of its sentence. Covered by event_dates_test.cc and tests/cases/figures.
#include "reading/figure_dates.h"

#include <optional>

#include "reading/calendar.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::WordRange;

// "[one] on Saturday and two on Sunday"
void date_by_own_day(const Analysis& analysis, const SentenceDates& sentences,
                     const Reading& reading, Figure& figure) {
  for (const DateCandidate* entry : sentences.in(analysis.words[figure.word].sentence)) {
    const WordRange time = reading.times[entry->time].words;
    const std::int32_t gap = time.begin - figure.words.end;
    const bool beside = gap == 0 || (gap == 1 && analysis.words[figure.words.end].upos == "ADP");
    if (!beside || entry->rank > 1 || entry->start != entry->end) continue;
    figure.start = entry->start;
    figure.end = entry->end;
  }
}

void set_period(const DateCandidate& candidate, Figure& figure) {
  if (candidate.open == "end" && figure.since.empty()) figure.since = candidate.start;
  if (candidate.open == "start" && figure.until.empty()) figure.until = candidate.end;
  if (candidate.open.empty() && candidate.rank >= 4 && candidate.dated && figure.since.empty())
    figure.since = candidate.start, figure.until = candidate.end;
}

}  // namespace

void date_figure(const Document& document, const SentenceDates& sentences, const Reading& reading,
                 Figure& figure) {
  if (figure.word == kNone) return;
  const Analysis& analysis = document.analysis;
  if (figure.scope != "event")
    for (const DateCandidate* candidate : sentences.in(analysis.words[figure.word].sentence))
      set_period(*candidate, figure);
  if (figure.event != kNone && figure.scope == "event") {
    figure.start = reading.events[figure.event].start;
    figure.end = reading.events[figure.event].end;
    date_by_own_day(analysis, sentences, reading, figure);
  }
  const std::optional<Date> published = parse_date(document.report.published);
  if (!published || !figure.as_of.empty()) return;
  figure.as_of = to_string(*published);
  figure.basis = "published";
}

}  // namespace litopys::reading
