// Times from end to end: tokens, the longest expression at each place, anchors, resolution.
//
//     published 2024-03-06:  "RIVERTON, March 4 (Example News) - Two men were held on Sunday night
//                             and released the next morning."
//     March 4          2024-03-04   the dateline: the anchor from here on
//     Sunday night     2024-03-03   looks back from the dateline, not from the publication
//     the next morning 2024-03-04   one day after the last dated time
//
// A clock time or part of a day without its day ("at 9 p.m.") takes the day of its own sentence,
// else that of the last dated time, else the anchor. Nothing reads the clock of the machine.
// Linear in the text. Covered by times_test.cc and tests/cases/times.
#include "reading/times.h"

#include <algorithm>

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
};

std::vector<Found> find_expressions(const Document& document, const TimeLexicon& lexicon,
                                    const std::vector<TimeToken>& tokens) {
  const TimeGrammar grammar(tokens, lexicon, document.analysis);
  std::vector<Found> found;
  for (std::size_t i = 0; i < tokens.size();) {
    std::optional<TimeExpression> expression = grammar.longest_at(i);
    if (!expression) {
      ++i;
      continue;
    }
    Found entry;
    entry.time.span = {tokens[i].span.begin, tokens[expression->end - 1].span.end};
    entry.time.words = {tokens[i].word, tokens[expression->end - 1].word + 1};
    entry.sentence = tokens[i].sentence;
    entry.future = looks_forward(document, entry.time.words, lexicon);
    i = expression->end;
    entry.expression = std::move(*expression);
    found.push_back(std::move(entry));
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

void set_anchor(const Document& document, const std::vector<TimeToken>& tokens,
                const std::vector<Found>& found, TimeAnchors& anchors) {
  anchors.anchor = parse_date(document.report.published);
  anchors.anchor_name = anchors.anchor ? "published" : "unresolved";
  for (const Found& entry : found) {
    if (!is_dateline(document, tokens, entry.expression)) continue;
    const Time dateline = resolve(entry.expression, anchors);
    if (const std::optional<Date> date = parse_date(dateline.start)) {
      anchors.anchor = date;
      anchors.anchor_name = "dateline";
    }
    return;
  }
}

// "Since X" has an open end. Years and days alike; the words of the time stay "X".
void open_after_since(const std::vector<TimeToken>& tokens, Found& entry) {
  const std::size_t begin = entry.expression.begin;
  if (begin == 0 || entry.time.start.empty()) return;
  std::size_t before = begin - 1;
  for (int steps = 0; steps < 2 && before > 0; ++steps) {  // "since at least Friday"
    if (tokens[before].as(TimeClass::kPreposition) != nullptr) break;
    if (tokens[before].sentence != tokens[begin].sentence) return;
    --before;
  }
  const TimeMeaning* preposition = tokens[before].as(TimeClass::kPreposition);
  if (preposition == nullptr || preposition->value != "since" ||
      tokens[before].sentence != tokens[begin].sentence || entry.time.kind == "DURATION")
    return;
  entry.time.end.clear();
  entry.time.open = "end";
}

// The day that a bare clock time belongs to: in its sentence before it, after it, else earlier.
std::optional<Date> day_beside(const std::vector<Found>& found, std::size_t at) {
  const auto day = [&](std::size_t i) -> std::optional<Date> {
    const Time& time = found[i].time;
    if (time.start.substr(0, 10) != time.end.substr(0, 10)) return std::nullopt;
    return parse_date(time.start);
  };
  const auto resolved = [&](std::size_t i) { return found[i].expression.form != Form::kPartOfDay; };
  for (std::size_t i = at; i-- > 0 && found[i].sentence == found[at].sentence;)
    if (resolved(i) && day(i)) return day(i);
  for (std::size_t i = at + 1; i < found.size() && found[i].sentence == found[at].sentence; ++i)
    if (resolved(i) && day(i)) return day(i);
  for (std::size_t i = at; i-- > 0;)
    if (resolved(i) && day(i) && found[i].future == found[at].future) return day(i);
  return std::nullopt;
}

}  // namespace

std::vector<Time> read_times(const Document& document, const TimeLexicon& lexicon) {
  const std::vector<TimeToken> tokens = time_tokens(document, lexicon);
  std::vector<Found> found = find_expressions(document, lexicon, tokens);
  TimeAnchors anchors;
  set_anchor(document, tokens, found, anchors);
  const auto settle = [&](Found& entry) {
    anchors.future = entry.future;
    Time time = resolve(entry.expression, anchors);
    time.span = entry.time.span;
    time.words = entry.time.words;
    entry.time = std::move(time);
    open_after_since(tokens, entry);
  };
  for (Found& entry : found) {
    if (entry.expression.form == Form::kPartOfDay) continue;
    settle(entry);
    const bool one_day =
        !entry.time.start.empty() && entry.time.start.substr(0, 10) == entry.time.end.substr(0, 10);
    if (one_day && !entry.future) anchors.previous = parse_date(entry.time.start);
  }
  std::vector<Time> times;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].expression.form == Form::kPartOfDay) {
      anchors.previous = day_beside(found, i);
      settle(found[i]);
    }
  }
  for (Found& entry : found) times.push_back(std::move(entry.time));
  return times;
}

}  // namespace litopys::reading
