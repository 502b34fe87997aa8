// From acts of saying and quotations to attributions.
//
//     “We saw smoke,” said a nurse at the town's hospital. “Then it fell.” Doctors said ten died.
//     a1  source "a nurse", kind health, content both quotations
//     a2  source "Doctors", kind health, content "ten died"
//
// A quotation goes to the act of saying beside it: in its own sentence, in the sentence after it
// (“...” he asked), in the one before it that ends with a colon. One without such a neighbour
// continues the quotation before it in its paragraph, or belongs to the one after it; when its
// paragraph continues a quotation, to that one's speaker. Otherwise nobody is named: an unknown
// speaker is not guessed. A saying that neither has content nor got a quotation is dropped.
// The kind of a source comes from the words of its noun phrase (source_kinds.tsv), then from its
// PLOVER sector. A pronoun takes kind and name of the person last named.
// Linear in the text but for the sayings of one sentence. Covered by attributions_test.cc and
// tests/cases/attribution.
#include "reading/attributions.h"

#include <algorithm>
#include <map>
#include <optional>

#include "reading/quotes.h"
#include "reading/sayings.h"
#include "reading/several_sources.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;

class Attributor {
 public:
  Attributor(const Document& document, const SpeechLexicon& lexicon, const ActorRegistry& actors,
             Reading& reading)
      : document_(document),
        analysis_(document.analysis),
        lexicon_(lexicon),
        actors_(actors),
        reading_(reading),
        sayings_(find_sayings(document, lexicon)),
        quotes_(find_quotes(document)) {
    quotes_of_.resize(sayings_.size());
    owner_.assign(quotes_.size(), kNone);
    entity_at_.assign(analysis_.words.size(), kNone);
    for (std::size_t i = 0; i < reading.entities.size(); ++i)
      for (std::int32_t w = reading.entities[i].words.begin; w < reading.entities[i].words.end; ++w)
        entity_at_[w] = static_cast<std::int32_t>(i);
    std::int32_t person = kNone;
    for (std::size_t w = 0; w < entity_at_.size(); ++w) {
      person_before_.push_back(person);
      if (entity_at_[w] != kNone && reading.entities[entity_at_[w]].kind == "PER")
        person = entity_at_[w];
    }
    first_of_sentence_.assign(analysis_.sentences.size() + 1, 0);
    std::size_t at = 0;
    for (std::size_t s = 0; s <= analysis_.sentences.size(); ++s) {
      while (at < sayings_.size() && sentence_of(sayings_[at]) < static_cast<std::int32_t>(s)) ++at;
      first_of_sentence_[s] = at;
    }
  }

  void run() {
    for (std::size_t q = 0; q < quotes_.size(); ++q) owner_[q] = beside(quotes_[q]);
    for (std::size_t q = 0; q < quotes_.size(); ++q) carry_over(q);
    for (std::size_t q = 0; q < quotes_.size(); ++q)
      if (owner_[q] != kNone) quotes_of_[owner_[q]].push_back(q);
    write_attributions();
    link_relays();
    write_quotes();
  }

 private:
  std::int32_t sentence_of(const Saying& saying) const {
    return analysis_.words[saying.cue].sentence;
  }

  std::int32_t sentence_at(std::uint32_t byte) const {
    const auto& sentences = analysis_.sentences;
    const auto after = std::upper_bound(
        sentences.begin(), sentences.end(), byte,
        [](std::uint32_t value, const language::Sentence& s) { return value < s.span.begin; });
    return after == sentences.begin() ? 0
                                      : static_cast<std::int32_t>(after - sentences.begin()) - 1;
  }

  Span cue_span(const Saying& saying) const {
    return language::span_of(analysis_, saying.cue_words);
  }

  bool is_inside_quote(Span span) const {
    const auto after = std::upper_bound(
        quotes_.begin(), quotes_.end(), span.begin,
        [](std::uint32_t byte, const QuotedSpan& quote) { return byte < quote.span.begin; });
    return after != quotes_.begin() && std::prev(after)->span.contains(span);
  }

  // ---- quotations -----------------------------------------------------------------------------
  static std::uint32_t distance(Span a, Span b) {
    if (a.overlaps(b)) return 0;
    return a.end <= b.begin ? b.begin - a.end : a.begin - b.end;
  }

