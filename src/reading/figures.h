// Figures: how many people were killed, hurt, held, driven out or took part, and how many things
// were destroyed, as the words say it (docs/output.md).
//
//     "A man was killed and at least 11 others wounded"
//       killed   "A man"               1 / 1 / 1     exact
//       injured  "at least 11 others"  11 / - / -    at_least
//
// Quantities (quantities.h) become figures where a trigger of codebooks/figure_measures.tsv or an
// event of the reading takes them as an argument. Nothing is added up across clauses.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reading/actors.h"
#include "reading/factuality.h"
#include "reading/figure_counts.h"
#include "reading/measures.h"
#include "reading/quantities.h"
#include "reading/reading.h"

namespace litopys::reading {

// A row of codebooks/figure_scopes.tsv.
struct ScopeCue {
  std::vector<std::string> words;  // of a phrase; the forms of one word where it is a governor
  bool governor = false;
  std::string scope;
};

struct FigureConventions {
  QuantityConventions quantities;
  MeasureTable measures;
  std::vector<ScopeCue> scopes;
  CountingWords counting;
};

text::Result<FigureConventions> load_figure_conventions(const std::filesystem::path& codebooks);

// Fills `reading.figures` and links them to `reading.events`, which must be there already, as must
// the times.
void read_figures(const Document& document, const FigureConventions& conventions,
                  const ActorRegistry& registry, const ModalityLexicon& modality, Reading& reading);

}  // namespace litopys::reading
