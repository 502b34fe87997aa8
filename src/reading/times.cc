// Times from end to end: tokens, the longest expression at each place, anchors, resolution.
//
//     published 2024-03-06:  "RIVERTON, March 4 (Example News) - Two men were held on Sunday night
//                             and released the next morning."
//     March 4          2024-03-04   the dateline: the anchor from here on
//     Sunday night     2024-03-03   looks back from the dateline, not from the publication
//     the next morning 2024-03-04   one day after the last dated time
//
// A clock time or part of a day without its day ("at 9 p.m.") takes the day of its own sentence,
// else that of the last dated time that was not told aside, else the anchor. The clock times that
// open the entries of a live blog (clock_entries.h) are the page's day or told by headers; what
// stands in an entry looks back from its day. Nothing reads the clock of the machine.
// Linear in the text. Covered by times_test.cc and tests/cases/times.
#include "reading/times.h"

#include <algorithm>

#include "reading/clauses.h"
#include "reading/clock_entries.h"
#include "reading/time_governor.h"
#include "reading/time_grammar.h"
#include "reading/time_resolution.h"
#include "reading/time_tokens.h"

namespace litopys::reading {
namespace {

using Form = TimeExpression::Form;

struct Found {
  TimeExpression expression;
  Time time;
  std::int32_t sentence = 0;
  bool future = false;
  bool past = false;
  std::optional<TimeExpression> range;   // at its first end, where its ends are two times
  std::int32_t entry = language::kNone;  // of a log, that this clock time opens
  bool settled = false;
};

Found found_at(const Document& document, const TimeLexicon& lexicon,
               const std::vector<TimeToken>& tokens, TimeExpression expression) {
  Found entry;
  const std::size_t begin = expression.begin, last = expression.end - 1;
  entry.time.span = {tokens[begin].span.begin, tokens[last].span.end};
  entry.time.words = {tokens[begin].word, tokens[last].word + 1};
  entry.sentence = tokens[begin].sentence;
  entry.future = looks_forward(document, entry.time.words, lexicon);
  const bool day = expression.form == Form::kCalendar && !expression.year && !expression.last_day &&
                   expression.deixis.empty() && (expression.weekday || expression.day);
  const bool weekday = expression.weekday && !expression.day;
  entry.future |= day && is_day_ahead(document, entry.time.words, weekday, lexicon);
  entry.past = !entry.future && looks_back(document, entry.time.words, lexicon);
  entry.expression = std::move(expression);
  return entry;
}

// "16:30 - Police: ...": the clock time that opens an entry of a log.
TimeExpression clock_of(const ClockEntry& entry, const std::vector<TimeToken>& tokens,
                        std::size_t begin) {
  TimeExpression e;
  e.form = Form::kPartOfDay;
  e.rule = kLogEntry;
  e.begin = e.end = begin;
  while (e.end < tokens.size() && tokens[e.end].span.begin < entry.clock.end) ++e.end;
  e.hour = entry.minutes / 60;
  e.minute = entry.minutes % 60;
  return e;
}

std::vector<Found> find_expressions(const Document& document, const TimeLexicon& lexicon,
                                    const std::vector<TimeToken>& tokens,
                                    const std::vector<ClockEntry>& entries) {
  const TimeGrammar grammar(tokens, lexicon, document.analysis);
  std::vector<Found> found;
  for (std::size_t i = 0; i < tokens.size();) {
    const std::int32_t entry = entry_at(entries, tokens[i].span.begin);
    if (entry != language::kNone &&
        entries[static_cast<std::size_t>(entry)].clock.begin == tokens[i].span.begin) {
      const ClockEntry& log = entries[static_cast<std::size_t>(entry)];
      found.push_back(found_at(document, lexicon, tokens, clock_of(log, tokens, i)));
      found.back().entry = entry;
      found.back().future = false;
      i = found.back().expression.end;
      continue;
    }
    std::optional<TimeExpression> expression = grammar.longest_at(i);
    if (!expression) {
      ++i;
      continue;
    }
    i = expression->end;
    if (!expression->is_split) {
      found.push_back(found_at(document, lexicon, tokens, std::move(*expression)));
      continue;
    }
    Found first = found_at(document, lexicon, tokens, expression->parts[0]);
    Found second = found_at(document, lexicon, tokens, expression->parts[1]);
    first.future = second.future = first.future || second.future;
    first.range = std::move(expression);
    found.push_back(std::move(first));
    found.push_back(std::move(second));
  }
  return found;
}

// "RIVERTON, March 4 (Example News) -" or a first paragraph that is a date and nothing else.
bool is_dateline(const Document& document, const std::vector<TimeToken>& tokens,
                 const TimeExpression& e) {
  constexpr std::size_t kLongestDateline = 25, kEarliestParagraphs = 4;
  if (e.form != Form::kCalendar || !e.month || !e.day || e.last_day) return false;
  const language::Sentence& sentence = document.analysis.sentences[tokens[e.begin].sentence];
  const bool opens = e.begin == 0 || tokens[e.begin - 1].sentence != tokens[e.begin].sentence;
  const bool closes = e.end == tokens.size() || tokens[e.end].sentence != tokens[e.begin].sentence;
  if (opens && closes) return sentence.paragraph < static_cast<std::int32_t>(kEarliestParagraphs);
  if (e.end >= kLongestDateline || closes || sentence.paragraph > 1) return false;
  std::size_t first = e.begin;
  while (first > 0 && tokens[first - 1].sentence == tokens[e.begin].sentence) --first;
  const bool names_place = first < e.begin && tokens[first].capital;
  const auto is_mark = [&](std::size_t at) {
    return at < tokens.size() && (tokens[at].lower == "(" || tokens[at].lower == "-");
  };
  return names_place && (is_mark(e.end) || is_mark(e.end + 1)) &&
         (tokens[e.begin - 1].lower == "," || tokens[e.begin - 1].lower == "(" ||
          tokens[e.begin - 1].lower == "-");
}

// Some word of the sentence has a subject.
bool tells_something(const language::Analysis& analysis, std::int32_t sentence) {
  const language::Sentence& line = analysis.sentences[static_cast<std::size_t>(sentence)];
  for (std::int32_t w = line.begin; w < line.end; ++w)
    if (analysis.words[static_cast<std::size_t>(w)].deprel.starts_with("nsubj")) return true;
  return false;
}

// "Bulletin 112, 14 June 2024" or "By A. Writer | March 5, 2022": a full date in one of the first
// lines, none of which tells anything (no word has a subject), and not said of what the line names
// ("The march of 5 March 1950").
bool is_in_head(const Document& document, const std::vector<TimeToken>& tokens,
                const TimeExpression& e) {
  constexpr std::int32_t kLastSentence = 5;
  const std::int32_t own = tokens[e.begin].sentence;
  if (e.form != Form::kCalendar || !e.year || !e.month || !e.day || e.last_day) return false;
  if (own > kLastSentence) return false;
  const language::Analysis& analysis = document.analysis;
  if (e.begin > 0 && tokens[e.begin - 1].sentence == own &&
      analysis.words[static_cast<std::size_t>(tokens[e.begin - 1].word)].upos == "ADP")
    return false;
  for (std::int32_t s = 0; s <= own; ++s)
    if (tells_something(analysis, s) && (s == own || !is_heading(analysis, s))) return false;
  return true;
}

// "Will open in three weeks", "within three days": under a future verb a length leads on from the
// anchor. "The worst storm in three weeks" hangs on a noun and stays a length.
void look_ahead(const Document& document, const std::vector<TimeToken>& tokens, Found& entry) {
  TimeExpression& e = entry.expression;
  if (!entry.future || e.form != Form::kDuration || e.rule != "duration" || e.steps.empty() ||
      e.begin == 0)
    return;
  const std::string& before = tokens[e.begin - 1].lower;
  const language::Analysis& analysis = document.analysis;
  const std::int32_t head = head_of(analysis, entry.time.words);
  const std::int32_t above = analysis.words[head].head;
  if (above == language::kNone) return;
  const std::string& upos = analysis.words[above].upos;
  if (upos != "VERB" && upos != "ADV") return;
  if (before == "within") {
    e.days_around = 1;
    e.count = e.steps[0].count;
    e.rule = "within";
  } else if (before == "in" && e.steps[0].unit != "hour" && e.steps[0].unit != "minute" &&
             e.steps[0].unit != "second") {
    e.form = Form::kRelative;
    e.count = e.steps[0].count;
    e.rule = "in_future";
  }
}

// "SITUATION REPORT NO. 3 (8 - 14 MAY)": the last day of the period that a heading tells.
std::optional<Date> end_of_period(const Document& document, const Found& entry,
                                  const TimeAnchors& anchors) {
  const auto& sentences = document.analysis.sentences;
  const auto next = static_cast<std::size_t>(entry.sentence) + 1;
  const bool closes =
      next == sentences.size() || sentences[next].paragraph != sentences[next - 1].paragraph;
  const TimeExpression& e = entry.expression;
  if (!closes || tells_something(document.analysis, entry.sentence)) return std::nullopt;
  if (entry.range) return parse_date(resolve_ends(*entry.range, anchors).second.end);
  if (e.form != Form::kRange && !(e.form == Form::kCalendar && e.last_day)) return std::nullopt;
  return parse_date(resolve(e, anchors).end);
}

// A report comes out on the day of its dateline or soon after it; one on a period later. What an
// older or a later day in its head is the day of ("Earthquake (M 6, 21 May) -"), is not when it was
// written.
bool is_written_then(const Date& day, bool of_period, const TimeAnchors& published) {
  constexpr std::int64_t kAhead = 1;  // days
  const std::int64_t longest = of_period ? 45 : 10;
  if (!published.anchor || published.anchor_name != "published") return true;
  const std::int64_t age = day_number(*published.anchor) - day_number(day);
  return age >= -kAhead && age <= longest;
}

// The index of the time that is the dateline; none where there is none.
std::optional<std::size_t> set_anchor(const Document& document,
                                      const std::vector<TimeToken>& tokens,
                                      const std::vector<Found>& found, TimeAnchors& anchors) {
  constexpr std::int32_t kHeadings = 2;  // sentences
  anchors.anchor = parse_date(document.report.published);
  anchors.anchor_name = anchors.anchor ? "published" : "unresolved";
  if (!anchors.anchor && (anchors.anchor = parse_date(document.title_day)))
    anchors.anchor_name = "dateline";
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Found& entry = found[i];
    std::optional<Date> day;
    if (entry.sentence < kHeadings) day = end_of_period(document, entry, anchors);
    const bool of_period = day.has_value();
    if (!day && !entry.range &&
        (is_dateline(document, tokens, entry.expression) ||
         (!anchors.anchor && is_in_head(document, tokens, entry.expression))))
      day = parse_date(resolve(entry.expression, anchors).start);
    if (!day || !is_written_then(*day, of_period, anchors)) continue;
    anchors.anchor = day;
    anchors.anchor_name = "dateline";
    return i;
  }
  return std::nullopt;
}

bool is_plain_year(const TimeExpression& e) {
  return e.form == Form::kCalendar && e.year && !e.month && !e.quarter && !e.half &&
         e.season.empty() && e.portion.empty();
}

// "16 October of that year": the last year told before. "In 2008 it was here, on 6 April": the year
// that opens the sentence or stands in its clause.
void carry_year(const language::Analysis& analysis, const std::vector<Found>& found, std::size_t at,
                TimeExpression& e) {
  if (e.form != Form::kCalendar || e.year) return;
  const bool that_year = e.unit == "year" && e.deixis == "same";
  const bool bare_day = e.month && e.day && e.deixis.empty() && e.unit.empty() && !e.weekday;
  if (!that_year && !bare_day) return;
  for (std::size_t i = at; i-- > 0;) {
    const TimeExpression& earlier = found[i].expression;
    if (bare_day && found[i].sentence != found[at].sentence) return;
    if (earlier.form != Form::kCalendar || !earlier.year) continue;
    if (bare_day) {
      const auto clause = [&](std::size_t j) {
        return clause_of(analysis, head_of(analysis, found[j].time.words));
      };
      const std::int32_t begin =
          analysis.sentences[static_cast<std::size_t>(found[i].sentence)].begin;
      const bool opens = found[i].time.words.begin - begin <= 1;
      if (!is_plain_year(earlier) || found[i].future || (!opens && clause(i) != clause(at))) return;
    } else {
      e.deixis.clear();
      e.unit.clear();
    }
    e.year = earlier.year;
    return;
  }
}

// "Since X" has an open end. Years and days alike; the words of the time stay "X".
void open_after_since(const std::vector<TimeToken>& tokens, Found& entry) {
  const std::size_t begin = entry.expression.begin;
  if (begin == 0 || entry.time.start.empty()) return;
  std::size_t before = begin - 1;
  const bool beside = tokens[before].lower == ",";  // "since polling day, 9 August"
  for (int steps = 0; steps < (beside ? 4 : 2) && before > 0; ++steps) {  // "since at least Friday"
    if (tokens[before].as(TimeClass::kPreposition) != nullptr) break;
    if (tokens[before].sentence != tokens[begin].sentence) return;
    --before;
  }
  const TimeMeaning* preposition = tokens[before].as(TimeClass::kPreposition);
  if (preposition == nullptr || tokens[before].sentence != tokens[begin].sentence ||
      entry.time.kind == "DURATION")
    return;
  // "From 24 February 2022 some 300,000": a full date that no other one ends.
  const bool from = preposition->value == "from" && before + 1 == begin && entry.expression.year &&
                    entry.expression.day && !entry.range && entry.time.range_end == language::kNone;
  if (preposition->value != "since" && !from) return;
  entry.time.end.clear();
  entry.time.open = "end";
}

// In a relative or adverbial clause: told beside what happens ("the assault that
// began yesterday"), and not the day that the story is at.
bool is_aside(const language::Analysis& analysis, const Time& time) {
  for (const std::int32_t at : way_up(analysis, head_of(analysis, time.words))) {
    const std::string_view relation =
        language::relation(analysis.words[static_cast<std::size_t>(at)]);
    if (relation == "acl" || relation == "advcl") return true;
  }
  return false;
}

// The day that a bare clock time belongs to: in its sentence before it, after it, else earlier;
// one told aside only right before it and where the report tells no other so far ("a raid that
// began early Sunday. Guards were called at 2 a.m.").
std::optional<Date> day_beside(const language::Analysis& analysis, const std::vector<Found>& found,
                               std::size_t at) {
  const auto day = [&](std::size_t i) -> std::optional<Date> {
    const Time& time = found[i].time;
    if (time.start.substr(0, 10) != time.end.substr(0, 10)) return std::nullopt;
    return parse_date(time.start);
  };
  constexpr std::int32_t kNear = 2;  // sentences
  const auto resolved = [&](std::size_t i) { return found[i].expression.form != Form::kPartOfDay; };
  for (std::size_t i = at; i-- > 0 && found[i].sentence == found[at].sentence;)
    if (resolved(i) && day(i)) return day(i);
  for (std::size_t i = at + 1; i < found.size() && found[i].sentence == found[at].sentence; ++i)
    if (resolved(i) && day(i)) return day(i);
  std::optional<Date> only;  // told aside, and no other day is told before
  const std::int32_t word = found[at].time.words.begin;
  const std::int32_t sentence = analysis.words[static_cast<std::size_t>(word)].sentence;
  // A clock time that opens its sentence may be a log's.
  bool several = word <= analysis.sentences[static_cast<std::size_t>(sentence)].begin + 1;
  for (std::size_t i = at; i-- > 0;) {
    if (!resolved(i) || !day(i)) continue;
    if (found[i].future == found[at].future && !is_aside(analysis, found[i].time)) return day(i);
    const bool far = !only && found[at].sentence - found[i].sentence > kNear;
    const bool other = found[i].future != found[at].future || (only && !(*only == *day(i)));
    several = several || far || other;
    only = day(i);
  }
  return several ? std::nullopt : only;
}

void take(Time time, Found& entry) {
  time.span = entry.time.span;
  time.words = entry.time.words;
  entry.time = std::move(time);
  entry.settled = true;
}

bool is_bare_weekday(const Found& entry) {
  const TimeExpression& e = entry.expression;
  return e.form == Form::kCalendar && e.rule == "weekday" && e.deixis.empty() && e.unit.empty();
}

// "Saturday | and Sunday", "Friday, | Saturday and Sunday": the last weekday of such a list.
std::size_t end_of_list(const std::vector<TimeToken>& tokens, const std::vector<Found>& found,
                        std::size_t from) {
  std::size_t last = from, told = from;  // what the last "and" joins
  while (is_bare_weekday(found[last]) && last + 1 < found.size() &&
         is_bare_weekday(found[last + 1]) && found[last + 1].sentence == found[from].sentence) {
    const std::size_t at = found[last].expression.end, next = found[last + 1].expression.begin;
    const bool comma = tokens[at].lower == ",";
    const std::size_t joint = comma ? at + 1 : at;
    const bool conjoined = tokens[joint].lower == "and" || tokens[joint].lower == "or";
    if (next != (conjoined ? joint + 1 : joint) || (!comma && !conjoined)) break;
    ++last;
    if (conjoined) told = last;
  }
  return told;
}

// The weekdays of a list follow each other: "on Saturday and Sunday", said on a Saturday, are those
// of the last weekend.
void settle_list(std::size_t from, std::size_t last, TimeAnchors anchors,
                 std::vector<Found>& found) {
  const bool future = found[from].future;
  for (std::size_t step = 0; step <= last - from; ++step) {
    Found& entry = found[future ? from + step : last - step];
    anchors.future = future;
    take(resolve(entry.expression, anchors), entry);
    const std::optional<Date> day = parse_date(entry.time.start);
    if (day) anchors.anchor = add_days(*day, future ? 1 : -1);
  }
}

// "FRIDAY, 3 MAY, | 10:00", "Friday 3 May" on a line before: the day of the entries from there on.
void read_headers(const std::vector<TimeToken>& tokens, const std::vector<Found>& found,
                  const TimeAnchors& anchors, std::vector<ClockEntry>& entries) {
  for (std::size_t i = 1; i < found.size(); ++i) {
    const TimeExpression& day = found[i - 1].expression;
    if (found[i].entry == language::kNone || day.form != Form::kCalendar || day.hour ||
        day.last_day || !(day.weekday || (day.month && day.day)))
      continue;
    std::size_t next = day.end;
    while (next < found[i].expression.begin && tokens[next].number < 0 &&
           tokens[next].lower.size() == 1)
      ++next;
    const bool opens =
        day.begin == 0 || tokens[day.begin - 1].sentence != tokens[day.begin].sentence;
    if (next == found[i].expression.begin && opens)
      entries[static_cast<std::size_t>(found[i].entry)].header =
          parse_date(resolve(day, anchors).start);
  }
}

// Each clock of a log stands on a day of its own; without an anchor on none.
void date_entries(const std::vector<ClockEntry>& entries, const TimeAnchors& anchors,
                  std::vector<Found>& found) {
  if (!anchors.anchor || entries.empty()) return;
  const std::vector<Date> days = days_of_entries(entries, *anchors.anchor);
  for (Found& each : found) {
    if (each.entry == language::kNone) continue;
    const Date& day = days[static_cast<std::size_t>(each.entry)];
    each.expression.form = Form::kCalendar;
    each.expression.year = day.year;
    each.expression.month = day.month;
    each.expression.day = day.day;
    take(resolve(each.expression, anchors), each);
    each.time.anchor = anchors.anchor_name;
  }
}

}  // namespace

