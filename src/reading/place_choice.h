// Which of the places named in a sentence is the place of an event told there, or none of them: a
// linear model over signs of how place and trigger stand to each other.
//
//     "Police in Oslo said that two men were shot in Bergen."
//     trigger shot: Bergen  rank=0 prep=in role=ARGM-LOC ...      Oslo  rank=4 prep=in said=source
//     ...
//
// The weights are data (codebooks/event_place_weights.tsv), made by training/event_places.py.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "reading/document.h"
#include "reading/governments.h"
#include "reading/place_lexicon.h"
#include "reading/reading.h"
#include "text/result.h"

namespace litopys::reading {

// By sign; a sign that the table lacks weighs nothing.
using PlaceChoiceWeights = std::unordered_map<std::string, double>;
text::Result<PlaceChoiceWeights> load_place_choice(const std::filesystem::path& codebooks);

struct EventPlaceOption {
  std::int32_t place = kNone;      // index into Reading::places; kNone: none of them
  int rank = 0;                    // how it hangs on the trigger, 0 the closest (place_choice.cc)
  std::int32_t distance = 0;       // words between it and the trigger
  std::vector<std::string> signs;  // "prep=in", and pairs of them: "rank=0&prep=in"
  double score = 0;                // the sum of the weights of its signs
  std::optional<float> learned;    // what the language model says of it, log odds
  double share = 0;                // softmax over the options of this trigger
};

class PlaceChooser {
 public:
  PlaceChooser(const Document& document, const PlaceLexicon& lexicon,
               const PlaceChoiceWeights& weights, const Governments& governments,
               const Reading& reading);

  // The places of the trigger's sentence and "none" (last), best first. Empty where the sentence
  // names no place. At most 40 places, the nearest.
  std::vector<EventPlaceOption> options(std::int32_t trigger, const Event* event) const;

 private:
  struct Tie;
  Tie tie(std::int32_t trigger, std::int32_t place_word) const;
  int rank_of(std::int32_t trigger, const Tie& tie, std::int32_t place_word) const;
  void add_tree_signs(std::int32_t trigger, const Tie& tie, EventPlaceOption& option) const;
  void add_noun_signs(const Tie& tie, EventPlaceOption& option) const;
  void add_line_signs(std::int32_t trigger, EventPlaceOption& option) const;
  void add_speech_signs(std::int32_t trigger, EventPlaceOption& option) const;
  void add_rivals(std::int32_t trigger, std::vector<EventPlaceOption>& options) const;
  std::optional<float> learned_score(std::int32_t trigger, const Place& mention) const;
  void add_learned(std::int32_t trigger, std::vector<EventPlaceOption>& options) const;
  EventPlaceOption none_of(std::int32_t trigger,
                           const std::vector<EventPlaceOption>& options) const;
  std::string role_of(std::int32_t predicate_word, std::int32_t argument) const;
  std::string preposition_of(std::int32_t word) const;
  std::string noun_kind(std::int32_t word) const;
  bool above(std::int32_t trigger, std::int32_t place_word) const;
  bool is_actor(std::int32_t trigger, std::int32_t child) const;
  bool is_core(std::int32_t trigger, std::int32_t child) const;

  std::int32_t head_of(const Place& mention) const { return reading::head_of(analysis_, mention); }
  const language::Word& word(std::int32_t i) const {
    return analysis_.words[static_cast<std::size_t>(i)];
  }
  const Place& place(std::int32_t p) const { return reading_.places[static_cast<std::size_t>(p)]; }

  const language::Analysis& analysis_;
  const PlaceLexicon& lexicon_;
  const PlaceChoiceWeights& weights_;
  const Governments& governments_;
  const Reading& reading_;
  std::vector<bool> triggers_;                          // by word
  std::vector<std::int32_t> preposition_;               // by word: its adposition
  std::vector<bool> numbered_;                          // by word: has a number ("20 kilometres")
  std::vector<std::int32_t> triggers_before_;           // how many stand before each word
  std::vector<std::vector<std::int32_t>> by_sentence_;  // places
};

// True where `outer` holds `inner`, as far as their candidates tell.
bool holds(const Place& outer, const Place& inner);

}  // namespace litopys::reading
