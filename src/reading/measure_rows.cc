// A row applies where its `with` words depend on the trigger; what has a number of its own is told
// of others ("six were shot, one fatally").
#include "reading/measure_rows.h"

#include <algorithm>

#include "reading/roles.h"
#include "text/utf8.h"

namespace litopys::reading {

using language::relation;
using language::Word;

// "The town counts its dead": they are a noun, and not what the town is.
bool MeasureRows::has_possessor(std::int32_t at) const {
  const std::vector<std::int32_t> below = language::children(analysis_, at);
  return std::any_of(below.begin(), below.end(), [&](std::int32_t child) {
    return language::has_feature(analysis_.words[child], "Poss=Yes");
  });
}

bool MeasureRows::names_agent(std::int32_t at) const {
  const std::vector<std::int32_t> below = language::children(analysis_, at);
  return std::any_of(below.begin(), below.end(), [&](std::int32_t child) {
    return analysis_.words[child].deprel == "obl:agent";
  });
}

// "Gunmen killed a cow": they are not the killed. But "three guards hurt their backs": it is
// theirs.
bool MeasureRows::has_object(std::int32_t verb) const {
  const std::vector<std::int32_t> below = language::children(analysis_, verb);
  return std::any_of(below.begin(), below.end(), [&](std::int32_t child) {
    return language::relation(analysis_.words[child]) == "obj" && !is_own(child);
  });
}

bool MeasureRows::is_own(std::int32_t noun) const {
  const std::vector<std::int32_t> below = language::children(analysis_, noun);
  return std::any_of(below.begin(), below.end(), [&](std::int32_t child) {
    return analysis_.words[child].deprel == "nmod:poss" && analysis_.words[child].upos == "PRON";
  });
}

std::vector<const MeasureRow*> MeasureRows::of(std::int32_t at) const {
  std::vector<const MeasureRow*> rows;
  const Word& word = analysis_.words[at];
  if (word.upos == "ADP" || word.upos == "PUNCT") return rows;
  const std::string form = text::lower(word.form);
  auto found = table_.rows.find(form);
  if (found == table_.rows.end()) return rows;
  const bool verb = word.upos == "VERB";
  for (const MeasureRow& row : found->second) {
    const bool participle =
        (word.upos == "ADJ" && form.ends_with("ed")) || relation(word) == "xcomp";  // "found shot"
    if (row.kind == "verb" && !verb && !participle) continue;
    if (row.kind != "verb" && row.kind != "state" && verb) continue;
    if (row.kind == "state" && (has_possessor(at) || (verb && has_object(at)))) continue;
    if (row.passive && !is_passive(analysis_, at)) continue;
    if (row.active && is_passive(analysis_, at) && !names_agent(at)) continue;
    if (!row.with.empty() && !has_dependent(at, row)) continue;
    if (row.measure == "-") return rows;
    rows.push_back(&row);
  }
  return rows;
}

bool MeasureRows::fits(const MeasureRow& row, std::int32_t counted) const {
  const auto quantity = quantities_.of(counted);
  if (!quantity || (row.explicit_only && quantity->bare)) return false;
  if (row.least > 0 && quantity->amount.low.value_or(0) < row.least) return false;
  using Kind = NounEntry::Kind;
  if (row.things) return quantity->noun.kind == Kind::kThing;
  // "a fatal double shooting": how many of the two have died is not told.
  if (row.kind == "noun" && quantity->noun.kind == Kind::kOther) return row.with.empty();
  if (row.kind == "noun" || quantity->noun.people()) return true;
  return !quantity->bare && quantity->noun.kind == Kind::kUnknown;
}

// True where one of the words depends on the trigger: directly, or, for deep rows, inside a
// phrase of it ("taken to the trauma centre of ..."). What has a number of its own is told of
// others: "six were shot, one fatally".
bool MeasureRows::has_dependent(std::int32_t trigger, const MeasureRow& row) const {
  const Word& word = analysis_.words[trigger];
  if (row.governed) return word.head != kNone && is_one_of(word.head, row.with);
  // "protests against X, involving hundreds": the noun above, or the one that it belongs to.
  if (relation(word) == "acl" && word.head != kNone) {
    const Word& noun = analysis_.words[word.head];
    if (is_one_of(word.head, row.with)) return true;
    if (relation(noun) == "nmod" && is_one_of(noun.head, row.with)) return true;
  }
  for (const std::int32_t child : language::children(analysis_, trigger)) {
    const std::string_view rel = relation(analysis_.words[child]);
    if (row.hosted) {
      if (rel == "nsubj" && is_one_of(child, row.with)) return true;
      continue;
    }
    if (rel == "conj" || rel == "parataxis" || rel == "acl" || rel == "ccomp" || rel == "nsubj")
      continue;
    // A particle follows its verb: "led away", not "in Riverton they were taken".
    if (child < trigger && analysis_.words[child].upos == "ADP") continue;
    if (is_one_of(child, row.with) && !numbered(child, trigger)) return true;
    if (!row.deep || rel == "advcl") continue;
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

// "six were shot, one fatally", but not "five suffered burns"; "a clerk and a cook were shot, [the
// former] fatally".
bool MeasureRows::numbered(std::int32_t word, std::int32_t trigger) const {
  if (after_own_subject(word)) return true;
  for (const Quantity& quantity : quantities_.in_sentence(analysis_.words[word].sentence)) {
    if (quantity.words.begin > word) break;
    if (quantity.head == word && analysis_.words[word].upos == "ADJ") return true;
    // But not "kept 30 in custody": the custody is the verb's.
    const bool own =
        word == quantity.words.end ||
        (word == quantity.words.end + 1 && analysis_.words[quantity.words.end].upos != "ADP");
    const bool counted = word > trigger && quantity.words.begin < trigger;
    if ((quantity.head == kNone || quantity.partitive) && own && !counted) return true;
  }
  return false;
}

// "..., the cook fatally": a comma, an article and a noun stand before it, whose verb is told once.
bool MeasureRows::after_own_subject(std::int32_t word) const {
  constexpr std::int32_t kLongest = 5;
  const std::int32_t begin = analysis_.sentences[analysis_.words[word].sentence].begin;
  for (std::int32_t at = word - 1; at > begin && word - at <= kLongest; --at) {
    const std::string& upos = analysis_.words[at].upos;
    if (upos == "ADP" || upos == "VERB" || upos == "AUX" || upos == "PUNCT") return false;
    if (analysis_.words[at - 1].form == ",")
      return word - at > 1 && (upos == "DET" || upos == "PRON");
  }
  return false;
}

bool MeasureRows::is_one_of(std::int32_t at, const std::vector<std::string>& wanted) const {
  const Word& word = analysis_.words[at];
  const std::string form = text::lower(word.form);
  for (const std::string& each : wanted)
    if (each == form ||
        (each == "@place" && word.name != kNone && analysis_.names[word.name].kind == "LOC"))
      return true;
  return false;
}

}  // namespace litopys::reading
