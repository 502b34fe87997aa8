// When each event happened: which time goes with which event.
//
//     "Two men were shot on Saturday night, police said on Sunday. The gunman fled."
//     shot   Saturday   clause      the time hangs on its verb
//     fled   Saturday   narrative   the last dated happening of its paragraph
//     "said on Sunday" dates the saying and never what was said.
//
// The order is clause, sentence (the clauses above, conjuncts, the only day of the sentence), the
// entry of a live blog, the present tense, narrative, publication. Narrative time goes on within a
// paragraph, and between mentions of the same kind of happening a few sentences apart, forward as
// well as back; a report's first lines often leave the day to a later one, however far. What the
// story only looks back on ("the day before", "had fled on Friday") hands on no day. The
// publication date is taken only for what the first sentences tell as news and for what stands in
// the present. What is planned, conditional or past background inherits nothing. Where a report
// tells days that nothing anchors ("on Sunday", and no date of publication), a day that it does
// tell goes no further than its paragraph, and not beyond the next day told. Linear in events
// times the times of their sentence. Covered by event_dates_test.cc.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "reading/calendar.h"
#include "reading/clauses.h"
#include "reading/clock_entries.h"
#include "reading/figure_dates.h"
#include "reading/mention_dates.h"
#include "reading/one_of.h"
#include "reading/sentence_dates.h"
#include "reading/tenses.h"
#include "reading/time_offsets.h"
#include "reading/times.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;

constexpr std::int32_t kNewsSentences = 3;  // of the text: what they tell without a day is news

class Dater {
 public:
  Dater(const Document& document, const TimeLexicon& lexicon, Reading& reading)
      : document_(document),
        analysis_(document.analysis),
        reading_(reading),
        lexicon_(lexicon),
        sentences_(document, lexicon, reading),
        year_(year_of_report()),
        entries_(clock_entries(document)),
        clock_of_entry_(clocks()) {}

  void date_all() {
    for (std::size_t s = 0; s < analysis_.sentences.size(); ++s)
      days_unknown_ = days_unknown_ || sentences_.tells_unknown_day(static_cast<std::int32_t>(s));
    for (Event& event : reading_.events) date_by_sentence(event);
    for (Event& event : reading_.events) date_by_earlier_year(event);
    mark_background();
    for (Event& event : reading_.events) date_by_entry(event);
    for (Event& event : reading_.events) date_by_present(event);
    date_by_mentions(reading_.events);
    date_by_narrative();
    only_day_ = find_only_day();
    resolve_offsets(document_, reading_);
    for (Event& event : reading_.events) date_by_day_told(event);
    for (Event& event : reading_.events) date_by_publication(event);
    date_mentions_alike(reading_.events);
    for (Figure& figure : reading_.figures) date_figure(document_, sentences_, reading_, figure);
  }

 private:
  // ---- the event's own sentence ---------------------------------------------------------------
  void date_by_sentence(Event& event) {
    if (is_dated_as_series(analysis_, event)) return;
    if (is_ranked(analysis_, event) && !has_time_below(event.word)) return;
    const SentenceDates::Choice choice = sentences_.of(event);
    if (choice.times.empty()) return date_by_offset(event);
    const DateCandidate& best = *choice.times.front();
    if (is_day_of_content(event, best)) return give_to_content(event, best);
    take(best, choice.basis, event);
    for (const DateCandidate* other : choice.times)
      if (other->rank == best.rank && best.rank <= 3 && choice.basis == "clause" &&
          other->start != best.start)
        event.other_times.push_back(other->time);
  }

  // "The protests of last week were the largest": the noun's own time.
  bool has_time_below(std::int32_t noun) const {
    return std::any_of(reading_.times.begin(), reading_.times.end(), [&](const Time& time) {
      return !time.in_title && time.words.begin < time.words.end &&
             language::dominates(analysis_, noun, time.words.begin) &&
             analysis_.words[time.words.begin].sentence == analysis_.words[noun].sentence;
    });
  }

  // "called for a shutdown from Friday": a day to come is that of what was asked for.
  bool is_day_of_content(const Event& event, const DateCandidate& day) const {
    const bool act_of_words =
        event.type == "REQUEST" || event.type == "THREATEN" || event.type == "AGREE";
    const std::string today = document_.report.published.substr(0, 10);
    return act_of_words && event.factuality.value == "CT+" && is_news(event) && !today.empty() &&
           day.start.substr(0, 10) > today;
  }

  // "invites everybody to a march on Friday": what is called for, where it is told as not yet done.
  void give_to_content(const Event& call, const DateCandidate& day) const {
    for (Event& asked : reading_.events)
      if (asked.word != kNone && asked.word != call.word && is_undated(asked) &&
          asked.factuality.value == "Uu" &&
          is_one_of(language::relation(analysis_.words[asked.word]), {"obl", "obj", "nmod"}) &&
          language::dominates(analysis_, call.word, asked.word))
        return take(day, "sentence", asked);
  }

