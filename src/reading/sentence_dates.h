// Which times of its own sentence can date an event.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reading/document.h"
#include "reading/reading.h"
#include "reading/time_lexicon.h"

namespace litopys::reading {

// A time as events see it: where it hangs and how well it dates.
struct DateCandidate {
  std::int32_t time = kNone;
  std::int32_t sentence = 0;
  std::int32_t clause = kNone;       // of its governor
  std::vector<std::int32_t> way_up;  // from its head to its clause
  std::string start, end, open;      // days, with the adposition before it taken into account
  bool dated = false;                // it has a first or last day
  bool reporting = false;            // it is the day of a saying
  bool back = false;  // the story only looks back on it ("the day before", "had fled")
  int rank = 0;       // smaller dates better
};

class SentenceDates {
 public:
  // `reading` has times and events and outlives this.
  SentenceDates(const Document& document, const TimeLexicon& lexicon, const Reading& reading);

  // The times that date an event, best first, and whether its clause or its sentence gave them.
  struct Choice {
    std::vector<const DateCandidate*> times;
    std::string basis;  // clause, sentence
  };
  Choice of(const Event& event) const;

  // "marched on Sunday, two days after guards had fired": fired lies two days before the day of the
  // clause above it.
  struct Offset {
    const DateCandidate* from = nullptr;  // the day above; nullptr: it tells none
    std::int32_t time = kNone;            // "two days", where it is a time of its own
    std::optional<int> days;              // "weeks after" tells no number of days
  };
  std::optional<Offset> offset_of(const Event& event) const;

  const std::vector<const DateCandidate*>& in(std::int32_t sentence) const {
    return of_sentence_[sentence];
  }

  // The one day up to the publication that a sentence tells, not of a saying; one that the story
  // only looks back on where asked. nullptr: none.
  const DateCandidate* day_told_in(std::int32_t sentence, bool also_back = false) const;

  // "The trial of a man who burned down a house in May opened on Thursday": Thursday, of the clause
  // above the event with its own day, where the text goes on with another kind of
  // happening. nullptr: there is none.
  const DateCandidate* day_over(const Event& told) const;

  // "on Sunday", where nothing says of which week.
  bool tells_unknown_day(std::int32_t sentence) const;

  const std::string& published() const { return published_; }  // YYYY-MM-DD, or empty

 private:
  bool is_temporal_argument(const Event& event, const DateCandidate& candidate) const;
  bool belongs_to_other(const DateCandidate& candidate, std::int32_t word) const;
  bool is_guest(const Event& event, std::int32_t clause) const;
  bool is_perceived(std::int32_t clause) const;
  bool is_one_past_day(const DateCandidate& day) const;
  bool is_of_participant(std::int32_t clause) const;
  bool is_of_complement(const Event& event, std::int32_t clause) const;
  bool is_out_of_reach(std::int32_t clause, std::int32_t inner) const;
  std::vector<const DateCandidate*> in_clause(const Event& event) const;
  std::vector<const DateCandidate*> of_clause(std::int32_t clause) const;
  std::vector<const DateCandidate*> in_sentence(const Event& event) const;
  std::optional<Offset> offset_at(std::int32_t adposition, bool after) const;
  const DateCandidate* day_above(std::int32_t unit, std::int32_t event_word) const;

  const Document& document_;
  const language::Analysis& analysis_;
  const TimeLexicon& lexicon_;
  const Reading& reading_;
  const std::string published_;
  std::vector<DateCandidate> candidates_;
  std::vector<std::vector<const DateCandidate*>> of_sentence_;
  std::vector<bool> event_at_;  // words that are triggers
};

}  // namespace litopys::reading
