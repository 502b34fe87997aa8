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
  Claims(const Document& document, const Reading& reading)
      : document_(document), attributions_(reading.attributions) {
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
    if (best == nullptr) return {};
    return std::vector{denial_of(*best).attribution};
  }

 private:
  // "denied that shells killed two, as the mayor had claimed": what is claimed is all that is
  // denied.
  const Content& denial_of(const Content& claim) const {
    const std::int32_t relay =
        attributions_[static_cast<std::size_t>(claim.attribution)].relayed_by;
    const std::size_t sentence = sentence_at(claim.span.begin);
    if (sentence == contents_.size()) return claim;
    for (const Content& content : contents_[sentence])
      if (content.denied && content.attribution == relay && content.span.begin == claim.span.begin)
        return content;
    return claim;
  }

  std::size_t sentence_at(std::uint32_t byte) const {
    const auto& sentences = document_.analysis.sentences;
    const auto at = std::upper_bound(
        sentences.begin(), sentences.end(), byte,
        [](std::uint32_t begin, const language::Sentence& s) { return begin < s.span.end; });
    return static_cast<std::size_t>(at - sentences.begin());
  }

  void add(const Content& content) {
    const auto& sentences = document_.analysis.sentences;
    for (std::size_t at = sentence_at(content.span.begin);
         at < sentences.size() && sentences[at].span.begin < content.span.end; ++at)
      contents_[at].push_back(content);
  }

  const Document& document_;
  const std::vector<Attribution>& attributions_;
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

// The words from one semicolon, or the start of the sentence, to the next around a word.
language::WordRange part_of_sentence(const language::Analysis& analysis, std::int32_t word) {
  const language::Sentence& sentence = analysis.sentences[analysis.words[word].sentence];
  language::WordRange part{word, word + 1};
  while (part.begin > sentence.begin && analysis.words[part.begin - 1].form != ";") --part.begin;
  while (part.end < sentence.end && analysis.words[part.end].form != ";") ++part.end;
  return part;
}

// "The ministry said 12 had died; [30] were hurt": who tells the number before a semicolon tells
// the one after it, where no other source is named there.
void continue_claims(const Document& document, Reading& reading) {
  const language::Analysis& analysis = document.analysis;
  const auto names_source = [&](language::WordRange words) {
    for (std::int32_t word = words.begin; word < words.end; ++word)
      if (language::has_feature(analysis.words[word], "Person=1"))
        return true;  // "our list has 12"
    const Span part = language::span_of(analysis, words);
    return std::any_of(reading.attributions.begin(), reading.attributions.end(),
                       [&](const Attribution& each) {
                         return part.overlaps(each.source) || part.overlaps(each.cue);
                       });
  };
  const Figure* before = nullptr;  // the last figure of the part before, or of this one
  for (Figure& figure : reading.figures) {
    if (figure.word == kNone) continue;
    const language::WordRange part = part_of_sentence(analysis, figure.word);
    const bool follows = before != nullptr && before->word < part.begin &&
                         !before->attribution.empty() &&
                         part_of_sentence(analysis, before->word).end + 1 == part.begin;
    const bool continues =
        before != nullptr && before->word >= part.begin && !before->attribution.empty();
    if (figure.attribution.empty() &&
        (follows || (continues && part.begin > 0 && analysis.words[part.begin - 1].form == ";")) &&
        !names_source(part) &&
        reading.attributions[static_cast<std::size_t>(before->attribution[0])].distance != "denies")
      figure.attribution = before->attribution;
    before = &figure;
  }
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
  continue_claims(document, reading);
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
