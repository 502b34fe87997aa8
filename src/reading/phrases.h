// Phrases of a table, found in the words of a text.
//
//     PhraseIndex index;
//     add_phrase(index, "Red Cross", 7);
//     sort_phrases(index);
//     Match match = longest(index, analysis, {begin, end}, false);   // match.phrase->value is 7
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reading/reading.h"

namespace litopys::reading {

// Phrases by their first word; a phrase is a list of normalised words. Immutable after loading.
struct PhraseIndex {
  struct Phrase {
    std::vector<std::string> words;
    bool capitals = false;  // matches only where the text has the same capitals ("WHO")
    std::size_t value = 0;  // what the phrase stands for: an index of the owner
  };
  std::map<std::string, std::vector<Phrase>, std::less<>> by_first;  // longest phrase first
};

struct Match {
  const PhraseIndex::Phrase* phrase = nullptr;
  std::int32_t begin = kNone, end = kNone;  // words
  explicit operator bool() const { return phrase != nullptr; }
};

// The words of a stretch of text in the form that phrases are kept in.
struct Pieces {
  std::vector<std::string> forms, folded;
  std::vector<std::int32_t> word;  // where each comes from
};

bool has_lower_case(std::string_view text);

void add_phrase(PhraseIndex& index, std::string_view phrase, std::size_t value);

// To be called once, after the last phrase.
void sort_phrases(PhraseIndex& index);

Pieces pieces_of(const language::Analysis& analysis, WordRange range, bool lemmas);

// The longest phrase that begins at a piece, or none.
const PhraseIndex::Phrase* match_at(const PhraseIndex& index, const language::Analysis& analysis,
                                    const Pieces& text, std::size_t at);

// The longest phrase within the range; with `head`, only phrases that cover it.
Match longest(const PhraseIndex& index, const language::Analysis& analysis, WordRange range,
              bool lemmas, std::int32_t head = kNone);

// The modifiers in front of a head and the parts of its name, as one stretch.
WordRange core(const language::Analysis& analysis, std::int32_t head);

}  // namespace litopys::reading
