// Sources that a colon sets apart: headlines, lines of a bulletin or of a live page.
//
//     "Two killed in crash: police"      headline: police
//     "14:10 Fire service: two hurt"     label: Fire service
#pragma once

#include <optional>

#include "reading/sayings.h"

namespace litopys::reading {

// The saying of a text that is a headline.
std::optional<Saying> headline_saying(const language::Analysis& analysis);

// The saying of a sentence that begins with a known kind of source and a colon.
std::optional<Saying> label_saying(const language::Analysis& analysis,
                                   const language::Sentence& sentence,
                                   const SpeechLexicon& lexicon);

}  // namespace litopys::reading
