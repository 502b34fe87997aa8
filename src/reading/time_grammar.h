// The grammar of English time expressions over tokens with classes. It finds what was written and
// leaves what it means to time_resolution.h: "last Friday" becomes {weekday 5, deixis "last"}.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/time_tokens.h"

namespace litopys::reading {

struct TimeStep {
  std::string unit;
  int count = 0;
};

// What was written, not yet what it means. Which fields count depends on the form.
struct TimeExpression {
  enum class Form {
    kCalendar,   // year, month, day, weekday, season ... any of them, with deixis or portion
    kRelative,   // `count` units from the anchor or from the previous time
    kDuration,   // value
    kSet,        // value
    kReference,  // value: PAST_REF and the like
    kHoliday,
    kPartOfDay,  // a part of a day or a clock time without its day
    kRange,      // from parts[0] to parts[1]
    kAround,     // the unit that parts[0] lies in: "the week of March 5"
    kSpan,       // `steps` from parts[0] on: "three days starting on Monday"
  };
  std::size_t begin = 0, end = 0;  // tokens
  Form form = Form::kCalendar;
  std::string rule;

  std::optional<int> year, month, day, last_day, weekday, decade, century, quarter, half;
  std::string season;
  const Holiday* holiday = nullptr;

  std::string deixis;                 // this last next previous following same; empty: none
  std::string unit;                   // of relative expressions and durations
  int count = 0;                      // signed
  bool vague = false;                 // "several days ago"
  double length = 0;                  // of durations, in their unit
  bool hyphened = false;              // "a five-day siege"
  bool from_previous = false;         // "two days later"
  std::vector<TimeStep> steps;        // all lengths of "2 years, 1 month and 3 days"
  bool is_split = false;              // a range whose ends are dates of their own: two times
  std::vector<TimeExpression> parts;  // ends of a range; the date that an offset counts from

  int nth = 0;                 // "the second week of March"; -1: the last
  int nth_count = 1;           // "the last three days of March"
  int nth_weekday = 0;         // "the first Friday of March"
  std::string nth_unit;        // day, week, weekend, weekday, month
  std::string portion;         // early middle late; beginning end
  std::string part_of_day;     // MO AF EV NI DT
  bool into_next_day = false;  // "the night from Sunday to Monday"
  bool ends_there = false;     // "overnight into Sunday": the named day is the later one
  std::optional<int> hour, minute;

  std::string value;  // of durations, sets and references
  int days_around =
      0;  // durations that touch the anchor: -1 before ("the last three days"), 1 after
  bool after_event = false;  // "five days after the start of the offensive"
};

class TimeGrammar {
 public:
  TimeGrammar(const std::vector<TimeToken>& tokens, const TimeLexicon& lexicon,
              const language::Analysis& analysis)
      : tokens_(tokens), lexicon_(lexicon), analysis_(analysis) {}

  // The longest expression that starts at this token and is plausible there.
  std::optional<TimeExpression> longest_at(std::size_t i) const;

 private:
  using Match = std::optional<TimeExpression>;
  struct Count {
    double value = 0;
    bool vague = false;
    std::size_t end = 0;
  };
  struct Number {
    int value = 0;
    std::size_t end = 0;
  };

  // Tokens.
  const TimeMeaning* as(std::size_t i, TimeClass kind) const;
  bool is(std::size_t i, std::string_view lower) const;
  bool is_preposition(std::size_t i, std::string_view value) const;
  bool same_sentence(std::size_t i, std::size_t j) const;
  const language::Word& word(std::size_t i) const { return analysis_.words[tokens_[i].word]; }

  bool stands_alone(std::size_t end) const;  // no noun follows that a number could count
  bool is_followed_by_verb(std::size_t end) const;

  // Numbers in words (time_grammar_numbers.cc).
  std::optional<Number> number_words(std::size_t i) const;
  std::optional<Count> count(std::size_t i) const;
  std::size_t read_year_words(std::size_t i, TimeExpression& e) const;
  std::size_t read_day_words(std::size_t i, TimeExpression& e) const;

