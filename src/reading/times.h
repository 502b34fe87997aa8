// Times of a text: found, typed and resolved; and the times of its events and figures.
#pragma once

#include <string_view>
#include <vector>

#include "reading/document.h"
#include "reading/reading.h"
#include "reading/time_lexicon.h"

namespace litopys::reading {

// The rule of the clock time that opens an entry of a log (clock_entries.h).
inline constexpr std::string_view kLogEntry = "log_entry";

// Every time expression in text order, none overlapping. Anchors are, in this order, the date of
// the dateline and the publication date; with neither, relative times stay unresolved.
std::vector<Time> read_times(const Document& document, const TimeLexicon& lexicon);

// The one day that a title names without telling anything ("Operation of 13 February"), up to the
// day of publication and not long before it; else empty. What the text tells by the clock was then.
std::string day_of_title(const Document& title, const std::vector<Time>& times);

// Links events to times and fills their start, end, open, time_basis and time_precision, and the
// periods of figures. Needs times, events and figures in the reading.
void date_events(const Document& document, const TimeLexicon& lexicon, Reading& reading);

// After the title's reading was appended to the text's: an event of the title that has but the day
// of publication takes the day that the text tells of its first event of the same type.
void date_title(Reading& reading);

}  // namespace litopys::reading
