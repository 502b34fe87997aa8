// Wholes and parts, pairs and pronouns of quantities: what the tree tells beyond the amount and its
// noun.
//
//     "two of the five soldiers wounded"     the participle tells of the five
//     "guards and a cook, who was shot"      who: the cook, as the verb is of one
//     "a double murder"                      two, whom the noun of a deed counts
//
// Cost: the children of a word, and the quantities of its sentence. Test: quantities_test.cc.
#include <algorithm>

#include "reading/quantities.h"
#include "text/utf8.h"

namespace litopys::reading {

using language::Analysis;
using language::relation;
using language::Word;
using Kind = NounEntry::Kind;

namespace {

bool is_nominal(const Word& word) {
  return word.upos == "NOUN" || word.upos == "PROPN" || word.upos == "PRON";
}

// True where the verb of a relative clause is of one: "who [was] shot".
bool is_of_one(const Analysis& analysis, std::int32_t verb) {
  if (language::has_feature(analysis.words[verb], "Number=Sing")) return true;
  for (const std::int32_t child : language::children(analysis, verb)) {
    const std::string_view rel = relation(analysis.words[child]);
    if ((rel == "aux" || rel == "cop") &&
        language::has_feature(analysis.words[child], "Number=Sing"))
      return true;
  }
  return false;
}

// The last noun coordinated with `noun` before `end`.
std::int32_t last_conjunct(const Analysis& analysis, std::int32_t noun, std::int32_t end) {
  std::int32_t last = noun;
  for (const std::int32_t child : language::children(analysis, noun))
    if (relation(analysis.words[child]) == "conj" && child < end && child > last &&
        is_nominal(analysis.words[child]))
      last = child;
  return last;
}

}  // namespace

// "Three of ten hostages [killed]": a headline's only verb, which the tree hangs on the last noun,
// tells of the part.
bool Quantities::describes_whole(const Quantity& part, std::int32_t word) const {
  const Analysis& analysis = document_.analysis;
  if (!part.partitive || part.head == kNone || word < part.amount.number.end) return false;
  const Word& node = analysis.words[part.node];
  bool told = node.head != kNone && node.head != word;
  for (const std::int32_t child : language::children(analysis, part.node))
    told = told || relation(analysis.words[child]) == "cop";  // "is one of five known to have died"
  return told && language::dominates(analysis, part.head, word);
}

const Quantity* Quantities::whole_of(const Quantity& part) const {
  if (!part.partitive || part.head == kNone) return nullptr;
  for (const Quantity& whole : in_sentence(document_.analysis.words[part.head].sentence))
    if (whole.words.begin > part.amount.number.begin && whole.words.begin <= part.head &&
        (whole.node == part.head || whole.head == part.head))
      return &whole;
  return nullptr;
}

std::int32_t Quantities::antecedent(std::int32_t word) const {
  const Analysis& analysis = document_.analysis;
  if (!language::has_feature(analysis.words[word], "PronType=Rel")) return word;
  for (std::int32_t at = word, steps = 0; at != kNone && steps < 40; ++steps) {
    const Word& step = analysis.words[at];
    if (relation(step) == "acl" && step.head != kNone && step.head < word)
      return is_of_one(analysis, at) ? last_conjunct(analysis, step.head, word) : step.head;
    at = step.head;
  }
  return word;
}

std::int32_t Quantities::owner(std::int32_t word) const {
  const Analysis& analysis = document_.analysis;
  if (!describe_noun(document_, word, conventions_.nouns, registry_).body) return word;
  for (const std::int32_t child : language::children(analysis, word))
    if (analysis.words[child].deprel == "nmod:poss") return child;
  return word;
}

// The second noun of "both Odum and [his niece]"; kNone without "both", or where either has a
// number of its own.
std::int32_t Quantities::both(std::int32_t first) const {
  const Analysis& analysis = document_.analysis;
  bool told = false;
  std::int32_t second = kNone;
  for (const std::int32_t child : language::children(analysis, first)) {
    told = told || (analysis.words[child].deprel == "cc:preconj" &&
                    text::lower(analysis.words[child].form) == "both");
    if (relation(analysis.words[child]) != "conj") continue;
    if (second != kNone || !is_nominal(analysis.words[child])) return kNone;
    second = child;
  }
  const auto plain = [&](std::int32_t at) {
    return by_node_[at] == kNone && by_head_[at] == kNone && !is_plural(analysis.words[at]);
  };
  return told && second != kNone && plain(first) && plain(second) ? second : kNone;
}

// "The men, Otto Brandel, 41, and Yusuf Kemal, 29, ...": how many names of people stand beside a
// noun in the plural, and the end of the last; the tree joins the later ones to the noun.
std::pair<std::int64_t, std::int32_t> Quantities::names_beside(std::int32_t noun) const {
  const Analysis& analysis = document_.analysis;
  std::int64_t names = 0;
  std::int32_t last = noun + 1;
  const auto add = [&](std::int32_t word) {
    const std::int32_t name = analysis.words[word].name;
    if (word < noun || name == kNone || analysis.names[name].kind != "PER") return;
    ++names;
    last = std::max(last, analysis.names[name].end);
  };
  for (const std::int32_t child : language::children(analysis, noun)) {
    const std::string_view rel = relation(analysis.words[child]);
    if (rel != "appos" && (rel != "conj" || names == 0)) continue;
    add(child);
    for (const std::int32_t next : language::children(analysis, child))
      if (names > 0 && relation(analysis.words[next]) == "conj") add(next);
  }
  return {names, last};
}

// "a [double] murder": a noun in the singular right after it; what it names is nobody, so that only
// a noun of a deed is counted so.
std::optional<Quantity> Quantities::multiple(const Amount& amount) const {
  const Analysis& analysis = document_.analysis;
  const std::int32_t word = amount.number.begin, noun = amount.number.end;
  if (noun >= analysis.sentences[analysis.words[word].sentence].end) return std::nullopt;
  if (analysis.words[word].head != noun || analysis.words[noun].upos != "NOUN" ||
      is_plural(analysis.words[noun]) || relation(analysis.words[noun]) == "compound")
    return std::nullopt;
  Quantity quantity;
  quantity.amount = amount;
  quantity.amount.bound = "exact";
  quantity.words = {amount.words.begin, noun + 1};
  quantity.node = quantity.head = noun;
  quantity.noun.kind = Kind::kOther;
  return quantity;
}

}  // namespace litopys::reading
