// What a report dates after its own publication has not happened: it is planned.
#pragma once

#include "reading/document.h"
#include "reading/reading.h"

namespace litopys::reading {

// Marks such events, and what they count, as planned. To be called when events are dated.
void mark_planned_by_date(const Document& document, Reading& reading);

}  // namespace litopys::reading
