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

// "The ministry said 12 had died; [30] were hurt": who tells the number before a semicolon tells
// the one after it, where no other source is named there and nobody says "we".
class ContinuedClaims {
 public:
  ContinuedClaims(const language::Analysis& analysis, Reading& reading)
      : analysis_(analysis), reading_(reading) {
    for (const Attribution& attribution : reading.attributions)
      for (const Span named : {attribution.source, attribution.cue})
        if (named.size() > 0) named_.push_back(named.begin);
    std::sort(named_.begin(), named_.end());
  }

  void settle() {
    const Figure* before = nullptr;
    for (Figure& figure : reading_.figures) {
      if (figure.word == kNone) continue;
      const std::int32_t last = part_.begin;
      enter(figure.word);
      const bool next_part = last != part_.begin;
      if (next_part && (before == nullptr || before->word < previous_begin())) before = nullptr;
      if (figure.attribution.empty() && before != nullptr && after_semicolon_ && !own_source_ &&
          !before->attribution.empty() && !denies(*before))
        figure.attribution = before->attribution;
      before = &figure;
    }
  }

 private:
  // The part of a sentence, from one semicolon to the next, that holds the word.
  void enter(std::int32_t word) {
    if (part_.begin <= word && word < part_.end) return;
    const language::Sentence& sentence = analysis_.sentences[analysis_.words[word].sentence];
    part_ = {word, word + 1};
    while (part_.begin > sentence.begin && !ends_part(part_.begin - 1)) --part_.begin;
    while (part_.end < sentence.end && !ends_part(part_.end)) ++part_.end;
    after_semicolon_ = part_.begin > sentence.begin;
    const Span span = language::span_of(analysis_, part_);
    const auto named = std::lower_bound(named_.begin(), named_.end(), span.begin);
    own_source_ = named != named_.end() && *named < span.end;
    for (std::int32_t each = part_.begin; each < part_.end; ++each)
      own_source_ = own_source_ || language::has_feature(analysis_.words[each], "Person=1");
  }

  // Where the part before this one begins; kNone where this one opens the sentence.
  std::int32_t previous_begin() const {
    if (!after_semicolon_) return part_.begin;
    const std::int32_t begin = analysis_.sentences[analysis_.words[part_.begin].sentence].begin;
    std::int32_t word = part_.begin - 1;
    while (word > begin && !ends_part(word - 1)) --word;
    return word;
  }

  bool ends_part(std::int32_t word) const { return analysis_.words[word].form == ";"; }

  bool denies(const Figure& figure) const {
    const auto claim = static_cast<std::size_t>(figure.attribution[0]);
    return reading_.attributions[claim].distance == "denies";
  }

  const language::Analysis& analysis_;
  Reading& reading_;
  std::vector<std::uint32_t> named_;  // bytes where sources and their verbs begin, sorted
  language::WordRange part_{0, 0};
  bool after_semicolon_ = false, own_source_ = false;
};

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
  ContinuedClaims(document.analysis, reading).settle();
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
