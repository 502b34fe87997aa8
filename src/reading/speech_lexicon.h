// Words of saying and reporting, and what kinds of sources there are (codebooks/speech.tsv,
// codebooks/source_kinds.tsv). Immutable after loading.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace litopys::reading {

struct SpeechLexicon {
  struct Entry {
    std::string kind;           // verb, chant, question, quoting, number, telling, noun, ...
    std::string distance;       // asserts, claims, denies, confirms, admits, warns, refuses
    bool takes_object = false;  // "confirmed two deaths"
  };
  struct Kind {
    std::vector<std::string> words;  // lemmas in a row; one PLOVER code where by_sector
    bool by_sector = false;
    std::string kind;
  };
  std::multimap<std::string, Entry, std::less<>> words;
  std::vector<std::vector<std::string>> adpositions;  // "according", "to"
  std::vector<Kind> kinds;                            // in the order of the table

  // The entry of a lemma in one of the kinds; null where there is none.
  const Entry* find(std::string_view lemma, std::string_view kind) const;
};

text::Result<SpeechLexicon> load_speech_lexicon(const std::filesystem::path& codebooks);

}  // namespace litopys::reading
