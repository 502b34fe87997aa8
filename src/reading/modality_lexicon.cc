// The rows of codebooks/modality.tsv, by the place where their words stand. Covered by
// factuality_test.cc.
#include "reading/factuality.h"
#include "text/table.h"
#include "text/utf8.h"

namespace litopys::reading {

text::Result<ModalityLexicon> load_modality_lexicon(const std::filesystem::path& codebooks) {
  const auto table =
      text::read_table(codebooks / "modality.tsv", {"words", "place", "effect", "cue", "example"});
  if (!table) return table.error();
  ModalityLexicon lexicon;
  for (const text::Table::Row& row : table->rows)
    for (const std::string& word : text::split(row["words"], '|')) {
      const std::string& place = row["place"];
      const ModalityLexicon::Entry entry{row["effect"], row["cue"], place.starts_with("above-"),
                                         place == "above-infinitive", place == "perception-noun"};
      if (place == "time")
        lexicon.time.emplace(word, entry);
      else if (place == "pronoun")
        lexicon.open_pronouns.insert(word);
      else if (place == "generic")
        lexicon.generic.insert(word);
      else if (place == "quantifier")
        lexicon.quantifiers.insert(word);
      else if (place.starts_with("perception"))
        lexicon.perception[word].push_back(entry);
      else
        (place == "beside" ? lexicon.beside : lexicon.above)[word].push_back(entry);
    }
  return lexicon;
}

}  // namespace litopys::reading
