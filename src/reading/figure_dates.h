// When a figure's count was: its period, the day of its event or its own.
#pragma once

#include "reading/document.h"
#include "reading/reading.h"
#include "reading/sentence_dates.h"

namespace litopys::reading {

// Fills start and end, since and until, and as_of. The events of the reading have their days.
void date_figure(const Document& document, const SentenceDates& sentences, const Reading& reading,
                 Figure& figure);

}  // namespace litopys::reading
