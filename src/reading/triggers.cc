// Finds triggers: for each word the keys under which the event table may know it are tried from the
// most to the least exact:
//
//     "opened fire"      open_fire:verb              a verb with a second word (particle, object,
//     ...) "shelled"          shell.02, then shell:verb   the PropBank sense, then the lemma "air
//     strike"       air_strike:noun, then strike:noun; a noun's sense says too little (a criticism
//                        and a raid are both attack.01)
//
// then the other senses of the verb, but only their rows that say what stands in a role (the model
// confuses senses, and what is shelled or set free tells them apart), and the first row whose
// conditions hold is taken. A noun of event under a verb of support
// ("carried out an attack", "came under fire") takes the verb in, so that both are one trigger.
// Not triggers: parts of names, nouns that only modify another noun ("attack helicopter"; but
// "shooting incident" is read through), participles in front of a noun ("wounded knee").
// A noun whose sentence does not tell its sense has that of the same noun elsewhere in the text.
// Cost: a few map look-ups a word. Covered by events_test.cc.
#include "reading/triggers.h"

#include <algorithm>
#include <map>

#include "reading/one_of.h"
#include "reading/roles.h"
#include "reading/verb_forms.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

struct Key {
  std::string key;
  std::int32_t second = kNone;  // the word that stands beside the lemma in the key
  bool by_roles = false;        // another sense: only rows that say what fills a role
};

// "pulled out of the valley", "took six people out of the valley" are pull_out and take_out, but
// "taken in Lund" is no take_in: a preposition serves as a particle only right after its verb or
// before another one.
bool is_preposition_of_phrase(const EventCodebook& book, std::int32_t verb,
                              const std::vector<std::int32_t>& marks,
                              std::string_view preposition) {
  return book.in_class(preposition, "preposition") ||
         (book.in_class(preposition, "particle") && marks.size() < 2 && marks.front() != verb + 1);
}

std::vector<std::int32_t> case_marks(const Analysis& analysis, std::int32_t word) {
  std::vector<std::int32_t> out;
  for (const std::int32_t below : children(analysis, word))
    if (relation(analysis.words[below]) == "case") out.push_back(below);
  return out;
}

// "set the house ablaze", "set free two nuns": what becomes of the object may hang on it, after it
// or right after the verb.
void add_result_pairs(const Analysis& analysis, std::int32_t verb, std::int32_t object,
                      const std::string& lemma, std::vector<Key>& out) {
  for (const std::int32_t below : children(analysis, object))
    if ((below > object || below == verb + 1) &&
        is_one_of(relation(analysis.words[below]), {"acl", "amod", "advmod"}))
      for (const std::string& second : other_lemmas(analysis.words[below]))
        out.push_back({lemma + "_" + second + ":verb", below});
}

// "take_to_street", "lay_down_work": the words that may stand second, with their place.
void add_verb_pairs(const EventCodebook& book, const Analysis& analysis, std::int32_t verb,
                    const std::string& lemma, std::vector<Key>& out) {
  for (const std::int32_t child : children(analysis, verb)) {
    const Word& word = analysis.words[child];
    const std::string_view label = relation(word);
    if (label == "obl") {
      const std::string preposition(adposition(analysis, child));
      if (preposition.empty()) continue;
      out.push_back({lemma + "_" + preposition + "_" + word.lemma + ":verb", child});
      const std::vector<std::int32_t> marks = case_marks(analysis, child);
      if (!is_preposition_of_phrase(book, verb, marks, preposition))
        out.push_back({lemma + "_" + preposition + ":verb", marks.front()});
    } else if (is_one_of(label, {"compound", "obj", "advmod", "xcomp", "obl", "dep"}) ||
               word.deprel == "nsubj:pass") {
      for (const std::string& second : other_lemmas(word))
        out.push_back({lemma + "_" + second + ":verb", child});
    }
    if (label == "obj") {
      add_result_pairs(analysis, verb, child, lemma, out);
      for (const std::int32_t mark : case_marks(analysis, child))  // "sealed off the valley"
        if (mark == verb + 1)
          out.push_back({lemma + "_" + analysis.words[mark].lemma + ":verb", mark});
    }
    if (is_one_of(label, {"compound", "advmod"}) && book.in_class(word.lemma, "particle"))
      for (const std::int32_t other : children(analysis, verb))
        if (relation(analysis.words[other]) == "obj" ||
            analysis.words[other].deprel == "nsubj:pass")
          out.push_back(
              {lemma + "_" + word.lemma + "_" + analysis.words[other].lemma + ":verb", other});
  }
  const Word& word = analysis.words[verb];
  if (word.deprel == "acl" && word.head != kNone && is_passive(analysis, verb))
    for (const std::string& second : other_lemmas(analysis.words[word.head]))
      out.push_back({lemma + "_" + second + ":verb", word.head});  // "the hostages taken in May"
  std::stable_sort(out.begin(), out.end(), [](const Key& a, const Key& b) {
    return std::count(a.key.begin(), a.key.end(), '_') >
           std::count(b.key.begin(), b.key.end(), '_');
  });
}

