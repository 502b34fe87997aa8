// Counted time: durations ("six hours"), what is built on them ("three days ago", "two weeks after
// the vote", "the last ten days"), recurrences ("every Friday") and fixed references ("recently").
//
//     "for the third consecutive day"   DURATION P3D, not a date
//     "a 14-year-old"                   nothing: an age
//     "days of rain"                    nothing, but "for days" is PXD
//
// TIMEX3 takes "more than" and "nearly" into the span of a duration. Linear, like the rest of the
// grammar. Covered by times_test.cc.
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

// "five", "twenty-four", "24", "1.5", "a", "half a dozen" is not one, "several", "a couple of"
std::optional<TimeGrammar::Count> TimeGrammar::count(std::size_t i) const {
  if (i >= tokens_.size()) return std::nullopt;
  if (const TimeMeaning* tens = as(i, TimeClass::kTens)) {
    const std::size_t next = is(i + 1, "-") ? i + 2 : i + 1;
    const TimeMeaning* ones = as(next, TimeClass::kNumber);
    if (ones != nullptr && ones->number > 0 && ones->number < 10)
      return Count{double(tens->number + ones->number), false, next + 1};
    return Count{double(tens->number), false, i + 1};
  }
  if (is(i, "a") && as(i + 1, TimeClass::kVagueNumber) != nullptr) {
    const std::size_t end = is(i + 2, "of") || is(i + 2, "more") ? i + 3 : i + 2;
    return Count{0, true, end};
  }
  if (as(i, TimeClass::kVagueNumber) != nullptr) return Count{0, true, i + 1};
  const bool article = as(i, TimeClass::kArticle) != nullptr;
  if (article && as(i + 1, TimeClass::kMultiplier) != nullptr)
    return Count{double(as(i + 1, TimeClass::kMultiplier)->number), false, i + 2};
  if (const TimeMeaning* number = as(i, TimeClass::kNumber)) {
    if (const TimeMeaning* times = as(i + 1, TimeClass::kMultiplier))
      return Count{double(number->number) * times->number, false, i + 2};
    return Count{double(number->number), false, i + 1};
  }
  if (article) return Count{1, false, i + 1};
  if (tokens_[i].number < 0) return std::nullopt;
  if (i > 0 && tokens_[i].glued && (is(i - 1, "$") || is(i - 1, ".") || is(i - 1, ":")))
    return std::nullopt;
  const bool joined = i + 2 < tokens_.size() && tokens_[i + 1].glued && tokens_[i + 2].glued &&
                      tokens_[i + 2].number >= 0;
  if (joined && is(i + 1, ",") && tokens_[i + 2].lower.size() == 3)
    return Count{double(tokens_[i].number * 1000 + tokens_[i + 2].number), false, i + 3};
  if (joined && is(i + 1, ".") && tokens_[i + 2].lower.size() == 1)
    return Count{double(tokens_[i].number) + double(tokens_[i + 2].number) / 10, false, i + 3};
  return Count{double(tokens_[i].number), false, i + 1};
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
    return e;
  }
  if (is(at, "from") && is(at + 1, "now")) {
    e.count = static_cast<int>(std::lround(value));
    e.end = at + 2;
    e.rule = "from_now";
    return e;
  }
  const TimeMeaning* offset = as(at, TimeClass::kOffset);
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

// "six hours", "more than 20 years", "a five-day siege", "two and a half months"
TimeGrammar::Match TimeGrammar::counted(std::size_t i) const {
  std::size_t at = i;
  if (as(at, TimeClass::kApproximator) != nullptr) {
    ++at;
  } else if ((is(at, "more") || is(at, "less") || is(at, "longer") || is(at, "fewer")) &&
             is(at + 1, "than")) {
    at += 2;
  } else if (is(at, "at") && (is(at + 1, "least") || is(at + 1, "most"))) {
    at += 2;
  }
  const std::optional<Count> number = count(at);
  if (!number) return std::nullopt;
  double value = number->value;
  at = number->end;
  if (is(at, "and") && is(at + 1, "a") && is(at + 2, "half")) {
    value += 0.5;
    at += 3;
  }
  if (is(at, "more") || is(at, "full") || is(at, "whole") || is(at, "long")) ++at;
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
  if (!one_only && !hyphen && value != 0.5 && as(unit_at, TimeClass::kUnits) == nullptr)
    return std::nullopt;
  TimeExpression e;
  e.form = Form::kDuration;
  e.begin = i;
  e.end = unit_at + 1;
  e.unit = unit->value;
  e.vague = number->vague;
  e.value = duration_value(unit->value, value, number->vague);
  e.rule = "duration";
  if (is(e.end, "and") && is(e.end + 1, "a") && is(e.end + 2, "half")) {
    e.value = duration_value(unit->value, value + 0.5, number->vague);
    e.end += 3;
  }
  if (is(e.end, "-") && as(e.end + 1, TimeClass::kAge) != nullptr) return std::nullopt;
  if (as(e.end, TimeClass::kAge) != nullptr || (is(e.end, "of") && is(e.end + 1, "age")))
    return std::nullopt;
  if (is(e.end, "-") && e.end + 1 < tokens_.size() && is(e.end + 1, "long")) e.end += 2;
  if (hyphen) return e;
  if (Match relative = relative_to(e, value)) {
    if (relative->form == Form::kRelative &&
        (unit->value == "second" || unit->value == "minute" || unit->value == "hour"))
      relative->rule += "_clock";
    return relative;
  }
  return e;
}

// "half an hour", "half a year"
TimeGrammar::Match TimeGrammar::half_unit(std::size_t i) const {
  const std::size_t at = as(i, TimeClass::kApproximator) != nullptr ? i + 1 : i;
  if (!is(at, "half")) return std::nullopt;
  const bool article = is(at + 1, "a") || is(at + 1, "an");
  const TimeMeaning* unit = as(article ? at + 2 : at + 1, TimeClass::kUnit);
  if (unit == nullptr || (!article && !is(at + 1, "hour"))) return std::nullopt;
  TimeExpression e;
  e.form = Form::kDuration;
  e.begin = i;
  e.end = article ? at + 3 : at + 2;
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
  }
  e.value = duration_value(e.unit, value, e.vague);
  e.count = static_cast<int>(std::lround(value));
  e.rule = "window";
  return e;
}

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

// "the first week of March", "the last day of the month"
TimeGrammar::Match TimeGrammar::nth_of(std::size_t i) const {
  if (as(i, TimeClass::kThe) == nullptr) return std::nullopt;
  const TimeMeaning* ordinal = as(i + 1, TimeClass::kOrdinal);
  const bool last = is(i + 1, "last") || is(i + 1, "final");
  const TimeMeaning* unit = as(i + 2, TimeClass::kUnit);
  if ((ordinal == nullptr && !last) || unit == nullptr || !is(i + 3, "of")) return std::nullopt;
  if (unit->value != "day" && unit->value != "week" && unit->value != "weekend")
    return std::nullopt;
  Match whole = plain_date(i + 4);
  if (!whole && is(i + 4, "the") && (is(i + 5, "month") || is(i + 5, "year"))) {
    whole.emplace();
    whole->form = Form::kRelative;
    whole->deixis = "this";
    whole->unit = tokens_[i + 5].lower;
    whole->end = i + 6;
  }
  const bool long_enough = whole && !whole->day && !whole->weekday && whole->unit != "day";
  if (!long_enough) return std::nullopt;
  whole->begin = i;
  whole->nth = last ? -1 : ordinal->number;
  whole->nth_unit = unit->value;
  whole->rule = "nth_" + unit->value;
  return whole;
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
