// Triggers and the words they count.
//
// A trigger counts its patient: the PropBank argument of the role in the table (ARG1, or ARG0 for
// "subject" rows), the object, the subject of a passive, the noun that a participle modifies, the
// noun after "of" for nouns ("the killing of two men"). Verbs that are coordinated share what one
// of them lacks: "was shot and wounded", "shot and killed four people". A participle or adjective
// with a numeral before it counts itself ("28 killed").
//
//     "Two men were found dead"        -> state "dead" under "found": its subject
//     "The gunman shot himself"        -> a reflexive object stands for the subject
//     "shot at two men"                -> nobody: "at" marks a target, not a victim
//
// Several rows of one trigger are tried in the order of the table; the first whose `with` words
// are there wins ("shoot ... dead" before "shoot").
// Cost: each trigger looks at its children and their children. Test: measures_test.cc.
#include "reading/measures.h"

#include <algorithm>

#include "reading/counted_words.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::relation;
using language::Word;

class CountFinder {
 public:
  CountFinder(const Document& document, const Quantities& quantities, const MeasureTable& table)
      : analysis_(document.analysis),
        quantities_(quantities),
        rows_(document, quantities, table),
        counted_(document, quantities, rows_) {}

  std::vector<Count> all() {
    std::vector<Count> result;
    const auto size = static_cast<std::int32_t>(analysis_.words.size());
    for (std::int32_t word = 0; word < size; ++word) add_counts(word, result);
    for (const Quantity& quantity : quantities_.all()) add_adjacent(quantity, result);
    for (Count& count : result) settle_part(count);
    std::erase_if(result, [&](const Count& count) { return is_gapped(count); });
    return result;
  }

 private:
  // The first row that counts people, and the first that counts things: "lost 60 soldiers and three
  // tanks".
  void add_counts(std::int32_t word, std::vector<Count>& counts) const {
    bool people = false, things = false;
    for (const MeasureRow* row : rows_.of(word)) {
      bool& told = row->things ? things : people;
      if (told) continue;
      // What only stands beside people or things counted already is no reason for another row.
      const bool beside = people || things;
      const std::size_t before = counts.size();
      for (std::int32_t counted : counted_.by(word, *row)) {
        counted = with_number(counted, *row);
        if (rows_.fits(*row, counted) && !beside) counts.push_back({word, counted, row});
        if (!rows_.fits(*row, counted) && row->kind == "verb")
          add_beside(word, counted, *row, counts);
      }
      told = counts.size() > before;
      if (told || beside) continue;
      const std::int32_t subject =
          row->kind == "verb" ? counted_.subject_before(word, row->subject) : kNone;
      if (subject == kNone || !rows_.fits(*row, subject)) continue;
      counts.push_back({word, subject, row});
      told = true;
    }
  }

  // "residents of two villages, [300 people], were evacuated"
  std::int32_t with_number(std::int32_t counted, const MeasureRow& row) const {
    const auto quantity = quantities_.of(counted);
    if (row.things || (quantity && (!quantity->bare || quantity->amount.best))) return counted;
    const std::int32_t beside = numbered_beside(analysis_, quantities_, counted);
    return beside == kNone ? counted : beside;
  }

  // "lost 60 soldiers, [three tanks] and [a dozen trucks]": of another sort than the first noun,
  // with a number and no verb of their own.
  void add_beside(std::int32_t trigger, std::int32_t first, const MeasureRow& row,
                  std::vector<Count>& counts) const {
    if (!quantities_.of(first)) return;
    for (const std::int32_t word : coordinated(analysis_, first)) {
      const auto quantity = quantities_.of(word);
      if (word == first || !quantity || quantity->bare || !rows_.fits(row, word)) continue;
      const std::int32_t next = quantity->words.end;
      const bool ends = next >= analysis_.sentences[analysis_.words[word].sentence].end;
      const std::string upos = ends ? std::string() : analysis_.words[next].upos;
      const bool own = next == trigger || (!ends && analysis_.words[next].head == trigger);
      if (!own && (upos == "VERB" || upos == "AUX" || upos == "ADJ")) continue;
      counts.push_back({trigger, word, &row});
    }
  }

  // "nine died at the scene and [two] in hospital": the verb is told once, with another place.
  bool is_gapped(const Count& count) const {
    if (count.row->kind != "holder") return false;
    const auto quantity = quantities_.of(count.counted);
    if (!quantity || quantity->bare || quantity->head != kNone) return false;
    const std::int32_t begin = analysis_.sentences[analysis_.words[count.counted].sentence].begin;
    const std::int32_t before = quantity->words.begin - 1;
    if (analysis_.words[quantity->words.end].form != "in" || before <= begin) return false;
    if (analysis_.words[before].upos != "CCONJ" && analysis_.words[before].form != ",")
      return false;
    for (std::int32_t word = before; word >= std::max(begin, before - 8); --word)
      for (const MeasureRow* row : rows_.of(word))
        if (row->kind == "verb" && row->subject && row->measure == "killed")
          return analysis_.words[word + 1].upos == "ADP";
    return false;
  }

  // A part and its whole are next to the same words; only what stands in the of-phrase counts the
  // whole: "two of the five soldiers wounded on Monday [died]".
  void settle_part(Count& count) const {
    for (const Quantity& part : quantities_.in_sentence(analysis_.words[count.trigger].sentence)) {
      const Quantity* whole = quantities_.whole_of(part);
      if (whole == nullptr) continue;
      const bool inner = quantities_.describes_whole(part, count.trigger);
      if (inner && count.counted == part.node)
        count.counted = whole->node;
      else if (!inner && (count.counted == whole->node || count.counted == whole->head))
        count.counted = part.node;
    }
  }

