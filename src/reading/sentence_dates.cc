// The times of a sentence and the events of that sentence, matched through the tree.
//
//     "Two men were shot on Saturday, police said on Sunday."
//     shot: Saturday hangs on it (clause). Sunday hangs on what was said above it: out of reach.
//     "A man who was shot was charged on Monday."      shot: nothing; the charge has its day
//     "Police arrested him on Monday after the shooting."  shooting: nothing; it came before
//
// First what hangs on the event, is its temporal argument or stands in its clause; then the clauses
// above, the conjuncts, and the only day of the sentence. Dates of the page itself ("Updated
// Friday") are no candidates. What "two days after" or "the day before" counts from is shifted by
// so much from the day of the clause above it. A noun in another event's clause, or after "after",
// does not take the day of that clause. Linear in words for each event. Covered by
// event_dates_test.cc.
#include "reading/sentence_dates.h"

#include <algorithm>
#include <string_view>

#include "reading/calendar.h"
#include "reading/clauses.h"
#include "reading/tenses.h"
#include "reading/time_governor.h"
#include "reading/time_offsets.h"
#include "reading/times.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;

std::string_view day(std::string_view date_time) { return date_time.substr(0, 10); }

std::string_view word_before(const Document& document, const Time& time) {
  const std::int32_t at = time.words.begin - 1;
  if (at < 0) return {};
  const language::Word& word = document.analysis.words[at];
  return word.sentence == document.analysis.words[time.words.begin].sentence ? word.lemma
                                                                             : std::string_view{};
}

