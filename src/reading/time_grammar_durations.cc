// Durations ("six hours", "1 year and 2 months") and what is counted by them ("three days ago",
// "two weeks after Easter", "the last ten days").
//
//     "3 days and 6 hours"              DURATION P3DT6H
//     "1 month and 21 days ago"         a day: the shortest unit tells how exact it is
//     "two days before yesterday"       counted from a date
//     "two days after the vote"         counted from an event
//     "a 14-year-old"                   nothing: an age
//
// TIMEX3 takes "more than" and "nearly" into the span of a duration. Linear, like the rest of the
// grammar. Covered by times_test.cc and time_constructions_test.cc.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reading/time_grammar.h"

namespace litopys::reading {
namespace {

using Form = TimeExpression::Form;

struct UnitCode {
  std::string_view unit, code;
  bool of_clock;
};

constexpr std::array<UnitCode, 12> kUnitCodes{{{"second", "S", true},
                                               {"minute", "M", true},
                                               {"hour", "H", true},
                                               {"day", "D", false},
                                               {"weekend", "WE", false},
                                               {"week", "W", false},
                                               {"fortnight", "W", false},
                                               {"month", "M", false},
                                               {"quarter", "Q", false},
                                               {"year", "Y", false},
                                               {"decade", "DE", false},
                                               {"century", "CE", false}}};

}  // namespace

std::string duration_value(std::string_view unit, double count, bool vague) {
  if (unit == "half_year") return duration_value("month", count * 6, vague);
  if (unit == "fortnight") count *= 2;
  for (const UnitCode& entry : kUnitCodes) {
    if (entry.unit != unit) continue;
    const std::string number = vague ? "X" : fmt::format("{:g}", count);
    return fmt::format("{}{}{}", entry.of_clock ? "PT" : "P", number, entry.code);
  }
  return "PX";
}

// "P1Y2M3D", "P1W3DT6H": longest unit first, those of a clock after a T.
std::string duration_value(const std::vector<TimeStep>& steps) {
  std::string days, clock;
  for (auto entry = kUnitCodes.rbegin(); entry != kUnitCodes.rend(); ++entry)
    for (const TimeStep& step : steps) {
      if (step.unit != entry->unit) continue;
      const int count = step.unit == "fortnight" ? 2 * step.count : step.count;
      (entry->of_clock ? clock : days) += fmt::format("{}{}", count, entry->code);
    }
  return "P" + days + (clock.empty() ? "" : "T" + clock);
}

// "two days before yesterday", "three weeks from tomorrow", "a year after March 5, 2014"; not where
// the date only dates an event ("two days after Friday's vote").
TimeGrammar::Match TimeGrammar::offset_from_date(const TimeExpression& duration,
                                                 int direction) const {
  const std::size_t at = duration.end + 1;
  Match date = plain_date(at);
  if (!date || !same_sentence(duration.begin, date->begin) || !plausible(*date))
    return std::nullopt;
  const bool one_day = date->day || date->weekday || date->holiday != nullptr ||
                       date->nth_unit == "day" || (date->unit == "day" && date->deixis.empty());
  const bool possessive = is(date->end, "'") && is(date->end + 1, "s");
  if (!one_day || possessive || !stands_alone(date->end)) return std::nullopt;
  TimeExpression e = duration;
  e.end = date->end;
  e.form = Form::kRelative;
  e.count = direction;
  e.rule = "offset_from_date";
  const bool less = is(duration.begin, "less");
  const bool within = duration.begin > 0 && is(duration.begin - 1, "within");
  const bool lasting = duration.begin > 0 && is_preposition(duration.begin - 1, "for") && !within;
  if (direction > 0 && (less || within || (lasting && is(duration.end, "from")))) {
    e.form = Form::kSpan;
    e.rule = lasting ? "span" : "within";
  }
  e.parts.push_back(std::move(*date));
  return e;
}

// "three days ago", "two hours later", "a week earlier", "five days after the offensive began"
TimeGrammar::Match TimeGrammar::relative_to(const TimeExpression& duration, double value) const {
  const std::size_t at = duration.end;
  TimeExpression e = duration;
  e.form = Form::kRelative;
  e.end = at + 1;
  if (as(at, TimeClass::kAgo) != nullptr) {
    e.count = -static_cast<int>(std::lround(value));
    e.rule = "ago";
    Match day = duration.steps.empty() ? std::nullopt : plain_date(e.end);
    if (!day || day->rule != "day_word" || !same_sentence(at, e.end)) return e;
    e.end = day->end;  // "a year ago today"
    e.count = -1;
    e.rule = "offset_from_date";
    e.parts.push_back(std::move(*day));
    return e;
  }
  if (is(at, "from") && is(at + 1, "now")) {
    e.count = static_cast<int>(std::lround(value));
    e.end = at + 2;
    e.rule = "from_now";
    return e;
  }
  const TimeMeaning* offset = as(at, TimeClass::kOffset);
  if (!duration.steps.empty() && (offset != nullptr || is(at, "from")))
    if (Match dated = offset_from_date(duration, offset != nullptr ? offset->number : 1))
      return dated;
  if (offset == nullptr) return std::nullopt;
  e.count = offset->number * static_cast<int>(std::lround(value));
  e.from_previous = true;
  e.rule = "offset_from_previous";
  const bool adposition = is(at, "after") || is(at, "before");
  if (!adposition) return e;
  // Before a noun or clause the offset counts from that event, which has no date here.
  const bool closes = at + 1 >= tokens_.size() || !same_sentence(at, at + 1) ||
                      (tokens_[at + 1].lower.size() == 1 &&
                       as(at + 1, TimeClass::kArticle) == nullptr && tokens_[at + 1].number < 0);
  if (closes) return e;
  e = duration;
  e.after_event = true;
  e.count = offset->number * static_cast<int>(std::lround(value));
  e.rule = "offset_from_event";
  return e;
}

// "| and 3 days", "| , 2 months and 3 days", "| 21 days": what is added to a length, each in a unit
// of its own; after a comma or "and" a shorter one.
void TimeGrammar::compose(TimeExpression& e) const {
  const auto rank = [](std::string_view unit) {
    return std::find_if(kUnitCodes.begin(), kUnitCodes.end(),
                        [&](const UnitCode& entry) { return entry.unit == unit; });
  };
  while (!e.steps.empty() && e.steps.size() < kUnitCodes.size()) {
    std::size_t at = e.end;
    const bool comma = is(at, ","), joined = comma || is(at, "and");
    if (joined) ++at;
    if (comma && is(at, "and")) ++at;
    if (!same_sentence(e.begin, at)) return;
    const std::optional<Count> number = count(at);
    if (!number || number->vague || number->value != std::floor(number->value)) return;
    const TimeMeaning* unit =
        as(number->end, number->value == 1 ? TimeClass::kUnit : TimeClass::kUnits);
    if (unit == nullptr || as(number->end + 1, TimeClass::kAge) != nullptr) return;
    if (joined && rank(unit->value) >= rank(e.steps.back().unit)) return;
    for (const TimeStep& step : e.steps)
      if (step.unit == unit->value) return;
    e.steps.push_back({unit->value, static_cast<int>(number->value)});
    e.end = number->end + 1;
  }
}

// "A two week truce": the number counts the unit, not, as in "12 day labourers", what follows it.
bool TimeGrammar::is_modifier(std::size_t number, std::size_t unit) const {
  return tokens_[number].word != tokens_[unit].word && as(unit, TimeClass::kOrdinal) == nullptr &&
         word(number).head == tokens_[unit].word && language::relation(word(number)) == "nummod";
}

// "six hours", "more than 20 years", "a five-day siege", "two and a half months", "another week"
TimeGrammar::Match TimeGrammar::duration(std::size_t i) const {
  std::size_t at = i;
  if (as(at, TimeClass::kApproximator) != nullptr) {
    ++at;
  } else if ((is(at, "more") || is(at, "less") || is(at, "longer") || is(at, "fewer")) &&
             is(at + 1, "than")) {
    at += 2;
  } else if (is(at, "at") && (is(at + 1, "least") || is(at + 1, "most"))) {
    at += 2;
  } else if (is(at, "another") && count(at + 1)) {
    ++at;
  }
  const std::optional<Count> number = count(at);
  if (!number) return std::nullopt;
  double value = number->value;
  at = number->end;
  if (is(at, "and") && is(at + 1, "a") && is(at + 2, "half")) {
    value += 0.5;
    at += 3;
  }
  if (is(at, "more") || as(at, TimeClass::kWhole) != nullptr || is(at, "long")) ++at;
  const bool hyphen = is(at, "-");
  const std::size_t unit_at = hyphen ? at + 1 : at;
  const TimeMeaning* unit = as(unit_at, TimeClass::kUnit);
  if (unit == nullptr) unit = as(unit_at, TimeClass::kUnits);
  if (unit == nullptr) return std::nullopt;
  const bool one_only = value == 1 && !number->vague;
  const bool article =
      as(number->end - 1, TimeClass::kArticle) != nullptr && !is(number->end - 1, "one");
  if (article && hyphen) return std::nullopt;
  if (one_only && article && as(unit_at, TimeClass::kUnit) == nullptr) return std::nullopt;
  if (article && unit->value == "second") return std::nullopt;  // "a second man"
  if (!one_only && !hyphen && value != 0.5 && as(unit_at, TimeClass::kUnits) == nullptr &&
      !is_modifier(number->end - 1, unit_at))
    return std::nullopt;
  TimeExpression e;
  e.form = Form::kDuration;
  e.begin = i;
  e.end = unit_at + 1;
  e.unit = unit->value;
  e.vague = number->vague;
  e.hyphened = hyphen;
  e.rule = "duration";
  const std::size_t half = is(e.end, "and") && is(e.end + 1, "a") ? e.end + 2 : e.end + 1;
  if (is(e.end, "and") && is(half, "half")) {  // "a year and a half"
    value += 0.5;
    e.end = half + 1;
  }
  e.length = value;
  e.value = duration_value(unit->value, value, number->vague);
  if (value == std::floor(value) && !number->vague && !hyphen) {
    e.steps.push_back({e.unit, static_cast<int>(value)});
    compose(e);
    if (e.steps.size() > 1) e.value = duration_value(e.steps);
  }
  return e;
}

// A duration, or what is counted by it: "three days ago"; nothing for ages.
TimeGrammar::Match TimeGrammar::counted(std::size_t i) const {
  Match e = duration(i);
  if (!e) return std::nullopt;
  if (is(e->end, "-") && as(e->end + 1, TimeClass::kAge) != nullptr) return std::nullopt;
  if (as(e->end, TimeClass::kAge) != nullptr || (is(e->end, "of") && is(e->end + 1, "age")))
    return std::nullopt;
  if (is(e->end, "-") && is(e->end + 1, "long")) e->end += 2;
  if (e->hyphened) return e;
  if (Match relative = relative_to(*e, e->length)) {
    if (relative->form == Form::kRelative && relative->parts.empty() && e->steps.size() < 2 &&
        (e->unit == "second" || e->unit == "minute" || e->unit == "hour"))
      relative->rule += "_clock";
    return relative;
  }
  return e;
}

// "two Sundays ago", "three Mondays from now", "two Fridays later"
TimeGrammar::Match TimeGrammar::counted_weekday(std::size_t i) const {
  const std::optional<Count> number = count(i);
  if (!number || number->vague || number->value < 1 || number->value > 60) return std::nullopt;
  const TimeMeaning* weekday = as(number->end, TimeClass::kWeekdayPlural);
  if (weekday == nullptr) weekday = as(number->end, TimeClass::kWeekday);
  if (weekday == nullptr) return std::nullopt;
  TimeExpression e;
  e.begin = i;
  e.end = number->end + 1;
  e.unit = "weekday";
  e.weekday = weekday->number;
  const Match relative = relative_to(e, number->value);
  return relative && relative->form == Form::kRelative ? relative : std::nullopt;
}

// "all day", "all-week", "full-year", "the whole month"
TimeGrammar::Match TimeGrammar::whole_unit(std::size_t i) const {
  const std::size_t at = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
  if (as(at, TimeClass::kWhole) == nullptr) return std::nullopt;
  const std::size_t unit_at = is(at + 1, "-") ? at + 2 : at + 1;
  const TimeMeaning* unit = as(unit_at, TimeClass::kUnit);
  if (unit == nullptr || as(unit_at, TimeClass::kOrdinal) != nullptr) return std::nullopt;
  TimeExpression e;
  e.form = Form::kDuration;
  e.begin = i;
  e.end = unit_at + 1;
  e.unit = unit->value;
  e.value = duration_value(unit->value, 1, false);
  e.rule = "whole_unit";
  return e;
}

// "half an hour", "half a year", "half-hour"
TimeGrammar::Match TimeGrammar::half_unit(std::size_t i) const {
  const std::size_t at = as(i, TimeClass::kApproximator) != nullptr ? i + 1 : i;
  if (!is(at, "half")) return std::nullopt;
  const bool joined = is(at + 1, "a") || is(at + 1, "an") || is(at + 1, "-");
  const TimeMeaning* unit = as(joined ? at + 2 : at + 1, TimeClass::kUnit);
  if (unit == nullptr || as(joined ? at + 2 : at + 1, TimeClass::kOrdinal) != nullptr)
    return std::nullopt;
  TimeExpression e;
  e.form = Form::kDuration;
  e.begin = i;
  e.end = joined ? at + 3 : at + 2;
  e.unit = unit->value;
  e.value = unit->value == "hour"   ? "PT30M"
            : unit->value == "year" ? "P6M"
                                    : duration_value(unit->value, 0.5, false);
  e.rule = "duration";
  if (Match relative = relative_to(e, 0)) relative->vague = true, e = *relative;
  return e;
}

// "the last three days", "the past week", "the next 24 hours", "recent days"
TimeGrammar::Match TimeGrammar::window(std::size_t i) const {
  const bool the = as(i, TimeClass::kThe) != nullptr || is(i, "these");
  std::size_t at = the ? i + 1 : i;
  TimeExpression e;
  e.form = Form::kDuration;
  e.begin = i;
  if (as(at, TimeClass::kRecent) != nullptr || is(at, "coming")) {
    const TimeMeaning* units = as(at + 1, TimeClass::kUnits);
    if (units == nullptr) return std::nullopt;
    e.form = Form::kReference;
    e.unit = units->value;
    e.value = is(at, "coming") ? "FUTURE_REF" : "PAST_REF";
    e.rule = "fuzzy_window";
    e.end = at + 2;
    return e;
  }
  const TimeMeaning* deixis = as(at, TimeClass::kDeixis);
  if (deixis == nullptr) return std::nullopt;
  if (deixis->value != "last" && deixis->value != "past" && deixis->value != "next" &&
      deixis->value != "previous" && deixis->value != "following")
    return std::nullopt;
  e.days_around = deixis->value == "next" || deixis->value == "following" ? 1 : -1;
  e.from_previous = deixis->value == "previous" || deixis->value == "following";
  ++at;
  double value = 1;
  if (const TimeMeaning* unit = as(at, TimeClass::kUnit);
      unit != nullptr && the && (deixis->value == "last" || deixis->value == "past")) {
    e.unit = unit->value;
    e.end = at + 1;
  } else if (const TimeMeaning* bare = as(at, TimeClass::kUnits)) {
    e.unit = bare->value;
    e.vague = true;
    e.end = at + 1;
  } else {
    const std::optional<Count> number = count(at);
    if (!number) return std::nullopt;
    const TimeMeaning* units = as(number->end, TimeClass::kUnits);
    if (units == nullptr) return std::nullopt;
    value = number->value;
    e.vague = number->vague;
    e.unit = units->value;
    e.end = number->end + 1;
    if (!e.vague) e.steps.push_back({e.unit, static_cast<int>(std::lround(value))});
    compose(e);
  }
  e.value = e.steps.size() > 1 ? duration_value(e.steps) : duration_value(e.unit, value, e.vague);
  if (e.steps.empty() && !e.vague) e.steps.push_back({e.unit, 1});
  e.count = static_cast<int>(std::lround(value));
  e.rule = i > 0 && is(i - 1, "within") && e.days_around > 0 ? "within" : "window";
  return e;
}

}  // namespace litopys::reading
