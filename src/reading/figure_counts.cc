// Numbers that somebody gives, by three readers over the words of a sentence (rivals are read in
// figure_rivals.cc):
//
//   1. labels (figure_labels.cc);
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
    if (quantities_.in_sentence(sentence).empty()) return;
    read_counts(sentence);
    read_rows(sentence);
    read_parts(sentence);
    read_crowds(sentence);
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
    if (describes(noun + 1)) return;  // "the number wanted is 51"
    repeat(quantity, noun);
  }

  // A participle or an adjective right behind the noun, not the verb that moves its number.
  bool describes(std::int32_t word) const {
    const language::Word& it = analysis_.words[word];
    const bool participle = it.upos == "VERB" && language::has_feature(it, "VerbForm=Part");
    return relation(it) == "acl" || it.upos == "ADJ" ||
           (participle && relation(it) != "root" && !is(word, "change") && !is(word, "put"));
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

  // "Of the dead, [12] were women and [five] children": what the sentence opens with counts its
  // numbers, up to another verb.
  void read_opened(std::int32_t sentence) {
    const std::int32_t article = begin_ + 1;
    if (form(begin_) != "of" && form(begin_) != "among") return;
    if (form(article) != "the" && form(article) != "those") return;
    std::int32_t comma = article;
    while (comma < end_ && comma - begin_ < 8 && form(comma) != ",") ++comma;
    const std::int32_t word = measured(article, comma, false);
    if (word == kNone || form(comma) != ",") return;
    const MeasureRow* row = measure_at(word, false);
    std::int32_t done = comma;  // the end of the last number
    std::int32_t whole = kNone;
    for (const Quantity& quantity : quantities_.in_sentence(sentence)) {
      if (quantity.words.begin <= comma || is_taken(quantity) || size_of(quantity) == 0) continue;
      if (quantity.head != kNone && !quantity.noun.people()) return;
      if (done == comma ? quantity.words.begin > comma + 1 : verb_between(done, quantity)) return;
      if (done == comma) whole = whole_told_before(quantity, row->measure);
      done = quantity.words.end;
      if (done >= end_ || (analysis_.words[done].upos == "VERB" && quantity.head == kNone)) return;
      add(quantity, row->measure, row, word, kNone);
      drafts_.back().whole = whole;
    }
  }

  // Another verb than the copula that is told again: "12 were women and five [were] children".
  bool verb_between(std::int32_t begin, const Quantity& quantity) const {
    for (std::int32_t word = begin; word < quantity.words.begin; ++word)
      if (analysis_.words[word].upos == "VERB" || form(word) == ";") return true;
    return false;
  }

  // "two of the dead", "five of those wounded".
  void read_parts(std::int32_t sentence) {
    read_opened(sentence);
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
  const auto drop_uncounted = [&] {
    std::erase_if(drafts, [](const Draft& draft) { return draft.measure.empty(); });
  };
  add_labelled_counts(context, drafts);
  drop_uncounted();
  CountReader(context, drafts).read();
  drop_uncounted();
}

}  // namespace litopys::reading
