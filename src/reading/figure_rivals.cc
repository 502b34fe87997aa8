// Rivals: a number alone, after a verb of counting or before "according to", repeats the measure of
// the number before it.
//
//     "120 farmers took part; the union counted 200"          -> 200: participants
//     "The governor gave 174 dead and the hospital 131"       -> 131: killed, the verb is told once
//     "the union counted 200 tractors"                        -> nothing: a noun of its own
//
// Cost: linear in the numbers alone of the document, times their sentence. Test:
// tests/cases/figures/counts.case.
#include <algorithm>
#include <vector>

#include "reading/telling_reader.h"

namespace litopys::reading {
namespace {

class RivalReader : public TellingReader {
 public:
  RivalReader(const CountingContext& context, std::vector<Draft>& drafts)
      : TellingReader(context, drafts) {
    for (const Attribution& attribution : context.attributions)
      if (attribution.rule.starts_with("shared") || attribution.rule.starts_with("several"))
        told_.insert(told_.end(), attribution.content.begin(), attribution.content.end());
    std::sort(told_.begin(), told_.end());
  }

 private:
  void read_sentence(std::int32_t sentence) override {
    for (const Quantity& quantity : quantities_.in_sentence(sentence)) {
      if (is_taken(quantity) || size_of(quantity) == 0) continue;
      if (quantity.head != kNone && !quantity.noun.people()) continue;
      if (compared(quantity) != kNone) {
        repeat_nearest(quantity);
        continue;
      }
      if (set_against(quantity)) {
        deny_nearest(quantity);
        continue;
      }
      if (quantity.head != kNone && is(quantity.head, "us")) add_us(quantity);
      if (quantity.head != kNone) continue;
      if (stands_alone(quantity)) repeat(quantity, quantity.node);
      if (is_taken(quantity) || !alone(quantity)) continue;
      if (counts_us(quantity)) add_us(quantity);
      if (is_taken(quantity)) continue;
      std::int32_t verb = telling(quantity);
      if (verb == kNone) verb = shared_verb(sentence, quantity);
      if (verb == kNone && told_by_source(quantity)) verb = quantity.node;
      if (verb != kNone) repeat(quantity, verb);
    }
  }

  std::int32_t head_of(const Quantity& quantity) const {
    return analysis_.words[quantity.node].head;
  }

  // "a quarter of the houses, [891] according to a survey": it counts the noun before it.
  bool beside_noun(const Quantity& quantity) const {
    const language::Word& node = analysis_.words[quantity.node];
    if (language::relation(node) != "appos" || node.head == kNone) return false;
    const language::Word& noun = analysis_.words[node.head];
    return noun.upos == "NOUN" && taken_[node.head] == 0 && node.head < quantity.node;
  }

  // "5,000 marched according to police; according to the union, [12,000]", "police put it at 5,000
  // and the union [at 12,000]": all that a source tells is the number.
  bool told_by_source(const Quantity& quantity) const {
    const Span number = analysis_.words[quantity.node].span;
    const auto after =
        std::upper_bound(told_.begin(), told_.end(), number.begin,
                         [](std::uint32_t byte, const Span& span) { return byte < span.begin; });
    if (after == told_.begin() || !std::prev(after)->contains(number)) return false;
    const Span content = *std::prev(after);
    if (beside_noun(quantity) && content.contains(analysis_.words[head_of(quantity)].span))
      return false;
    for (std::int32_t word = begin_; word < end_; ++word)
      if (content.contains(analysis_.words[word].span) && analysis_.words[word].upos == "VERB")
        return false;
    return true;
  }

  // "Now 300.", "Total 217.": nothing else in the sentence.
  bool stands_alone(const Quantity& quantity) const {
    bool cued = false;
    for (std::int32_t word = begin_; word < end_; ++word) {
      if (word == quantity.words.begin) word = quantity.words.end;
      if (word >= end_ || analysis_.words[word].upos == "PUNCT") continue;
      if (!is(word, "then") && form(word) != "total") return false;
      cued = true;
    }
    return cued;
  }

  // "We were perhaps four thousand".
  bool counts_us(const Quantity& quantity) const {
    std::int32_t word = quantity.words.begin - 1;
    while (word > begin_ && analysis_.words[word].upos == "ADV") --word;
    return word > begin_ && analysis_.words[word].upos == "AUX" && is(word - 1, "us");
  }

  // Those who tell it took part in the protest that they tell of.
  void add_us(const Quantity& quantity) {
    if (size_of(quantity) >= 10 && follows_protest(quantity))
      add(quantity, "participants", nullptr, quantity.node, kNone);
  }

