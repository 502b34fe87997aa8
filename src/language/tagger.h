// From words to their analysis: lemmas, tags, trees, names, predicates.
#pragma once

#include "language/analysis.h"
#include "language/layers.h"
#include "language/model.h"
#include "language/workspace.h"

namespace litopys::language {

// Fills lemma, upos, features, head, deprel of every word, and names and predicates (what they held
// before is dropped). Given are sentences and the words' forms and spans. What a sentence gets
// depends on its own forms alone. Sentences of more pieces than the model has positions for (512:
// about 400 words) are read in consecutive windows, and marked (Sentence::in_parts): every word
// gets its tags, the windows' trees hang on the first one's root, names and arguments end at a
// window's edge. Of one word at most eight pieces are read. So the time is linear in the text,
// whatever it holds. Layers that are not wanted stay empty and cost nothing.
void analyse_words(const Model& model, Workspace& workspace, Analysis& analysis,
                   const Layers& layers = {});

}  // namespace litopys::language
