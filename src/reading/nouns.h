// What a counted noun names: people, things with a unit, or what is no figure of people at all
// (days, kilometres, legs, shots).
//
//     "soldiers"       person, combatant        "an elderly woman"  person, adult, female
//     "17-year-old"    person, 17 to 17         "apartment blocks"  thing, unit building
//     "Colombians"     person, by demonym       "hours"             other
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "reading/actors.h"
#include "reading/document.h"
#include "text/result.h"

namespace litopys::reading {

struct NounEntry {
  enum class Kind { kPerson, kGroup, kThing, kOther, kUnknown };
  Kind kind = Kind::kUnknown;
  std::string status, age, sex;  // of people (docs/output.md)
  std::string unit;              // of things
  std::optional<std::pair<int, int>> years;
  bool open = false;  // names nobody: "anyone"
  bool body = false;  // a part of somebody's body

  bool people() const { return kind == Kind::kPerson || kind == Kind::kGroup; }
};

struct NounLexicon {
  std::map<std::string, NounEntry, std::less<>> nouns;      // by lemma, also of two words
  std::map<std::string, NounEntry, std::less<>> modifiers;  // "elderly", "teenage", "armed"
};

// Reads persons.tsv, person_modifiers.tsv, things.tsv and not_people.tsv of the folder.
text::Result<NounLexicon> load_noun_lexicon(const std::filesystem::path& codebooks);

// What `word`, the head of a noun phrase, names, with what its modifiers add.
NounEntry describe_noun(const Document& document, std::int32_t word, const NounLexicon& lexicon,
                        const ActorRegistry& registry);

// True where the word is marked or spelled as a plural.
bool is_plural(const language::Word& word);

}  // namespace litopys::reading
