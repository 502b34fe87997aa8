// Nouns by lemma, two-word noun first ("aid worker" before "worker"), then by what the language
// layer knows (a person's name, a demonym), then by the modifiers beside it.
//
//     "two elderly Polish aid workers"  -> person, aid_worker, elderly
//     "a 12-year-old"                   -> person, years 12 to 12
//     "Jordan was killed"               -> unknown unless the name is tagged as a person's
//
// Cost: a few map look-ups and the children of one word. Test: nouns_test.cc.
#include "reading/nouns.h"

#include <algorithm>

#include "reading/numerals.h"
#include "reading/verb_forms.h"
#include "text/table.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Word;
using Kind = NounEntry::Kind;

const NounEntry* find(const std::map<std::string, NounEntry, std::less<>>& entries,
                      const std::string& key) {
  const auto found = entries.find(key);
  return found == entries.end() ? nullptr : &found->second;
}

const NounEntry* by_lemma(const Document& document, std::int32_t at, const NounLexicon& lexicon) {
  const Word& word = document.analysis.words[at];
  const std::string lemma = text::lower(word.lemma);
  if (at > document.analysis.sentences[word.sentence].begin) {
    const Word& before = document.analysis.words[at - 1];
    if (before.head == at)
      if (const NounEntry* entry = find(lexicon.nouns, text::lower(before.form) + " " + lemma))
        return entry;
  }
  if (const NounEntry* entry = find(lexicon.nouns, lemma)) return entry;
  for (const std::string& other : other_lemmas(word))  // a lemma that was guessed wrong
    if (const NounEntry* entry = find(lexicon.nouns, text::lower(other))) return entry;
  return nullptr;
}

// The years of "17-year-old", written as one word or as five.
std::optional<int> age_of(const Document& document, std::int32_t at) {
  const auto& words = document.analysis.words;
  const std::string form = text::lower(words[at].form);
  for (const std::string_view unit : {"month", "week", "day"})  // of a first year
    for (const std::int32_t before : {at - 1, at - 2})          // "18-month old", "18-month-old"
      if (form == "old" && before > 0 && text::lower(words[before].form) == unit) return 0;
  const std::size_t mark = form.find("year-old");
  if (mark != std::string::npos && mark > 1)
    if (const auto years = read_digits(std::string_view(form).substr(0, mark - 1)))
      return static_cast<int>(std::min(*years, 200.0));
  const bool old = form == "old" || form == "olds" || mark == 0;
  if (!old) return std::nullopt;
  std::int32_t year = mark == 0 ? at : at - 1;
  const std::int32_t begin = document.analysis.sentences[words[at].sentence].begin;
  while (year >= begin && words[year].form == "-") --year;
  if (mark != 0 && (year < begin || text::lower(words[year].form).substr(0, 4) != "year"))
    return std::nullopt;
  std::int32_t number = year - 1;
  while (number >= begin && words[number].form == "-") --number;
  if (number < begin) return std::nullopt;
  const auto years = read_digits(words[number].form);
  return years ? static_cast<int>(std::min(*years, 200.0)) : -1;
}

void add_modifier(NounEntry& entry, const NounEntry& modifier) {
  if (!modifier.status.empty() && entry.status.empty()) entry.status = modifier.status;
  if (!modifier.age.empty()) entry.age = modifier.age;
  if (!modifier.sex.empty()) entry.sex = modifier.sex;
}

void set_years(NounEntry& entry, int years) {
  if (years < 0) return;
  entry.years = {years, years};
  entry.age = years < 18 ? "child" : "adult";
}