  // The saying of one sentence nearest to the quotation and outside it.
  std::int32_t nearest(const QuotedSpan& quote, std::int32_t sentence, bool only_empty) const {
    std::int32_t best = kNone;
    if (sentence < 0 || sentence >= static_cast<std::int32_t>(analysis_.sentences.size()))
      return best;
    for (std::size_t i = first_of_sentence_[sentence]; i < first_of_sentence_[sentence + 1]; ++i) {
      const Span cue = cue_span(sayings_[i]);
      if (cue.overlaps(quote.span) || is_inside_quote(cue)) continue;
      if (sayings_[i].kind == "adposition" || sayings_[i].kind == "noun") continue;
      if (only_empty && !sayings_[i].content.empty()) continue;
      if (best == kNone ||
          distance(cue, quote.span) < distance(cue_span(sayings_[best]), quote.span))
        best = static_cast<std::int32_t>(i);
    }
    return best;
  }

  std::int32_t beside(const QuotedSpan& quote) const {
    constexpr std::uint32_t kDirectly = 3;  // bytes between a cue and a short quotation
    const std::int32_t first = sentence_at(quote.span.begin);
    const std::int32_t last = sentence_at(quote.span.end - 1);
    std::int32_t best = nearest(quote, last, false);
    if (first != last) {
      const std::int32_t other = nearest(quote, first, false);
      if (best == kNone || (other != kNone && distance(cue_span(sayings_[other]), quote.span) <
                                                  distance(cue_span(sayings_[best]), quote.span)))
        best = other;
    }
    if (!quote.sentence_like) {
      const bool direct =
          best != kNone && distance(cue_span(sayings_[best]), quote.span) <= kDirectly;
      return direct ? best : kNone;
    }
    if (best != kNone) return best;
    if (same_paragraph(last, last + 1)) {
      const std::int32_t after = nearest(quote, last + 1, true);
      if (after != kNone && distance(cue_span(sayings_[after]), quote.span) < 40) return after;
    }
    if (first > 0 && ends_with_colon(first - 1)) return nearest(quote, first - 1, false);
    return kNone;
  }

  bool same_paragraph(std::int32_t a, std::int32_t b) const {
    const auto count = static_cast<std::int32_t>(analysis_.sentences.size());
    return a >= 0 && b >= 0 && a < count && b < count &&
           analysis_.sentences[a].paragraph == analysis_.sentences[b].paragraph;
  }

  bool ends_with_colon(std::int32_t sentence) const {
    return analysis_.words[analysis_.sentences[sentence].end - 1].form == ":";
  }

  // A quotation without a saying beside it goes on from the one before, or waits for the next.
  void carry_over(std::size_t q) {
    if (owner_[q] != kNone || !quotes_[q].sentence_like) return;
    const std::int32_t sentence = sentence_at(quotes_[q].span.begin);
    if (q > 0 && owner_[q - 1] != kNone) {
      const std::int32_t before = sentence_at(quotes_[q - 1].span.begin);
      if (quotes_[q].continues || same_paragraph(before, sentence)) {
        owner_[q] = owner_[q - 1];
        return;
      }
    }
    if (q + 1 < quotes_.size() && owner_[q + 1] != kNone &&
        same_paragraph(sentence, sentence_at(quotes_[q + 1].span.begin)))
      owner_[q] = owner_[q + 1];
  }

  // ---- sources --------------------------------------------------------------------------------
  // The name that the head is part of, or that stands beside it: "police chief Ruth Adeyemi".
  std::int32_t entity_of(std::int32_t word, WordRange phrase) const {
    if (entity_at_[word] != kNone) return entity_at_[word];
    for (std::int32_t w = phrase.begin; w < phrase.end; ++w) {
      const std::string_view relation = language::relation(analysis_.words[w]);
      const bool beside = analysis_.words[w].head == word &&
                          (relation == "appos" || relation == "flat" || relation == "compound");
      if (beside && entity_at_[w] != kNone && reading_.entities[entity_at_[w]].kind != "LOC")
        return entity_at_[w];
    }
    return kNone;
  }

  std::int32_t root_of(std::int32_t entity) const {
    if (entity == kNone) return kNone;
    const std::int32_t first = reading_.entities[entity].same_as;
    return first == kNone ? entity : first;
  }

