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
  };
  std::size_t begin = 0, end = 0;  // tokens
  Form form = Form::kCalendar;
  std::string rule;

  std::optional<int> year, month, day, last_day, weekday, decade, century, quarter, half;
  std::string season;
  const Holiday* holiday = nullptr;

  std::string deixis;          // this last next previous following same; empty: none
  std::string unit;            // of relative expressions and durations
  int count = 0;               // signed
  bool vague = false;          // "several days ago"
  bool from_previous = false;  // "two days later"

  int nth = 0;                 // "the second week of March"; -1: the last
  std::string nth_unit;        // day, week, weekend
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

  // Tokens.
  const TimeMeaning* as(std::size_t i, TimeClass kind) const;
  bool is(std::size_t i, std::string_view lower) const;
  bool is_preposition(std::size_t i, std::string_view value) const;
  bool same_sentence(std::size_t i, std::size_t j) const;
  const language::Word& word(std::size_t i) const { return analysis_.words[tokens_[i].word]; }

  // Pieces of dates: the end of what was read, 0 where nothing was.
  std::size_t read_month(std::size_t i, TimeExpression& e) const;
  std::size_t read_day(std::size_t i, TimeExpression& e) const;
  std::size_t read_year(std::size_t i, TimeExpression& e) const;
  std::size_t read_short_year(std::size_t i, TimeExpression& e) const;
  std::size_t read_weekday(std::size_t i, TimeExpression& e) const;
  std::size_t read_clock(std::size_t i, TimeExpression& e) const;
  std::size_t read_zone(std::size_t i) const;
  std::size_t read_meridiem(std::size_t i, int& hours) const;
  std::size_t read_month_and_day(std::size_t i, TimeExpression& e) const;
  std::size_t read_part(std::size_t i, TimeExpression& e) const;

  // Dates.
  Match calendar_date(std::size_t i) const;
  Match numeric_date(std::size_t i) const;
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

  // Counts (time_grammar_counts.cc).
  std::optional<Count> count(std::size_t i) const;
  Match counted(std::size_t i) const;  // durations and what is built on them
  Match half_unit(std::size_t i) const;
  Match window(std::size_t i) const;  // "the last three days"
  Match consecutive(std::size_t i) const;
  Match nth_of(std::size_t i) const;  // "the first week of March"
  Match bare_units(std::size_t i) const;
  Match recurrence(std::size_t i) const;
  Match phrase(std::size_t i) const;
  Match relative_to(const TimeExpression& duration, double value) const;
  Match day_beside(std::size_t i) const;  // "the day before", "the next day"

  bool plausible(const TimeExpression& e) const;
  bool plausible_year(const TimeExpression& e) const;
  bool plausible_month(const TimeExpression& e) const;

  const std::vector<TimeToken>& tokens_;
  const TimeLexicon& lexicon_;
  const language::Analysis& analysis_;
};

// TIMEX3 duration: "P3D", "PT6H", "PXD" where vague.
std::string duration_value(std::string_view unit, double count, bool vague);

}  // namespace litopys::reading
