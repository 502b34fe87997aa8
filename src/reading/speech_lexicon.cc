// Reads codebooks/speech.tsv and codebooks/source_kinds.tsv. A kind or distance that the contract
// does not know is an error with file and line. Covered by speech_lexicon_test.cc.
#include "reading/speech_lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/table.h"

namespace litopys::reading {
namespace {

using text::Table;

constexpr std::array<std::string_view, 11> kKinds{"verb",      "chant",   "question",   "quoting",
                                                  "number",    "telling", "adposition", "noun",
                                                  "withdrawn", "idiom",   "held"};
constexpr std::array<std::string_view, 7> kDistances{"asserts", "claims", "denies", "confirms",
                                                     "admits",  "warns",  "refuses"};
constexpr std::array<std::string_view, 16> kSourceKinds{
    "party_military", "government", "police",    "health",   "un",       "ngo",
    "agency",         "media",      "witness",   "resident", "official", "social",
    "court",          "academic",   "anonymous", "unknown"};

template <class Values>
bool holds(const Values& values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

text::Error bad_cell(const Table& table, const Table::Row& row, std::string_view column) {
  return {"bad-table", fmt::format("{}:{}: {}: \"{}\"", table.name, row.line, column, row[column])};
}

}  // namespace

const SpeechLexicon::Entry* SpeechLexicon::find(std::string_view lemma,
                                                std::string_view kind) const {
  const auto [begin, end] = words.equal_range(lemma);
  for (auto at = begin; at != end; ++at)
    if (at->second.kind == kind) return &at->second;
  return nullptr;
}

text::Result<SpeechLexicon> load_speech_lexicon(const std::filesystem::path& codebooks) {
  SpeechLexicon lexicon;
  const auto speech =
      text::read_table(codebooks / "speech.tsv", {"word", "kind", "distance", "object"});
  if (!speech) return speech.error();
  for (const Table::Row& row : speech->rows) {
    if (!holds(kKinds, row["kind"])) return bad_cell(*speech, row, "kind");
    if (!holds(kDistances, row["distance"])) return bad_cell(*speech, row, "distance");
    if (row["kind"] == "adposition") {
      lexicon.adpositions.push_back(text::split(row["word"], ' '));
    } else {
      lexicon.words.insert({row["word"], {row["kind"], row["distance"], row["object"] == "yes"}});
    }
  }
  const auto kinds = text::read_table(codebooks / "source_kinds.tsv", {"words", "match", "kind"});
  if (!kinds) return kinds.error();
  for (const Table::Row& row : kinds->rows) {
    if (!holds(kSourceKinds, row["kind"])) return bad_cell(*kinds, row, "kind");
    if (row["match"] != "word" && row["match"] != "sector") return bad_cell(*kinds, row, "match");
    lexicon.kinds.push_back(
        {text::split(row["words"], ' '), row["match"] == "sector", row["kind"]});
  }
  return lexicon;
}

}  // namespace litopys::reading
