// A source and a colon, before or after what it says. Bounded by the length of a label. Covered by
// attributions_test.cc and tests/cases/attribution.
#include "reading/label_sayings.h"

#include <algorithm>

#include "reading/clauses.h"
#include "reading/several_sources.h"
#include "text/utf8.h"

namespace litopys::reading {

using language::Analysis;
using language::Word;

namespace {

Saying colon_saying(std::int32_t colon, std::int32_t source, WordRange content, const char* rule) {
  Saying saying;
  saying.cue = colon;
  saying.cue_words = {colon, colon + 1};
  saying.kind = "adposition";
  saying.form = "headline";
  saying.distance = "asserts";
  saying.rule = rule;
  saying.source = source;
  saying.content = {content};
  return saying;
}

}  // namespace

// "Police: two killed", "Two killed in crash: police", for a text of one line.
std::optional<Saying> headline_saying(const Analysis& analysis) {
  constexpr std::int32_t kLongestSource = 5;
  if (analysis.sentences.empty() || analysis.sentences.size() > 2) return std::nullopt;
  const std::int32_t end = static_cast<std::int32_t>(analysis.words.size());
  std::int32_t colon = kNone;
  for (std::int32_t w = 1; w + 1 < end && colon == kNone; ++w)
    if (analysis.words[w].form == ":") colon = w;
  if (colon == kNone) return std::nullopt;
  const auto names_source = [&](WordRange range) {
    for (std::int32_t w = range.begin; w < range.end; ++w)
      if (analysis.words[w].upos == "VERB" || analysis.words[w].upos == "NUM") return false;
    return range.end - range.begin <= kLongestSource;
  };
  const WordRange before{0, colon}, after{colon + 1, end};
  const bool last =
      names_source(after) && end - colon - 1 <= kLongestSource && !names_source(before);
  if (!last && !names_source(before)) return std::nullopt;
  const std::int32_t source = head_of(analysis, last ? after : before);
  if (analysis.words[source].upos == "ADJ") return std::nullopt;  // "Unconfirmed: ..."
  return colon_saying(colon, source, last ? before : after, "headline colon");
}

// "14:10 Airport authority: two hurt", a line of a bulletin or of a live page: a source, perhaps
// after a clock time, and a colon.
std::optional<Saying> label_saying(const Analysis& analysis, const language::Sentence& sentence,
                                   const SpeechLexicon& lexicon) {
  constexpr std::int32_t kLongestLabel = 7;
  std::int32_t begin = sentence.begin;
  while (begin < sentence.end &&
         (analysis.words[begin].upos == "NUM" || analysis.words[begin].upos == "PUNCT"))
    ++begin;
  std::int32_t colon = begin;
  for (; colon < std::min(sentence.end, begin + kLongestLabel); ++colon) {
    const Word& word = analysis.words[colon];
    if (word.form == ":") break;
    if (word.upos == "VERB" || word.upos == "NUM" || word.upos == "AUX" || word.upos == "PUNCT")
      return std::nullopt;
  }
  if (colon == begin || colon + 1 >= sentence.end || analysis.words[colon].form != ":")
    return std::nullopt;
  const std::string& last = analysis.words[colon - 1].upos;
  if (!names_source(analysis, {begin, colon}, lexicon) || (last != "NOUN" && last != "PROPN"))
    return std::nullopt;
  return colon_saying(colon, head_of(analysis, {begin, colon}), {colon + 1, sentence.end},
                      "label colon");
}

}  // namespace litopys::reading
