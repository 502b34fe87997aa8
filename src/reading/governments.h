// Capitals and countries that stand for their governments: "Kyiv said", "accused Moscow". They are
// named, but nothing happened there.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/document.h"
#include "reading/place_lexicon.h"
#include "reading/reading.h"

namespace litopys::reading {

// The word of a mention whose head is outside it.
std::int32_t head_of(const language::Analysis& analysis, const Place& mention);

// "Oslo rejected the accusation", in a report from Nairobi or from Oslo itself: what a government
// says, told without a place, happened neither abroad nor just where the ministry sits.
bool is_word_of_government(const Event& event, const Place& place, const PlaceLexicon& lexicon);

class Governments {
 public:
  static constexpr int kSource = 1, kParty = 2, kState = 4;

  Governments(const language::Analysis& analysis, const Reading& reading);

  // How a mention of the text (not the title) acts: it speaks, takes part, or does so as a state.
  int acts(const Place& mention) const;

  // A seat of government by its feature, or by what it does as a participant or source.
  bool is_only_government(const Place& mention) const;

  // A country that speaks, or that says whose somebody is ("US officials").
  bool is_only_named(const Place& mention) const;

 private:
  const language::Analysis& analysis_;
  std::vector<int> acts_;  // by word
};

}  // namespace litopys::reading
