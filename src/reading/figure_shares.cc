// Shares: numbers alone that tell again of what a figure before them counted, by place, by time, by
// how badly they were hurt, or as some of a whole.
//
//     "Ten died: eight in Port Avon and two in Qarah"     -> 8 and 2: killed, parts of the 10
//     "Seven died in the hall, eight in the yard"         -> 8: killed, beside the 7
//     "in Jos five were killed, in Kaduna 12"             -> 12: killed; the verb is told once
//     "Jordan arrested 200 people and Lebanon 85"         -> 85: detained, likewise
//     "45 were hurt, two seriously"                       -> 2: injured, a part of the 45
//     "They hold 14 men; eleven are students"             -> 11: detained, a part of the 14
//     "marched in Lyon (5,000), Nantes (3,500)" -> participants, by the place before the bracket
//     "one in ten was a merchant"                         -> nothing: a fraction
//
// A share stands at the start of an item: after a comma, a colon, "and", a bracket, or first in its
// sentence. What it repeats is the last number of people or things before it that the sentence, or
// for some of a whole the sentence before, has counted.
// Cost: the drafts of two sentences at each number alone. Test: tests/cases/figures/shares.case.
#include <algorithm>

#include "reading/number_setting.h"
#include "reading/telling_reader.h"

namespace litopys::reading {
namespace {

class ShareReader : public TellingReader {
 public:
  using TellingReader::TellingReader;

 private:
  void read_sentence(std::int32_t sentence) override {
    for (const Quantity& quantity : quantities_.in_sentence(sentence)) {
      if (in_brackets(quantity) && !is_taken(quantity)) add_bracketed(quantity);
      if (quantity.head == kNone && by_gravity(quantity)) link_share(quantity);
      if (is_taken(quantity) || size_of(quantity) < 1) continue;
      if (is_gapped(quantity)) add_gapped(quantity);
      if (quantity.head != kNone || is_taken(quantity) || !begins_item(quantity)) continue;
      if (size_of(quantity) < 2 && !is_one_of_row(quantity)) continue;
      if (by_place_or_time(quantity))
        add_share(quantity, false);
      else if (by_gravity(quantity) || (of_whole(quantity) && !outlived(quantity)))
        add_share(quantity, true);
    }
  }

  // "in Lyon ([5,000]), Nantes (3,500)", "in Milan ([8,000 people])".
  bool in_brackets(const Quantity& quantity) const {
    return (quantity.head == kNone || quantity.noun.people()) &&
           in_brackets_of_place(analysis_, quantity.words);
  }

  // Of what was counted before it, of the noun of harm before it, or of those who protest there.
  void add_bracketed(const Quantity& quantity) {
    const std::int32_t sentence = sentence_of(quantity);
    if (const Draft* model = last_before(sentence, quantity); model != nullptr) {
      const std::int32_t of = model->whole != kNone     ? model->whole
                              : opens_brackets(*model)  ? kNone
                              : holds(*model, quantity) ? model->quantity.node
                                                        : kNone;
      const std::string measure = model->measure;
      add(quantity, measure, model->row, model->trigger, model->quantity.node);
      drafts_.back().whole = of;
      return;
    }
    for (std::int32_t word = quantity.words.begin - 1; word >= begin_; --word) {
      const auto rows = context_.measures.rows.find(form(word));
      if (rows == context_.measures.rows.end()) continue;
      for (const MeasureRow& row : rows->second) {
        const bool fits = row.kind == "gathering" || (row.kind == "noun" && row.with.empty());
        if (!fits || row.things) continue;
        add(quantity, row.measure, &row, word, kNone);
        return;
      }
    }
    if (near_protest(quantity) && size_of(quantity) >= 10)
      add(quantity, "participants", nullptr, quantity.node, kNone);
  }

  static bool holds(const Draft& model, const Quantity& part) {
    return size_of(part) <= model.quantity.amount.high.value_or(size_of(model.quantity));
  }

  // The model is itself a number in brackets: its whole, if any, is that of all.
  bool opens_brackets(const Draft& model) const {
    return form(model.quantity.words.begin - 1) == "(";
  }

