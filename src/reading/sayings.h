// One act of saying in a sentence, before quotations are joined to it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reading/document.h"
#include "reading/reading.h"
#include "reading/speech_lexicon.h"

namespace litopys::reading {

struct Saying {
  std::int32_t cue = kNone;  // word
  WordRange cue_words;
  std::int32_t source = kNone;  // head word; kNone: left out
  WordRange source_words;       // where they are not the noun phrase of the tree
  std::int32_t relay = kNone;   // cue word of the saying that passes this one on
  std::vector<WordRange> content;
  std::string kind;  // as in the codebook
  std::string form;  // indirect, according_to, noun, headline
  std::string distance;
  std::string rule;
};

// In order of their cues.
std::vector<Saying> find_sayings(const Document& document, const SpeechLexicon& lexicon);

}  // namespace litopys::reading
