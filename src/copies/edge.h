// The arrow from a report to the one it repeats.
#pragma once

#include "copies/comparison.h"
#include "copies/posting_table.h"

namespace litopys::copies {

struct Edge {
  ReportNumber source = kNoReport;
  Likeness likeness;
  friend bool operator==(const Edge&, const Edge&) = default;
};

}  // namespace litopys::copies