  // "two days after guards had fired": the day above, moved; of "weeks after" nothing is known.
  void date_by_offset(Event& event) {
    const std::optional<SentenceDates::Offset> offset = sentences_.offset_of(event);
    if (!offset) return;
    if (offset->from == nullptr) {  // "came six weeks after a massacre": long before the story
      constexpr std::int64_t kStillStory = 14;  // days
      const bool near = offset->days && *offset->days > -kStillStory && *offset->days < kStillStory;
      if (!near) apart_.insert(event.word);
      return;
    }
    const std::optional<Date> day = parse_date(offset->from->start);
    if (!offset->days || !day) {
      apart_.insert(event.word);
      return;
    }
    event.time = offset->time != kNone ? offset->time : offset->from->time;
    event.time_basis = "sentence";
    event.time_precision = "day";
    event.start = event.end = to_string(add_days(*day, *offset->days));
  }

  // "In 2007 she left after a quarrel": the quarrel is no news.
  const DateCandidate* earlier_year_told(const Event& event) const {
    for (const DateCandidate* candidate : sentences_.in(analysis_.words[event.word].sentence)) {
      const std::optional<Date> end = parse_date(candidate->end);
      if (end && !candidate->reporting && end->year < year_ &&
          language::dominates(analysis_, candidate->clause, event.word))
        return candidate;
    }
    return nullptr;
  }

  // "In 2007 there were riots, in which one person was killed": killed in that year too.
  void date_by_earlier_year(Event& event) const {
    if (event.word == kNone || event.time != kNone || !is_news(event) ||
        apart_.count(event.word) != 0)
      return;
    const DateCandidate* told = earlier_year_told(event);
    if (told != nullptr && told->open.empty() && !told->start.empty() &&
        (told->rank == 7 || told->rank == 5 || told->rank == 1))
      take(*told, "sentence", event);
  }

  // The year of publication, else the last one that the report tells.
  int year_of_report() const {
    if (const std::optional<Date> published = parse_date(document_.report.published))
      return published->year;
    int last = 0;
    for (const Time& time : reading_.times)
      if (const std::optional<Date> end = parse_date(time.end.substr(0, 10)))
        last = std::max(last, end->year);
    return last;
  }

  // May take the day of other events or of the report.
  bool is_open(const Event& event) const {
    return event.word != kNone && is_undated(event) && is_news(event) &&
           apart_.count(event.word) == 0 && earlier_year_told(event) == nullptr &&
           !is_another(event);
  }

  // "The last such attack killed four": not the one that the story is about.
  bool is_another(const Event& event) const {
    const auto is_called_so = [&](std::int32_t noun) {
      const auto children = language::children(analysis_, noun);
      return std::any_of(children.begin(), children.end(), [&](std::int32_t child) {
        const std::string_view relation = language::relation(analysis_.words[child]);
        return (relation == "amod" || relation == "det") &&
               lexicon_.governs("another", text::lower(analysis_.words[child].form));
      });
    };
    if (analysis_.words[event.word].upos == "NOUN" && is_called_so(event.word)) return true;
    for (const std::int32_t child : language::children(analysis_, event.word))
      if (language::relation(analysis_.words[child]) == "nsubj" && is_called_so(child) &&
          names_event(child))
        return true;
    return false;
  }

  // The trigger's own noun: "the last such [attack killed] four".
  bool names_event(std::int32_t noun) const {
    return std::any_of(reading_.events.begin(), reading_.events.end(), [&](const Event& event) {
      return !event.in_title && event.trigger.contains(analysis_.words[noun].span);
    });
  }

  void take(const DateCandidate& candidate, const std::string& basis, Event& event) const {
    const Time& time = reading_.times[candidate.time];
    event.time = candidate.time;
    event.time_basis = basis;
    event.start = candidate.start;
    event.end = candidate.end;
    event.open = candidate.dated ? candidate.open : "";
    event.time_precision = precision(time, candidate);
  }

  static std::string precision(const Time& time, const DateCandidate& candidate) {
    if (!candidate.dated) return "unknown";
    const std::string& unit = time.granularity;
    if (candidate.start == candidate.end) return "day";
    if (unit == "weekend" || unit == "week") return "week";
    if (unit == "month" || unit == "quarter" || unit == "season") return "month";
    if (unit == "year" || unit == "half_year") return "year";
    return unit == "minute" || unit == "part_of_day" || unit == "day" ? "day" : "unknown";
  }