void add_noun_pairs(const Analysis& analysis, std::int32_t noun, const std::string& lemma,
                    std::vector<Key>& out) {
  for (const std::int32_t child : children(analysis, noun)) {
    const Word& word = analysis.words[child];
    if (is_one_of(relation(word), {"compound", "amod"}))
      out.push_back({text::lower(word.lemma) + "_" + lemma + ":noun", child});
    if (relation(word) == "nmod" && adposition(analysis, child) == "of")
      out.push_back({lemma + "_of_" + word.lemma + ":noun", child});
  }
}

// The words of "go-slow" or "work-to-rule", which are tokens of their own, around one of them: what
// is joined by hyphens without a blank. The word alone where there are none.
WordRange hyphenated(const Analysis& analysis, std::int32_t at) {
  const auto touch = [&](std::int32_t left) {
    return left >= 0 && left + 1 < static_cast<std::int32_t>(analysis.words.size()) &&
           analysis.words[left].sentence == analysis.words[left + 1].sentence &&
           analysis.words[left].span.end == analysis.words[left + 1].span.begin;
  };
  const auto hyphen = [&](std::int32_t i) {
    return touch(i - 1) && touch(i) && analysis.words[i].form == "-";
  };
  WordRange range{at, at + 1};
  while (hyphen(range.begin - 1)) range.begin -= 2;
  while (hyphen(range.end)) range.end += 2;
  return range;
}

// "go-slow:noun", "test-fire:verb" for the word that heads the others.
void add_hyphenated(const Analysis& analysis, std::int32_t at, std::vector<Key>& out) {
  const WordRange range = hyphenated(analysis, at);
  const std::int32_t head = analysis.words[at].head;
  if (range.end - range.begin < 3 || (head >= range.begin && head < range.end)) return;
  std::string start;
  for (std::int32_t i = range.begin; i + 1 < range.end; ++i)
    start += text::lower(analysis.words[i].form);
  const Word& last = analysis.words[range.end - 1];
  const std::int32_t second = at == range.begin ? range.end - 1 : range.begin;
  if (analysis.words[at].upos == "VERB")
    for (const std::string& lemma : verb_lemmas(last))
      out.push_back({start + lemma + ":verb", second});
  else
    for (const std::string& lemma : other_lemmas(last))
      out.push_back({start + lemma + ":noun", second});
}

// "are on strike", "was under fire": a noun with a preposition as what somebody is.
void add_state(const Analysis& analysis, std::int32_t noun, std::vector<Key>& out) {
  const std::string preposition(adposition(analysis, noun));
  if (preposition.empty()) return;
  for (const std::int32_t child : children(analysis, noun))
    if (relation(analysis.words[child]) == "cop")
      out.push_back({"be_" + preposition + "_" + analysis.words[noun].lemma + ":verb", child});
}

// "Stepped up patrols", read as step_down: a sense with another particle than the one that is there
// is a slip of the model.
bool fits_particle(const Analysis& analysis, std::int32_t verb, const std::string& sense) {
  const std::size_t mark = sense.find('_');
  if (mark == std::string::npos) return true;
  const std::string particle = sense.substr(mark + 1, sense.rfind('.') - mark - 1);
  bool other = false;
  for (const std::int32_t child : children(analysis, verb)) {
    if (analysis.words[child].deprel != "compound:prt") continue;
    if (analysis.words[child].lemma == particle) return true;
    other = true;
  }
  return !other;
}

