// What is said of something told: a report, a claim or a clause is called true, false or unproven.
//
//     "Reports that ten were killed are false."      killed: denied by "false"
//     "It is not true that soldiers fired."          fired: denied by "true", which is negated
//     "The ministry rejected claims of torture."     torture: denied by "rejected"
//     "The report that two fled is accurate."        fled: no verdict against it
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reading/factuality.h"

namespace litopys::reading {

struct Verdict {
  std::int32_t word = kNone;  // "false"; kNone: nobody judges the happening
  std::int32_t next = kNone;  // where the way up goes on; kNone: it ends
  std::string effect;         // denied or possible, as in modality.tsv
};

// The verdict on what `at`, a word on the way up from an event, says.
Verdict verdict_on(const language::Analysis& analysis, const ModalityLexicon& lexicon,
                   std::int32_t at);

// The same for any word inside what is judged: "in a raid" of "reports that ten were killed in a
// raid are false". What is named as known ("in the raid") is not judged with it.
Verdict verdict_around(const language::Analysis& analysis, const ModalityLexicon& lexicon,
                       std::int32_t at);

// "unconfirmed" of "Two were killed (unconfirmed)." and "Unconfirmed: two killed": a hedge on all
// that the sentence tells; kNone where there is none.
std::int32_t note_on(const language::Analysis& analysis, const ModalityLexicon& lexicon,
                     const language::Sentence& sentence);

// Effects of modality.tsv that only say something of what is told.
bool is_verdict(std::string_view effect);

}  // namespace litopys::reading