void add_modifiers(const Document& document, std::int32_t at, const NounLexicon& lexicon,
                   NounEntry& entry) {
  const auto& words = document.analysis.words;
  for (const std::int32_t child : language::children(document.analysis, at)) {
    const std::string_view relation = language::relation(words[child]);
    if (relation != "amod" && relation != "compound" && relation != "nmod") continue;
    if (relation == "nmod" && child > at) continue;
    if (const auto years = age_of(document, child)) set_years(entry, *years);
    if (const NounEntry* modifier = find(lexicon.modifiers, text::lower(words[child].form)))
      add_modifier(entry, *modifier);
    else if (const NounEntry* noun = find(lexicon.nouns, text::lower(words[child].lemma)))
      if (noun->people() && relation == "compound") add_modifier(entry, *noun);
  }
}

}  // namespace

bool is_plural(const Word& word) {
  if (language::has_feature(word, "Number=Plur") || language::has_feature(word, "Number=Ptan"))
    return true;
  if (language::has_feature(word, "Number=Sing")) return false;
  const std::string form = text::lower(word.form);
  return form != text::lower(word.lemma) && form.size() > 2 && form.back() == 's';
}

NounEntry describe_noun(const Document& document, std::int32_t at, const NounLexicon& lexicon,
                        const ActorRegistry& registry) {
  NounEntry entry;
  const Word& word = document.analysis.words[at];
  const bool named_person =
      word.name != language::kNone && document.analysis.names[word.name].kind == "PER";
  if (const auto years = age_of(document, at)) {
    entry.kind = Kind::kPerson;
    set_years(entry, *years);
  } else if (named_person) {
    entry.kind = Kind::kPerson;
  } else if (const NounEntry* found = by_lemma(document, at, lexicon)) {
    entry = *found;
  } else if (word.upos == "PROPN" || word.upos == "ADJ" || word.upos == "NOUN") {
    const ActorDescription actor = describe_actor(document, at, registry);
    if (actor.kind == "person" || actor.kind == "group") entry.kind = Kind::kPerson;
    if (actor.kind == "thing" || actor.kind == "organisation" || actor.kind == "state")
      entry.kind = Kind::kOther;
  }
  if (entry.people()) add_modifiers(document, at, lexicon, entry);
  return entry;
}

text::Result<NounLexicon> load_noun_lexicon(const std::filesystem::path& codebooks) {
  NounLexicon lexicon;
  const auto persons =
      text::read_table(codebooks / "persons.tsv", {"noun", "class", "status", "age", "sex"});
  if (!persons) return persons.error();
  for (const text::Table::Row& row : persons->rows) {
    NounEntry entry;
    const bool household = row["class"] == "household";  // "100 families": so many households
    entry.kind = household || row["class"] == "group" ? Kind::kGroup : Kind::kPerson;
    if (household) entry.unit = "household";
    entry.open = row["class"] == "open";
    entry.status = row["status"];
    entry.age = row["age"];
    entry.sex = row["sex"];
    lexicon.nouns.emplace(row["noun"], entry);
  }
  const auto modifiers =
      text::read_table(codebooks / "person_modifiers.tsv", {"word", "status", "age", "sex"});
  if (!modifiers) return modifiers.error();
  for (const text::Table::Row& row : modifiers->rows) {
    NounEntry entry;
    entry.status = row["status"];
    entry.age = row["age"];
    entry.sex = row["sex"];
    lexicon.modifiers.emplace(row["word"], entry);
  }
  const auto things = text::read_table(codebooks / "things.tsv", {"noun", "unit"});
  if (!things) return things.error();
  for (const text::Table::Row& row : things->rows) {
    NounEntry entry;
    entry.kind = Kind::kThing;
    entry.unit = row["unit"];
    lexicon.nouns.emplace(row["noun"], entry);
  }
  const auto others = text::read_table(codebooks / "not_people.tsv", {"noun", "kind"});
  if (!others) return others.error();
  for (const text::Table::Row& row : others->rows) {
    NounEntry entry;
    entry.kind = Kind::kOther;
    entry.body = row["kind"] == "body";
    lexicon.nouns.emplace(row["noun"], entry);
  }
  return lexicon;
}

}  // namespace litopys::reading
