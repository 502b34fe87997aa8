// A zip archive whose end is missing, as an interrupted download leaves it.
#pragma once

#include <memory>

#include "intake/container.h"

namespace litopys::intake {

// Gives the members that are there, from the front, and then an error that says how many were
// whole. Of the last one, which the cut went through, a table or a list gives the rows before it.
// An error where it does not begin with a member, and of an office document, whose parts are no
// reports.
text::Result<std::unique_ptr<Container>> open_cut_zip(Opening opening);

}  // namespace litopys::intake