  bool begins_item(const Quantity& quantity) const {
    const std::int32_t before = quantity.words.begin - 1;
    return before < begin_ || is(before, "item");
  }

  // "eight in Qarah", "60 yesterday", "three more at the hospital"; not "one in ten".
  bool by_place_or_time(const Quantity& quantity) const {
    std::int32_t next = quantity.words.end;
    if (form(next) == "each") ++next;
    if (is(next, "when")) return true;
    if (!is(next, "where") || next + 1 >= end_) return false;
    const std::string& upos = analysis_.words[next + 1].upos;
    return upos != "NUM" && upos != "PUNCT";
  }

  // "5 died in Kisumu, 3 in Nakuru and [1] in Eldoret", "two died: [one] on Saturday and one on
  // Sunday"; one alone may be anything.
  bool is_one_of_row(const Quantity& quantity) const {
    const Draft* model = last_before(sentence_of(quantity), quantity);
    const std::int32_t next = quantity.words.end;
    const bool told = before_place(analysis_, quantity.words) || is(next, "when") ||
                      (form(next) == "on" && next + 1 < end_ && names_noun(next + 1));
    if (model == nullptr || !told) return false;  // "one in the thigh"
    return model->like != kNone || sums_up(quantity, size_of(model->quantity));
  }

  // A clause whose verb is told once: "in Jos five were killed, in Kaduna [12]", "Jordan arrested
  // 200 people and Lebanon [85]".
  bool is_gapped(const Quantity& quantity) const {
    const Draft* model = last_before(sentence_of(quantity), quantity);
    if (model == nullptr || model->row == nullptr || model->trigger == kNone ||
        analysis_.words[model->trigger].upos != "VERB")
      return false;
    if (quantity.head == kNone && after_place(analysis_, quantity.amount.number))
      return model->like != kNone || follows_place(*model);
    if (quantity.head != kNone && !quantity.noun.people() && !model->row->things) return false;
    const std::int32_t subject =
        gapped_subject(analysis_, quantity.amount.number, quantity.words.end);
    return subject != kNone && (model->like != kNone || is_object_of_subject(*model)) &&
           subject - model->quantity.words.end <= 2;
  }

  // "[in Jos] 5 people were killed"
  bool follows_place(const Draft& model) const {
    const std::int32_t name = model.quantity.words.begin - 1;
    return name > begin_ && analysis_.words[name].upos == "PROPN" && is_where_before(name);
  }

  bool is_where_before(std::int32_t name) const {
    for (std::int32_t word = name - 1; word >= std::max(begin_, name - 4); --word) {
      if (is(word, "where")) return true;
      if (analysis_.words[word].upos != "PROPN" && analysis_.words[word].upos != "DET") break;
    }
    return false;
  }

  // "[Jordan] arrested 200 people": the counted stand behind a verb that has a subject.
  bool is_object_of_subject(const Draft& model) const {
    if (model.row->subject || model.trigger > model.quantity.words.begin) return false;
    for (const std::int32_t child : language::children(analysis_, model.trigger))
      if (analysis_.words[child].deprel == "nsubj" && child < model.trigger) return true;
    return false;
  }

  void add_gapped(const Quantity& quantity) {
    const Draft* model = last_before(sentence_of(quantity), quantity);
    const Draft like = *model;
    Quantity number = quantity;
    if (number.head == kNone) number.noun.unit = like.quantity.noun.unit;
    add(number, like.measure, like.row, like.trigger, like.quantity.node);
  }

  // "two seriously", "3 serious", "(serious 12, minor 46)".
  bool by_gravity(const Quantity& quantity) const {
    std::int32_t next = quantity.words.end;
    if (form(next) == "so" || form(next) == "very") ++next;
    if (is(next, "gravity")) return next + 1 >= end_ || !names_noun(next + 1);
    return false;
  }