std::string day_of_title(const Document& title, const std::vector<Time>& times) {
  constexpr std::int64_t kNews = 14;  // days
  const std::optional<Date> published = parse_date(title.report.published);
  for (const language::Word& word : title.analysis.words)
    if (word.upos == "VERB" || word.upos == "AUX") return {};
  std::string day;
  for (const Time& time : times) {
    const bool one = time.granularity == "day" && time.start == time.end && time.open.empty();
    if (time.rule != "month_day" || !one) continue;
    if (!day.empty() && day != time.start) return {};
    day = time.start;
  }
  const std::optional<Date> named = parse_date(day);
  if (!named) return {};
  const std::int64_t age = published ? day_number(*published) - day_number(*named) : 0;
  return age >= 0 && age <= kNews ? day : std::string();
}

std::vector<Time> read_times(const Document& document, const TimeLexicon& lexicon) {
  const std::vector<TimeToken> tokens = time_tokens(document, lexicon);
  std::vector<ClockEntry> entries = clock_entries(document);
  std::vector<Found> found = find_expressions(document, lexicon, tokens, entries);
  TimeAnchors anchors;
  const std::optional<std::size_t> dateline = set_anchor(document, tokens, found, anchors);
  read_headers(tokens, found, anchors, entries);
  date_entries(entries, anchors, found);
  const std::optional<Date> page = anchors.anchor, of_title = parse_date(document.title_day);
  anchors.previous = of_title;
  const auto settle = [&](Found& entry) {
    anchors.future = entry.future;
    anchors.past = entry.past;
    look_ahead(document, tokens, entry);
    if (!entry.settled) take(resolve(entry.expression, anchors), entry);
    open_after_since(tokens, entry);
  };
  for (std::size_t i = 0; i < found.size(); ++i) {
    Found& entry = found[i];
    if (entry.expression.form == Form::kPartOfDay) continue;
    if (entry.entry != language::kNone) anchors.anchor = parse_date(entry.time.start);
    if (!entry.settled && !entry.range) carry_year(document.analysis, found, i, entry.expression);
    if (entry.range) {
      anchors.future = entry.future;
      auto [first, second] = resolve_ends(*entry.range, anchors);
      take(std::move(first), entry);
      take(std::move(second), found[i + 1]);
      entry.time.range_end = static_cast<std::int32_t>(i) + 1;
    }
    if (const std::size_t last = end_of_list(tokens, found, i); last > i && !entry.settled)
      settle_list(i, last, anchors, found);
    settle(entry);
    const bool one_day =
        !entry.time.start.empty() && entry.time.start.substr(0, 10) == entry.time.end.substr(0, 10);
    const bool day_range = entry.expression.form == Form::kRange && entry.time.granularity == "day";
    if ((one_day || day_range) && !entry.future) anchors.previous = parse_date(entry.time.end);
    // "under siege since Friday. That morning ...": where no other day is told before
    if (!anchors.previous && entry.time.open == "end" && entry.time.granularity == "day")
      anchors.previous = parse_date(entry.time.start);
  }
  anchors.anchor = of_title ? of_title : page;
  std::vector<Time> times;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].expression.form == Form::kPartOfDay) {
      anchors.previous = day_beside(document.analysis, found, i);
      if (!anchors.previous) anchors.previous = of_title;
      settle(found[i]);
    }
  }
  if (dateline) found[*dateline].time.of_page = true;
  for (Found& entry : found) times.push_back(std::move(entry.time));
  return times;
}

}  // namespace litopys::reading