std::vector<Key> keys_of(const EventCodebook& book, const Analysis& analysis, std::int32_t at) {
  const Word& word = analysis.words[at];
  std::vector<Key> out;
  add_hyphenated(analysis, at, out);
  if (word.upos == "PROPN" && word.form == text::lower(word.form)) {
    out.push_back({word.form + ":noun", kNone});  // a common noun mistaken for a name
  } else if (word.upos == "VERB") {
    const std::string sense =
        word.predicate == kNone ? "" : analysis.predicates[word.predicate].sense;
    std::vector<std::string> lemmas = verb_lemmas(word);
    const auto irregular = book.irregular_verbs.find(text::lower(word.form));
    if (irregular != book.irregular_verbs.end()) lemmas.push_back(irregular->second);
    for (const std::string& lemma : lemmas) add_verb_pairs(book, analysis, at, lemma, out);
    if (fits_particle(analysis, at, sense) && !sense.empty()) out.push_back({sense, kNone});
    for (const std::string& lemma : lemmas) out.push_back({lemma + ":verb", kNone});
    for (const std::string& lemma : lemmas)  // the sense of a verb whose lemma was guessed wrong
      if (lemma != word.lemma) out.push_back({lemma + ".01", kNone});
    const bool clause = word.deprel != "acl" && !has_feature(word, "VerbForm=Inf");
    for (const std::string& lemma : lemmas)
      for (auto other = book.rows.lower_bound(lemma + ".");
           clause && other != book.rows.end() && other->first.starts_with(lemma + "."); ++other)
        if (other->first != sense) out.push_back({other->first, kNone, true});
    for (const std::int32_t child : children(analysis, at))  // "must repair": any verb
      if (relation(analysis.words[child]) == "aux")
        out.push_back({analysis.words[child].lemma + "_*:verb", kNone});
  } else if (word.upos == "NOUN") {
    add_state(analysis, at, out);
    const std::vector<std::string> lemmas = other_lemmas(word);
    for (const std::string& lemma : lemmas) add_noun_pairs(analysis, at, lemma, out);
    for (const std::string& lemma : lemmas) out.push_back({lemma + ":noun", kNone});
  } else if (word.upos == "ADJ") {
    out.push_back({word.lemma + ":adj", kNone});
  }
  return out;
}

bool tells_a_role(const EventRow& row) {
  return std::any_of(row.conditions.begin(), row.conditions.end(),
                     [](const EventCondition& c) { return !c.role.empty() && !c.negated; });
}

bool may_name_an_event(const EventTables& tables, std::int32_t at) {
  const Analysis& analysis = tables.document.analysis;
  const Word& word = analysis.words[at];
  if (word.name != kNone) return false;
  const std::string_view label = relation(word);
  if (label == "amod" && word.upos != "NOUN") return false;
  if (label == "acl" && word.upos == "ADJ") return false;  // "officials willing to talk"
  if (label == "compound" || (label == "amod" && word.upos == "NOUN") || word.deprel == "nmod:desc")
    return word.head != kNone &&
           tables.codebook.in_class(analysis.words[word.head].lemma, "transparent");
  return true;
}

// The verb that carries a noun, with the relation as support_verbs.tsv writes it.
struct Carrier {
  std::int32_t verb = kNone;
  std::string relation;
};

Carrier carrier_of(const Analysis& analysis, std::int32_t noun) {
  std::int32_t at = noun;
  const Word& word = analysis.words[at];
  if (word.head == kNone) return {};
  const std::string preposition(adposition(analysis, at));
  std::int32_t verb = word.head;
  if (relation(word) == "nmod" && analysis.words[verb].lemma == "part" &&
      relation(analysis.words[verb]) == "obj")
    verb = analysis.words[verb].head;  // "took part in marches", attached to "part"
  if (verb == kNone || !is_verbal(analysis.words[verb])) return {};
  if (word.deprel == "nsubj:pass") return {verb, "obj"};
  if (relation(word) == "obj") return {verb, "obj"};
  if (relation(word) == "nsubj") return {verb, "subj"};
  if (!preposition.empty()) return {verb, "prep:" + preposition};
  if (relation(word) == "acl" || relation(word) == "xcomp") return {};
  return {};
}

// "called the killings a crime", "declared the strike illegal": the verb says something of the noun
// and carries nothing.
bool says_what_it_is(const Analysis& analysis, std::int32_t verb) {
  const std::vector<std::int32_t> below = children(analysis, verb);
  return std::any_of(below.begin(), below.end(), [&](std::int32_t child) {
    const Word& word = analysis.words[child];
    return relation(word) == "xcomp" && is_one_of(word.upos, {"NOUN", "PROPN", "ADJ"});
  });
}

const SupportRow* support_of(const EventCodebook& book, const Analysis& analysis,
                             const Carrier& carrier) {
  if (carrier.verb == kNone || says_what_it_is(analysis, carrier.verb)) return nullptr;
  std::vector<Key> keys;
  const std::vector<std::string> lemmas = verb_lemmas(analysis.words[carrier.verb]);
  for (const std::string& lemma : lemmas) add_verb_pairs(book, analysis, carrier.verb, lemma, keys);
  bool particle = false;  // "called off a strike": no call for one
  for (const std::int32_t child : children(analysis, carrier.verb))
    particle = particle || analysis.words[child].deprel == "compound:prt";
  for (const std::string& lemma : lemmas)
    if (!particle) keys.push_back({lemma + ":verb", kNone});
  for (const Key& key : keys) {
    const auto found = book.support_verbs.find(key.key.substr(0, key.key.rfind(':')));
    if (found == book.support_verbs.end()) continue;
    for (const SupportRow& row : found->second)
      if (row.relation == carrier.relation) return &row;
  }
  return nullptr;
}

