// What a page says about itself: title, author, publisher, dates, language.
#pragma once

#include "intake/page.h"
#include "intake/report.h"

namespace litopys::intake {

// Fills the fields of `report` that the page states and leaves its text alone.
void read_metadata(const Page& page, Report& report);

}  // namespace litopys::intake
