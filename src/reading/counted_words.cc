// The tree first, then what the sentence puts beside the trigger.
#include "reading/counted_words.h"

#include <algorithm>

#include "reading/roles.h"
#include "text/utf8.h"

namespace litopys::reading {

using language::Analysis;
using language::relation;
using language::Word;

namespace {

bool contains(const Words& words, std::int32_t word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void add(Words& words, std::int32_t word) {
  if (word != kNone && !contains(words, word)) words.push_back(word);
}

bool is_reflexive(const Word& word) {
  return language::has_feature(word, "Reflex=Yes") ||
         (word.upos == "PRON" && (word.form.ends_with("self") || word.form.ends_with("selves")));
}

}  // namespace

Words children_by(const Analysis& analysis, std::int32_t word, std::string_view deprel) {
  Words result;
  for (const std::int32_t child : language::children(analysis, word))
    if (analysis.words[child].deprel == deprel || relation(analysis.words[child]) == deprel)
      result.push_back(child);
  return result;
}

bool has_case(const Analysis& analysis, std::int32_t word,
              std::initializer_list<std::string_view> forms) {
  for (const std::int32_t child : children_by(analysis, word, "case")) {
    const std::string form = text::lower(analysis.words[child].form);
    if (std::find(forms.begin(), forms.end(), form) != forms.end()) return true;
  }
  return false;
}

std::int32_t numbered_beside(const Analysis& analysis, const Quantities& quantities,
                             std::int32_t noun) {
  const auto beside = [&](std::int32_t word) {
    for (const std::int32_t child : children_by(analysis, word, "appos")) {
      const auto quantity = child > noun ? quantities.of(child) : std::nullopt;
      if (!quantity || quantity->bare || quantity->head == kNone || quantity->partitive) continue;
      const bool set_off = analysis.words[quantity->words.begin - 1].form == ",";
      if (set_off && quantity->noun.people()) return child;
    }
    return kNone;
  };
  if (const std::int32_t own = beside(noun); own != kNone) return own;
  for (const std::int32_t child : children_by(analysis, noun, "nmod"))
    if (child > noun)
      if (const std::int32_t inner = beside(child); inner != kNone) return inner;
  return kNone;
}

bool is_past_participle(const Word& word) {
  return word.upos == "VERB" && language::has_feature(word, "VerbForm=Part") &&
         !language::has_feature(word, "Tense=Pres");
}

Words CountedWords::by(std::int32_t trigger, const MeasureRow& row) const {
  Words words;
  if (row.kind == "verb") words = of_verb(trigger, row.subject);
  if (row.kind == "state") words = numbered_itself(trigger);
  if (row.kind == "state" && words.empty()) words = of_state(trigger);
  if (row.kind == "noun") words = of_noun(trigger, row.things);
  if (row.kind == "holder") words = of_holder(trigger);
  if (row.kind == "toll") words = of_toll(trigger, row);
  if (row.kind == "gathering") words = of_gathering(trigger);
  if (words.empty() && row.kind != "toll" && row.kind != "holder" &&
      !(row.kind == "noun" && is_held(trigger)))
    words = self(trigger, row.kind == "noun");
  if (row.kind == "verb" && words.size() == 1 && is_reflexive(analysis_.words[words[0]]))
    words = understood_subjects(trigger);
  Words result;
  for (std::int32_t word : words) {
    if (is_reflexive(analysis_.words[word])) continue;
    word = who_they_are(word, trigger);
    if (row.kind == "verb" && !row.subject && !row.things) word = quantities_.owner(word);
    if (word == trigger && row.kind != "noun" && quantities_.of(trigger) == std::nullopt) continue;
    if (row.kind == "verb" && has_case(analysis_, word, {"at", "toward", "towards", "near"}))
      continue;
    add(result, quantities_.antecedent(one_of(word, trigger)));
  }
  if (row.kind == "verb" || row.kind == "state") add_shared(trigger, row, result);
  return result;
}

std::int32_t CountedWords::subject_before(std::int32_t trigger, bool subject) const {
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
      return belongs_to_subject(quantity.node, trigger) ? kNone : quantity.node;
  return kNone;
}

// "[The two] were taken to a clinic where they later died": the subject of the verb above, in the
// same sentence; else the word itself.
std::int32_t CountedWords::who_they_are(std::int32_t word, std::int32_t trigger) const {
  constexpr int kSteps = 4;
  if (text::lower(analysis_.words[word].form) != "they") return word;
  std::int32_t verb = trigger;
  for (int steps = 0; steps < kSteps; ++steps) {
    const std::string_view rel = relation(analysis_.words[verb]);
    if (verb != trigger && analysis_.words[verb].upos == "VERB") {
      const Words above = children_by(analysis_, verb, "nsubj");
      if (above.size() == 1 && above[0] < word) {
        const auto quantity = quantities_.of(above[0]);
        const bool several = quantity && (quantity->amount.best.value_or(0) > 1 ||
                                          !children_by(analysis_, above[0], "conj").empty());
        return several ? above[0] : word;
      }
    }
    if (rel != "acl" && rel != "advcl" && rel != "obl" && rel != "obj" && rel != "nmod" &&
        rel != "conj")
      break;
    verb = analysis_.words[verb].head;
    if (verb == kNone) break;
  }
  return word;
}

// "families of the [43 students] marched", "one in five of the [6,000 clerks] has fled": the phrase
// is of the subject.
bool CountedWords::belongs_to_subject(std::int32_t node, std::int32_t verb) const {
  const std::int32_t over = analysis_.words[node].head;
  return relation(analysis_.words[node]) == "nmod" && over != kNone &&
         (analysis_.words[over].upos == "NOUN" || !quantities_.of(over)) &&
         relation(analysis_.words[over]) == "nsubj" && analysis_.words[over].head == verb;
}

// "which of the three victims": who is counted is the head, not the noun after "of"; but for what
// stands with that noun: "two of the five soldiers [wounded]".
std::int32_t CountedWords::one_of(std::int32_t word, std::int32_t trigger) const {
  const Word& noun = analysis_.words[word];
  if (relation(noun) != "nmod" || !has_case(analysis_, word, {"of"})) return word;
  if (const auto whole = quantities_.of(word);
      whole && !whole->bare && !whole->partitive && language::dominates(analysis_, word, trigger))
    return word;
  const std::string& upos = analysis_.words[noun.head].upos;
  return upos == "PRON" || upos == "DET" || upos == "NUM" ? noun.head : word;
}

// What the tree hangs between a counted word and its trigger by mistake or by ellipsis:
// "RIVERTON (Courier) - [Five children] were shot"; "[200 civilians], including 16 children, and
// dozens of soldiers killed", where the participle after the last noun counts them all.
void CountedWords::add_shared(std::int32_t trigger, const MeasureRow& row, Words& words) const {
  const Words found = words;
  for (const std::int32_t word : found) {
    if (!rows_.fits(row, word)) {
      for (const std::int32_t child : language::children(analysis_, word))
        if (child > word && child < trigger && rows_.fits(row, child) &&
            (relation(analysis_.words[child]) == "parataxis" ||
             relation(analysis_.words[child]) == "appos"))
          add(words, child);
      continue;
    }
    if (trigger < word || relation(analysis_.words[trigger]) != "acl") continue;
    std::int32_t node = quantities_.of(word)->node;
    if (analysis_.words[trigger].deprel == "acl:relcl") continue;  // "victims, one of whom died"
    if (relation(analysis_.words[node]) == "nsubj" && analysis_.words[node].head == trigger)
      add_whole(analysis_.words[trigger].head, row, words);
    for (int steps = 0; steps < 6 && node != kNone; ++steps) {
      const std::string_view rel = relation(analysis_.words[node]);
      const bool part = rel == "nmod" && has_case(analysis_, node, {"including"});
      if (rel != "conj" && !part) break;
      node = analysis_.words[node].head;
      const auto quantity = quantities_.of(node);
      if (quantity && !quantity->bare && rows_.fits(row, node)) add(words, node);
    }
  }
}

// With its parts.
void CountedWords::add_whole(std::int32_t node, const MeasureRow& row, Words& words) const {
  const auto quantity = quantities_.of(node);
  if (!quantity || quantity->bare || !rows_.fits(row, node)) return;
  add(words, node);
  for (const std::int32_t child : language::children(analysis_, node))
    if (has_case(analysis_, child, {"including"}) && rows_.fits(row, child)) add(words, child);
}

void CountedWords::add_arguments(std::int32_t trigger, std::string_view role, Words& words) const {
  const std::int32_t predicate = analysis_.words[trigger].predicate;
  if (predicate == kNone) return;
  for (const language::Argument& argument : analysis_.predicates[predicate].arguments)
    if (argument.role == role && argument.word != trigger) add(words, argument.word);
}

// Objects or subjects of a verb, with what it shares with the verbs coordinated with it.
Words CountedWords::of_verb(std::int32_t trigger, bool subject) const {
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
    else if (relation(word) == "xcomp"  // "was found shot to death"
                 ? is_passive(analysis_, word.head)
                 : relation(word) == "conj" &&
                       is_passive(analysis_, word.head) == is_past_participle(word))
      words = is_passive(analysis_, word.head) ? patients(word.head) : Words();
  }
  if (words.empty() && !subject)  // "shot and killed four people"
    for (const std::int32_t child : children_by(analysis_, trigger, "conj"))
      if (!is_past_participle(analysis_.words[child]) || !is_passive(analysis_, child))
        for (const std::int32_t object : children_by(analysis_, child, "obj")) add(words, object);
  return words;
}

Words CountedWords::subjects(std::int32_t trigger) const {
  Words words;
  for (const std::int32_t child : children_by(analysis_, trigger, "nsubj")) add(words, child);
  if (words.empty()) add_arguments(trigger, "ARG0", words);
  const Word& word = analysis_.words[trigger];
  if (words.empty() && relation(word) == "acl" && word.deprel != "acl:relcl") add(words, word.head);
  if (words.empty()) add_arguments(trigger, "ARG1", words);
  if (words.empty() && !is_passive(analysis_, trigger))  // "burned [17 houses]"
    words = children_by(analysis_, trigger, "obl:unmarked");
  return words;
}

// "is expected to recover after shooting himself": the subject stands with a verb above.
Words CountedWords::understood_subjects(std::int32_t trigger) const {
  Words words = subjects(trigger);
  for (int steps = 0; words.empty() && steps < 4; ++steps) {
    const Word& verb = analysis_.words[trigger];
    const std::string_view rel = relation(verb);
    if (verb.head == kNone || (rel != "advcl" && rel != "xcomp" && rel != "conj")) break;
    trigger = verb.head;
    words = children_by(analysis_, trigger, "nsubj");
  }
  return words;
}

Words CountedWords::patients(std::int32_t trigger) const {
  Words words;
  for (const std::int32_t child : children_by(analysis_, trigger, "obj")) add(words, child);
  if (words.size() == 1 && is_reflexive(analysis_.words[words[0]])) {
    Words all = understood_subjects(trigger);
    for (const std::int32_t other : children_by(analysis_, words[0], "conj"))
      if (quantities_.of(other)) add(all, other);  // "killed himself and four others"
    return all;
  }
  for (const std::int32_t child : children_by(analysis_, trigger, "nsubj:pass")) add(words, child);
  const Word& word = analysis_.words[trigger];
  if (words.empty() && is_past_participle(word) && word.head != kNone &&
      ((relation(word) == "acl" && word.deprel != "acl:relcl") || relation(word) == "amod"))
    add(words, word.head);
  if (words.empty()) add_arguments(trigger, "ARG1", words);
  // "[Four people] are recovering after being shot": the subject of the verb above.
  if (words.empty() && relation(word) == "advcl" && word.head != kNone &&
      is_passive(analysis_, trigger))
    words = subjects(word.head);
  if (words.empty() && !is_passive(analysis_, trigger))  // "burned [17 houses]"
    words = children_by(analysis_, trigger, "obl:unmarked");
  return words;
}

// "five dead", "32 confirmed dead": the number before a state is the best witness.
Words CountedWords::numbered_itself(std::int32_t trigger) const {
  for (const Quantity& quantity : quantities_.in_sentence(analysis_.words[trigger].sentence)) {
    if (quantities_.whole_of(quantity) != nullptr) continue;  // "ten of the 30 wounded": the 30
    if (quantity.head == trigger) return {quantity.node};
    if (quantity.head != kNone || quantity.words.end > trigger) continue;
    const bool confirmed =
        quantity.words.end == trigger - 1 && is_past_participle(analysis_.words[trigger - 1]);
    if (quantity.words.end == trigger || confirmed) return {quantity.node};
  }
  return {};
}

// "Two are dead", "found dead", "leaving five dead".
Words CountedWords::of_state(std::int32_t trigger) const {
  Words words;
  const Word& word = analysis_.words[trigger];
  const std::string_view rel = relation(word);
  // "one fatally": the number before it, or nothing.
  if (word.upos == "ADV" || word.form.ends_with("ly")) return words;
  for (const std::int32_t child : children_by(analysis_, trigger, "nsubj")) add(words, child);
  if (!words.empty()) return is_bare_participle(trigger) ? nearest(words, trigger) : words;
  if (word.head == kNone) return words;
  if (rel == "acl" || (rel == "amod" && !describes(trigger))) add(words, word.head);
  if (rel == "xcomp" || rel == "advcl" || rel == "advmod" || rel == "obl") {
    for (const std::int32_t child : children_by(analysis_, word.head, "obj")) add(words, child);
    if (words.empty() && rel != "obl")
      for (const std::int32_t child : children_by(analysis_, word.head, "nsubj")) add(words, child);
    const Word& verb = analysis_.words[word.head];
    if (words.empty() && relation(verb) == "acl") add(words, verb.head);
  }
  if (rel == "conj" && words.empty()) return of_conjoined_state(word.head);
  return words;
}

// "killed" without an auxiliary, whatever the tree makes of it.
bool CountedWords::is_bare_participle(std::int32_t trigger) const {
  return analysis_.words[trigger].upos == "VERB" &&
         children_by(analysis_, trigger, "aux").empty() &&
         children_by(analysis_, trigger, "cop").empty();
}

// "the mother of [the woman] killed": the noun right before the participle, within the phrase.
Words CountedWords::nearest(const Words& words, std::int32_t trigger) const {
  const std::int32_t before = trigger - 1;
  const bool inside = words.size() == 1 && before > words[0] &&
                      relation(analysis_.words[before]) == "nmod" &&
                      language::dominates(analysis_, words[0], before);
  if (!inside || is_plural(analysis_.words[words[0]])) return words;
  const auto whole = quantities_.of(words[0]), part = quantities_.of(before);
  const bool persons = whole && part && whole->bare && part->bare &&
                       whole->noun.kind == NounEntry::Kind::kPerson && part->noun.people();
  return persons ? Words{before} : words;
}

// "a vigil for a dead artist": what he was, not what has happened to him.
bool CountedWords::describes(std::int32_t trigger) const {
  const auto quantity = quantities_.of(analysis_.words[trigger].head);
  const std::int32_t before = trigger - 1;
  return quantity && quantity->bare && before >= 0 && quantity->amount.best == 1 &&
         (analysis_.words[before].form == "a" || analysis_.words[before].form == "A") &&
         relation(analysis_.words[quantity->node]) == "nmod";
}

// "three are dead or missing": the second state counts as the first.
Words CountedWords::of_conjoined_state(std::int32_t first) const {
  Words words;
  for (const std::int32_t child : children_by(analysis_, first, "nsubj"))
    if (analysis_.words[first].upos == "ADJ") add(words, child);
  return words;
}

// "the deaths of two men", "the burning of 40 huts"; else, and where it has a number of its own
// ("12 killings of civilians"), the noun counts itself.
Words CountedWords::of_noun(std::int32_t trigger, bool things) const {
  Words words;
  for (const std::int32_t child : children_by(analysis_, trigger, "nmod"))
    if (has_case(analysis_, child, {"of"})) add(words, child);
  const auto own = quantities_.of(trigger);
  Words counted;
  for (const std::int32_t word : words) {
    const auto quantity = quantities_.of(word);
    if (!quantity || (quantity->noun.kind == NounEntry::Kind::kThing) != things) continue;
    const bool numbered = own && !own->bare && own->head == trigger && !own->partitive;
    if (!numbered || !quantity->bare) counted.push_back(word);
  }
  return counted;
}

// "five people with gunshot wounds", "injuries to two people", "nine are in custody", "set fire to
// 45 houses".
Words CountedWords::of_holder(std::int32_t trigger) const {
  Words words;
  const Word& word = analysis_.words[trigger];
  if (has_case(analysis_, trigger, {"with", "in"})) {
    if (relation(word) == "nmod") add(words, word.head);
    if (!children_by(analysis_, trigger, "cop").empty())
      for (const std::int32_t child : children_by(analysis_, trigger, "nsubj")) add(words, child);
  }
  if (relation(word) == "obl" && word.head != kNone && has_case(analysis_, trigger, {"with"}))
    for (const std::int32_t child : children_by(analysis_, word.head, "nsubj:pass"))
      add(words, child);  // "a woman was found in a barn with a gunshot wound"
  for (const std::int32_t child : children_by(analysis_, trigger, "nmod"))
    if (has_case(analysis_, child, {"to"})) add(words, child);
  if (relation(word) == "obj" && word.head != kNone)
    for (const std::int32_t child : children_by(analysis_, word.head, "obl"))
      if (has_case(analysis_, child, {"to"})) add(words, child);
  return words;
}

// The number that a toll has reached: "a death toll of 12", "the toll rose to 57". Not what is
// named after it ("near the toll gate, 12 hurt"), whom it is taken on, or what another word counts.
Words CountedWords::of_toll(std::int32_t trigger, const MeasureRow& row) const {
  Words words;
  const Word& toll = analysis_.words[trigger];
  const std::int32_t end = analysis_.sentences[toll.sentence].end;
  if (relation(toll) == "compound" && toll.head > trigger) return words;
  if (trigger + 1 < end && text::lower(analysis_.words[trigger + 1].form) == "on") return words;
  for (const Quantity& quantity : quantities_.in_sentence(analysis_.words[trigger].sentence)) {
    if (quantity.words.begin < trigger) continue;
    if (quantity.words.begin - trigger > 14) break;
    if (quantity.head != kNone && !quantity.noun.people()) continue;
    if (counted_otherwise(quantity, row)) break;
    words.push_back(quantity.node);
    break;
  }
  return words;
}

// "[12] hurt", "[40 people] were arrested": the word after the number counts it as something else.
bool CountedWords::counted_otherwise(const Quantity& quantity, const MeasureRow& row) const {
  const std::int32_t end = analysis_.sentences[analysis_.words[quantity.node].sentence].end;
  std::int32_t next = quantity.words.end;
  while (next < end && (analysis_.words[next].upos == "AUX" || analysis_.words[next].upos == "ADV"))
    ++next;
  if (next >= end) return false;
  const auto rows = rows_.of(next);
  return std::any_of(rows.begin(), rows.end(), [&](const MeasureRow* other) {
    return other->measure != row.measure && (other->kind == "verb" || other->kind == "state");
  });
}

// "a rally of 5,000", "a protest by 300 people".
Words CountedWords::of_gathering(std::int32_t trigger) const {
  if (const auto own = quantities_.of(trigger); own && !own->bare) return {trigger};
  Words words;
  for (const std::int32_t child : children_by(analysis_, trigger, "nmod"))
    if (has_case(analysis_, child, {"of", "by"})) add(words, child);
  return words;
}

// "suffered several injuries": the verb counts who has them.
bool CountedWords::is_held(std::int32_t noun) const {
  const std::int32_t verb = analysis_.words[noun].head;
  if (verb == kNone || relation(analysis_.words[noun]) != "obj") return false;
  for (const MeasureRow* row : rows_.of(verb))
    if (row->kind == "verb" && row->subject && row->measure == "injured") return true;
  return false;
}

// "28 killed", "12 deaths": the trigger with a numeral of its own.
Words CountedWords::self(std::int32_t trigger, bool noun) const {
  Words words;
  const auto own = quantities_.of(trigger);
  if (own && (!own->bare || noun)) return {trigger};
  if (noun || relation(analysis_.words[trigger]) == "amod") return words;
  for (const Quantity& quantity : quantities_.in_sentence(analysis_.words[trigger].sentence))
    if (quantity.head == kNone && quantity.words.end == trigger) return {quantity.node};
  return words;
}

}  // namespace litopys::reading
