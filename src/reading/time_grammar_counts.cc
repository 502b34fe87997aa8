// What recurs or goes on ("every Friday", "for the third consecutive day"), fixed references
// ("recently") and the days beside another ("the day before").
//
//     "for the third consecutive day"   DURATION P3D, not a date
//     "days of rain"                    nothing, but "for days" is PXD
//
// Linear, like the rest of the grammar. Covered by times_test.cc.
#include <fmt/format.h>

#include "reading/time_grammar.h"

namespace litopys::reading {
namespace {

using Form = TimeExpression::Form;

}  // namespace

// "the third consecutive day", "a fifth straight night", "the third day in a row", "day five"
TimeGrammar::Match TimeGrammar::consecutive(std::size_t i) const {
  TimeExpression e;
  e.form = Form::kDuration;
  e.begin = i;
  e.rule = "consecutive";
  TimeExpression number;
  if (is(i, "day") && i + 1 < tokens_.size()) {  // "day five"
    const std::optional<Count> nth = count(i + 1);
    if (!nth || nth->vague || as(i + 1, TimeClass::kArticle) != nullptr) return std::nullopt;
    const bool minutes = is(nth->end, ":") && nth->end + 1 < tokens_.size() &&
                         tokens_[nth->end + 1].glued && tokens_[nth->end + 1].number >= 0;
    const bool clock = minutes || as(nth->end, TimeClass::kMeridiem) != nullptr;
    if (clock || nth->value > 999) return std::nullopt;
    e.end = nth->end;
    e.unit = "day";
    e.value = duration_value("day", nth->value, false);
    e.after_event = true;
    e.rule = "nth_day";
    return e;
  }
  const bool determined = as(i, TimeClass::kThe) != nullptr || is(i, "a");
  std::size_t at = determined ? i + 1 : i;
  if (const std::optional<Count> days = count(at);
      days && as(days->end, TimeClass::kConsecutive) != nullptr) {  // "five straight days"
    const TimeMeaning* units = as(days->end + 1, TimeClass::kUnits);
    if (units == nullptr) return std::nullopt;
    e.unit = units->value;
    e.value = duration_value(units->value, days->value, days->vague);
    e.end = days->end + 2;
    return e;
  }
  at = read_day(at, number);
  if (at == 0 || (as(at - 1, TimeClass::kOrdinal) == nullptr &&
                  as(at - 1, TimeClass::kOrdinalSuffix) == nullptr))
    return std::nullopt;
  const bool straight = as(at, TimeClass::kConsecutive) != nullptr;
  if (straight) ++at;
  const TimeMeaning* unit = as(at, TimeClass::kUnit);
  const TimeMeaning* part = as(at, TimeClass::kPartOfDay);
  if ((unit == nullptr && part == nullptr) || (unit != nullptr && unit->value == "second"))
    return std::nullopt;
  e.unit = unit != nullptr ? unit->value : "day";
  e.value = duration_value(e.unit, *number.day, false);
  e.end = at + 1;
  const bool in_a_row = is(e.end, "in") && is(e.end + 1, "a") && is(e.end + 2, "row");
  if (in_a_row) e.end += 3;
  const bool for_it = i > 0 && is_preposition(i - 1, "for");
  if (straight || in_a_row || for_it) return e;
  if (!determined || e.unit != "day" || !is(e.end, "of")) return std::nullopt;
  e.after_event = true;  // "the 12th day of the siege"
  e.rule = "nth_day";
  return e;
}

// "for days", "within hours", "hours later", "years ago", "decades after"
TimeGrammar::Match TimeGrammar::bare_units(std::size_t i) const {
  const TimeMeaning* units = as(i, TimeClass::kUnits);
  if (units == nullptr || units->value == "second" || units->value == "quarter")
    return std::nullopt;
  TimeExpression e;
  e.form = Form::kDuration;
  e.begin = i;
  e.end = i + 1;
  e.unit = units->value;
  e.vague = true;
  e.value = duration_value(units->value, 0, true);
  e.rule = "duration";
  if (Match relative = relative_to(e, 0)) return relative;
  const bool governed = i > 0 && (is_preposition(i - 1, "for") || is_preposition(i - 1, "in"));
  return governed ? Match(e) : std::nullopt;
}

// "every Friday", "each year", "daily", "on Sundays", "twice a week", "every two hours"
TimeGrammar::Match TimeGrammar::recurrence(std::size_t i) const {
  TimeExpression e;
  e.form = Form::kSet;
  e.begin = i;
  e.rule = "recurrence";
  if (const TimeMeaning* frequency = as(i, TimeClass::kFrequency)) {
    e.value = frequency->value;
    e.end = i + 1;
    return e;
  }
  if (const TimeMeaning* weekday = as(i, TimeClass::kWeekdayPlural)) {
    e.value = fmt::format("XXXX-WXX-{}", weekday->number);
    e.end = i + 1;
    return e;
  }
  const bool counted = is(i, "once") || is(i, "twice");
  if (counted) {
    const TimeMeaning* unit = as(i + 2, TimeClass::kUnit);
    if (unit == nullptr || (!is(i + 1, "a") && !is(i + 1, "per"))) return std::nullopt;
    e.value = duration_value(unit->value, 1, false);
    e.end = i + 3;
    return e;
  }
  if (as(i, TimeClass::kEvery) == nullptr) return std::nullopt;
  std::size_t at = i + 1;
  if (const std::size_t end = read_weekday(at, e)) {
    e.value = fmt::format("XXXX-WXX-{}", *e.weekday);
    e.end = end;
    TimeExpression part;
    if (const std::size_t after = read_part(end, part)) {
      e.value += "T" + part.part_of_day;
      e.end = after;
    }
    return e;
  }
  if (const TimeMeaning* part = as(at, TimeClass::kPartOfDay)) {
    e.value = "XXXX-XX-XXT" + part->value;
    e.end = at + 1;
    return e;
  }
  double every = 1;
  if (is(at, "other")) {
    every = 2;
    ++at;
  } else if (const std::optional<Count> number = count(at)) {
    every = number->value;
    at = number->end;
  } else if (is(at, "single")) {
    ++at;
  }
  const TimeMeaning* unit = as(at, TimeClass::kUnit);
  if (unit == nullptr) unit = as(at, TimeClass::kUnits);
  if (unit == nullptr) return std::nullopt;
  e.unit = unit->value;
  e.value = duration_value(unit->value, every, false);
  e.end = at + 1;
  return e;
}

TimeGrammar::Match TimeGrammar::phrase(std::size_t i) const {
  Match best;
  for (const TimePhrase& entry : lexicon_.phrases) {
    std::size_t at = i;
    while (at < tokens_.size() && at - i < entry.words.size() && is(at, entry.words[at - i])) ++at;
    if (at - i < entry.words.size() || (best && at <= best->end)) continue;
    TimeExpression e;
    e.form = Form::kReference;
    e.begin = i;
    e.end = at;
    e.value = entry.value;
    e.rule = "phrase";
    best = e;
  }
  return best;
}

// "the day before", "the next day", "the following night", "a day after": from the previous time.
TimeGrammar::Match TimeGrammar::day_beside(std::size_t i) const {
  if (as(i, TimeClass::kThe) == nullptr) return std::nullopt;
  const TimeMeaning* unit = as(i + 1, TimeClass::kUnit);
  const TimeMeaning* part = as(i + 1, TimeClass::kPartOfDay);
  if (unit == nullptr && part == nullptr) return std::nullopt;
  TimeExpression e;
  e.form = Form::kRelative;
  e.begin = i;
  e.unit = unit != nullptr ? unit->value : "day";
  if (part != nullptr) e.part_of_day = part->value;
  if (unit != nullptr && unit->value == "weekend") {  // "the weekend"
    e.deixis = "this";
    e.rule = "deictic_weekend";
    e.end = i + 2;
    return e;
  }
  const TimeMeaning* offset = as(i + 2, TimeClass::kOffset);
  if (offset == nullptr) return std::nullopt;
  if (const TimeMeaning* day = as(i + 3, TimeClass::kDayWord)) {  // "the day before yesterday"
    e.count = day->number + offset->number;
    e.end = i + 4;
    e.rule = "day_word";
    return e;
  }
  e.end = i + 2;
  const Match from_previous = relative_to(e, 1);
  return from_previous && from_previous->from_previous ? from_previous : std::nullopt;
}

}  // namespace litopys::reading
