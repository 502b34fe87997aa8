// A title tells no day of its own: its events have the day that the text tells of the first event
// of their type, where it tells one, instead of the day of publication. Linear in the events for
// each event of the title. Covered by tests/cases/times.
#include "reading/times.h"

namespace litopys::reading {

void date_title(Reading& reading) {
  for (Event& event : reading.events) {
    if (!event.in_title || event.time_basis != "published") continue;
    for (const Event& told : reading.events) {
      const bool own = !told.in_title && !told.start.empty() && told.time_basis != "published";
      if (!own || told.type != event.type || told.factuality.value != event.factuality.value)
        continue;
      event.start = told.start;
      event.end = told.end;
      event.open = told.open;
      event.time = told.time;
      event.time_basis = "narrative";
      event.time_precision = told.time_precision;
      break;
    }
  }
  for (Figure& figure : reading.figures) {
    if (!figure.in_title || figure.event == kNone || figure.scope != "event") continue;
    figure.start = reading.events[figure.event].start;
    figure.end = reading.events[figure.event].end;
  }
}

}  // namespace litopys::reading