  // "against 31 last year", "up from 125": the word before it that sets it against another number.
  std::int32_t compared(const Quantity& quantity) const {
    const std::int32_t word = quantity.words.begin - 1;
    if (is(word, "against")) return word;
    const bool links = form(word) == "from" || form(word) == "with" || form(word) == "to";
    return links && is(word - 1, "compare") ? word : kNone;
  }

  // "3,000, not [20,000] as the organisers claimed", "12 and not [40 people]": behind a mark or
  // "and".
  bool set_against(const Quantity& quantity) const {
    std::int32_t word = quantity.words.begin - 1;
    if (form(word) == "of" || form(word) == "than") --word;
    if (!is(word, "instead")) return false;
    const std::string before = form(word - 1);
    return before == "," || before == "and" || before == "but" || before == "-" ||
           before == "\xE2\x80\x93" || before == "\xE2\x80\x94" || before == "(";
  }

  // Whoever tells the number before it denies this one.
  void deny_nearest(const Quantity& quantity) {
    const Draft* model = last_before(sentence_of(quantity), quantity);
    if (model == nullptr) return;
    const std::size_t before = drafts_.size();
    repeat_model(quantity, model->trigger, *model);
    if (drafts_.size() > before) drafts_.back().denied = !has_own_source(quantity);
  }

  // "not 20,000 [as the organisers claimed]"
  bool has_own_source(const Quantity& quantity) const {
    const Span number = analysis_.words[quantity.node].span;
    return std::any_of(context_.attributions.begin(), context_.attributions.end(),
                       [&](const Attribution& each) {
                         return each.source.begin > number.begin &&
                                std::any_of(each.content.begin(), each.content.end(),
                                            [&](Span told) { return told.contains(number); });
                       });
  }

  // The measure of the last number before it in the sentence.
  void repeat_nearest(const Quantity& quantity) {
    const Draft* model = last_before(sentence_of(quantity), quantity);
    if (model != nullptr) repeat_model(quantity, model->trigger, *model);
  }

  // "the ages of 27 and [45]": a number of the noun before "of".
  bool belongs_to_noun(const Quantity& quantity) const {
    std::int32_t node = quantity.node;
    if (language::relation(analysis_.words[node]) == "conj") node = analysis_.words[node].head;
    const std::int32_t noun = node == kNone ? kNone : analysis_.words[node].head;
    if (noun == kNone || language::relation(analysis_.words[node]) != "nmod") return false;
    for (const std::int32_t child : language::children(analysis_, node))
      if (form(child) == "of")
        return analysis_.words[noun].upos == "NOUN" && !is(noun, "number") && !is(noun, "crowd");
    return false;
  }

  // The verb of counting that has the number, or the word after it that names its source.
  std::int32_t telling(const Quantity& quantity) const {
    std::int32_t word = quantity.words.begin - 1;
    for (int steps = 0; steps < 4 && is(word, "filler") && !is_verb_of_telling(word); ++steps)
      --word;
    if (is_verb_of_telling(word)) return word;
    for (word = quantity.words.end; word < std::min(end_, quantity.words.end + 5); ++word) {
      if (is(word, "again") && form(word + 1) == "to")
        return beside_noun(quantity) || belongs_to_noun(quantity) ? kNone : quantity.node;
      const std::string& upos = analysis_.words[word].upos;
      if (upos == "VERB" || upos == "AUX" || upos == "CCONJ" || form(word) == ";") break;
    }
    return kNone;
  }

  // "the deputy governor gave 174 dead, the health office [131]": the verb is told once.
  std::int32_t shared_verb(std::int32_t sentence, const Quantity& quantity) const {
    const std::int32_t noun = quantity.words.begin - 1;
    if (noun < begin_) return kNone;
    const std::string& upos = analysis_.words[noun].upos;
    if (upos != "NOUN" && upos != "PROPN") return kNone;
    const Quantity* before = nullptr;
    for (const Quantity& other : quantities_.in_sentence(sentence))
      if (other.words.end <= noun && is_taken(other)) before = &other;
    if (before == nullptr || noun - before->words.end > 9) return kNone;
    bool parted = false;
    for (std::int32_t word = before->words.end; word < noun; ++word) {
      if (analysis_.words[word].upos == "VERB") return kNone;
      parted = parted || form(word) == "," || form(word) == "and" || form(word) == ";";
    }
    if (!parted) return kNone;
    for (std::int32_t word = before->words.begin - 1;
         word >= std::max(begin_, before->words.begin - 4); --word)
      if (is_verb_of_telling(word)) return word;
    return kNone;
  }

  bool is_verb_of_telling(std::int32_t word) const {
    return is(word, "tell") && analysis_.words[word].upos == "VERB";
  }

  std::vector<Span> told_;  // what sources tell in phrases, in text order
};

}  // namespace

void add_rivals(const CountingContext& context, std::vector<Draft>& drafts) {
  RivalReader(context, drafts).read();
}

}  // namespace litopys::reading