WordRange hull(std::int32_t a, std::int32_t b) { return {std::min(a, b), std::max(a, b) + 1}; }

constexpr std::int32_t kLongestTrigger = 7;  // words; longer ones keep their head word only

// The row says what must stand there, not only what must not.
bool tells_by_evidence(const EventRow& row) {
  return std::any_of(row.conditions.begin(), row.conditions.end(),
                     [](const EventCondition& c) { return !c.negated; });
}

// One sense per discourse (Gale, Church and Yarowsky 1992): a noun whose own sentence does not tell
// its sense has that of the others in the text, where those agree ("a strike, as we define it" in a
// list of air strikes).
void take_sense_of_text(std::vector<Trigger>& triggers) {
  std::map<std::string_view, const EventRow*> told;
  for (const Trigger& trigger : triggers) {
    if (!trigger.row->sense.ends_with(":noun") || !tells_by_evidence(*trigger.row)) continue;
    const auto [at, fresh] = told.try_emplace(trigger.row->sense, trigger.row);
    if (!fresh && at->second != nullptr && at->second->type != trigger.row->type)
      at->second = nullptr;
  }
  for (Trigger& trigger : triggers) {
    const auto at = told.find(trigger.row->sense);
    if (at != told.end() && at->second != nullptr && !tells_by_evidence(*trigger.row))
      trigger.row = at->second;
  }
}

}  // namespace

std::vector<Trigger> find_triggers(const EventTables& tables) {
  const Analysis& analysis = tables.document.analysis;
  std::vector<Trigger> out;
  std::vector<bool> taken(analysis.words.size(), false);  // support verbs and second words
  const auto size = static_cast<std::int32_t>(analysis.words.size());
  for (std::int32_t at = 0; at < size; ++at) {
    if (taken[at] || !may_name_an_event(tables, at)) continue;
    Trigger trigger{at, nullptr, kNone, nullptr, {at, at + 1}};
    for (const Key& key : keys_of(tables.codebook, analysis, at)) {
      const auto rows = tables.codebook.rows.find(key.key);
      if (rows == tables.codebook.rows.end()) continue;
      const auto row =
          std::find_if(rows->second.begin(), rows->second.end(), [&](const EventRow& r) {
            return (!key.by_roles || tells_a_role(r)) && all_hold(tables, at, r.conditions);
          });
      if (row == rows->second.end()) continue;
      trigger.row = &*row;
      if (key.second != kNone) {
        if (!row->type.empty()) taken[key.second] = true;
        if (std::abs(key.second - at) < kLongestTrigger) trigger.words = hull(at, key.second);
      }
      break;
    }
    if (trigger.row == nullptr || trigger.row->type.empty()) continue;
    if (analysis.words[at].upos != "VERB") {
      const Carrier carrier = carrier_of(analysis, at);
      trigger.support = support_of(tables.codebook, analysis, carrier);
      if (trigger.support != nullptr) {
        trigger.support_verb = carrier.verb;
        if (trigger.support->relation != "prep:in") taken[carrier.verb] = true;
        if (std::abs(carrier.verb - at) < kLongestTrigger &&
            trigger.support->relation != "prep:in" && trigger.support->relation != "prep:with")
          trigger.words = hull(at, carrier.verb);
      }
    }
    out.push_back(trigger);
  }
  std::erase_if(out, [&](const Trigger& trigger) { return taken[trigger.word]; });
  take_sense_of_text(out);
  return out;
}

std::vector<std::string> unknown_predicates(const EventTables& tables) {
  const Analysis& analysis = tables.document.analysis;
  std::vector<std::string> out;
  for (const language::Predicate& predicate : analysis.predicates) {
    const Word& word = analysis.words[predicate.word];
    if (word.upos != "VERB" && word.upos != "NOUN") continue;
    bool known = false;
    for (const Key& key : keys_of(tables.codebook, analysis, predicate.word))
      known = known || tables.codebook.rows.count(key.key) != 0;
    if (!known && tables.codebook.support_verbs.count(word.lemma) == 0)
      out.push_back(predicate.sense);
  }
  return out;
}

}  // namespace litopys::reading
