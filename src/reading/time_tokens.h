// The tokens that the grammar of times reads: runs of letters, runs of digits and single marks,
// made from the words of the Analysis but finer than those, so that "9pm", "mid-March", "Year's"
// and "1990s" look the same however the tokenizer cut them.
//
//     "Sept. 5th, 9pm"   sept . 5 th , 9 pm
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "language/analysis.h"
#include "reading/document.h"
#include "reading/time_lexicon.h"

namespace litopys::reading {

struct TimeToken {
  text::Span span;
  std::string lower;          // letters folded to lower case; digits; the mark itself
  std::int32_t word = 0;      // the word of the Analysis that it lies in
  std::int32_t sentence = 0;  // of the first word, where a split inside a time was undone
  std::int64_t number = -1;   // of a run of at most nine digits
  bool capital = false;
  bool glued = false;  // no blank before it
  const std::vector<TimeMeaning>* meanings = nullptr;

  const TimeMeaning* as(TimeClass kind) const;
};

std::vector<TimeToken> time_tokens(const Document& document, const TimeLexicon& lexicon);

}  // namespace litopys::reading
