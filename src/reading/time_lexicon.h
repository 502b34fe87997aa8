// The words that time expressions are made of, as read from codebooks/times/*.tsv. Immutable after
// loading; shared by all threads.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/calendar.h"
#include "text/result.h"

namespace litopys::reading {

// What the grammar may use a word as; the codebook spells them in lower case with underscores.
enum class TimeClass {
  kMonth,          // value 1 .. 12
  kMonthShort,     // "jan": needs a day or a full stop beside it
  kWeekday,        // 1 Monday .. 7 Sunday
  kWeekdayPlural,  // "fridays"
  kWeekdayShort,   // "sun": needs a full stop or a date beside it
  kUnit,           // "week"
  kUnits,          // "weeks"
  kNumber,         // 0 .. 19; this and the next three from codebooks/numerals.tsv
  kTens,           // 20, 30 ...
  kMultiplier,     // hundred, dozen
  kOrdinal,        // "third"
  kOrdinalSuffix,  // "rd" of "3rd"
  kPartOfDay,      // TIMEX3 code: MO AF EV NI DT
  kClockWord,      // "noon": 12:00
  kDayWord,        // "yesterday": -1
  kNightWord,      // "tonight": 0, "overnight": -1
  kArticle,        // a, an, one
  kThe,
  kDeixis,       // this last next past previous following same
  kPortion,      // early late middle
  kPortionNoun,  // "the end of": beginning middle end
  kApproximator,
  kVagueNumber,  // several
  kRecent,
  kAgo,
  kOffset,  // "later" 1, "earlier" -1
  kEvery,
  kPer,
  kMeridiem,   // hours to add: 0, 12
  kSeason,     // SP SU FA WI
  kFrequency,  // "daily": P1D
  kDecade,     // "sixties": 60
  kZone,
  kPreposition,  // on in at since until by from to of for before after
  kConsecutive,
  kAge,           // "old"
  kHomograph,     // "may", "march": a time only with a capital
  kCountNoun,     // "couple": 2
  kDecadeEnding,  // "tens" of "the twenty-tens": 10
  kYearPart,      // "q" of "Q3", "h" of "H1": quarter, half
  kStarting,      // "three days starting on Monday"
  kWhole,         // all full whole
  kMeasure,       // "2000 metres" is no year
  kCount
};

struct TimeMeaning {
  TimeClass kind = TimeClass::kMeasure;
  std::string value;
  int number = 0;  // the value, where it is a number
};

struct TimePhrase {
  std::vector<std::string> words;
  std::string value;  // PRESENT_REF, PAST_REF, FUTURE_REF
};

// A day with a name, or some days ("Ramadan"); one of: month and day, a weekday of a month, days
// from Easter, a list of dates.
struct Holiday {
  std::vector<std::string> words;
  int month = 0, day = 0, weekday = 0, which = 0;
  std::optional<int> easter;
  std::vector<Date> dates;  // first days, in order
  int days = 1;

  // Its first days in that year: none where the table ends, two where a short year comes round.
  std::vector<Date> in(int year) const;
};

struct TimeLexicon {
  std::map<std::string, std::vector<TimeMeaning>, std::less<>> words;
  std::vector<TimePhrase> phrases;
  std::vector<Holiday> holidays;
  // Words that make a time look forward, by role (codebooks/times/governors.tsv), and the verbs of
  // speech.tsv as "reporting": a time of theirs dates no event.
  std::map<std::string, std::vector<std::string>, std::less<>> governors;

  bool governs(std::string_view role, std::string_view word) const;
};

text::Result<TimeLexicon> load_time_lexicon(const std::filesystem::path& codebooks);

}  // namespace litopys::reading