  // ---- the entry of a log ---------------------------------------------------------------------
  // The time that opens each entry; kNone where it has no day.
  std::vector<std::int32_t> clocks() const {
    std::vector<std::int32_t> out(entries_.size(), kNone);
    for (std::size_t t = 0; t < reading_.times.size(); ++t) {
      const Time& time = reading_.times[t];
      const std::int32_t entry = entry_at(entries_, time.span.begin);
      if (time.rule == kLogEntry && entry != kNone && !time.start.empty())
        out[static_cast<std::size_t>(entry)] = static_cast<std::int32_t>(t);
    }
    return out;
  }

  // What an entry tells without a day of its own is of the day on which it was written.
  void date_by_entry(Event& event) const {
    const std::int32_t entry = is_open(event) ? entry_at(entries_, event.trigger.begin) : kNone;
    if (entry == kNone) return;
    const std::int32_t clock = clock_of_entry_[static_cast<std::size_t>(entry)];
    if (clock == kNone) return;
    event.time = clock;
    event.start = event.end = reading_.times[static_cast<std::size_t>(clock)].start.substr(0, 10);
    event.time_basis = "narrative";
    event.time_precision = "day";
  }

  // ---- background -----------------------------------------------------------------------------
  // What ended in an earlier year than the report's, well before it, is told as history.
  void mark_background() {
    constexpr std::int64_t kStillNews = 90;  // days
    const std::optional<Date> published = parse_date(document_.report.published);
    if (!published) return;
    for (Event& event : reading_.events) {
      const std::optional<Date> end = parse_date(event.end);
      if (!end || event.factuality.status != "occurred" || end->year >= published->year) continue;
      if (day_number(*published) - day_number(*end) > kStillNews)
        event.factuality.status = "historical";
    }
  }

  // ---- from mention to mention ----------------------------------------------------------------
  std::int32_t paragraph(const Event& event) const {
    return analysis_.sentences[analysis_.words[event.word].sentence].paragraph;
  }

  bool carries(const Event& event) const {
    return is_news(event) && !event.start.empty() &&
           (event.start == event.end || is_of_night(event)) && event.time_basis != "narrative" &&
           event.time_basis != "published" && !looks_back(event);
  }

  // "overnight": one night has two days.
  bool is_of_night(const Event& event) const {
    return event.time != kNone && !event.end.empty() &&
           reading_.times[event.time].granularity == "part_of_day";
  }

  // The story only looks back on it: "the day before", "had been shot on Friday".
  bool looks_back(const Event& event) const {
    if (event.time == kNone) return false;
    const Time& time = reading_.times[event.time];
    for (const DateCandidate* each : sentences_.in(analysis_.words[time.words.begin].sentence))
      if (each->time == event.time) return each->back;
    return false;
  }

  // The nearest earlier carrier of the paragraph or of the kind, else the next one of the kind.
  void date_by_narrative() {
    std::vector<Event>& events = reading_.events;
    std::vector<std::int32_t> next(events.size(), kNone);  // carrier of the same type from here on
    std::map<std::string, std::int32_t> by_type;
    for (std::size_t i = events.size(); i-- > 0;) {
      if (events[i].word == kNone) continue;
      if (const auto found = by_type.find(events[i].type); found != by_type.end())
        next[i] = found->second;
      if (carries(events[i])) by_type[events[i].type] = static_cast<std::int32_t>(i);
    }
    by_type.clear();
    std::int32_t last = kNone;  // carrier of any type
    for (std::size_t i = 0; i < events.size(); ++i) {
      Event& event = events[i];
      if (event.word == kNone) continue;
      if (carries(event)) by_type[event.type] = last = static_cast<std::int32_t>(i);
      if (!is_open(event)) continue;
      const auto same_type = by_type.find(event.type);
      std::int32_t source = same_type != by_type.end() ? same_type->second : next[i];
      const bool near = last != kNone && paragraph(events[last]) == paragraph(event);
      if (near) source = last;
      const bool leads = analysis_.words[event.word].sentence < kNewsSentences &&
                         source > static_cast<std::int32_t>(i);
      if (!near && source != kNone &&
          (days_unknown_ || (!leads && !is_within_reach(events[source], event))))
        source = kNone;
      const std::int32_t since = near ? analysis_.words[events[last].word].sentence : 0;
      if (const DateCandidate* told = day_told_before(event, since))
        take(*told, "narrative", event);
      else if (const DateCandidate* day = source == kNone || events[source].type == event.type
                                              ? nullptr
                                              : sentences_.day_over(events[source]))
        take(*day, "narrative", event);
      else if (source != kNone)
        copy_date(events[source], "narrative", event);
    }
  }

  bool is_within_reach(const Event& told, const Event& event) const {
    constexpr std::int32_t kSentences = 6;
    const std::int32_t there = analysis_.words[told.word].sentence;
    const std::int32_t here = analysis_.words[event.word].sentence;
    return std::abs(there - here) <= kSentences;
  }

