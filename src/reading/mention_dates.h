// Dates of several mentions of one happening.
#pragma once

#include <string>
#include <vector>

#include "language/analysis.h"
#include "reading/reading.h"

namespace litopys::reading {

// Occurred or ongoing: neither planned nor long past.
bool is_news(const Event& event);

// Nothing was found for it yet.
bool is_undated(const Event& event);

// Its own sentence tells when it was.
bool is_told_when(const Event& event);

// "It was the third attack this month": the month is that of all three.
bool is_dated_as_series(const language::Analysis& analysis, const Event& event);

// "The abduction was the second this year": a time behind the verb is that of the series.
bool is_ranked(const language::Analysis& analysis, const Event& event);

void copy_date(const Event& from, const std::string& basis, Event& to);

// One happening has one date, whichever of its mentions tells it; two that are told make two.
void date_by_mentions(std::vector<Event>& events);

// What the words do not date has at last the date of the first mention, and the first mention that
// of a later one: "He was shot a few minutes earlier. The murder ..."
void date_mentions_alike(std::vector<Event>& events);

}  // namespace litopys::reading
