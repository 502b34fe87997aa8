// From what was written to the days it means: a TimeExpression and its anchors give a Time.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "reading/calendar.h"
#include "reading/reading.h"
#include "reading/time_grammar.h"

namespace litopys::reading {

struct TimeAnchors {
  std::optional<Date> anchor;    // dateline or publication
  std::string anchor_name;       // "dateline" or "published"
  std::optional<Date> previous;  // the last dated time before this one
  bool future = false;           // its governor looks forward
  bool past = false;             // its governor is past: "were shot in May", "since June"
};

// Fills kind, value, start, end, granularity, anchor and rule; span and words are the caller's.
Time resolve(const TimeExpression& expression, const TimeAnchors& anchors);

// The same for the two ends of a range, each in the light of the other.
std::pair<Time, Time> resolve_ends(const TimeExpression& range, const TimeAnchors& anchors);

}  // namespace litopys::reading