  // The kind told by the first row of the table that fits the phrase.
  std::string kind_of(WordRange phrase, const ActorDescription& description) const {
    for (const SpeechLexicon::Kind& kind : lexicon_.kinds) {
      const bool fits = kind.by_sector
                            ? std::find(description.sectors.begin(), description.sectors.end(),
                                        kind.words.front()) != description.sectors.end()
                            : has_words(analysis_, phrase, kind.words);
      if (fits) return kind.kind;
    }
    return description.kind == "state" ? "government" : "unknown";
  }

  void describe(const Saying& saying, Attribution& attribution) {
    const WordRange phrase = saying.source_words.begin < saying.source_words.end
                                 ? saying.source_words
                                 : noun_phrase(analysis_, saying.source);
    attribution.source = language::span_of(analysis_, phrase);
    attribution.source_word = saying.source;
    const language::Word& word = analysis_.words[saying.source];
    if (word.upos == "PRON") {
      if (word.lemma == "he" || word.lemma == "she") take_person(saying.source, attribution);
      return;
    }
    ActorDescription description = describe_actor(document_, saying.source, actors_);
    attribution.entity = entity_of(saying.source, phrase);
    if (names_person(attribution) && description.kind == "state") description = {};
    attribution.side = description.country;
    attribution.source_kind = kind_of(phrase, description);
    const auto known = known_.find(root_of(attribution.entity));
    if (attribution.source_kind == "unknown" && known != known_.end()) {
      attribution.source_kind = known->second.first;
      if (attribution.side.empty()) attribution.side = known->second.second;
    }
  }

  // "He" and "she" are the person who spoke last or was named since, outside what is said.
  void take_person(std::int32_t pronoun, Attribution& attribution) const {
    constexpr int kNamesBack = 5;
    std::int32_t entity = person_before_[pronoun];
    const auto told_of = [&](std::int32_t person) {
      return std::any_of(attribution.content.begin(), attribution.content.end(),
                         [&](Span span) { return span.contains(reading_.entities[person].span); });
    };
    for (int steps = 0; entity != kNone && told_of(entity) && steps < kNamesBack; ++steps)
      entity = person_before_[reading_.entities[entity].words.begin];
    if (last_person_ != kNone) {
      const Attribution& last = reading_.attributions[last_person_];
      if (entity == kNone || reading_.entities[entity].span.begin < last.cue.begin)
        entity = last.entity;
    }
    attribution.entity = entity;
    const auto known = known_.find(root_of(entity));
    if (entity == kNone || known == known_.end()) return;
    attribution.source_kind = known->second.first;
    attribution.side = known->second.second;
  }

  // ---- output ---------------------------------------------------------------------------------
  void write_attributions() {
    attribution_of_.assign(sayings_.size(), kNone);
    for (std::size_t i = 0; i < sayings_.size(); ++i) {
      const Saying& saying = sayings_[i];
      if (saying.content.empty() && quotes_of_[i].empty()) continue;
      if (is_quoted_self(i)) continue;
      Attribution attribution;
      attribution.cue = cue_span(saying);
      attribution.form = saying.form;
      attribution.distance = saying.distance;
      attribution.rule = saying.rule;
      for (const WordRange range : saying.content)
        attribution.content.push_back(language::span_of(analysis_, range));
      for (const std::size_t q : quotes_of_[i]) add_quote(quotes_[q].span, attribution);
      std::sort(attribution.content.begin(), attribution.content.end());
      describe(saying, attribution);
      if (saying.rule == "headline colon" && !names_speaker(saying, attribution)) continue;
      attribution_of_[i] = static_cast<std::int32_t>(reading_.attributions.size());
      reading_.attributions.push_back(std::move(attribution));
      const Attribution& written = reading_.attributions.back();
      if (names_person(written)) last_person_ = attribution_of_[i];
      if (written.entity != kNone && written.source_kind != "unknown")
        known_[root_of(written.entity)] = {written.source_kind, written.side};
    }
  }

  // "Mayor: 3 dead" has a source; "Kogi: 5 die", "Update: ..." and a place's name in capitals have
  // none.
  bool names_speaker(const Saying& saying, const Attribution& attribution) const {
    for (const Place& place : reading_.places)
      if (place.words.begin <= saying.source && saying.source < place.words.end) return false;
    if (attribution.entity != kNone) return reading_.entities[attribution.entity].kind != "LOC";
    return attribution.source_kind != "unknown" ||
           names_source(analysis_, noun_phrase(analysis_, saying.source), lexicon_) ||
           lexicon_.find(analysis_.words[saying.source].lemma, "noun") != nullptr;
  }

