// Places of a sentence that belong to something else than the event: what somebody had done before,
// where the wounded are taken, where a road leads, a country of which an unnamed town is told.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/document.h"
#include "reading/place_lexicon.h"
#include "reading/reading.h"

namespace litopys::reading {

class Elsewhere {
 public:
  // Keeps references to all three; the reading has its events.
  Elsewhere(const Document& document, const PlaceLexicon& lexicon, const Reading& reading);

  // True where the sentence tells the mention of something else than the event at `trigger`.
  bool is_told_of(const Place& mention, std::int32_t trigger) const;

 private:
  const language::Word& word(std::int32_t i) const {
    return analysis_.words[static_cast<std::size_t>(i)];
  }
  bool is_event(std::int32_t at) const { return event_at_[static_cast<std::size_t>(at)]; }
  bool is_of_another_deed(std::int32_t mention, std::int32_t trigger) const;
  bool moves_somebody(std::int32_t deed) const;
  bool is_of_a_life(std::int32_t mention, std::int32_t trigger) const;
  bool is_beside(std::int32_t clause, std::int32_t trigger) const;
  bool is_land_of_town(const Place& mention) const;
  bool is_end_of_road(std::int32_t mention, std::int32_t trigger) const;
  bool takes_road(std::int32_t trigger) const;

  const language::Analysis& analysis_;
  const PlaceLexicon& lexicon_;
  const Reading& reading_;
  std::vector<bool> event_at_;  // words that are triggers
};

}  // namespace litopys::reading