  // Pieces of dates: the end of what was read, 0 where nothing was. `sure`: what stands before
  // leaves no doubt that it is one.
  std::size_t read_month(std::size_t i, TimeExpression& e, bool sure = false) const;
  std::size_t read_day(std::size_t i, TimeExpression& e) const;
  std::size_t read_year(std::size_t i, TimeExpression& e) const;
  std::size_t read_short_year(std::size_t i, TimeExpression& e) const;
  std::size_t read_weekday(std::size_t i, TimeExpression& e, bool sure = false) const;
  std::size_t read_clock(std::size_t i, TimeExpression& e) const;
  bool is_hour_of_part(std::size_t i, std::size_t end) const;
  std::size_t read_zone(std::size_t i) const;
  std::size_t read_meridiem(std::size_t i, int& hours) const;
  std::size_t read_month_and_day(std::size_t i, TimeExpression& e) const;
  std::size_t read_day_after_month(std::size_t i, TimeExpression& e) const;
  std::size_t read_last_day(std::size_t i, TimeExpression& e) const;
  std::size_t read_part(std::size_t i, TimeExpression& e) const;

  // Dates.
  Match calendar_date(std::size_t i) const;
  Match year_first(const TimeExpression& year) const;  // "2016 November"
  Match day_of_month(std::size_t i, bool sure) const;  // "the 20th of next month", "the 20th"
  Match numeric_date(std::size_t i) const;
  Match numeric_month(std::size_t i) const;
  Match decade_or_century(std::size_t i) const;
  Match season(std::size_t i) const;
  Match quarter(std::size_t i) const;
  Match deictic(std::size_t i) const;
  Match holiday(std::size_t i) const;
  Match day_word(std::size_t i) const;
  Match plain_date(std::size_t i) const;  // any of the above
  Match portion_of(std::size_t i) const;
  Match date(std::size_t i) const;  // with portion, part of day and clock
  Match clock_first(std::size_t i) const;
  Match part_first(std::size_t i) const;
  Match night_between(std::size_t i) const;
  Match bare_part(std::size_t i) const;
  void extend_with_part_and_clock(TimeExpression& e) const;

  // Periods and their parts (time_grammar_periods.cc).
  Match named_period(std::size_t i) const;  // "March 2021", "next month", "the year"
  Match running_unit(std::size_t i) const;
  Match nth_of(std::size_t i) const;      // "the first week of March"
  Match unit_of(std::size_t i) const;     // "the week of March 5"
  Match after_next(std::size_t i) const;  // "the week after next"

  // Ranges (time_grammar_ranges.cc).
  Match range(std::size_t i) const;
  Match range_end(std::size_t i) const;
  Match span_from(std::size_t i) const;  // "three days starting on Monday"
  std::size_t read_join(std::size_t i, bool between) const;
  bool complete(TimeExpression& first, TimeExpression& second, const Match& whole) const;
  bool is_moved_from(std::size_t i) const;

  // Counts (time_grammar_counts.cc).
  Match duration(std::size_t i) const;
  bool is_modifier(std::size_t number, std::size_t unit) const;
  void compose(TimeExpression& e) const;       // "1 year | , 2 months and 3 days"
  Match counted(std::size_t i) const;          // durations and what is built on them
  Match counted_weekday(std::size_t i) const;  // "two Sundays ago"
  Match whole_unit(std::size_t i) const;       // "all day", "the whole week"
  Match half_unit(std::size_t i) const;
  Match window(std::size_t i) const;  // "the last three days"
  Match consecutive(std::size_t i) const;
  Match bare_units(std::size_t i) const;
  Match recurrence(std::size_t i) const;
  Match phrase(std::size_t i) const;
  Match relative_to(const TimeExpression& duration, double value) const;
  Match offset_from_date(const TimeExpression& duration, int direction) const;
  Match day_beside(std::size_t i) const;  // "the day before", "the next day"

  bool plausible(const TimeExpression& e) const;
  bool plausible_year(const TimeExpression& e) const;
  bool plausible_month(const TimeExpression& e) const;

  bool plausible_end(const TimeExpression& e) const;

  const std::vector<TimeToken>& tokens_;
  const TimeLexicon& lexicon_;
  const language::Analysis& analysis_;
};

// The later end wins; of equals the first.
void keep_longer(std::optional<TimeExpression>& best, std::optional<TimeExpression> other);

// TIMEX3 duration: "P3D", "PT6H", "PXD" where vague.
std::string duration_value(std::string_view unit, double count, bool vague);
std::string duration_value(const std::vector<TimeStep>& steps);

}  // namespace litopys::reading