  bool names_person(const Attribution& attribution) const {
    return attribution.entity != kNone && reading_.entities[attribution.entity].kind == "PER";
  }

  // A quotation that holds the clause read off the tree, or most of it, stands for it.
  void add_quote(Span quote, Attribution& attribution) const {
    const bool held = std::any_of(attribution.content.begin(), attribution.content.end(),
                                  [&](Span span) { return span.contains(quote); });
    if (held) {
      attribution.form = "direct_quote";
      return;
    }
    std::erase_if(attribution.content, [&](Span span) { return quote.overlaps(span); });
    attribution.content.push_back(quote);
    attribution.form = "direct_quote";
  }

  // "We counted 37," the mayor said: who says "we" or "I" inside a quotation is its speaker.
  bool is_quoted_self(std::size_t saying) const {
    const Saying& self = sayings_[saying];
    if (!language::has_feature(analysis_.words[self.source], "Person=1")) return false;
    for (std::size_t q = 0; q < quotes_.size(); ++q)
      if (quotes_[q].span.contains(cue_span(self)))
        return owner_[q] != kNone && owner_[q] != static_cast<std::int32_t>(saying);
    return false;
  }

  // A saying inside what another one says is relayed by it.
  void link_relays() {
    for (std::size_t i = 0; i < sayings_.size(); ++i) {
      if (attribution_of_[i] == kNone || sayings_[i].rule.starts_with("back")) continue;
      Attribution& inner = reading_.attributions[attribution_of_[i]];
      const std::int32_t sentence = sentence_of(sayings_[i]);
      std::uint32_t smallest = 0;
      for (std::size_t j = first_of_sentence_[sentence]; j < first_of_sentence_[sentence + 1];
           ++j) {
        if (j == i || attribution_of_[j] == kNone) continue;
        if (sayings_[j].rule.starts_with("back")) continue;  // "deny this" relays nobody, nor is it
        if (sayings_[i].relay == sayings_[j].cue) {
          inner.relayed_by = attribution_of_[j];
          break;
        }
        for (const Span span : reading_.attributions[attribution_of_[j]].content) {
          if (!span.contains(inner.cue) || (smallest != 0 && span.size() >= smallest)) continue;
          if (reading_.attributions[attribution_of_[j]].relayed_by == attribution_of_[i]) continue;
          smallest = span.size();
          inner.relayed_by = attribution_of_[j];
        }
      }
    }
  }

  void write_quotes() {
    for (std::size_t q = 0; q < quotes_.size(); ++q) {
      if (owner_[q] == kNone && !quotes_[q].sentence_like) continue;
      Quote quote;
      quote.span = quotes_[q].span;
      if (owner_[q] != kNone) {
        quote.attribution = attribution_of_[owner_[q]];
        quote.speaker = reading_.attributions[quote.attribution].entity;
      }
      reading_.quotes.push_back(quote);
    }
  }

  const Document& document_;
  const Analysis& analysis_;
  const SpeechLexicon& lexicon_;
  const ActorRegistry& actors_;
  Reading& reading_;
  std::vector<Saying> sayings_;
  std::vector<QuotedSpan> quotes_;
  std::vector<std::int32_t> owner_;                  // of each quotation: a saying
  std::vector<std::vector<std::size_t>> quotes_of_;  // each saying
  std::vector<std::size_t> first_of_sentence_;       // sayings of sentence s: from s up to s + 1
  std::vector<std::int32_t> attribution_of_;         // each saying
  std::vector<std::int32_t> entity_at_;              // each word
  std::vector<std::int32_t> person_before_;          // each word: the person last named
  std::map<std::int32_t, std::pair<std::string, std::string>> known_;  // entity: kind and side
  std::int32_t last_person_ = kNone;  // attribution whose source is a named person
};

}  // namespace

void read_attributions(const Document& document, const SpeechLexicon& lexicon,
                       const ActorRegistry& actors, Reading& reading) {
  if (document.analysis.words.empty()) return;
  Attributor(document, lexicon, actors, reading).run();
}

}  // namespace litopys::reading
