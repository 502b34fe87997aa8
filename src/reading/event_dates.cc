// When each event happened: which time goes with which event.
//
//     "Two men were shot on Saturday night, police said on Sunday. The gunman fled."
//     shot   Saturday   clause      the time hangs on its verb
//     fled   Saturday   narrative   the last dated happening of its paragraph
//     "said on Sunday" dates the saying and never what was said.
//
// The order is clause, sentence (the clauses above, conjuncts, the only day of the sentence),
// narrative, publication. Narrative time goes on within a paragraph, and between
// mentions of the same kind of happening, forward as well as back, because a report's first line
// often leaves the day to a later one. The publication date is taken only for what the first
// sentences tell as news. What is planned, conditional or past background inherits nothing.
// Linear in events times the times of their sentence. Covered by event_dates_test.cc.
#include <algorithm>
#include <map>
#include <optional>

#include "reading/calendar.h"
#include "reading/clauses.h"
#include "reading/time_offsets.h"
#include "reading/times.h"

namespace litopys::reading {
namespace {

using language::Analysis;

constexpr std::int32_t kNewsSentences = 3;  // of the text: what they tell without a day is news

// A time as events see it: where it hangs and how well it dates.
struct Candidate {
  std::int32_t time = kNone;
  std::int32_t sentence = 0;
  std::int32_t clause = kNone;       // of its governor
  std::vector<std::int32_t> way_up;  // from its head to its clause
  std::string start, end, open;      // days, with the adposition before it taken into account
  bool dated = false;                // it has a first or last day
  bool reporting = false;            // it is the day of a saying
  int rank = 0;                      // smaller dates better
};

std::string_view day(std::string_view date_time) { return date_time.substr(0, 10); }

std::string_view word_before(const Document& document, const Time& time) {
  const std::int32_t at = time.words.begin - 1;
  if (at < 0) return {};
  const language::Word& word = document.analysis.words[at];
  return word.sentence == document.analysis.words[time.words.begin].sentence ? word.lemma
                                                                             : std::string_view{};
}

int rank_of(const Time& time, bool dated) {
  if (!dated) return 9;
  if (time.rule == "clock" || time.rule == "bare_part_of_day") return 2;
  if (time.kind == "DURATION") return 6;
  const std::string& unit = time.granularity;
  if (unit == "minute" || unit == "part_of_day" || unit == "day") return 1;
  return unit == "weekend" ? 3 : unit == "week" ? 4 : unit == "month" ? 5 : 7;
}

std::string adposition_before(const Document& document, const TimeLexicon& lexicon,
                              const Time& time) {
  const auto found = lexicon.words.find(word_before(document, time));
  if (found == lexicon.words.end()) return {};
  for (const TimeMeaning& meaning : found->second)
    if (meaning.kind == TimeClass::kPreposition) return meaning.value;
  return {};
}

// "before Friday" and "by Friday" end with it, "after Friday" begins with it.
void bound_by_adposition(const std::string& adposition, Candidate& candidate) {
  if (adposition == "before" || adposition == "until" || adposition == "by") {
    candidate.start.clear();
    candidate.open = "start";
  } else if (adposition == "after") {
    candidate.end.clear();
    candidate.open = "end";
  }
}

std::vector<Candidate> candidates(const Document& document, const TimeLexicon& lexicon,
                                  const std::vector<Time>& times) {
  const Analysis& analysis = document.analysis;
  std::vector<Candidate> out;
  for (std::size_t i = 0; i < times.size(); ++i) {
    const Time& time = times[i];
    if (time.kind == "SET" || time.value == "PRESENT_REF") continue;
    if (time.kind == "DURATION" && time.start.empty() && time.anchor != "unresolved") continue;
    Candidate entry;
    entry.time = static_cast<std::int32_t>(i);
    entry.sentence = analysis.words[time.words.begin].sentence;
    entry.start = day(time.start);
    entry.end = day(time.end);
    entry.open = time.open;
    bound_by_adposition(adposition_before(document, lexicon, time), entry);
    entry.dated = !entry.start.empty() || !entry.end.empty();
    entry.rank = rank_of(time, entry.dated);
    for (const std::int32_t at : way_up(analysis, head_of(analysis, time.words))) {
      entry.way_up.push_back(at);
      entry.clause = at;
      if ((at < time.words.begin || at >= time.words.end) && heads_clause(analysis, at)) break;
    }
    entry.reporting = lexicon.governs("reporting", analysis.words[entry.clause].lemma);
    out.push_back(std::move(entry));
  }
  return out;
}

// "from Monday to Friday", "between 3 and 9 May": the first takes the end of the second.
void join_ranges(const Document& document, const TimeLexicon& lexicon,
                 const std::vector<Time>& times, std::vector<Candidate>& candidates) {
  for (std::size_t i = 0; i + 1 < candidates.size(); ++i) {
    const Time& first = times[candidates[i].time];
    const Time& second = times[candidates[i + 1].time];
    if (second.words.begin - first.words.end != 1) continue;
    const std::string& join = document.analysis.words[first.words.end].lemma;
    const auto found = lexicon.words.find(join);
    const bool to =
        join == "-" || join == "\u2013" ||
        (found != lexicon.words.end() &&
         std::any_of(found->second.begin(), found->second.end(), [](const TimeMeaning& m) {
           return m.kind == TimeClass::kPreposition && (m.value == "to" || m.value == "until");
         }));
    const bool between = join == "and" && word_before(document, first) == "between";
    if ((!to && !between) || second.end.empty() || candidates[i].start.empty()) continue;
    candidates[i].end = day(second.end);
    candidates[i].open.clear();
    candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

class Dater {
 public:
  Dater(const Document& document, const TimeLexicon& lexicon, Reading& reading)
      : document_(document), analysis_(document.analysis), reading_(reading) {
    candidates_ = candidates(document, lexicon, reading.times);
    join_ranges(document, lexicon, reading.times, candidates_);
    of_sentence_.resize(analysis_.sentences.size());
    for (const Candidate& candidate : candidates_)
      of_sentence_[candidate.sentence].push_back(&candidate);
    event_at_.assign(analysis_.words.size(), false);
    for (const Event& event : reading.events)
      if (event.word != kNone) event_at_[event.word] = true;
  }

  void date_all() {
    for (Event& event : reading_.events) date_by_sentence(event);
    mark_background();
    date_by_mentions();
    date_by_narrative();
    resolve_offsets(document_, reading_);
    for (Event& event : reading_.events) date_by_next_day_told(event);
    for (Event& event : reading_.events) date_by_publication(event);
    for (Figure& figure : reading_.figures) date_figure(figure);
  }

 private:
  // ---- the event's own sentence ---------------------------------------------------------------
  bool is_temporal_argument(const Event& event, const Candidate& candidate) const {
    if (event.predicate == kNone || is_reporting_over(candidate.clause, event.word)) return false;
    for (const language::Argument& argument : analysis_.predicates[event.predicate].arguments) {
      if (argument.role != "ARGM-TMP") continue;
      if (std::find(candidate.way_up.begin(), candidate.way_up.end(), argument.word) !=
          candidate.way_up.end())
        return true;
      const WordRange time = reading_.times[candidate.time].words;
      if (argument.word >= time.begin && argument.word < time.end) return true;
    }
    return false;
  }

  // Another event stands between the time and the clause: "after Sunday's vote they marched".
  bool belongs_to_other(const Candidate& candidate, std::int32_t word) const {
    const WordRange own = reading_.times[candidate.time].words;
    for (const std::int32_t at : candidate.way_up) {
      if (at == word) return false;
      if (at == candidate.clause) return false;
      if (event_at_[at] && (at < own.begin || at >= own.end)) return true;
    }
    return false;
  }

  bool hangs_on(const Candidate& candidate, std::int32_t word) const {
    return std::find(candidate.way_up.begin(), candidate.way_up.end(), word) !=
           candidate.way_up.end();
  }

  std::vector<const Candidate*> in_clause(const Event& event) const {
    const std::int32_t clause = clause_of(analysis_, event.word);
    const std::string_view relation = language::relation(analysis_.words[event.word]);
    // A noun in another event's clause ("arrested on Monday after the attack") is not its object.
    const bool guest = clause != event.word && event_at_[clause] &&
                       (relation == "obl" || relation == "nmod" || relation == "advcl");
    std::vector<const Candidate*> found;
    for (const Candidate* entry : of_sentence_[analysis_.words[event.word].sentence]) {
      const Candidate& candidate = *entry;
      const Time& time = reading_.times[candidate.time];
      if (time.rule == kOffsetFromEvent && offset_base(document_, time) == event.word) continue;
      const bool same = candidate.clause == clause && !guest;
      if ((is_temporal_argument(event, candidate) || hangs_on(candidate, event.word) || same) &&
          !belongs_to_other(candidate, event.word))
        found.push_back(&candidate);
    }
    return found;
  }

  std::vector<const Candidate*> of_clause(std::int32_t clause) const {
    std::vector<const Candidate*> found;
    for (const Candidate* candidate : of_sentence_[analysis_.words[clause].sentence])
      if (candidate->clause == clause && !belongs_to_other(*candidate, clause))
        found.push_back(candidate);
    return found;
  }

  // The clauses above, the conjuncts, and then the only day that the sentence tells.
  std::vector<const Candidate*> in_sentence(const Event& event) const {
    const std::int32_t own = clause_of(analysis_, event.word);
    std::int32_t clause = own;
    const language::Sentence& sentence = analysis_.sentences[analysis_.words[own].sentence];
    for (std::int32_t steps = sentence.end - sentence.begin; steps > 0; --steps) {
      clause = clause_above(analysis_, clause);
      if (clause == kNone) break;
      if (auto found = of_clause(clause); !found.empty()) return found;
    }
    for (const std::int32_t child : language::children(analysis_, own))
      if (language::relation(analysis_.words[child]) == "conj")
        if (auto found = of_clause(child); !found.empty()) return found;
    std::vector<const Candidate*> all;
    for (const Candidate* candidate : of_sentence_[analysis_.words[own].sentence]) {
      if (candidate->rank > 2 || is_reporting_over(candidate->clause, own)) continue;
      if (!all.empty() && all.front()->start != candidate->start) return {};
      all.push_back(candidate);
    }
    return all;
  }

  // True where `clause` says what `inner` tells: above a complement, or set beside as "police
  // said".
  bool is_reporting_over(std::int32_t clause, std::int32_t inner) const {
    if (language::relation(analysis_.words[clause]) == "parataxis" && clause != inner &&
        !language::dominates(analysis_, clause, inner))
      return true;
    bool complement = false;
    for (const std::int32_t at : way_up(analysis_, inner)) {
      if (at == clause) return complement;
      complement |= language::relation(analysis_.words[at]) == "ccomp" ||
                    language::relation(analysis_.words[at]) == "parataxis";
    }
    return false;
  }

  void date_by_sentence(Event& event) {
    if (event.word == kNone) return;
    std::vector<const Candidate*> found = in_clause(event);
    std::string basis = "clause";
    if (found.empty() || best_of(found)->rank == 9) {
      auto wider = in_sentence(event);
      if (!wider.empty() && found.empty()) found = std::move(wider), basis = "sentence";
    }
    if (found.empty()) return;
    const Candidate& best = *best_of(found);
    take(best, basis, event);
    for (const Candidate* other : found)
      if (other != &best && other->rank == best.rank && best.rank <= 3 && basis == "clause" &&
          other->start != best.start)
        event.other_times.push_back(other->time);
  }

  static const Candidate* best_of(const std::vector<const Candidate*>& found) {
    return *std::min_element(
        found.begin(), found.end(),
        [](const Candidate* a, const Candidate* b) { return a->rank < b->rank; });
  }

  void take(const Candidate& candidate, const std::string& basis, Event& event) const {
    const Time& time = reading_.times[candidate.time];
    event.time = candidate.time;
    event.time_basis = basis;
    event.start = candidate.start;
    event.end = candidate.end;
    event.open = candidate.dated ? candidate.open : "";
    event.time_precision = precision(time, candidate);
  }

  static std::string precision(const Time& time, const Candidate& candidate) {
    if (!candidate.dated) return "unknown";
    const std::string& unit = time.granularity;
    if (candidate.start == candidate.end) return "day";
    if (unit == "weekend" || unit == "week") return "week";
    if (unit == "month" || unit == "quarter" || unit == "season") return "month";
    if (unit == "year" || unit == "half_year") return "year";
    return unit == "minute" || unit == "part_of_day" || unit == "day" ? "day" : "unknown";
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

  static bool is_news(const Event& event) {
    return event.factuality.status == "occurred" || event.factuality.status == "ongoing";
  }

  // ---- from mention to mention ----------------------------------------------------------------
  void copy(const Event& from, const std::string& basis, Event& to) const {
    to.time = from.time;
    to.other_times = from.other_times;
    to.start = from.start;
    to.end = from.end;
    to.open = from.open;
    to.time_precision = from.time_precision;
    to.time_basis = basis;
  }

  static bool is_dated(const Event& event) { return !event.start.empty() || !event.end.empty(); }

  // One happening has one date, whichever of its mentions tells it.
  void date_by_mentions() {
    for (std::size_t i = 0; i < reading_.events.size(); ++i) {
      Event& event = reading_.events[i];
      if (event.same_as == kNone) continue;
      Event& first = reading_.events[event.same_as];
      if (is_dated(first) && event.time == kNone) copy(first, "narrative", event);
      if (is_dated(event) && first.time == kNone) copy(event, "narrative", first);
    }
  }

  std::int32_t paragraph(const Event& event) const {
    return analysis_.sentences[analysis_.words[event.word].sentence].paragraph;
  }

  bool carries(const Event& event) const {
    return is_news(event) && !event.start.empty() && event.start == event.end &&
           event.time_basis != "narrative";
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
      if (event.time != kNone || !is_news(event)) continue;
      const auto same_type = by_type.find(event.type);
      std::int32_t source = same_type != by_type.end() ? same_type->second : next[i];
      if (last != kNone && paragraph(events[last]) == paragraph(event)) source = last;
      if (source != kNone) copy(events[source], "narrative", event);
    }
  }

  // A first line without a day is told again below: the next day that is not that of a saying.
  void date_by_next_day_told(Event& event) const {
    if (event.word == kNone || event.time != kNone || !is_news(event)) return;
    const std::int32_t sentence = analysis_.words[event.word].sentence;
    if (sentence >= kNewsSentences) return;
    const std::string published = reading_published();
    const std::int32_t last =
        std::min(sentence + kNewsSentences + 1, static_cast<std::int32_t>(of_sentence_.size()));
    for (std::int32_t s = sentence + 1; s < last; ++s) {
      for (const Candidate* candidate : of_sentence_[s]) {
        const bool past = !published.empty() && candidate->start <= published;
        if (candidate->rank > 1 || candidate->start != candidate->end || !past) continue;
        if (candidate->reporting) continue;
        take(*candidate, "narrative", event);
        return;
      }
    }
  }

  std::string reading_published() const {
    const std::optional<Date> published = parse_date(document_.report.published);
    return published ? to_string(*published) : std::string();
  }

  // ---- publication ----------------------------------------------------------------------------
  bool is_told_as_current(const Event& event) const {
    const language::Word& word = analysis_.words[clause_of(analysis_, event.word)];
    return word.sentence < kNewsSentences || event.factuality.status == "ongoing" ||
           language::has_feature(word, "Tense=Pres");
  }

  void date_by_publication(Event& event) const {
    if (event.word == kNone || event.time != kNone || !is_news(event)) return;
    const std::optional<Date> published = parse_date(document_.report.published);
    if (!published || !is_told_as_current(event)) return;
    event.start = event.end = to_string(*published);
    event.time_basis = "published";
    event.time_precision = "day";
  }

  // ---- figures --------------------------------------------------------------------------------
  void date_figure(Figure& figure) const {
    if (figure.word == kNone) return;
    for (const Candidate* entry : of_sentence_[analysis_.words[figure.word].sentence]) {
      const Candidate& candidate = *entry;
      if (figure.scope == "event") break;
      if (candidate.open == "end" && figure.since.empty()) figure.since = candidate.start;
      if (candidate.open == "start" && figure.until.empty()) figure.until = candidate.end;
      if (candidate.open.empty() && candidate.rank >= 4 && candidate.dated && figure.since.empty())
        figure.since = candidate.start, figure.until = candidate.end;
    }
    if (figure.event != kNone && figure.scope == "event") {
      figure.start = reading_.events[figure.event].start;
      figure.end = reading_.events[figure.event].end;
    }
    if (const std::optional<Date> published = parse_date(document_.report.published);
        published && figure.as_of.empty()) {
      figure.as_of = to_string(*published);
      figure.basis = "published";
    }
  }

  const Document& document_;
  const Analysis& analysis_;
  Reading& reading_;
  std::vector<Candidate> candidates_;
  std::vector<std::vector<const Candidate*>> of_sentence_;
  std::vector<bool> event_at_;  // words that are triggers
};

}  // namespace

void date_events(const Document& document, const TimeLexicon& lexicon, Reading& reading) {
  Dater(document, lexicon, reading).date_all();
}

}  // namespace litopys::reading
