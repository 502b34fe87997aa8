// Where an event was, by what the report tells outside the event's own sentence: in the label of
// its line, in its paragraph, where the story was just before, in the lead and the dateline.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/document.h"
#include "reading/governments.h"
#include "reading/labelled_items.h"
#include "reading/place_lexicon.h"
#include "reading/reading.h"

namespace litopys::reading {

// On the map, and not only by a faint chance: what other events inherit.
bool is_likely(const Place& place);

// Not habitual, historical or hypothetical: what happened where and when the story goes on.
bool belongs_to_story(const Event& event);

// By the index of the place; kNone where nothing tells one. Keeps references to what it is made of.
class CarriedPlaces {
 public:
  CarriedPlaces(const Document& document, const PlaceLexicon& lexicon,
                const Governments& governments, const Reading& reading);

  // The event has got its place: what follows may go on there. In the order of the text.
  void note(const Event& event);

  // Of the labelled line that the word stands in.
  std::int32_t in_item(std::int32_t word) const;

  // Told before the event in its paragraph. `event`: its index in the reading.
  std::int32_t in_paragraph(std::size_t event) const;

  // Told in the paragraphs just before.
  std::int32_t in_story(const Event& event) const;

  std::int32_t in_lead(const Event& event) const;

  // Named before it in its paragraph, though nothing is told there.
  enum class Named { kHoldingSomething, kAnyhow };
  std::int32_t named_in_paragraph(const Event& event, Named how) const;

  // What "there" points back to at this word.
  std::int32_t before(std::int32_t word) const;

  std::int32_t dateline() const { return dateline_; }

  // The places of a sentence, without governments and the dateline, in the order of the text.
  const std::vector<std::int32_t>& in_sentence(std::int32_t sentence) const {
    return by_sentence_[static_cast<std::size_t>(sentence)];
  }

  // "the town" of "the town of Lund", else the head of the name.
  std::int32_t phrase_of(const Place& mention) const;

  // "In Lund, ...", "in the town of Lund": a town as an adjunct of a clause.
  bool is_location(const Place& mention) const;

 private:
  struct Told;

  const language::Word& word(std::int32_t i) const {
    return analysis_.words[static_cast<std::size_t>(i)];
  }
  const Place& place(std::int32_t p) const { return reading_.places[static_cast<std::size_t>(p)]; }
  std::int32_t sentence_of(const Event& event) const {
    return event.word == kNone ? kNone : word(event.word).sentence;
  }
  std::int32_t paragraph_of(std::int32_t sentence) const {
    return analysis_.sentences[static_cast<std::size_t>(sentence)].paragraph;
  }
  bool is_said(std::int32_t word) const;
  std::int32_t scene_above(const Place& mention) const;
  bool carries(const Event& event) const;
  bool holds_something(const Place& mention) const;
  Told told_by_events(std::size_t& event, std::int32_t sentence) const;
  Told told_by_scenes(std::int32_t sentence) const;
  std::int32_t first_town(std::int32_t sentence) const;
  std::size_t depth_of(std::int32_t word) const;

  const language::Analysis& analysis_;
  const PlaceLexicon& lexicon_;
  const Reading& reading_;
  const Governments& governments_;
  const std::vector<LabelledItem> items_;
  std::vector<std::vector<std::int32_t>> by_sentence_;  // places
  std::vector<std::int32_t> last_told_;                 // place, by sentence
  std::int32_t dateline_ = kNone;
};

}  // namespace litopys::reading