  // "one man was killed and [three others] wounded", "left one dead and wounded [two women]": where
  // a verb is left out the tree often hangs the second noun phrase on the first verb. The
  // participle right after it, or the verb right before it, is the better witness.
  void add_adjacent(const Quantity& quantity, std::vector<Count>& counts) const {
    const language::Sentence& sentence =
        analysis_.sentences[analysis_.words[quantity.node].sentence];
    if (add_holder(quantity, sentence.end, counts)) return;
    std::int32_t next = quantity.words.end;
    if (next + 1 < sentence.end && analysis_.words[next].upos == "ADV") ++next;
    for (const std::int32_t trigger : {next, quantity.words.begin - 1}) {
      if (trigger < sentence.begin || trigger >= sentence.end) continue;
      const Word& word = analysis_.words[trigger];
      if (word.upos != "VERB" && word.upos != "ADJ") continue;
      const bool after = trigger == next;
      if (after && word.upos == "VERB" && !is_past_participle(word) && !names_state(trigger))
        continue;
      if (after && !children_by(analysis_, trigger, "obj").empty()) continue;
      for (const MeasureRow* row : rows_.of(trigger)) {
        if (row->subject || row->things || (row->kind != "verb" && row->kind != "state")) continue;
        if (!after && row->kind != "verb") continue;
        if (!rows_.fits(*row, quantity.node)) continue;
        // "including 7 children, and [304] injured": a number alone counts itself.
        const bool joined = after && quantity.head != kNone;
        const std::int32_t first = joined ? first_conjunct(quantity.node) : quantity.node;
        counts.push_back({trigger, first, row, true});
        return;
      }
    }
  }

  // "left [nine] with cuts and burns", "left one dead and [three others] in hospital": the tree
  // hangs what a number alone has on the verb.
  bool add_holder(const Quantity& quantity, std::int32_t end, std::vector<Count>& counts) const {
    const std::int32_t with = quantity.words.end;
    if (quantity.head != kNone && !quantity.noun.people()) return false;
    if (with >= end) return false;
    const bool in = analysis_.words[with].form == "in";
    if (analysis_.words[with].form != "with" && !(in && follows_other_fate(quantity))) return false;
    for (std::int32_t word = with + 1; word < std::min(end, with + 5); ++word) {
      const std::string& upos = analysis_.words[word].upos;
      if (upos == "PUNCT" || upos == "VERB") return false;
      for (const MeasureRow* row : rows_.of(word))
        if ((row->kind == "holder" || (in && row->kind == "state")) &&
            (!in || row->measure == "injured") && rows_.fits(*row, quantity.node)) {
          counts.push_back({word, quantity.node, row, true});
          return true;
        }
    }
    return false;
  }

  // "two dead and [three] ...": joined to those of whom a state is told, not to where others died
  // ("two at the scene and [three] in hospital").
  bool follows_other_fate(const Quantity& quantity) const {
    const std::int32_t begin = analysis_.sentences[analysis_.words[quantity.node].sentence].begin;
    const std::int32_t joint = quantity.words.begin - 1;
    if (joint <= begin) return false;
    if (analysis_.words[joint].upos != "CCONJ" && analysis_.words[joint].form != ",") return false;
    const std::int32_t last = analysis_.words[joint - 1].form == "," ? joint - 2 : joint - 1;
    return last >= begin && names_state(last);
  }

  bool names_state(std::int32_t at) const {  // "292 missing"
    const auto rows = rows_.of(at);
    return std::any_of(rows.begin(), rows.end(),
                       [](const MeasureRow* row) { return row->kind == "state"; });
  }

  // "left a girl and [two men] wounded": the participle counts all that are coordinated, unless
  // another trigger stands between ("left one dead and [two men] wounded") or the first is a part
  // ("four killed, including a boy, and [seven] wounded").
  std::int32_t first_conjunct(std::int32_t node) const {
    std::int32_t first = node;
    while (relation(analysis_.words[first]) == "conj") {
      const std::int32_t head = analysis_.words[first].head;
      if (head == kNone || head > first || !quantities_.of(head)) break;
      if (has_case(analysis_, head, {"including"})) return first;
      for (std::int32_t word = head; word < first; ++word)
        if (!rows_.of(word).empty()) return first;
      first = head;
    }
    return first;
  }

  const Analysis& analysis_;
  const Quantities& quantities_;
  const MeasureRows rows_;
  const CountedWords counted_;
};

}  // namespace

std::vector<std::int32_t> coordinated(const Analysis& analysis, std::int32_t word) {
  Words result{word};
  for (const std::int32_t child : language::children(analysis, word)) {
    // "a boy of 9 and [his sister]": the tree joins her to the age.
    if (relation(analysis.words[child]) == "nmod" && analysis.words[child].upos == "NUM")
      for (const std::int32_t joined : children_by(analysis, child, "conj"))
        if (analysis.words[joined].upos == "NOUN" || analysis.words[joined].upos == "PROPN")
          result.push_back(joined);
    if (relation(analysis.words[child]) != "conj") continue;
    const std::string& upos = analysis.words[child].upos;
    if (upos != "NOUN" && upos != "PROPN" && upos != "PRON" && upos != "NUM" && upos != "ADJ" &&
        upos != "DET")
      continue;
    result.push_back(child);
    // "three girls, a boy and [their aunt]": the tree may join the last to the one before it.
    for (const std::int32_t next : children_by(analysis, child, "conj"))
      if (analysis.words[next].upos == "NOUN" && children_by(analysis, next, "nummod").empty())
        result.push_back(next);
  }
  return result;
}

std::vector<Count> find_counts(const Document& document, const Quantities& quantities,
                               const MeasureTable& table) {
  return CountFinder(document, quantities, table).all();
}

}  // namespace litopys::reading
