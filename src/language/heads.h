// What is read off the word rows of a batch: each function fills its part of the analysis for the
// workspace's windows, from the mixes of encoder layers in the workspace.
#pragma once

#include "language/analysis.h"
#include "language/layers.h"
#include "language/model.h"
#include "language/workspace.h"

namespace litopys::language {

// upos, features and lemma of each word.
void read_tags(const Model& model, Workspace& workspace, Analysis& analysis);
// Names, appended.
void read_names(const Model& model, Workspace& workspace, Analysis& analysis);
// head and deprel of each word: the best tree with one root. A later window of a sentence hangs
// its root on the root of the first.
void read_trees(const Model& model, Workspace& workspace, Analysis& analysis);
// Predicates with senses, arguments and whether they happened, appended; their locations where the
// layers ask for them. Needs lemmas.
void read_predicates(const Model& model, const Layers& layers, Workspace& workspace,
                     Analysis& analysis);

// All word rows of a family through a layer: [rows][layer.outputs] in `out`.
float* apply(const Model& model, Workspace& workspace, Family family, const Linear& layer,
             Activation activation, Buffer<float>& out);

// The number of the highest of `count` scores, the first of equals; 0 where none is a number.
std::size_t best_of(const float* scores, std::size_t count);

}  // namespace litopys::language