// The lower, the better it says when. A dateline is the day of an event only where nothing else is.
int rank_of(const Time& time, bool dated) {
  if (!dated) return 9;
  if (time.of_page) return 8;
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

// "before Friday" and "by Friday" end with it, "after Friday" begins with it; "just before 9 p.m."
// is that day all the same.
void bound_by_adposition(const std::string& adposition, DateCandidate& candidate) {
  if (adposition == "before" || adposition == "until" || adposition == "by") {
    candidate.start.clear();
    candidate.open = "start";
  } else if (adposition == "after") {
    candidate.end.clear();
    candidate.open = "end";
  }
}

// "Update (8 p.m. Sunday)", "Sunday 4 p.m. UPDATE:": when what follows was written.
bool is_stamp(const Document& document, const TimeLexicon& lexicon, const Time& time) {
  const auto& words = document.analysis.words;
  const auto form = [&](std::int32_t w) {
    return w < 0 || w >= static_cast<std::int32_t>(words.size()) ? std::string()
                                                                 : text::lower(words[w].form);
  };
  const std::string open = form(time.words.begin - 1);
  if ((open == "(" || open == "[") && lexicon.governs("stamp", form(time.words.begin - 2)))
    return true;
  return lexicon.governs("stamp", form(time.words.end)) && form(time.words.end + 1) == ":";
}

// "Posted: Friday, July 10, 2015", "(Published Monday)"
bool is_date_of_page(const Document& document, const TimeLexicon& lexicon, const Time& time) {
  for (std::int32_t w = time.words.begin - 1; w >= 0 && w >= time.words.begin - 2; --w)
    if (lexicon.governs("page", text::lower(document.analysis.words[w].form))) return true;
  return is_stamp(document, lexicon, time);
}

// "twice the number of last week", "fewer than last year": the time of another number.
bool is_compared(const Analysis& analysis, const TimeLexicon& lexicon, const Time& time) {
  const std::int32_t head = head_of(analysis, time.words);
  const std::int32_t above = analysis.words[head].head;
  const std::int32_t before = time.words.begin - 1;
  if (before >= 0 && analysis.words[before].lemma == "than") return true;
  if (above == kNone || above > head || language::relation(analysis.words[head]) != "nmod")
    return false;
  return lexicon.governs("measured", analysis.words[above].lemma);
}

std::string day_of_publication(const Document& document) {
  const std::optional<Date> published = parse_date(document.report.published);
  return published ? to_string(*published) : std::string();
}

std::vector<DateCandidate> candidates(const Document& document, const TimeLexicon& lexicon,
                                      const std::vector<Time>& times) {
  const Analysis& analysis = document.analysis;
  std::vector<DateCandidate> out;
  std::string last = std::string(day(document.report.published));  // the day that the text is at
  for (std::size_t i = 0; i < times.size(); ++i) {
    const Time& time = times[i];
    const bool before_last = time.anchor == "previous" && day(time.end) < last;
    if (!time.start.empty() && day(time.start) == day(time.end)) last = day(time.start);
    if (time.kind == "SET" || time.value == "PRESENT_REF" || time.rule == kLogEntry) continue;
    if (is_date_of_page(document, lexicon, time) || is_compared(analysis, lexicon, time)) continue;
    if (is_awaited(document, time.words, lexicon)) continue;
    if (time.kind == "DURATION" && time.start.empty() && time.anchor != "unresolved") continue;
    DateCandidate entry;
    entry.time = static_cast<std::int32_t>(i);
    entry.sentence = analysis.words[time.words.begin].sentence;
    entry.start = day(time.start);
    entry.end = day(time.end);
    entry.open = time.open;
    const bool within_day = time.granularity == "minute" || time.granularity == "part_of_day";
    const std::string_view relation = analysis.words[head_of(analysis, time.words)].deprel;
    const bool modifies = relation == "compound" || relation == "nmod:poss";  // "Friday's vote"
    if (!within_day && !modifies)
      bound_by_adposition(adposition_before(document, lexicon, time), entry);
    entry.dated = !entry.start.empty() || !entry.end.empty();
    entry.rank = rank_of(time, entry.dated);
    for (const std::int32_t at : way_up(analysis, head_of(analysis, time.words))) {
      entry.way_up.push_back(at);
      entry.clause = at;
      if ((at < time.words.begin || at >= time.words.end) && heads_clause(analysis, at)) break;
    }
    entry.back = before_last || is_past_perfect(analysis, entry.clause);
    entry.reporting = lexicon.governs("reporting", analysis.words[entry.clause].lemma);
    out.push_back(std::move(entry));
  }
  return out;
}

// "from Monday to Friday", "between 3 and 9 May": the first takes the end of the second.
void join_ranges(const Document& document, const TimeLexicon& lexicon,
                 const std::vector<Time>& times, std::vector<DateCandidate>& candidates) {
  for (std::size_t i = 0; i + 1 < candidates.size(); ++i) {
    const Time& first = times[candidates[i].time];
    const Time& second = times[candidates[i + 1].time];
    if (first.range_end == candidates[i + 1].time && !second.end.empty()) {
      candidates[i].end = day(second.end);
      candidates[i].open.clear();
      candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      continue;
    }
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

bool stable_less(const DateCandidate* a, const DateCandidate* b) { return a->rank < b->rank; }

}  // namespace

SentenceDates::SentenceDates(const Document& document, const TimeLexicon& lexicon,
                             const Reading& reading)
    : document_(document),
      analysis_(document.analysis),
      lexicon_(lexicon),
      reading_(reading),
      published_(day_of_publication(document)) {
  candidates_ = candidates(document, lexicon, reading.times);
  join_ranges(document, lexicon, reading.times, candidates_);
  of_sentence_.resize(analysis_.sentences.size());
  for (const DateCandidate& candidate : candidates_)
    of_sentence_[candidate.sentence].push_back(&candidate);
  event_at_.assign(analysis_.words.size(), false);
  for (const Event& event : reading.events)
    if (event.word != kNone) event_at_[event.word] = true;
}

bool SentenceDates::is_temporal_argument(const Event& event, const DateCandidate& candidate) const {
  if (event.predicate == kNone || is_out_of_reach(candidate.clause, event.word)) return false;
  const WordRange time = reading_.times[candidate.time].words;
  for (const language::Argument& argument : analysis_.predicates[event.predicate].arguments) {
    if (argument.role != "ARGM-TMP") continue;
    if (argument.word >= time.begin && argument.word < time.end) return true;
    if (std::find(candidate.way_up.begin(), candidate.way_up.end(), argument.word) !=
        candidate.way_up.end())
      return true;
  }
  return false;
}

// Another event stands between the time and the clause: "after Sunday's vote they marched".
bool SentenceDates::belongs_to_other(const DateCandidate& candidate, std::int32_t word) const {
  const WordRange own = reading_.times[candidate.time].words;
  for (const std::int32_t at : candidate.way_up) {
    if (at == word || at == candidate.clause) return false;
    if (event_at_[at] && (at < own.begin || at >= own.end)) return true;
  }
  return false;
}

// A noun in another event's clause ("arrested on Monday in the attack") is not dated by it, nor is
// what the clause came after ("in hospital on Monday after a shooting").
bool SentenceDates::is_guest(const Event& event, std::int32_t clause) const {
  if (clause == event.word) return false;
  const std::string_view relation = language::relation(analysis_.words[event.word]);
  if (event_at_[clause] && (relation == "obl" || relation == "nmod" || relation == "advcl"))
    return true;
  for (const std::int32_t at : way_up(analysis_, event.word)) {
    if (at == clause) return false;
    for (const std::int32_t child : language::children(analysis_, at)) {
      const auto found = lexicon_.words.find(analysis_.words[child].lemma);
      if (language::relation(analysis_.words[child]) != "case" || found == lexicon_.words.end())
        continue;
      for (const TimeMeaning& meaning : found->second)
        if (meaning.kind == TimeClass::kPreposition &&
            (meaning.value == "after" || meaning.value == "before"))
          return true;
    }
  }
  return false;
}

// True where the day of `clause` says nothing of `inner`: `clause` reports it, is set beside it as
// "police said", or `inner` lies in a relative clause of a noun that is no event.
bool SentenceDates::is_out_of_reach(std::int32_t clause, std::int32_t inner) const {
  if (language::relation(analysis_.words[clause]) == "parataxis" && clause != inner &&
      !language::dominates(analysis_, clause, inner))
    return true;
  bool blocked = false;
  for (const std::int32_t at : way_up(analysis_, inner)) {
    if (at == clause) return blocked;
    const std::string_view relation = language::relation(analysis_.words[at]);
    const std::int32_t head = analysis_.words[at].head;
    blocked |= (relation == "ccomp" && !is_perceived(at)) || relation == "parataxis" ||
               (is_of_participant(at) && head != kNone && !event_at_[head]);
  }
  return false;
}

// "lowered flags for the [killed]": a relative clause, or a participle in the place of one.
bool SentenceDates::is_of_participant(std::int32_t clause) const {
  const language::Word& word = analysis_.words[clause];
  return word.deprel == "acl:relcl" ||
         (language::relation(word) == "acl" && language::has_feature(word, "VerbForm=Part"));
}

// "on Friday a team saw guards beat people": seen while it happened; not "saw that they had fled".
bool SentenceDates::is_perceived(std::int32_t clause) const {
  const std::int32_t verb = analysis_.words[clause].head;
  if (verb == kNone || language::relation(analysis_.words[clause]) != "ccomp" ||
      !lexicon_.governs("perceiving", analysis_.words[verb].lemma))
    return false;
  for (const std::int32_t child : language::children(analysis_, clause))
    if (language::relation(analysis_.words[child]) == "mark") return false;
  return true;
}

// "let him go [the next morning]": the time hangs on the verb that the trigger takes.
bool SentenceDates::is_of_complement(const Event& event, std::int32_t clause) const {
  const language::Word& word = analysis_.words[clause];
  return word.head == event.word && language::relation(word) == "xcomp" && !event_at_[clause];
}

std::vector<const DateCandidate*> SentenceDates::in_clause(const Event& event) const {
  const std::int32_t clause = clause_of(analysis_, event.word);
  const bool guest = is_guest(event, clause);
  std::vector<const DateCandidate*> found;
  for (const DateCandidate* candidate : of_sentence_[analysis_.words[event.word].sentence]) {
    const Time& time = reading_.times[candidate->time];
    if (time.rule == kOffsetFromEvent && offset_base(document_, time) == event.word) continue;
    const bool hangs_on = std::find(candidate->way_up.begin(), candidate->way_up.end(),
                                    event.word) != candidate->way_up.end();
    const bool fits = hangs_on || is_temporal_argument(event, *candidate) ||
                      is_of_complement(event, candidate->clause) ||
                      (candidate->clause == clause && !guest);
    if (fits && !belongs_to_other(*candidate, event.word)) found.push_back(candidate);
  }
  return found;
}

std::vector<const DateCandidate*> SentenceDates::of_clause(std::int32_t clause) const {
  std::vector<const DateCandidate*> found;
  for (const DateCandidate* candidate : of_sentence_[analysis_.words[clause].sentence])
    if (candidate->clause == clause && !belongs_to_other(*candidate, clause))
      found.push_back(candidate);
  return found;
}

// The clauses above, the conjuncts, and then the only day that the sentence tells.
std::vector<const DateCandidate*> SentenceDates::in_sentence(const Event& event) const {
  const std::int32_t own = clause_of(analysis_, event.word);
  if (is_guest(event, own)) return {};
  const language::Sentence& sentence = analysis_.sentences[analysis_.words[own].sentence];
  std::int32_t clause = own;
  for (std::int32_t steps = sentence.end - sentence.begin; steps > 0; --steps) {
    clause = is_perceived(clause) ? clause_of(analysis_, analysis_.words[clause].head)
                                  : clause_above(analysis_, clause);
    if (clause == kNone || is_out_of_reach(clause, own)) break;
    if (auto found = of_clause(clause); !found.empty()) return found;
  }
  for (const std::int32_t child : language::children(analysis_, own))
    if (language::relation(analysis_.words[child]) == "conj")
      if (auto found = of_clause(child); !found.empty()) return found;
  std::vector<const DateCandidate*> all;
  for (const DateCandidate* candidate : of_sentence_[analysis_.words[own].sentence]) {
    if (candidate->rank > 2 || is_out_of_reach(candidate->clause, own)) continue;
    if (!all.empty() && all.front()->start != candidate->start) return {};
    all.push_back(candidate);
  }
  return all;
}

// The day that the clause with "two days" tells by another time.
const DateCandidate* SentenceDates::day_above(std::int32_t unit, std::int32_t event_word) const {
  std::int32_t clause = clause_of(analysis_, unit);
  if (clause == event_word || language::dominates(analysis_, event_word, clause))
    clause = clause_above(analysis_, clause_of(analysis_, event_word));
  if (clause == kNone) return nullptr;
  for (const DateCandidate* candidate : of_clause(clause))
    if (candidate->rank <= 1 && candidate->start == candidate->end &&
        reading_.times[candidate->time].rule != kOffsetFromEvent)
      return candidate;
  return nullptr;
}

std::optional<SentenceDates::Offset> SentenceDates::offset_at(std::int32_t adposition,
                                                              bool after) const {
  const std::int32_t unit = adposition - 1;
  if (unit < 0 || analysis_.words[unit].sentence != analysis_.words[adposition].sentence)
    return std::nullopt;
  const auto found = lexicon_.words.find(text::lower(analysis_.words[unit].form));
  if (found == lexicon_.words.end()) return std::nullopt;
  for (const TimeMeaning& meaning : found->second) {
    if (meaning.kind != TimeClass::kUnit && meaning.kind != TimeClass::kUnits) continue;
    if (meaning.value == "hour" || meaning.value == "minute" || meaning.value == "second") continue;
    Offset out;
    for (const DateCandidate* candidate : of_sentence_[analysis_.words[adposition].sentence]) {
      const Time& time = reading_.times[candidate->time];
      if (time.rule != kOffsetFromEvent || time.words.end != adposition) continue;
      out.time = candidate->time;
      out.days = days_of(time.value);
    }
    if (out.time == kNone && meaning.kind == TimeClass::kUnit && meaning.value == "day")
      out.days = 1;  // "the day after"
    if (out.days && after) out.days = -*out.days;
    return out;
  }
  return std::nullopt;
}

std::optional<SentenceDates::Offset> SentenceDates::offset_of(const Event& event) const {
  if (event.word == kNone) return std::nullopt;
  for (const std::int32_t at : way_up(analysis_, event.word)) {
    for (const std::int32_t child : language::children(analysis_, at)) {
      const std::string_view relation = language::relation(analysis_.words[child]);
      const auto found = lexicon_.words.find(analysis_.words[child].lemma);
      if ((relation != "case" && relation != "mark") || found == lexicon_.words.end()) continue;
      for (const TimeMeaning& meaning : found->second) {
        if (meaning.kind != TimeClass::kPreposition ||
            (meaning.value != "after" && meaning.value != "before"))
          continue;
        std::optional<Offset> offset = offset_at(child, meaning.value == "after");
        if (!offset) continue;
        offset->from = day_above(child - 1, at);
        return offset;
      }
    }
    const std::string_view relation = language::relation(analysis_.words[at]);
    if (relation == "ccomp" || relation == "parataxis") return std::nullopt;
  }
  return std::nullopt;
}

SentenceDates::Choice SentenceDates::of(const Event& event) const {
  if (event.word == kNone) return {};
  Choice choice{in_clause(event), "clause"};
  const bool dated = std::any_of(choice.times.begin(), choice.times.end(),
                                 [](const DateCandidate* each) { return each->dated; });
  if (const auto offset = dated ? std::nullopt : offset_of(event); offset && offset->from)
    return {};
  if (choice.times.empty()) choice = {in_sentence(event), "sentence"};
  std::stable_sort(choice.times.begin(), choice.times.end(), stable_less);
  return choice;
}

bool SentenceDates::is_one_past_day(const DateCandidate& day) const {
  return day.rank <= 1 && day.start == day.end && !day.reporting &&
         (published_.empty() || day.start <= published_);
}

const DateCandidate* SentenceDates::day_told_in(std::int32_t sentence, bool also_back) const {
  for (const DateCandidate* candidate : of_sentence_[sentence])
    if (is_one_past_day(*candidate) && (also_back || !candidate->back)) return candidate;
  return nullptr;
}

const DateCandidate* SentenceDates::day_over(const Event& told) const {
  const auto& days = of_sentence_[analysis_.words[told.word].sentence];
  const auto own = std::find_if(days.begin(), days.end(),
                                [&](const DateCandidate* each) { return each->time == told.time; });
  if (own == days.end()) return nullptr;
  const auto hangs_on_it = [&](const DateCandidate& each) {
    return std::find(each.way_up.begin(), each.way_up.end(), told.word) != each.way_up.end();
  };
  const bool noun = hangs_on_it(**own);  // "shut on Monday after Sunday's arrests"
  for (const DateCandidate* each : days)
    if (is_one_past_day(*each) && !each->back && (noun || each->clause != (*own)->clause) &&
        each->clause != told.word && language::dominates(analysis_, each->clause, told.word) &&
        !hangs_on_it(*each))
      return each;
  return nullptr;
}

bool SentenceDates::tells_unknown_day(std::int32_t sentence) const {
  const auto& days = of_sentence_[sentence];
  return std::any_of(days.begin(), days.end(), [&](const DateCandidate* candidate) {
    const Time& time = reading_.times[candidate->time];
    return !candidate->dated && !candidate->reporting && time.kind == "DATE" &&
           time.value.starts_with("XXXX");
  });
}

}  // namespace litopys::reading
