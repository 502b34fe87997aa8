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

#include "reading/roles.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::relation;
using language::Word;
using Words = std::vector<std::int32_t>;

bool contains(const Words& words, std::int32_t word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void add(Words& words, std::int32_t word) {
  if (word != kNone && !contains(words, word)) words.push_back(word);
}

Words children_by(const Analysis& analysis, std::int32_t word, std::string_view deprel) {
  Words result;
  for (const std::int32_t child : language::children(analysis, word))
    if (analysis.words[child].deprel == deprel || relation(analysis.words[child]) == deprel)
      result.push_back(child);
  return result;
}

bool has_case(const Analysis& analysis, std::int32_t word,
              std::initializer_list<std::string_view> forms) {
  for (const std::int32_t child : children_by(analysis, word, "case"))
    if (std::find(forms.begin(), forms.end(), text::lower(analysis.words[child].form)) != forms.end())
      return true;
  return false;
}

bool is_reflexive(const Word& word) {
  return language::has_feature(word, "Reflex=Yes") ||
         (word.upos == "PRON" && (word.form.ends_with("self") || word.form.ends_with("selves")));
}

bool is_past_participle(const Word& word) {
  return word.upos == "VERB" && language::has_feature(word, "VerbForm=Part") &&
         !language::has_feature(word, "Tense=Pres");
}

class CountFinder {
 public:
  CountFinder(const Document& document, const Quantities& quantities, const MeasureTable& table)
      : analysis_(document.analysis), quantities_(quantities), table_(table) {}

  std::vector<Count> all() {
    std::vector<Count> result;
    const auto size = static_cast<std::int32_t>(analysis_.words.size());
    for (std::int32_t word = 0; word < size; ++word)
      for (const MeasureRow* row : rows_of(word)) {
        const std::size_t before = result.size();
        for (const std::int32_t counted : counted_by(word, *row))
          if (fits(*row, counted)) result.push_back({word, counted, row});
        if (result.size() > before) break;
        const std::int32_t subject =
            row->kind == "verb" ? subject_before(word, row->subject) : kNone;
        if (subject == kNone || !fits(*row, subject)) continue;
        result.push_back({word, subject, row});
        break;
      }
    for (const Quantity& quantity : quantities_.all()) add_adjacent(quantity, result);
    return result;
  }

 private:
  std::vector<const MeasureRow*> rows_of(std::int32_t at) const {
    std::vector<const MeasureRow*> rows;
    const Word& word = analysis_.words[at];
    if (word.upos == "ADP" || word.upos == "PUNCT") return rows;
    const std::string form = text::lower(word.form);
    auto found = table_.rows.find(form);
    if (found == table_.rows.end()) return rows;
    const bool verb = word.upos == "VERB";
    for (const MeasureRow& row : found->second) {
      if (row.kind == "verb" && !verb && !(word.upos == "ADJ" && form.ends_with("ed"))) continue;
      if (row.kind != "verb" && row.kind != "state" && verb) continue;
      if (row.with.empty() || has_dependent(at, row)) rows.push_back(&row);
    }
    return rows;
  }

  // "Up to 40 villagers were abducted": where the tree gives a verb no subject of the kind, the
  // noun phrase right before it and its auxiliaries is the subject.
  std::int32_t subject_before(std::int32_t trigger, bool subject) const {
    const Word& verb = analysis_.words[trigger];
    if (verb.upos != "VERB") return kNone;
    const std::int32_t begin = analysis_.sentences[verb.sentence].begin;
    std::int32_t end = trigger;
    bool passive = false;
    while (end > begin &&
           (analysis_.words[end - 1].upos == "AUX" || analysis_.words[end - 1].upos == "ADV")) {
      --end;
      passive = passive || analysis_.words[end].deprel == "aux:pass";
    }
    if (!subject && !passive) return kNone;
    for (const Quantity& quantity : quantities_.in_sentence(verb.sentence))
      if (quantity.words.end == end && quantity.words.end > quantity.words.begin)
        return quantity.node;
    return kNone;
  }

  // "one man was killed and [three others] wounded", "left one dead and wounded [two women]": where
  // a verb is left out the tree often hangs the second noun phrase on the first verb. The
  // participle right after it, or the verb right before it, is the better witness.
  void add_adjacent(const Quantity& quantity, std::vector<Count>& counts) const {
    const language::Sentence& sentence =
        analysis_.sentences[analysis_.words[quantity.node].sentence];
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
      for (const MeasureRow* row : rows_of(trigger)) {
        if (row->subject || row->things || (row->kind != "verb" && row->kind != "state")) continue;
        if (!after && row->kind != "verb") continue;
        if (!fits(*row, quantity.node)) continue;
        // "including 7 children, and [304] injured": a number alone counts itself.
        const bool joined = after && quantity.head != kNone;
        const std::int32_t first = joined ? first_conjunct(quantity.node) : quantity.node;
        counts.push_back({trigger, first, row, true});
        return;
      }
    }
  }

  bool names_state(std::int32_t at) const {  // "292 missing"
    const auto rows = rows_of(at);
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
        if (!rows_of(word).empty()) return first;
      first = head;
    }
    return first;
  }

  // True where the counted word is of the sort that the row counts.
  bool fits(const MeasureRow& row, std::int32_t counted) const {
    const auto quantity = quantities_.of(counted);
    if (!quantity || (row.explicit_only && quantity->bare)) return false;
    if (row.least > 0 && quantity->amount.low.value_or(0) < row.least) return false;
    using Kind = NounEntry::Kind;
    if (row.things) return quantity->noun.kind == Kind::kThing;
    if (row.kind == "noun" || quantity->noun.people()) return true;
    return !quantity->bare && quantity->noun.kind == Kind::kUnknown;
  }

  // True where one of the words depends on the trigger: directly, or, for soft rows, inside a
  // phrase of it ("taken to the trauma centre of ..."). What has a number of its own is told of
  // others: "six were shot, one fatally".
  bool has_dependent(std::int32_t trigger, const MeasureRow& row) const {
    const Word& word = analysis_.words[trigger];
    // "protests against X, involving hundreds": the noun above, or the one that it belongs to.
    if (relation(word) == "acl" && word.head != kNone) {
      const Word& noun = analysis_.words[word.head];
      if (is_one_of(word.head, row.with)) return true;
      if (relation(noun) == "nmod" && is_one_of(noun.head, row.with)) return true;
    }
    for (const std::int32_t child : language::children(analysis_, trigger)) {
      const std::string_view rel = relation(analysis_.words[child]);
      if (rel == "conj" || rel == "parataxis" || rel == "acl" || rel == "ccomp" || rel == "nsubj")
        continue;
      // A particle follows its verb: "led away", not "in Riverton they were taken".
      if (child < trigger && analysis_.words[child].upos == "ADP") continue;
      if (is_one_of(child, row.with) && !numbered(child)) return true;
      if (!row.soft || rel == "advcl") continue;
      for (const std::int32_t inner : language::children(analysis_, child)) {
        const std::string_view below = relation(analysis_.words[inner]);
        if ((below == "nmod" || below == "compound" || below == "conj" || below == "flat" ||
             below == "amod" || below == "obl") &&
            is_one_of(inner, row.with))
          return true;
      }
    }
    return false;
  }

  // "one fatally", "six confirmed dead".
  bool numbered(std::int32_t word) const {
    for (const Quantity& quantity : quantities_.in_sentence(analysis_.words[word].sentence)) {
      if (quantity.words.begin > word) break;
      if ((quantity.head == kNone || quantity.partitive) && word >= quantity.words.end &&
          word - quantity.words.end < 2)
        return true;
    }
    return false;
  }

  bool is_one_of(std::int32_t at, const std::vector<std::string>& wanted) const {
    const Word& word = analysis_.words[at];
    const std::string form = text::lower(word.form);
    for (const std::string& each : wanted)
      if (each == form ||
          (each == "@place" && word.name != kNone && analysis_.names[word.name].kind == "LOC"))
        return true;
    return false;
  }

  Words counted_by(std::int32_t trigger, const MeasureRow& row) const {
    Words words;
    if (row.kind == "verb") words = of_verb(trigger, row.subject);
    if (row.kind == "state") words = of_state(trigger);
    if (row.kind == "noun") words = of_noun(trigger);
    if (row.kind == "holder") words = of_holder(trigger);
    if (row.kind == "toll") words = of_toll(trigger);
    if (row.kind == "gathering") words = of_gathering(trigger);
    if (words.empty() && row.kind != "toll" && !(row.kind == "noun" && is_held(trigger)))
      words = self(trigger, row.kind == "noun");
    if (row.kind == "verb" && words.size() == 1 && is_reflexive(analysis_.words[words[0]]))
      words = subjects(trigger);
    Words result;
    for (const std::int32_t word : words) {
      if (is_reflexive(analysis_.words[word])) continue;
      if (word == trigger && row.kind != "noun" && quantities_.of(trigger) == std::nullopt)
        continue;
      if (row.kind == "verb" && has_case(analysis_, word, {"at", "toward", "towards", "near"}))
        continue;
      add(result, quantities_.antecedent(one_of(word)));
    }
    if (row.kind == "verb" || row.kind == "state") add_shared(trigger, row, result);
    return result;
  }

  // "which of the three victims": who is counted is the head, not the noun after "of".
  std::int32_t one_of(std::int32_t word) const {
    const Word& noun = analysis_.words[word];
    if (relation(noun) != "nmod" || !has_case(analysis_, word, {"of"})) return word;
    const std::string& upos = analysis_.words[noun.head].upos;
    return upos == "PRON" || upos == "DET" || upos == "NUM" ? noun.head : word;
  }

  // What the tree hangs between a counted word and its trigger by mistake or by ellipsis:
  // "RIVERTON (Courier) - [Five children] were shot"; "[200 civilians], including 16 children, and
  // dozens of soldiers killed", where the participle after the last noun counts them all.
  void add_shared(std::int32_t trigger, const MeasureRow& row, Words& words) const {
    const Words found = words;
    for (const std::int32_t word : found) {
      if (!fits(row, word)) {
        for (const std::int32_t child : language::children(analysis_, word))
          if (child > word && child < trigger && fits(row, child) &&
              (relation(analysis_.words[child]) == "parataxis" ||
               relation(analysis_.words[child]) == "appos"))
            add(words, child);
        continue;
      }
      if (trigger < word || relation(analysis_.words[trigger]) != "acl") continue;
      std::int32_t node = quantities_.of(word)->node;
      if (relation(analysis_.words[node]) == "nsubj" && analysis_.words[node].head == trigger)
        add_whole(analysis_.words[trigger].head, row, words);
      for (int steps = 0; steps < 6 && node != kNone; ++steps) {
        const std::string_view rel = relation(analysis_.words[node]);
        const bool part = rel == "nmod" && has_case(analysis_, node, {"including"});
        if (rel != "conj" && !part) break;
        node = analysis_.words[node].head;
        const auto quantity = quantities_.of(node);
        if (quantity && !quantity->bare && fits(row, node)) add(words, node);
      }
    }
  }

  // With its parts.
  void add_whole(std::int32_t node, const MeasureRow& row, Words& words) const {
    const auto quantity = quantities_.of(node);
    if (!quantity || quantity->bare || !fits(row, node)) return;
    add(words, node);
    for (const std::int32_t child : language::children(analysis_, node))
      if (has_case(analysis_, child, {"including"}) && fits(row, child)) add(words, child);
  }

  void add_arguments(std::int32_t trigger, std::string_view role, Words& words) const {
    const std::int32_t predicate = analysis_.words[trigger].predicate;
    if (predicate == kNone) return;
    for (const language::Argument& argument : analysis_.predicates[predicate].arguments)
      if (argument.role == role && argument.word != trigger) add(words, argument.word);
  }

  // Objects or subjects of a verb, with what it shares with the verbs coordinated with it.
  Words of_verb(std::int32_t trigger, bool subject) const {
    // The noun phrase right before a verb without a subject of its own is a better witness than
    // what it would share: "nurses were hurt and [thousands of people] marched".
    if (subject && children_by(analysis_, trigger, "nsubj").empty())
      if (const std::int32_t before = subject_before(trigger, subject); before != kNone)
        return {before};
    Words words = subject ? subjects(trigger) : patients(trigger);
    const Word& word = analysis_.words[trigger];
    if (words.empty() &&
        (relation(word) == "conj" || relation(word) == "xcomp" || relation(word) == "advcl") &&
        word.head != kNone && analysis_.words[word.head].upos == "VERB") {
      if (subject)
        words = subjects(word.head);
      else if (is_passive(analysis_, word.head) == is_past_participle(word) &&
               relation(word) == "conj")
        words = is_passive(analysis_, word.head) ? patients(word.head) : Words();
    }
    if (words.empty() && !subject)  // "shot and killed four people"
      for (const std::int32_t child : children_by(analysis_, trigger, "conj"))
        if (!is_past_participle(analysis_.words[child]) || !is_passive(analysis_, child))
          for (const std::int32_t object : children_by(analysis_, child, "obj")) add(words, object);
    return words;
  }

  Words subjects(std::int32_t trigger) const {
    Words words;
    for (const std::int32_t child : children_by(analysis_, trigger, "nsubj")) add(words, child);
    if (words.empty()) add_arguments(trigger, "ARG0", words);
    const Word& word = analysis_.words[trigger];
    if (words.empty() && relation(word) == "acl" && word.deprel != "acl:relcl")
      add(words, word.head);
    if (words.empty()) add_arguments(trigger, "ARG1", words);
    if (words.empty() && !is_passive(analysis_, trigger))  // "burned [17 houses]"
      words = children_by(analysis_, trigger, "obl:unmarked");
    return words;
  }

  Words patients(std::int32_t trigger) const {
    Words words;
    for (const std::int32_t child : children_by(analysis_, trigger, "obj")) add(words, child);
    if (words.size() == 1 && is_reflexive(analysis_.words[words[0]])) return subjects(trigger);
    for (const std::int32_t child : children_by(analysis_, trigger, "nsubj:pass"))
      add(words, child);
    const Word& word = analysis_.words[trigger];
    if (words.empty() && is_past_participle(word) && word.head != kNone &&
        ((relation(word) == "acl" && word.deprel != "acl:relcl") || relation(word) == "amod"))
      add(words, word.head);
    if (words.empty()) add_arguments(trigger, "ARG1", words);
    if (words.empty() && !is_passive(analysis_, trigger))  // "burned [17 houses]"
      words = children_by(analysis_, trigger, "obl:unmarked");
    return words;
  }

  // "Two are dead", "found dead", "leaving five dead".
  Words of_state(std::int32_t trigger) const {
    Words words;
    const Word& word = analysis_.words[trigger];
    const std::string_view rel = relation(word);
    if (word.upos == "ADV") return words;  // "one fatally": the number before it, or nothing
    for (const std::int32_t child : children_by(analysis_, trigger, "nsubj")) add(words, child);
    if (!words.empty()) return words;
    if (word.head == kNone) return words;
    if (rel == "acl" || (rel == "amod" && !describes(trigger))) add(words, word.head);
    if (rel == "xcomp" || rel == "advcl" || rel == "advmod" || rel == "obl") {
      for (const std::int32_t child : children_by(analysis_, word.head, "obj")) add(words, child);
      if (words.empty() && rel != "obl")
        for (const std::int32_t child : children_by(analysis_, word.head, "nsubj"))
          add(words, child);
      const Word& verb = analysis_.words[word.head];
      if (words.empty() && relation(verb) == "acl") add(words, verb.head);
    }
    if (rel == "conj" && words.empty()) return of_conjoined_state(word.head);
    return words;
  }

  // "a vigil for a dead artist": what he was, not what has happened to him.
  bool describes(std::int32_t trigger) const {
    const auto quantity = quantities_.of(analysis_.words[trigger].head);
    const std::int32_t before = trigger - 1;
    return quantity && quantity->bare && before >= 0 && quantity->amount.best == 1 &&
           (analysis_.words[before].form == "a" || analysis_.words[before].form == "A") &&
           relation(analysis_.words[quantity->node]) == "nmod";
  }

  // "three are dead or missing": the second state counts as the first.
  Words of_conjoined_state(std::int32_t first) const {
    Words words;
    for (const std::int32_t child : children_by(analysis_, first, "nsubj"))
      if (analysis_.words[first].upos == "ADJ") add(words, child);
    return words;
  }

  // "the deaths of two men"; else the noun counts itself.
  Words of_noun(std::int32_t trigger) const {
    Words words;
    for (const std::int32_t child : children_by(analysis_, trigger, "nmod"))
      if (has_case(analysis_, child, {"of"})) add(words, child);
    Words people;
    for (const std::int32_t word : words) {
      const auto quantity = quantities_.of(word);
      if (quantity && quantity->noun.kind != NounEntry::Kind::kThing) people.push_back(word);
    }
    return people;
  }

  // "five people with gunshot wounds", "injuries to two people".
  Words of_holder(std::int32_t trigger) const {
    Words words;
    const Word& word = analysis_.words[trigger];
    if (relation(word) == "nmod" && has_case(analysis_, trigger, {"with", "in"}))
      add(words, word.head);
    for (const std::int32_t child : children_by(analysis_, trigger, "nmod"))
      if (has_case(analysis_, child, {"to"})) add(words, child);
    return words;
  }

  // The number that a toll has reached: "a death toll of 12", "the toll rose to 57".
  Words of_toll(std::int32_t trigger) const {
    Words words;
    for (const Quantity& quantity : quantities_.in_sentence(analysis_.words[trigger].sentence)) {
      if (quantity.words.begin < trigger) continue;
      if (quantity.words.begin - trigger > 14) break;
      if (quantity.head != kNone && !quantity.noun.people()) continue;
      words.push_back(quantity.node);
      break;
    }
    return words;
  }

  // "a rally of 5,000", "a protest by 300 people".
  Words of_gathering(std::int32_t trigger) const {
    Words words;
    for (const std::int32_t child : children_by(analysis_, trigger, "nmod"))
      if (has_case(analysis_, child, {"of", "by"})) add(words, child);
    return words;
  }

  // "suffered several injuries": the verb counts who has them.
  bool is_held(std::int32_t noun) const {
    const std::int32_t verb = analysis_.words[noun].head;
    if (verb == kNone || relation(analysis_.words[noun]) != "obj") return false;
    for (const MeasureRow* row : rows_of(verb))
      if (row->kind == "verb" && row->subject && row->measure == "injured") return true;
    return false;
  }

  // "28 killed", "12 deaths": the trigger with a numeral of its own.
  Words self(std::int32_t trigger, bool noun) const {
    Words words;
    const auto own = quantities_.of(trigger);
    if (own && (!own->bare || noun)) return {trigger};
    if (noun || relation(analysis_.words[trigger]) == "amod") return words;
    for (const Quantity& quantity : quantities_.in_sentence(analysis_.words[trigger].sentence))
      if (quantity.head == kNone && quantity.words.end == trigger) return {quantity.node};
    return words;
  }

  const Analysis& analysis_;
  const Quantities& quantities_;
  const MeasureTable& table_;
};

}  // namespace

std::vector<std::int32_t> coordinated(const Analysis& analysis, std::int32_t word) {
  Words result{word};
  for (const std::int32_t child : language::children(analysis, word)) {
    if (relation(analysis.words[child]) != "conj") continue;
    const std::string& upos = analysis.words[child].upos;
    if (upos == "NOUN" || upos == "PROPN" || upos == "PRON" || upos == "NUM" || upos == "ADJ" ||
        upos == "DET")
      result.push_back(child);
  }
  return result;
}

std::vector<Count> find_counts(const Document& document, const Quantities& quantities,
                               const MeasureTable& table) {
  return CountFinder(document, quantities, table).all();
}

}  // namespace litopys::reading
