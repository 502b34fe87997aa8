// The pieces that dates are built of: months, days, years, weekdays, parts of days, clock times.
//
// Each reader takes a token index, fills the fields that it read and gives the index after them,
// 0 where nothing fits; it never looks further than a few tokens. "Sun", "Mar" and "'22" count only
// with a full stop or a number beside them; "2,022" and "5:30" are not days or years.
// Constant time each. Covered by times_test.cc.
#include "reading/time_grammar.h"

namespace litopys::reading {

const TimeMeaning* TimeGrammar::as(std::size_t i, TimeClass kind) const {
  return i < tokens_.size() ? tokens_[i].as(kind) : nullptr;
}

bool TimeGrammar::is(std::size_t i, std::string_view lower) const {
  return i < tokens_.size() && tokens_[i].lower == lower;
}

bool TimeGrammar::is_preposition(std::size_t i, std::string_view value) const {
  const TimeMeaning* meaning = as(i, TimeClass::kPreposition);
  return meaning != nullptr && meaning->value == value;
}

bool TimeGrammar::same_sentence(std::size_t i, std::size_t j) const {
  return i < tokens_.size() && j < tokens_.size() && tokens_[i].sentence == tokens_[j].sentence;
}

std::size_t TimeGrammar::read_month(std::size_t i, TimeExpression& e, bool sure) const {
  if (i >= tokens_.size()) return 0;
  if (!tokens_[i].capital && as(i, TimeClass::kHomograph) != nullptr) return 0;
  if (const TimeMeaning* month = as(i, TimeClass::kMonth)) {
    e.month = month->number;
    return i + 1;
  }
  const TimeMeaning* month = as(i, TimeClass::kMonthShort);
  if (month == nullptr) return 0;
  const bool dotted = is(i + 1, ".") && tokens_[i + 1].glued;
  const std::size_t end = dotted ? i + 2 : i + 1;
  const bool dated = end < tokens_.size() && same_sentence(i, end) &&
                     (tokens_[end].number >= 0 || as(end, TimeClass::kOrdinal) != nullptr ||
                      as(end, TimeClass::kTens) != nullptr);
  if (!dated && !sure && !(dotted && tokens_[i].capital)) return 0;
  e.month = month->number;
  return !dated && sure && dotted && !tokens_[i].capital ? i + 1 : end;
}

std::size_t TimeGrammar::read_day(std::size_t i, TimeExpression& e) const {
  if (i >= tokens_.size()) return 0;
  const TimeMeaning* tens = as(i, TimeClass::kTens);
  const std::size_t ordinal_at = tens == nullptr ? i : is(i + 1, "-") ? i + 2 : i + 1;
  if (const TimeMeaning* ordinal = as(ordinal_at, TimeClass::kOrdinal)) {
    e.day = (tens != nullptr ? tens->number : 0) + ordinal->number;
    return ordinal_at + 1;
  }
  const TimeToken& token = tokens_[i];
  if (token.number < 1 || token.number > 31 || token.lower.size() > 2) return 0;
  e.day = static_cast<int>(token.number);
  const bool suffixed = as(i + 1, TimeClass::kOrdinalSuffix) != nullptr && tokens_[i + 1].glued;
  if (suffixed) return i + 2;
  const bool part_of_more = i + 1 < tokens_.size() && tokens_[i + 1].glued &&
                            (is(i + 1, ":") || is(i + 1, "%") || tokens_[i + 1].lower == "/");
  const bool decimal = i + 2 < tokens_.size() && (is(i + 1, ".") || is(i + 1, ",")) &&
                       tokens_[i + 1].glued && tokens_[i + 2].glued && tokens_[i + 2].number >= 0;
  return part_of_more || decimal ? 0 : i + 1;
}

std::size_t TimeGrammar::read_year(std::size_t i, TimeExpression& e) const {
  if (i >= tokens_.size()) return 0;
  const TimeToken& token = tokens_[i];
  if (token.lower == "'" && i + 1 < tokens_.size() && tokens_[i + 1].glued &&
      tokens_[i + 1].lower.size() == 2 && tokens_[i + 1].number >= 0 && !token.glued) {
    const int two = static_cast<int>(tokens_[i + 1].number);
    e.year = two < 50 ? 2000 + two : 1900 + two;
    return i + 2;
  }
  if (token.number < 0) return read_year_words(i, e);
  if (token.lower.size() != 4 || token.number < 1000 || token.number > 2199) return 0;
  const bool before = token.glued && i > 0 &&
                      (tokens_[i - 1].number >= 0 || is(i - 1, ",") || is(i - 1, ".") ||
                       is(i - 1, "$") || is(i - 1, "#") || is(i - 1, ":"));
  const bool after = i + 1 < tokens_.size() && tokens_[i + 1].glued &&
                     (tokens_[i + 1].lower == "%" || is(i + 1, ":") || is(i + 1, "s") ||
                      (i + 2 < tokens_.size() && (is(i + 1, ".") || is(i + 1, ",")) &&
                       tokens_[i + 2].glued && tokens_[i + 2].number >= 0));
  if (before || after) return 0;
  e.year = static_cast<int>(token.number);
  return i + 1;
}

std::size_t TimeGrammar::read_weekday(std::size_t i, TimeExpression& e, bool sure) const {
  if (i >= tokens_.size()) return 0;
  if (const TimeMeaning* day = as(i, TimeClass::kWeekday)) {
    e.weekday = day->number;
    return i + 1;
  }
  const TimeMeaning* day = as(i, TimeClass::kWeekdayShort);
  if (day == nullptr || !tokens_[i].capital) return 0;
  std::size_t end = i + 1;
  if (is(end, ".") && tokens_[end].glued) ++end;
  const bool dotted = end > i + 1;
  TimeExpression month, dated;
  const std::size_t next = is(end, ",") ? end + 1 : end;
  const bool before_date = read_month(next, month) != 0 || read_month_and_day(next, dated) != 0 ||
                           (dotted && read_day(next, dated) != 0);
  if (!before_date && !sure && !(dotted && i > 0 && is_preposition(i - 1, "on"))) return 0;
  e.weekday = day->number;
  return end;
}

std::size_t TimeGrammar::read_meridiem(std::size_t i, int& hours) const {
  if (const TimeMeaning* meridiem = as(i, TimeClass::kMeridiem)) {
    hours = meridiem->number;
    return i + 1;
  }
  if (!is(i, "a") && !is(i, "p")) return 0;
  if (!is(i + 1, ".") || !is(i + 2, "m")) return 0;
  hours = is(i, "p") ? 12 : 0;
  const bool dotted = is(i + 3, ".") && tokens_[i + 3].glued;
  return dotted ? i + 4 : i + 3;
}

// "GMT", "local time", "(EST)" after a clock time.
std::size_t TimeGrammar::read_zone(std::size_t i) const {
  if (as(i, TimeClass::kZone) != nullptr && same_sentence(i - 1, i)) return i + 1;
  if (is(i, "local") && is(i + 1, "time")) return i + 2;
  if (is(i, "(") && as(i + 1, TimeClass::kZone) != nullptr && is(i + 2, ")")) return i + 3;
  return i;
}

// "(at) five | in the morning": a number that counts nothing but the hours of a part of the day.
bool TimeGrammar::is_hour_of_part(std::size_t i, std::size_t end) const {
  if (i == 0 || end != i + 1 || !is(end, "in") || !is(end + 1, "the")) return false;
  TimeExpression part;
  if (read_part(end + 2, part) == 0 || !part.portion.empty()) return false;
  for (const std::string_view each : {"at", "since", "from", "until", "by", "before", "after"})
    if (is_preposition(i - 1, each)) return true;
  return as(i - 1, TimeClass::kApproximator) != nullptr && i > 1 && is_preposition(i - 2, "at");
}

std::size_t TimeGrammar::read_clock(std::size_t i, TimeExpression& e) const {
  if (i >= tokens_.size()) return 0;
  if (const TimeMeaning* noon = as(i, TimeClass::kClockWord)) {
    e.hour = noon->value == "12:00" ? 12 : 0;
    e.minute = 0;
    return i + 1;
  }
  if (tokens_[i].lower.size() == 4 && read_zone(i + 1) > i + 1) {  // "0530 GMT"
    const std::int64_t digits = tokens_[i].number;
    if (digits < 0 || digits >= 2400 || digits % 100 >= 60) return 0;
    e.hour = static_cast<int>(digits / 100);
    e.minute = static_cast<int>(digits % 100);
    return read_zone(i + 1);
  }
  const TimeMeaning* told = as(i, TimeClass::kNumber);  // "five o'clock", "at five in the morning"
  const bool in_words = told != nullptr && tokens_[i].number < 0;
  const std::int64_t hour = in_words ? told->number : tokens_[i].number;
  if (hour < 0 || hour > 24 || (!in_words && tokens_[i].lower.size() > 2)) return 0;
  if (in_words && (hour < 1 || hour > 12)) return 0;
  std::int64_t minute = 0;
  std::size_t end = i + 1;
  const bool colon = (is(end, ":") || is(end, ".")) && end + 1 < tokens_.size() &&
                     tokens_[end].glued && tokens_[end + 1].glued &&
                     tokens_[end + 1].lower.size() == 2 && tokens_[end + 1].number < 60;
  if (colon && tokens_[end + 1].number >= 0) {
    minute = tokens_[end + 1].number;
    end += 2;
  }
  int plus = 0;
  if (const std::size_t after = read_meridiem(end, plus)) {
    if (hour < 1 || hour > 12) return 0;
    e.hour = static_cast<int>(hour % 12) + plus;
    e.minute = static_cast<int>(minute);
    return read_zone(after);
  }
  if (is(end, "o") && is(end + 1, "'") && is(end + 2, "clock")) {
    end += 3;
  } else if (is_hour_of_part(i, end)) {
    e.hour = static_cast<int>(hour % 24);
    e.minute = 0;
    return end;
  } else {
    const bool at = i > 0 && (is_preposition(i - 1, "at") || is_preposition(i - 1, "by") ||
                              as(i - 1, TimeClass::kApproximator) != nullptr ||
                              is_preposition(i - 1, "since") || is_preposition(i - 1, "until"));
    if (!colon || !is(i + 1, ":") || (!at && read_zone(end) == end)) return 0;
  }
  e.hour = static_cast<int>(hour % 24);
  e.minute = static_cast<int>(minute);
  return read_zone(end);
}

// "morning", "early morning", "late night", "morning hours"
std::size_t TimeGrammar::read_part(std::size_t i, TimeExpression& e) const {
  std::size_t at = i;
  const TimeMeaning* portion = as(at, TimeClass::kPortion);
  if (portion != nullptr) at += is(at + 1, "-") ? 2 : 1;
  if (const TimeMeaning* part = as(at, TimeClass::kPartOfDay)) {
    e.part_of_day = part->value;
    if (portion != nullptr) e.portion = portion->value;
    ++at;
    return is(at, "hours") ? at + 1 : at;
  }
  if (portion != nullptr && is(at, "hours")) {
    e.part_of_day = portion->value == "late" ? "NI" : "MO";
    e.portion = portion->value;
    return at + 1;
  }
  return 0;
}

// "90" of "3 Jan 90", where nothing follows that it could count
std::size_t TimeGrammar::read_short_year(std::size_t i, TimeExpression& e) const {
  if (i >= tokens_.size() || tokens_[i].lower.size() != 2 || tokens_[i].number < 0) return 0;
  const bool closes = i + 1 >= tokens_.size() || !same_sentence(i, i + 1) ||
                      (tokens_[i + 1].number < 0 && tokens_[i + 1].lower.size() == 1);
  if (!closes) return 0;
  e.year =
      static_cast<int>(tokens_[i].number < 50 ? 2000 : 1900) + static_cast<int>(tokens_[i].number);
  return i + 1;
}

// After a month: "5th", "the fifth", "first", "twenty-one"; "May second man" has none.
std::size_t TimeGrammar::read_day_after_month(std::size_t i, TimeExpression& e) const {
  if (i >= tokens_.size() || !same_sentence(i - 1, i)) return 0;
  const bool the = as(i, TimeClass::kThe) != nullptr;
  const std::size_t at = the ? i + 1 : i;
  TimeExpression day;
  const std::size_t end = read_day(at, day);
  if (end == 0) return the ? 0 : read_day_words(i, e);
  const bool in_words = tokens_[at].number < 0;
  if (in_words && !the && (!stands_alone(end) || is_followed_by_verb(end))) return 0;
  if (the && end == at + 1 && !in_words) return 0;  // "March the 5" lacks its "th"
  e.day = day.day;
  return end;
}

// The later day of "March 3-5", "March 3 to 5", "March 3 and 4"; `i` if there is none.
std::size_t TimeGrammar::read_last_day(std::size_t i, TimeExpression& e) const {
  TimeExpression later;
  const bool glued = i < tokens_.size() && tokens_[i].glued;
  const bool to = (is(i, "-") && glued) || is(i, "to");
  if ((!to && !is(i, "and")) || !same_sentence(i - 1, i + 1)) return i;
  const std::size_t end = read_day(i + 1, later);
  if (end == 0 || tokens_[i + 1].number < 0 || later.day <= e.day) return i;
  const bool before_month = is(end, "of") || as(end, TimeClass::kMonth) != nullptr ||
                            as(end, TimeClass::kMonthShort) != nullptr;
  const bool counts = !before_month && (!stands_alone(end) || is_followed_by_verb(end));
  if (!to && (*later.day != *e.day + 1 || counts)) return i;
  e.last_day = later.day;
  return end;
}

// "March 5th", "March 3-5", "5 March", "the 5th of March", each with a year
std::size_t TimeGrammar::read_month_and_day(std::size_t i, TimeExpression& e) const {
  std::size_t end = read_month(i, e);
  if (end != 0) {
    if (const std::size_t after_day = read_day_after_month(end, e)) {
      end = read_last_day(after_day, e);
    } else if (is(end, "of")) {
      TimeExpression of_year = e;
      if (const std::size_t after = read_year(end + 1, of_year)) return e = of_year, after;
    }
  } else {
    const std::size_t start = as(i, TimeClass::kThe) != nullptr ? i + 1 : i;
    TimeExpression dated = e;
    end = read_day(start, dated);
    if (end == 0) return 0;
    end = read_last_day(end, dated);
    end = read_month(is(end, "of") ? end + 1 : end, dated, true);
    if (end == 0) return 0;
    e = dated;
    if (const std::size_t after = read_short_year(end, e)) return after;
  }
  const std::size_t year_at = is(end, ",") ? end + 1 : end;
  const std::size_t after_year = same_sentence(i, year_at) ? read_year(year_at, e) : 0;
  return after_year != 0 ? after_year : end;
}

}  // namespace litopys::reading
