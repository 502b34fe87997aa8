// Several sources in one sentence, each with a number of its own.
//
//     "5,000 according to police and 12,000 according to the union"   each has the number beside it
//     "Police counted 400, the union 1,500 and a newspaper 900"       the verb is told once
#pragma once

#include <vector>

#include "reading/sayings.h"

namespace litopys::reading {

// Whether the words stand in the phrase in a row, each as a lemma or as it is written; lower case.
bool has_words(const language::Analysis& analysis, language::WordRange phrase,
               const std::vector<std::string>& words);

// True where the noun phrase that ends before `end` names a kind of source by its words
// (source_kinds.tsv).
bool names_source(const language::Analysis& analysis, language::WordRange phrase,
                  const SpeechLexicon& lexicon);

// Cuts the contents of phrases like "according to" where one sentence has several of them (rule
// "several ..."), and adds the sources that share the verb of a saying before them (rule "shared
// ...").
void part_sources(const language::Analysis& analysis, const SpeechLexicon& lexicon,
                  std::vector<Saying>& sayings);

}  // namespace litopys::reading
