// Drafts by sentence, so that a number finds those before it without a walk over the document.
//
//     "Police said 3,000; the organisers spoke of 20,000"  -> 20,000: as the 3,000
//     "Three died and nine were hurt; the army said five"  -> nothing: two measures before it
//     "Nine died. ... the union has 4,000"                 -> nothing: of another order
//
// Cost: the drafts of two sentences at each repeated number. Test: tests/cases/figures/counts.case.
#include "reading/telling_reader.h"

#include <algorithm>

#include "text/utf8.h"

namespace litopys::reading {

std::int64_t size_of(const Quantity& quantity) {
  const Amount& amount = quantity.amount;
  return amount.best ? *amount.best : amount.low ? *amount.low : amount.high.value_or(0);
}

TellingReader::TellingReader(const CountingContext& context, std::vector<Draft>& drafts)
    : context_(context),
      analysis_(context.document.analysis),
      quantities_(context.quantities),
      drafts_(drafts) {
  taken_.assign(analysis_.words.size(), 0);
  of_sentence_.resize(analysis_.sentences.size());
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    of_sentence_[sentence_of(drafts_[i].quantity)].push_back(i);
    if (!drafts_[i].quantity.bare) take(drafts_[i].quantity);
  }
}

std::int32_t TellingReader::sentence_of(const Quantity& quantity) const {
  return analysis_.words[quantity.node].sentence;
}

std::string TellingReader::form(std::int32_t word) const {
  return word >= begin_ && word < end_ ? text::lower(analysis_.words[word].form) : std::string();
}

bool TellingReader::is(std::int32_t word, std::string_view wanted) const {
  return word >= begin_ && word < end_ && context_.words.is(form(word), wanted);
}

void TellingReader::take(const Quantity& quantity) {
  std::fill(taken_.begin() + quantity.words.begin, taken_.begin() + quantity.words.end, 1);
}

bool TellingReader::is_taken(const Quantity& quantity) const {
  return taken_[quantity.words.begin] != 0 || taken_[quantity.words.end - 1] != 0;
}

void TellingReader::add(const Quantity& quantity, const std::string& measure,
                        const MeasureRow* row, std::int32_t trigger, std::int32_t like) {
  Draft draft;
  draft.quantity = quantity;
  draft.measure = measure;
  draft.trigger = trigger;
  draft.row = row;
  draft.like = like;
  draft.counted = true;
  take(quantity);
  of_sentence_[sentence_of(quantity)].push_back(drafts_.size());
  drafts_.push_back(std::move(draft));
}

// Nothing follows that the number could count.
bool TellingReader::alone(const Quantity& quantity) const {
  const std::int32_t next = quantity.words.end;
  if (next >= end_) return true;
  const std::string mark = form(next);
  if (mark == "%" || mark == "-" || mark == "/" || mark == ":" || mark == "." || mark == "to")
    return mark == ".";
  // 80 "preventively detained": the words quoted are of the number.
  const bool quoted = mark == "\"" || mark == "\xE2\x80\x9C" || mark == "``";
  if (quoted && next + 1 < end_ && form(quantity.words.begin - 1) != mark &&
      analysis_.words[next + 1].upos != "PUNCT" && form(next + 1) != "and")
    return false;
  const std::string& upos = analysis_.words[next].upos;
  if (upos == "ADP" || upos == "ADV") {
    const std::string& after = next + 1 < end_ ? analysis_.words[next + 1].upos : upos;
    return upos == "ADP" || after == "PUNCT" || after == "ADP";
  }
  return upos == "PUNCT" || upos == "CCONJ" || upos == "SCONJ" || mark == "who" ||
         mark == "which";
}

// The number is of the measure of the numbers before it, if that is one measure and a size that
// is not of another order.
void TellingReader::repeat(const Quantity& quantity, std::int32_t trigger) {
  const Draft* model = nullptr;
  const std::int32_t sentence = sentence_of(quantity);
  const auto& sentences = analysis_.sentences;
  const bool follows =
      sentence > 0 && sentences[sentence - 1].paragraph == sentences[sentence].paragraph;
  for (std::int32_t back = 0; back <= (follows ? 1 : 0) && model == nullptr; ++back)
    for (const std::size_t i : of_sentence_[sentence - back]) {
      const Draft& draft = drafts_[i];
      if (draft.measure.empty()) continue;
      if (draft.quantity.words.begin >= quantity.words.begin) continue;
      if (draft.quantity.bare || draft.whole != kNone || size_of(draft.quantity) == 0) continue;
      if (draft.quantity.partitive && analysis_.words[draft.quantity.head].upos == "PRON")
        continue;
      if (model != nullptr && model->measure != draft.measure) return;
      if (model == nullptr || model->quantity.words.begin < draft.quantity.words.begin)
        model = &draft;
    }
  if (model == nullptr) return;
  const std::int64_t a = size_of(model->quantity), b = size_of(quantity);
  if (a > 20 * b || b > 20 * a) return;
  Quantity number = quantity;
  number.noun.unit = model->quantity.noun.unit;
  const std::string measure = model->measure;
  const MeasureRow* row = model->row;
  add(number, measure, row, trigger, model->quantity.node);
}

}  // namespace litopys::reading
