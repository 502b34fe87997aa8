// Of the reports under one key only the earliest kMaxPostings are kept.
#pragma once

#include <algorithm>
#include <vector>

#include "copies/posting_table.h"
#include "copies/sketch.h"

namespace litopys::copies {

struct Dated {
  Instant instant;
  ReportNumber report;
};

// Leaves of found[begin…], which are at least kMaxPostings, the earliest so many, the last of them
// first. Each is asked for its date once; `earlier(a, b)`, which is dearer, only where two have the
// same.
template <class InstantOf, class Earlier>
void keep_earliest(std::vector<ReportNumber>& found, std::size_t begin, std::vector<Dated>& scratch,
                   InstantOf instant_of, Earlier earlier) {
  scratch.clear();
  for (std::size_t i = begin; i < found.size(); ++i)
    scratch.push_back({instant_of(found[i]), found[i]});
  const auto last = scratch.begin() + (kMaxPostings - 1);
  std::nth_element(scratch.begin(), last, scratch.end(), [&](const Dated& a, const Dated& b) {
    return a.instant != b.instant ? a.instant < b.instant : earlier(a.report, b.report);
  });
  std::swap(scratch.front(), *last);
  found.resize(begin + kMaxPostings);
  for (std::size_t i = 0; i < kMaxPostings; ++i) found[begin + i] = scratch[i].report;
}

}  // namespace litopys::copies
