// Entries of a live blog or a log: each opens with the clock time at which it was written.
//
//     16:30 - Police: two men detained at the bridge.
//     17.05 The bridge is open again. 17.20 A third man has been detained.
//
// The clock time with the day of the page dates what its entry tells; entries share neither place
// nor time with their neighbours. A log has at least three such times; numbers that run on by one
// ("10.10", "10.11", "10.12") are those of paragraphs.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reading/calendar.h"
#include "reading/document.h"

namespace litopys::reading {

struct ClockEntry {
  text::Span clock;           // "5:05 p.m."
  int minutes = 0;            // since midnight
  bool either_half = false;   // "5:05" of a log that may count to twelve
  std::int32_t sentence = 0;  // its first sentence, and one past its last one
  std::int32_t sentences_end = 0;
  std::optional<Date> header;  // the day that a heading before it tells; filled by the caller
};

// In the order of the text; empty where the text is no log. Linear in the text.
std::vector<ClockEntry> clock_entries(const Document& document);

// The entry that a byte lies in; kNone before the first.
std::int32_t entry_at(const std::vector<ClockEntry>& entries, std::uint32_t byte);

// The day of each entry. Time runs on, or back where the newest entry comes first; where it turns
// round another day begins. The newest day is `page`, unless headers tell.
std::vector<Date> days_of_entries(const std::vector<ClockEntry>& entries, const Date& page);

}  // namespace litopys::reading
