// Numbers that somebody gives, by three readers over the words of a sentence (rivals are read in
// figure_rivals.cc):
//
//   1. labels: up to nine words before a colon that name a measure and hold no number; the number
//      stands right after the colon. Several labels take as many numbers in their order
//      ("Destroyed, damaged: 12 and 30 respectively");
//   2. counts: a noun of a number, of a crowd, or "the dead", then "at", "to" or "as" and a
//      number, with a verb of putting or changing ("puts the wounded at 270"); further numbers
//      follow in a row ("from 40 to 60, then 93");
//   3. parts of a state: "two of the dead", of the number told last before it.
//
//     "put the number of wounded dockers at 52"  -> injured 52
//     "Dead at 40: the singer ..."               -> nothing: a number in the label
//
// Cost: linear in the words, but for the drafts and quantities of a sentence at each number. Test:
// tests/cases/figures/counts.case.
#include "reading/figure_counts.h"

#include <algorithm>

#include "reading/telling_reader.h"
#include "text/table.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;
using Kind = NounEntry::Kind;

class CountReader : public TellingReader {
 public:
  using TellingReader::TellingReader;

 private:
  void read_sentence(std::int32_t sentence) override {
    read_labels(sentence);
    if (quantities_.in_sentence(sentence).empty()) return;
    read_counts(sentence);
    read_rows(sentence);
    read_parts(sentence);
    read_crowds(sentence);
  }

  // Noun phrases without a numeral in these words: what a label or "the number of" counts.
  void drop_bare(std::int32_t begin, std::int32_t end) {
    for (const std::size_t i : of_sentence_[analysis_.words[begin].sentence]) {
      Draft& draft = drafts_[i];
      if (draft.quantity.bare && draft.quantity.words.begin >= begin &&
          draft.quantity.words.end <= end)
        draft.measure.clear();
    }
  }

