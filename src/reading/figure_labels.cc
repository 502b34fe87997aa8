// Labelled lines of bulletins: up to nine words before a colon, or four before a dash, that name a
// measure and hold no number; the number stands right after the mark. Several labels take as many
// numbers in their order.
//
//     "Dead: 334"                                           -> killed 334
//     "Destroyed, damaged: 12 and 30 respectively"          -> 12 and 30
//     "Houses: 212 destroyed, 1,040 damaged"                -> what stands after each number
//     "Accidents: 61"                                       -> nothing: no measure
//
// Cost: linear in the words, but for the quantities of a sentence at each label. Test:
// tests/cases/figures/counts.case.
#include <algorithm>

#include "reading/telling_reader.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;
using Kind = NounEntry::Kind;

class LabelReader : public TellingReader {
 public:
  using TellingReader::TellingReader;

 private:
  void read_sentence(std::int32_t sentence) override { read_labels(sentence); }

  void read_labels(std::int32_t sentence) {
    std::int32_t start = begin_;
    for (std::int32_t word = begin_; word < end_; ++word) {
      const std::string mark = form(word);
      const bool dash = mark == "-" || mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94";
      if (dash && word > start && word - start <= 4 && ends_with_state(word))
        read_label(sentence, start, word);
      if (mark == ":" && word > start && word - start <= 9) {
        read_label(sentence, start, word);
        read_states_after(sentence, {start, word});
      }
      if (mark == ":" || mark == ";" || mark == "(" || mark == ")" || mark == "." || mark == "*" ||
          mark == "-" || mark == "\xE2\x80\xA2" || mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94")
        start = word + 1;
    }
  }

  // "Injured - 17", "Houses destroyed – 212"; not "the bridge - 17 metres long".
  bool ends_with_state(std::int32_t dash) const {
    const Word& before = analysis_.words[dash - 1];
    return (measure_at(dash - 1, false) != nullptr || measure_at(dash - 1, true) != nullptr) &&
           (before.upos == "ADJ" || before.upos == "NOUN" || before.upos == "VERB");
  }

  bool in_quantity(std::int32_t sentence, std::int32_t word) const {
    for (const Quantity& quantity : quantities_.in_sentence(sentence))
      if (quantity.words.begin <= word && word < quantity.words.end) return true;
    return false;
  }

  const Quantity* quantity_at(std::int32_t word) const {
    if (word >= end_) return nullptr;
    for (const Quantity& quantity : quantities_.in_sentence(analysis_.words[word].sentence))
      if (quantity.words.begin == word) return &quantity;
    return nullptr;
  }

  void read_label(std::int32_t sentence, std::int32_t start, std::int32_t colon) {
    std::vector<WordRange> labels{{start, colon}};
    for (std::int32_t word = start; word < colon; ++word) {
      const Word& each = analysis_.words[word];
      if (each.upos == "AUX" || each.upos == "PRON" || in_quantity(sentence, word)) return;
      if (form(word) == "not" || form(word) == "no") return;
      if (form(word) != ",") continue;
      labels.back().end = word;
      labels.push_back({word + 1, colon});
    }
    // A sentence may have been cut after the colon.
    const std::int32_t end = end_, next = sentence + 1;
    const auto& sentences = analysis_.sentences;
    if (colon + 1 == end_ && next < static_cast<std::int32_t>(sentences.size()) &&
        sentences[next].paragraph == sentences[sentence].paragraph)
      end_ = sentences[next].end;
    const std::vector<const Quantity*> numbers = numbers_after(colon);
    if (labels.size() == 1 || labels.size() == numbers.size())
      for (std::size_t i = 0; i < numbers.size(); ++i)
        add_labelled(*numbers[i], labels[labels.size() == 1 ? 0 : i], labels[0]);
    end_ = end;
  }

  // "334"; "11 houses, 4 blocks and 9 cars"; "8,151, 11,210 and 18,469".
  std::vector<const Quantity*> numbers_after(std::int32_t colon) const {
    std::vector<const Quantity*> numbers;
    std::int32_t at = colon + 1;
    if (is(at, "filler") && !analysis_.words[at].form.empty() && form(at).size() <= 3 &&
        analysis_.words[at].upos == "PUNCT")
      ++at;
    while (const Quantity* number = quantity_at(at)) {
      if (!ends_item(number->words.end)) break;
      if (!numbers.empty() && (number->head == kNone) != (numbers[0]->head == kNone)) break;
      numbers.push_back(number);
      at = number->words.end;
      at = next_item(at);
      if (at == number->words.end) break;
    }
    return numbers;
  }

  // Over the comma, and over an item without a number: "a school, [9 cars]".
  std::int32_t next_item(std::int32_t at) const {
    const auto skip_marks = [&] {
      while (form(at) == "," || form(at) == "and") ++at;
    };
    skip_marks();
    const std::int32_t item = at;
    if (form(at) != "a" && form(at) != "an") return at;
    while (at < end_ && at - item < 5 && form(at) != "," && form(at) != "and" &&
           quantity_at(at) == nullptr)
      ++at;
    skip_marks();
    return at;
  }

  // After the number of a label nothing may follow that would be counted by it.
  bool ends_item(std::int32_t word) const {
    if (word >= end_) return true;
    const std::string& upos = analysis_.words[word].upos;
    if (form(word) == "%" || form(word) == "-" || form(word) == "/" || form(word) == ":")
      return false;
    return upos == "PUNCT" || upos == "CCONJ" || upos == "ADP" || upos == "ADV" || upos == "SYM";
  }

  void add_labelled(Quantity number, WordRange label, WordRange first) {
    if (is_taken(number) || (number.head != kNone && number.noun.kind == Kind::kOther)) return;
    bool things = number.noun.kind == Kind::kThing;
    if (number.head == kNone) {
      const std::int32_t noun = thing_in(first);
      if (noun != kNone)
        number.noun = describe_noun(context_.document, noun, context_.nouns, context_.registry);
      things = noun != kNone;
    }
    std::int32_t word = measured(label.begin, label.end, things);
    if (word == kNone && things && number.head == kNone) {  // "Held for theft in shops: 82"
      things = false;
      number.noun = {};
      word = measured(label.begin, label.end, things);
    }
    if (word == kNone) return;
    const MeasureRow* row = measure_at(word, things);
    drop_bare(label.begin, label.end);
    add(number, row->measure, row, word, kNone);
  }

  // "Houses: [212] destroyed, [1,040] damaged": the label names the things, and a participle after
  // each number what befell them.
  void read_states_after(std::int32_t sentence, WordRange label) {
    const std::int32_t noun = thing_in(label);
    if (noun == kNone || measured(label.begin, label.end, true) != kNone) return;
    for (const Quantity& quantity : quantities_.in_sentence(sentence)) {
      if (quantity.words.begin <= label.end || quantity.head != kNone) continue;
      std::int32_t state = quantity.words.end;
      while (state < end_ && analysis_.words[state].upos == "ADV") ++state;
      if (state < end_ && form(state) == "and") continue;  // "212 totally and 1,040 partly damaged"
      const MeasureRow* row = state < end_ ? measure_at(state, true) : nullptr;
      if (row == nullptr || is_taken(quantity)) continue;
      Quantity number = quantity;
      number.noun = describe_noun(context_.document, noun, context_.nouns, context_.registry);
      add(number, row->measure, row, state, kNone);
    }
  }

  std::int32_t thing_in(WordRange label) const {
    for (std::int32_t word = label.begin; word < label.end; ++word)
      if (analysis_.words[word].upos == "NOUN" &&
          describe_noun(context_.document, word, context_.nouns, context_.registry).kind ==
              Kind::kThing)
        return word;
    return kNone;
  }
};

}  // namespace

void add_labelled_counts(const CountingContext& context, std::vector<Draft>& drafts) {
  LabelReader(context, drafts).read();
}

}  // namespace litopys::reading