  // "On Sunday a crowd came back. They sang.": the last day that the paragraph told in a sentence
  // after `since` and before the event's.
  const DateCandidate* day_told_before(const Event& event, std::int32_t since) const {
    const std::int32_t own = analysis_.words[event.word].sentence;
    for (std::int32_t s = own - 1; s > since; --s) {
      if (analysis_.sentences[s].paragraph != paragraph(event) || sentences_.tells_unknown_day(s))
        break;
      if (const DateCandidate* told = sentences_.day_told_in(s)) return told;
    }
    return nullptr;
  }

  // An event has the day that the sentences just before it tell, or those after a first line; where
  // the report tells but one day, it is the day of its news.
  void date_by_day_told(Event& event) const {
    constexpr std::int32_t kSentencesBack = 2;
    if (!is_open(event) || days_unknown_) return;
    const std::int32_t sentence = analysis_.words[event.word].sentence;
    const DateCandidate* told = nullptr;
    const bool perfect = is_present_perfect(analysis_, event.word);  // "have put": up to now
    for (std::int32_t s = sentence - 1; s >= std::max(0, sentence - kSentencesBack); --s)
      if (told == nullptr && (!perfect || analysis_.sentences[s].paragraph == paragraph(event)))
        told = sentences_.day_told_in(s);
    const std::int32_t last = std::min(sentence + kNewsSentences + 1,
                                       static_cast<std::int32_t>(analysis_.sentences.size()));
    for (std::int32_t s = sentence + 1; s < last && sentence < kNewsSentences; ++s)
      if (told == nullptr) told = sentences_.day_told_in(s);
    if (told == nullptr) told = only_day_;
    if (told != nullptr) take(*told, "narrative", event);
  }

  const DateCandidate* find_only_day() const {
    if (days_unknown_) return nullptr;
    const DateCandidate* only = nullptr;
    for (std::size_t s = 0; s < analysis_.sentences.size(); ++s) {
      const DateCandidate* told = sentences_.day_told_in(static_cast<std::int32_t>(s), true);
      if (told == nullptr) continue;
      if (only != nullptr && only->start != told->start) return nullptr;
      if (only == nullptr) only = told;
    }
    return only;
  }

  // ---- the present tense ----------------------------------------------------------------------
  // "Our committee condemns the attack": what a text says in the present is of its own day, unless
  // it tells its past that way ("On Sunday soldiers enter the village. They shoot"), as headlines
  // do of violence ("Gunmen kill five").
  void date_by_present(Event& event) const {
    if (!is_open(event) || !is_present(analysis_, event.word) || event.type == "ASSAULT") return;
    const std::optional<Date> published = parse_date(document_.report.published);
    if (!published || tells_past_in_present(event)) return;
    event.start = event.end = to_string(*published);
    event.time_basis = "published";
    event.time_precision = "day";
  }

  // A verb near by is in the present with a past day of its own.
  bool tells_past_in_present(const Event& event) const {
    const std::string& published = sentences_.published();
    return std::any_of(reading_.events.begin(), reading_.events.end(), [&](const Event& other) {
      return other.word != kNone && is_within_reach(other, event) &&
             is_present(analysis_, other.word) && is_told_when(other) && !other.start.empty() &&
             other.start < published;
    });
  }

  // ---- publication ----------------------------------------------------------------------------
  bool is_told_as_current(const Event& event) const {
    const language::Word& word = analysis_.words[clause_of(analysis_, event.word)];
    return word.sentence < kNewsSentences || event.factuality.status == "ongoing" ||
           language::has_feature(word, "Tense=Pres");
  }

  void date_by_publication(Event& event) const {
    if (!is_open(event)) return;
    const std::optional<Date> of_title = parse_date(document_.title_day);
    const std::optional<Date> day = of_title ? of_title : parse_date(document_.report.published);
    if (!day || (!of_title && !is_told_as_current(event))) return;
    event.start = event.end = to_string(*day);
    event.time_basis = of_title ? "dateline" : "published";
    event.time_precision = "day";
  }

  const Document& document_;
  const Analysis& analysis_;
  Reading& reading_;
  const TimeLexicon& lexicon_;
  SentenceDates sentences_;
  int year_ = 0;
  std::vector<ClockEntry> entries_;           // of a log
  std::vector<std::int32_t> clock_of_entry_;  // times
  std::set<std::int32_t> apart_;  // words of events at an unknown distance from the story
  const DateCandidate* only_day_ = nullptr;  // the one past day that the report tells
  bool days_unknown_ = false;                // it tells days that nothing anchors
};

}  // namespace

void date_events(const Document& document, const TimeLexicon& lexicon, Reading& reading) {
  Dater(document, lexicon, reading).date_all();
}

}  // namespace litopys::reading