  // The row by which a word names a measure by itself: "dead", "fatalities", "damaged".
  const MeasureRow* measure_at(std::int32_t at, bool things) const {
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

  // The first word in these that names a measure of people, or of things.
  std::int32_t measured(std::int32_t begin, std::int32_t end, bool things) const {
    for (std::int32_t word = begin; word < end; ++word)
      if (measure_at(word, things) != nullptr) return word;
    return kNone;
  }

  // ---- labels ----

  void read_labels(std::int32_t sentence) {
    std::int32_t start = begin_;
    for (std::int32_t word = begin_; word < end_; ++word) {
      const std::string mark = form(word);
      if (mark == ":" && word > start && word - start <= 9) read_label(sentence, start, word);
      if (mark == ":" || mark == ";" || mark == "(" || mark == ")" || mark == "." || mark == "*" ||
          mark == "-" || mark == "\xE2\x80\xA2" || mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94")
        start = word + 1;
    }
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

  std::int32_t thing_in(WordRange label) const {
    for (std::int32_t word = label.begin; word < label.end; ++word)
      if (analysis_.words[word].upos == "NOUN" &&
          describe_noun(context_.document, word, context_.nouns, context_.registry).kind ==
              Kind::kThing)
        return word;
    return kNone;
  }

  // ---- counts ----

  void read_counts(std::int32_t sentence) {
    for (const Quantity& quantity : quantities_.in_sentence(sentence)) {
      if (is_taken(quantity) || size_of(quantity) == 0) continue;
      if (quantity.head != kNone && !quantity.noun.people()) continue;
      const std::int32_t link = quantity.words.begin - 1;
      if (quantity.head == kNone && is(link, "numbers") && alone(quantity)) {
        count_numbered(quantity, link);
        continue;
      }
      const bool linked = is(link, "link"), is_verb = is(link, "is");
      if (!linked && !is_verb) continue;
      if (quantity.head == kNone && !alone(quantity)) continue;
      read_count(sentence, quantity, link);
    }
  }

  void read_count(std::int32_t sentence, const Quantity& quantity, std::int32_t link) {
    const std::int32_t first = std::max(begin_, link - 14);
    for (std::int32_t word = link - 1; word >= first; --word) {
      const std::string mark = form(word);
      if (mark == ";" || mark == ":" || quantity_ends_at(sentence, word)) return;
      const bool number = is(word, "number");
      if (number && moved(word, link)) {
        count_number(quantity, word, link);
        return;
      }
      const bool grown = form(link) == "to" && is(word, "crowd") && is(link - 1, "change");
      if (form(link) != "at" && form(link) != "as" && !grown) continue;
      const bool put = grown || put_before(word) || put_in_clause(word, link);
      if (number || !put || !determined(word)) continue;
      if (is(word, "crowd")) {
        add(quantity, "participants", nullptr, word, kNone);
        return;
      }
      const MeasureRow* row = measure_at(word, false);
      if (row == nullptr || row->kind == "noun" || modifies(word)) continue;
      drop_bare(std::max(begin_, word - 2), link);  // "its civilian dead at 60"
      add(quantity, row->measure, row, word, kNone);
      return;
    }
  }

  // "the dead cattle": a noun follows.
  bool modifies(std::int32_t word) const {
    if (word + 1 >= end_) return false;
    const std::string& next = analysis_.words[word + 1].upos;
    return next == "NOUN" || next == "PROPN" || next == "ADJ";
  }

  bool quantity_ends_at(std::int32_t sentence, std::int32_t word) const {
    for (const Quantity& quantity : quantities_.in_sentence(sentence))
      if (quantity.words.end == word + 1 && quantity.head == kNone) return true;
    return false;
  }

  // A verb before the noun, or between it and its number, that puts or moves the number.
  bool moved(std::int32_t noun, std::int32_t link) const {
    const std::string by = form(link);
    if (is(link, "is") || (by != "at" && by != "to" && by != "as" && by != "from")) return true;
    for (std::int32_t word = noun + 1; word < link; ++word)
      if (is(word, "put") || is(word, "change")) return true;
    return by != "from" && put_before(noun);
  }

  bool put_before(std::int32_t noun) const {
    for (std::int32_t word = noun - 1; word >= std::max(begin_, noun - 7); --word) {
      if (form(word) == ";" || form(word) == ":") return false;
      if (is(word, "put") && analysis_.words[word].upos == "VERB") return true;
    }
    // "puts its dead at 60 and the wounded at 270"
    for (const std::size_t i : of_sentence_[analysis_.words[noun].sentence]) {
      const Draft& draft = drafts_[i];
      if (draft.counted && draft.quantity.words.end <= noun &&
          noun - draft.quantity.words.end <= 3 && draft.like == kNone)
        return true;
    }
    return false;
  }

  // "the crowd, which police [put] at 2,000": a relative clause between them.
  bool put_in_clause(std::int32_t noun, std::int32_t link) const {
    bool relative = false;
    for (std::int32_t word = noun + 1; word < link; ++word) {
      relative = relative || language::has_feature(analysis_.words[word], "PronType=Rel");
      if (relative && is(word, "put")) return true;
    }
    return false;
  }

  bool determined(std::int32_t word) const {
    for (std::int32_t before = word - 1; before >= std::max(begin_, word - 3); --before) {
      const std::string& upos = analysis_.words[before].upos;
      if (upos == "DET" || upos == "PRON" || upos == "PART") return true;
    }
    return false;
  }

  // "the number of passengers killed": the measure stands between the noun and its number; without
  // one the number is of what was counted before.
  void count_number(const Quantity& quantity, std::int32_t noun, std::int32_t link) {
    std::int32_t word = measured(noun + 1, link, false);
    if (word != kNone) {
      const MeasureRow* row = measure_at(word, false);
      drop_bare(noun, link);
      add(quantity, row->measure, row, noun, kNone);
      return;
    }
    for (word = noun; word < link; ++word)
      if (is(word, "crowd")) {
        add(quantity, "participants", nullptr, noun, kNone);
        return;
      }
    // Of something that the table does not know, or of another clause.
    for (word = noun + 1; word < link; ++word)
      if (form(word) == "of" || form(word) == "and" || form(word) == "per") return;
    repeat(quantity, noun);
  }

  // "from 40 to 60, then 93, then 115": the numbers after a count or a toll.
  void read_rows(std::int32_t sentence) {
    const auto numbers = quantities_.in_sentence(sentence);
    for (std::size_t i = 1; i < numbers.size(); ++i) {
      const Quantity& before = numbers[i - 1];
      const Quantity& number = numbers[i];
      if (is_taken(number) || number.head != kNone || before.head != kNone || !alone(number))
        continue;
      bool row = number.words.begin - before.words.end <= 3, moves = false;
      for (std::int32_t word = before.words.end; word < number.words.begin; ++word) {
        row = row && is(word, "then");
        moves = moves || (form(word) != "," && form(word) != "and");
      }
      const Draft* draft = row ? draft_at(before.node) : nullptr;
      if (draft == nullptr || draft->measure.empty()) continue;
      const bool toll = draft->row != nullptr && draft->row->kind == "toll";
      const bool told = draft->counted && (draft->like == kNone || in_row_.count(before.node) != 0);
      if (!toll && !told) continue;
      if (!moves && in_row_.count(before.node) == 0) continue;
      in_row_.insert(number.node);
      const std::string measure = draft->measure;
      const MeasureRow* kind = draft->row;
      add(number, measure, kind, draft->trigger, before.node);
    }
  }

  const Draft* draft_at(std::int32_t node) const {
    for (const std::size_t i : of_sentence_[analysis_.words[node].sentence])
      if (drafts_[i].quantity.node == node) return &drafts_[i];
    return nullptr;
  }

  // ---- parts ----

  // "two of the dead", "five of those wounded".
  void read_parts(std::int32_t sentence) {
    for (const Quantity& quantity : quantities_.in_sentence(sentence)) {
      if (!quantity.partitive || quantity.head == kNone) continue;
      if (size_of(quantity) == 0) continue;
      const MeasureRow* row = measure_at(quantity.head, false);
      if (row == nullptr || row->kind == "noun") continue;
      const std::string before = form(quantity.head - 1);
      if (before != "the" && before != "those" && before != "these") continue;
      if (!is_taken(quantity) && row->kind == "state")
        add(quantity, row->measure, row, quantity.head, kNone);
      const std::int32_t whole = whole_told_before(quantity, row->measure);
      for (const std::size_t i : of_sentence_[sentence])
        if (drafts_[i].quantity.node == quantity.node && drafts_[i].measure == row->measure &&
            drafts_[i].whole == kNone)
          drafts_[i].whole = whole;
    }
  }

  // "Shelling wounded 14. Three [of the wounded] were girls.": the number of the measure that was
  // told last, here or two sentences back; kNone where that sentence tells of two sizes.
  std::int32_t whole_told_before(const Quantity& part, const std::string& measure) const {
    const std::int32_t sentence = sentence_of(part);
    for (std::int32_t back = 0; back <= std::min(2, sentence); ++back) {
      const Draft* whole = nullptr;
      for (const std::size_t i : of_sentence_[sentence - back]) {
        const Draft& draft = drafts_[i];
        if (draft.measure != measure || draft.whole != kNone) continue;
        if (draft.quantity.words.begin >= part.words.begin || draft.quantity.bare) continue;
        if (whole != nullptr && size_of(whole->quantity) != size_of(draft.quantity)) return kNone;
        whole = &draft;
      }
      if (whole == nullptr) continue;
      return size_of(whole->quantity) > size_of(part) ? whole->quantity.node : kNone;
    }
    return kNone;
  }

  // ---- crowds ----

  // "over 5,000 protesters in the building": their noun says what they do. Ten or more: fewer are
  // as often those who speak.
  void read_crowds(std::int32_t sentence) {
    for (const Quantity& quantity : quantities_.in_sentence(sentence)) {
      if (quantity.head == kNone || is_taken(quantity) || size_of(quantity) < 10) continue;
      if (!is(quantity.head, "crowd") || !quantity.noun.people()) continue;
      add(quantity, "participants", nullptr, quantity.head, kNone);
    }
    // "a crowd of some 2,000 villagers", near a protest: it may watch a match.
    for (const Quantity& quantity : quantities_.in_sentence(sentence)) {
      if (is_taken(quantity) || size_of(quantity) < 10 || quantity.node == quantity.head) continue;
      if (!is(quantity.node, "crowd") || !near_protest(quantity)) continue;
      add(quantity, "participants", nullptr, quantity.node, kNone);
    }
  }

  // "The wounded number 52", "raiders numbering around 30": the number is of what stands before.
  void count_numbered(const Quantity& quantity, std::int32_t verb) {
    const std::int32_t first = std::max(begin_, verb - 10);
    for (std::int32_t word = verb - 1; word >= first; --word) {
      if (const MeasureRow* row = measure_at(word, false); row != nullptr) {
        drop_bare(first, verb);
        add(quantity, row->measure, row, word, kNone);
        return;
      }
      if (is(word, "crowd")) {
        add(quantity, "participants", nullptr, word, kNone);
        return;
      }
    }
  }

  std::set<std::int32_t> in_row_;  // nodes of numbers that follow another in a row
};

}  // namespace

bool CountingWords::is(std::string_view form, std::string_view wanted) const {
  const auto found = classes.find(form);
  return found != classes.end() && found->second.count(std::string(wanted)) != 0;
}

text::Result<CountingWords> load_counting_words(const std::filesystem::path& codebooks) {
  const auto table = text::read_table(codebooks / "counting.tsv", {"words", "class"});
  if (!table) return table.error();
  CountingWords result;
  for (const text::Table::Row& row : table->rows)
    for (const std::string& word : text::split(row["words"], '|'))
      result.classes[word].insert(row["class"]);
  return result;
}

void add_told_counts(const CountingContext& context, std::vector<Draft>& drafts) {
  CountReader(context, drafts).read();
  std::erase_if(drafts, [](const Draft& draft) { return draft.measure.empty(); });
}

}  // namespace litopys::reading
