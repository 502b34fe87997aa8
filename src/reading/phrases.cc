// Words are cut at hyphens and blanks and folded, so that "al-Qaeda" and "Al Qaeda" are one phrase;
// a phrase without a lower-case letter keeps its capitals. Cost: a look-up for each word, and the
// phrases that begin with it. Covered by actors_test.cc.
#include "reading/phrases.h"

#include <algorithm>

#include "reading/one_of.h"
#include "text/table.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

// One word, or the pieces of it: "al-Qaeda" gives "al", "Qaeda"; "U.S." gives "US"; "'s" nothing.
std::vector<std::string> pieces(std::string_view word) {
  std::vector<std::string> out;
  const std::string low = text::lower(word);
  if (low == "'s" || low == "’s" || low == "'" || low == "’") return out;
  std::string piece;
  for (std::size_t at = 0; at < word.size();) {
    const text::CodePoint c = text::code_point_at(word, at);
    const bool breaks = c.value == '-' || c.value == ' ' || c.value == 0x2010 || c.value == 0x2011;
    if (breaks && !piece.empty()) out.push_back(std::move(piece)), piece.clear();
    if (!breaks && !text::is_punctuation(c.value)) piece += word.substr(at, c.size);
    at += c.size;
  }
  if (!piece.empty()) out.push_back(piece);
  return out;
}

// In a sentence all in capitals nothing but the word's class tells "WHO" from "who", "CAR" from
// "car": there only a proper noun is an abbreviation.
bool may_be_abbreviation(const Analysis& analysis, std::int32_t at) {
  const Word& word = analysis.words[at];
  if (word.upos == "PROPN") return true;
  const language::Sentence& sentence = analysis.sentences[word.sentence];
  for (std::int32_t i = sentence.begin; i < sentence.end; ++i)
    if (has_lower_case(analysis.words[i].form)) return true;
  return false;
}

}  // namespace

bool has_lower_case(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (text::is_lower(c.value)) return true;
    at += c.size;
  }
  return false;
}

void add_phrase(PhraseIndex& index, std::string_view phrase, std::size_t value) {
  PhraseIndex::Phrase entry;
  entry.capitals = !has_lower_case(phrase);
  entry.value = value;
  for (const std::string& blank_free : text::split(phrase, ' '))
    for (const std::string& piece : pieces(blank_free))
      entry.words.push_back(entry.capitals ? piece : text::fold(piece));
  if (entry.words.empty()) return;
  index.by_first[text::fold(entry.words.front())].push_back(entry);
}

void sort_phrases(PhraseIndex& index) {
  for (auto& [first, phrases] : index.by_first)
    std::stable_sort(phrases.begin(), phrases.end(),
                     [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); });
}

Pieces pieces_of(const Analysis& analysis, WordRange range, bool lemmas) {
  Pieces out;
  for (std::int32_t i = range.begin; i < range.end; ++i) {
    const Word& word = analysis.words[i];
    for (std::string& piece : pieces(lemmas ? word.lemma : word.form)) {
      out.folded.push_back(text::fold(piece));
      out.forms.push_back(std::move(piece));
      out.word.push_back(i);
    }
  }
  return out;
}

const PhraseIndex::Phrase* match_at(const PhraseIndex& index, const Analysis& analysis,
                                    const Pieces& text, std::size_t at) {
  const auto found = index.by_first.find(text.folded[at]);
  if (found == index.by_first.end()) return nullptr;
  for (const PhraseIndex::Phrase& phrase : found->second) {
    if (at + phrase.words.size() > text.forms.size()) continue;
    const auto& words = phrase.capitals ? text.forms : text.folded;
    if (std::equal(phrase.words.begin(), phrase.words.end(),
                   words.begin() + static_cast<std::ptrdiff_t>(at)) &&
        (!phrase.capitals || may_be_abbreviation(analysis, text.word[at])))
      return &phrase;
  }
  return nullptr;
}

Match longest(const PhraseIndex& index, const Analysis& analysis, WordRange range, bool lemmas,
              std::int32_t head) {
  const Pieces text = pieces_of(analysis, range, lemmas);
  Match best;
  for (std::size_t at = 0; at < text.folded.size(); ++at) {
    const PhraseIndex::Phrase* phrase = match_at(index, analysis, text, at);
    if (!phrase) continue;
    const std::int32_t begin = text.word[at], end = text.word[at + phrase->words.size() - 1] + 1;
    if (head != kNone && (head < begin || head >= end)) continue;
    if (!best || phrase->words.size() > best.phrase->words.size()) best = {phrase, begin, end};
  }
  return best;
}

// The modifiers in front of the head and the parts of its name, as one stretch.
WordRange core(const Analysis& analysis, std::int32_t head) {
  WordRange range{head, head + 1};
  const auto widen = [&range](WordRange other) {
    range = {std::min(range.begin, other.begin), std::max(range.end, other.end)};
  };
  for (const std::int32_t child : children(analysis, head)) {
    const Word& word = analysis.words[child];
    const bool before =
        child < head &&
        is_one_of(relation(word), {"amod", "compound", "nmod", "flat", "nummod", "det", "appos"});
    if (before || is_one_of(relation(word), {"flat", "compound"})) widen(subtree(analysis, child));
  }
  const std::int32_t name = analysis.words[head].name;
  if (name != kNone) widen({analysis.names[name].begin, analysis.names[name].end});
  return range;
}

}  // namespace litopys::reading
