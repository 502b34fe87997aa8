// Did it happen? FactBank value and status of an event from the words that govern it and the words
// beside those, with each such word as a cue.
//
//     "The nurses plan to march."             Uu   planned       cue: plan (future)
//     "Police did not intervene."             CT-  omitted       cue: not (negation)
//     "Shells may have hit the mill."         PS+  occurred      cue: may (modal)
//     "In 2014 rebels took the town."         CT+  historical    (published in 2022)
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "reading/document.h"
#include "reading/reading.h"
#include "text/result.h"

namespace litopys::reading {

struct ModalityLexicon {
  struct Entry {
    std::string effect, cue;
    bool clause_only = false;      // governs clauses, not nouns
    bool infinitive_only = false;  // "told them to leave", not "told them that two left"
    bool noun_only =
        false;  // only where the word itself is a noun ("no sign of", not "did not sign")
    bool object_only = false;    // "could spark a riot": the riot, not "the riot could spark a war"
    bool likeness = false;       // "close to a deal", not "close to the scene of the shooting"
    bool compound_only = false;  // "strike plans", not "the plans of the strikers"
    bool present_only = false;   // "the law allows police to shoot", not "allowed them to leave"
  };
  // By lemma ("plan", "call_off"). A word can govern in several ways ("hope": verb or noun alike).
  std::map<std::string, std::vector<Entry>, std::less<>> above, beside, perception;
  std::map<std::string, Entry, std::less<>> time;    // "year_ago", "every_week"
  std::set<std::string, std::less<>> open_pronouns;  // "anyone": names nobody
  std::set<std::string, std::less<>> generic;        // "whoever": nobody in particular
  std::set<std::string, std::less<>> quantifiers;    // "all": "not all" denies the whole
  std::set<std::string, std::less<>> fiction;        // "film", "novel"
  std::set<std::string, std::less<>> content;        // "show": what a film is about
  std::set<std::string, std::less<>> terms;          // "decree": what is done under it
  std::set<std::string, std::less<>> stance;         // "demand": holds now in the simple present
  std::set<std::string, std::less<>> youth;          // "child": "when she was a child"
  std::set<std::string, std::less<>> inquiry;        // "examine": claims that are yet to be judged
  std::set<std::string, std::less<>> unmarked;       // "beat": the past looks like the present
};

text::Result<ModalityLexicon> load_modality_lexicon(const std::filesystem::path& codebooks);

// `names_its_negation`: a "not" beside the trigger is part of what it names ("did not turn up for
// work" is a strike) and denies nothing.
Factuality assess_factuality(const Document& document, std::int32_t trigger_word,
                             const ModalityLexicon& lexicon, bool names_its_negation = false);

}  // namespace litopys::reading