  // "45 were hurt, [two] seriously", where the tree gives the verb two subjects.
  void link_share(const Quantity& quantity) {
    Draft* own = nullptr;
    for (const std::size_t i : of_sentence_[sentence_of(quantity)])
      if (drafts_[i].quantity.node == quantity.node) own = &drafts_[i];
    const Draft* model = last_before(sentence_of(quantity), quantity);
    if (own == nullptr || model == nullptr || own->whole != kNone) return;
    if (model->trigger == own->trigger && size_of(model->quantity) > size_of(quantity))
      own->whole = model->whole != kNone ? model->whole : model->quantity.node;
  }

  // "eleven are students", "134 remain in the valley": the subject of a clause that counts nothing.
  bool of_whole(const Quantity& quantity) const {
    std::int32_t next = quantity.words.end;
    if (next < end_ && analysis_.words[next].upos == "ADV") ++next;
    return next < end_ &&
           (is(next, "remain") || language::relation(analysis_.words[next]) == "cop");
  }

  // "58 died and four survived", "three are alive": of the dead only what they were is told.
  bool outlived(const Quantity& quantity) const {
    const Draft* model = last_before(sentence_of(quantity), quantity);
    if (model == nullptr && sentence_of(quantity) > 0)
      model = last_before(sentence_of(quantity) - 1, quantity);
    if (model == nullptr || model->measure != "killed") return false;
    std::int32_t next = quantity.words.end;
    if (next < end_ && analysis_.words[next].upos == "ADV") ++next;
    if (is(next, "remain")) return true;
    const std::int32_t predicate = analysis_.words[next].head;
    return predicate == kNone || analysis_.words[predicate].upos != "NOUN";
  }

  bool names_noun(std::int32_t word) const {
    const std::string& upos = analysis_.words[word].upos;
    return upos == "NOUN" || upos == "PROPN";
  }

  void add_share(const Quantity& quantity, bool part) {
    const std::int32_t sentence = sentence_of(quantity);
    const Draft* model = last_before(sentence, quantity);
    const bool opens = quantity.words.begin == begin_ || opens_with_of(quantity);
    if (model == nullptr && (part || opens) && sentence > 0)
      model = last_before(sentence - 1, quantity);
    if (model == nullptr) return;
    const bool inside = sentence_of(model->quantity) == sentence;
    const std::int32_t before = quantity.words.begin - 1;
    const bool parted = form(before) == ":" || form(before) == "(" || opens;
    if (inside && !part && !parted && clause_between(*model, quantity)) return;
    const std::int64_t whole = size_of(model->quantity), size = size_of(quantity);
    if (size > 20 * whole) return;
    const std::int32_t node = model->quantity.node;
    std::int32_t of = kNone;
    if (model->whole != kNone)
      of = model->whole;
    else if (part || parted || sums_up(quantity, whole))
      of = node;
    if (of == node && size >= whole) return;
    const std::string measure = model->measure;
    const MeasureRow* row = model->row;
    Quantity number = quantity;
    number.noun.unit = model->quantity.noun.unit;
    add(number, measure, row, model->trigger, node);
    drafts_.back().whole = of;
  }

  // "Of these, [eight] in Qarah".
  bool opens_with_of(const Quantity& quantity) const {
    return form(begin_) == "of" && quantity.words.begin - begin_ <= 6;
  }

  // Another verb than that of the model stands between it and the share.
  bool clause_between(const Draft& model, const Quantity& quantity) const {
    for (std::int32_t word = model.quantity.words.end; word < quantity.words.begin; ++word)
      if (word != model.trigger && analysis_.words[word].upos == "VERB") return true;
    return false;
  }

  // "287 by his count, 187 from the one school and 100 from the other".
  bool sums_up(const Quantity& first, std::int64_t whole) const {
    std::int64_t sum = 0;
    for (const Quantity& quantity : quantities_.in_sentence(sentence_of(first))) {
      if (quantity.words.begin < first.words.begin || quantity.head != kNone) continue;
      sum += size_of(quantity);
      if (sum == whole && quantity.words.begin > first.words.begin) return true;
    }
    return false;
  }
};

}  // namespace

void add_shares(const CountingContext& context, std::vector<Draft>& drafts) {
  ShareReader(context, drafts).read();
}

}  // namespace litopys::reading
