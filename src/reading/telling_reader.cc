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
  for (const Event& event : context.events)
    if (event.type == "PROTEST" && event.word != kNone) protests_.push_back(event.word);
  std::sort(protests_.begin(), protests_.end());
}

void TellingReader::read() {
  const auto size = static_cast<std::int32_t>(analysis_.sentences.size());
  for (std::int32_t sentence = 0; sentence < size; ++sentence) {
    begin_ = analysis_.sentences[sentence].begin;
    end_ = analysis_.sentences[sentence].end;
    read_sentence(sentence);
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

void TellingReader::add(const Quantity& quantity, const std::string& measure, const MeasureRow* row,
                        std::int32_t trigger, std::int32_t like) {
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
  if (next >= end_ || is(next, "when") || is(next, "again")) return true;
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
  return upos == "PUNCT" || upos == "CCONJ" || upos == "SCONJ" || mark == "who" || mark == "which";
}

void TellingReader::repeat(const Quantity& quantity, std::int32_t trigger) {
  const Draft* model = nullptr;
  const std::int32_t sentence = sentence_of(quantity);
  for (std::int32_t back = 0; back <= std::min(sentence, 3) && model == nullptr; ++back)
    for (const std::size_t i : of_sentence_[sentence - back]) {
      const Draft& draft = drafts_[i];
      if (draft.measure.empty()) continue;
      if (draft.quantity.words.begin >= quantity.words.begin) continue;
      if (draft.quantity.bare || draft.whole != kNone || size_of(draft.quantity) == 0) continue;
      const std::int64_t a = size_of(draft.quantity), b = size_of(quantity);
      if (a > 100 * b || b > 100 * a) continue;  // no rivals, whatever they count
      if (draft.quantity.partitive && analysis_.words[draft.quantity.head].upos == "PRON") continue;
      if (model != nullptr && model->measure != draft.measure) return;
      if (model == nullptr || model->quantity.words.begin < draft.quantity.words.begin)
        model = &draft;
    }
  if (model != nullptr) repeat_model(quantity, trigger, *model);
  if (!is_taken(quantity) && size_of(quantity) >= 100 && follows_protest(quantity) &&
      !follows_unknown(quantity))
    add(quantity, "participants", nullptr, trigger, kNone);
}

// "put attendance at 1,200; the pickets counted 300": a number before it counts what is not known.
bool TellingReader::follows_unknown(const Quantity& quantity) const {
  for (const Quantity& other : quantities_.in_sentence(sentence_of(quantity)))
    if (other.words.end <= quantity.words.begin && other.head == kNone && !is_taken(other))
      return true;
  return false;
}

bool TellingReader::follows_protest(const Quantity& quantity) const {
  const auto next = std::lower_bound(protests_.begin(), protests_.end(), quantity.words.begin);
  return next != protests_.begin() &&
         sentence_of(quantity) - analysis_.words[*(next - 1)].sentence <= 3;
}

bool TellingReader::near_protest(const Quantity& quantity) const {
  const auto next = std::lower_bound(protests_.begin(), protests_.end(), quantity.words.begin);
  return follows_protest(quantity) ||
         (next != protests_.end() && analysis_.words[*next].sentence - sentence_of(quantity) <= 3);
}

// Numbers that may be rivals: twenty times apart at most, in another paragraph five times.
bool TellingReader::of_one_order(const Quantity& one, const Quantity& other) const {
  const std::int64_t a = size_of(one), b = size_of(other);
  const auto& sentences = analysis_.sentences;
  const bool near =
      sentences[sentence_of(one)].paragraph == sentences[sentence_of(other)].paragraph;
  const std::int64_t order = near ? 20 : 5;
  return a <= order * b && b <= order * a;
}

void TellingReader::repeat_model(const Quantity& quantity, std::int32_t trigger,
                                 const Draft& model) {
  if (!of_one_order(model.quantity, quantity)) return;
  Quantity number = quantity;
  if (number.head == kNone) number.noun.unit = model.quantity.noun.unit;
  const std::string measure = model.measure;
  add(number, measure, model.row, trigger, model.quantity.node);
}

const Draft* TellingReader::last_before(std::int32_t sentence, const Quantity& quantity) const {
  const Draft* last = nullptr;
  for (const std::size_t i : of_sentence_[sentence]) {
    const Draft& draft = drafts_[i];
    if (draft.quantity.bare || size_of(draft.quantity) == 0) continue;
    if (draft.quantity.words.begin >= quantity.words.begin) continue;
    if (last == nullptr || last->quantity.words.begin < draft.quantity.words.begin) last = &draft;
  }
  return last;
}

void TellingReader::drop_bare(std::int32_t begin, std::int32_t end) {
  for (const std::size_t i : of_sentence_[analysis_.words[begin].sentence]) {
    Draft& draft = drafts_[i];
    if (draft.quantity.bare && draft.quantity.words.begin >= begin &&
        draft.quantity.words.end <= end)
      draft.measure.clear();
  }
}

const MeasureRow* TellingReader::measure_at(std::int32_t at, bool things) const {
  const auto found = context_.measures.rows.find(form(at));
  if (found == context_.measures.rows.end()) return nullptr;
  const std::string name = form(at);
  for (const MeasureRow& row : found->second) {
    const bool particle = std::find(row.with.begin(), row.with.end(), form(at + 1)) !=
                          row.with.end();  // "Bridges washed away: 5"
    if (!row.with.empty() && !(things && particle)) continue;
    if (row.things != things || row.measure == "participants") continue;
    if (row.kind == "state") return &row;
    if (row.kind == "noun" && name.ends_with("s")) return &row;
    const bool participle = name.ends_with("ed") || name == "hurt" || name == "burnt";
    if (row.kind == "verb" && participle && row.measure != "casualties") return &row;
  }
  return nullptr;
}

std::int32_t TellingReader::measured(std::int32_t begin, std::int32_t end, bool things) const {
  for (std::int32_t word = begin; word < end; ++word)
    if (measure_at(word, things) != nullptr) return word;
  return kNone;
}

}  // namespace litopys::reading
