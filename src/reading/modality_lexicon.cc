// The rows of codebooks/modality.tsv, by the place where their words stand. Covered by
// factuality_test.cc.
#include "reading/factuality.h"
#include "reading/one_of.h"
#include "text/table.h"
#include "text/utf8.h"

namespace litopys::reading {

text::Result<ModalityLexicon> load_modality_lexicon(const std::filesystem::path& codebooks) {
  const auto table =
      text::read_table(codebooks / "modality.tsv", {"words", "place", "effect", "cue", "example"});
  if (!table) return table.error();
  ModalityLexicon lexicon;
  const std::map<std::string_view, std::set<std::string, std::less<>>*> lists{
      {"pronoun", &lexicon.open_pronouns},  {"generic", &lexicon.generic},
      {"quantifier", &lexicon.quantifiers}, {"fiction", &lexicon.fiction},
      {"content", &lexicon.content},        {"terms", &lexicon.terms},
      {"inquiry", &lexicon.inquiry},        {"youth", &lexicon.youth},
      {"stance", &lexicon.stance},          {"unmarked", &lexicon.unmarked}};
  for (const text::Table::Row& row : table->rows)
    for (const std::string& word : text::split(row["words"], '|')) {
      const std::string& place = row["place"];
      if (const auto list = lists.find(place); list != lists.end()) {
        list->second->insert(word);
        continue;
      }
      ModalityLexicon::Entry entry{row["effect"], row["cue"]};
      entry.clause_only = is_one_of(place, {"above-clause", "above-infinitive", "above-present"});
      entry.infinitive_only = place == "above-infinitive";
      entry.noun_only = place == "perception-noun";
      entry.object_only = place == "above-object";
      entry.compound_only = place == "above-compound";
      entry.likeness = place == "above-like";
      entry.present_only = place == "above-present";
      if (place == "time")
        lexicon.time.emplace(word, entry);
      else if (place.starts_with("perception"))
        lexicon.perception[word].push_back(entry);
      else
        (place == "beside" ? lexicon.beside : lexicon.above)[word].push_back(entry);
    }
  return lexicon;
}

}  // namespace litopys::reading
