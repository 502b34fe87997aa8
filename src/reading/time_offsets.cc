// Offsets are counted from the report's own events.
//
//     "The vote fell on Friday. ... Two days after the vote guards opened fire."
//     Two days: Friday + 2 = Sunday, kind DATE, anchor "event"
//     "Five months after the war began": months do not name a day, so the length stays
//
// What it counts from is the event at the head of the phrase after "after" or "before", else the
// first event within a few words. Linear in words and times. Covered by event_dates_test.cc.
#include "reading/time_offsets.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "reading/calendar.h"

namespace litopys::reading {
namespace {

// A day of its own, not one that was handed on or assumed; a later mention has that of the first.
bool has_own_day(const Reading& reading, std::int32_t index) {
  const Event& event = reading.events[index];
  const auto told = [](const Event& e) {
    return e.time_basis == "clause" || e.time_basis == "sentence";
  };
  const bool by_first = event.same_as != kNone && told(reading.events[event.same_as]);
  return !event.start.empty() && event.start == event.end && (told(event) || by_first);
}

}  // namespace

std::optional<int> days_of(std::string_view duration) {
  constexpr int kMost = 10000;
  int count = 0;
  std::size_t at = 1;
  for (; at < duration.size() && duration[at] >= '0' && duration[at] <= '9' && count < kMost; ++at)
    count = count * 10 + (duration[at] - '0');
  if (at == 1 || at + 1 != duration.size()) return std::nullopt;
  const char unit = duration[at];
  if (unit != 'D' && unit != 'W') return std::nullopt;
  return count * (unit == 'W' ? 7 : 1);
}

std::int32_t offset_base(const Document& document, const Time& time) {
  const std::int32_t adposition = time.words.end;
  if (adposition >= static_cast<std::int32_t>(document.analysis.words.size())) return kNone;
  const std::int32_t head = document.analysis.words[adposition].head;
  return head != kNone && head > adposition ? head : kNone;
}

void resolve_offsets(const Document& document, Reading& reading) {
  constexpr std::int32_t kWordsOn = 8;
  const auto& words = document.analysis.words;
  std::vector<std::int32_t> event_at(words.size(), kNone);
  std::map<std::int32_t, std::vector<std::int32_t>> of_time;  // events by their time
  for (std::size_t i = 0; i < reading.events.size(); ++i) {
    const Event& event = reading.events[i];
    if (event.word != kNone) event_at[event.word] = static_cast<std::int32_t>(i);
    if (event.time != kNone) of_time[event.time].push_back(static_cast<std::int32_t>(i));
  }
  for (std::size_t t = 0; t < reading.times.size(); ++t) {
    Time& time = reading.times[t];
    if (time.rule != kOffsetFromEvent) continue;
    const std::int32_t head = offset_base(document, time);
    std::int32_t base = head == kNone ? kNone : event_at[head];
    const std::int32_t end = std::min(time.words.end + kWordsOn, std::int32_t(words.size()));
    for (std::int32_t w = time.words.end; w < end && base == kNone; ++w)
      if (words[w].sentence == words[time.words.begin].sentence) base = event_at[w];
    if (base == kNone || !has_own_day(reading, base)) continue;
    const std::optional<Date> day = parse_date(reading.events[base].start);
    if (!day) continue;
    const std::optional<int> days = days_of(time.value);
    if (!days) continue;
    const bool before = words[time.words.end].lemma == "before";
    time.start = time.end = time.value = to_string(add_days(*day, before ? -*days : *days));
    time.kind = "DATE";
    time.granularity = "day";
    time.anchor = "event";
    for (const std::int32_t i : of_time[static_cast<std::int32_t>(t)]) {
      if (i == base) continue;
      reading.events[i].start = reading.events[i].end = time.start;
      reading.events[i].time_precision = "day";
    }
  }
}

}  // namespace litopys::reading
