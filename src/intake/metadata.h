// What a page says about itself: title, author, publisher, dates, language.
#pragma once

#include "intake/body.h"
#include "intake/page.h"
#include "intake/report.h"

namespace litopys::intake {

// Fills the fields of `report` that the page states and leaves its text alone; gives what it says
// of the text.
PageClaims read_metadata(const Page& page, const PageLexicon& lexicon, Report& report);

}  // namespace litopys::intake
