// Whose claim each event and figure is: the attribution with the smallest content around it.
//
//     "The radio said that police confirmed that two men were held."
//     held: police (relayed by the radio); what police did is the radio's claim
//
// A demand or a threat claims nothing: nobody vouches that it happened.
// What an earlier version of the report said is withdrawn by naming it so, in whole or in part, and
// stays open: "An earlier version said that two men were held."
// Contents are listed by the sentences they touch, so that a long report stays linear.
// Covered by attributions_test.cc.
#include <algorithm>
#include <optional>

#include "reading/attributions.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

struct Content {
  Span span;
  std::int32_t attribution = kNone;
  bool denied = false;
};

class Claims {
 public:
  Claims(const Document& document, const Reading& reading) : document_(document) {
    contents_.resize(document.analysis.sentences.size());
    for (std::size_t a = 0; a < reading.attributions.size(); ++a) {
      const Attribution& attribution = reading.attributions[a];
      const bool vouches =
          !attribution.rule.starts_with("chant") && !attribution.rule.starts_with("question") &&
          !attribution.rule.starts_with("back");  // "deny this" is not the source of "this"
      if (!vouches) continue;
      for (const Span span : attribution.content)
        add({span, static_cast<std::int32_t>(a), attribution.distance == "denies"});
    }
  }

  std::vector<std::int32_t> of(Span words, std::int32_t word) const {
    if (word == kNone) return {};
    const Content* best = nullptr;
    for (const Content& content : contents_[document_.analysis.words[word].sentence])
      if (content.span.contains(words) &&
          (best == nullptr || content.span.size() < best->span.size() ||
           (content.span == best->span && best->denied)))  // "denied the union's claim that ..."
        best = &content;
    return best == nullptr ? std::vector<std::int32_t>{} : std::vector{best->attribution};
  }

 private:
  void add(const Content& content) {
    const auto& sentences = document_.analysis.sentences;
    auto at = std::upper_bound(
        sentences.begin(), sentences.end(), content.span.begin,
        [](std::uint32_t byte, const language::Sentence& s) { return byte < s.span.end; });
    for (; at != sentences.end() && at->span.begin < content.span.end; ++at)
      contents_[static_cast<std::size_t>(at - sentences.begin())].push_back(content);
  }

  const Document& document_;
  std::vector<std::vector<Content>> contents_;  // by sentence
};

// "An earlier version of this article": a noun of speech.tsv with one of its adjectives.
bool is_withdrawn(const Document& document, const SpeechLexicon& lexicon,
                  const Attribution& attribution) {
  if (attribution.source_word == kNone) return false;
  const auto& words = document.analysis.words;
  for (const std::int32_t child : language::children(document.analysis, attribution.source_word))
    if (lexicon.find(text::lower(words[child].form) + "_" + words[attribution.source_word].lemma,
                     "withdrawn"))
      return true;
  return false;
}

void leave_open(Factuality& factuality, Span cue) {
  if (factuality.value == "Uu") return;
  factuality.value = "Uu";
  factuality.status = "hypothetical";
  factuality.cues.push_back({"hedge", cue});
  factuality.rule += " withdrawn";
}

}  // namespace

void attribute_claims(const Document& document, const SpeechLexicon& lexicon, Reading& reading) {
  const Claims claims(document, reading);
  const auto& words = document.analysis.words;
  for (Event& event : reading.events) {
    const std::string& status = event.factuality.status;
    const bool claimed = status != "demanded" && status != "threatened";
    if (event.word != kNone && claimed)
      event.attribution = claims.of(words[event.word].span, event.word);
  }
  for (Figure& figure : reading.figures)
    if (figure.word != kNone) figure.attribution = claims.of(words[figure.word].span, figure.word);
  std::vector<bool> withdrawn;
  for (const Attribution& attribution : reading.attributions)
    withdrawn.push_back(is_withdrawn(document, lexicon, attribution));
  const auto settle = [&](auto& claimed) {
    for (const std::int32_t a : claimed.attribution)
      if (withdrawn[static_cast<std::size_t>(a)])
        leave_open(claimed.factuality, reading.attributions[static_cast<std::size_t>(a)].source);
  };
  for (Event& event : reading.events) settle(event);
  for (Figure& figure : reading.figures) settle(figure);
}

}  // namespace litopys::reading
