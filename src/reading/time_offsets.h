// Times that count from an event: "two days after the vote".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "reading/document.h"
#include "reading/reading.h"

namespace litopys::reading {

inline constexpr std::string_view kOffsetFromEvent = "offset_from_event";  // their rule

// The days of a duration of whole days or weeks, "P2D", "P3W"; nothing for others.
std::optional<int> days_of(std::string_view duration);

// The word that such a time counts from: the head of what follows it; kNone where nothing does.
std::int32_t offset_base(const Document& document, const Time& time);

// Gives a day to the offsets whose event has one, and to the events that hang on them. The others
// keep their length as value and stay unresolved.
void resolve_offsets(const Document& document, Reading& reading);

}  // namespace litopys::reading
