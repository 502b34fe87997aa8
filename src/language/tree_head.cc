// Dependency trees by biaffine scores (Dozat and Manning 2017) and the best tree over them.
//
//     arc(d, h)   = [D_d, 1] U H_h                 D, H: two views of a word, as dependent and head
//     label(d, r) = [L_d, 1] V_r [M_head(d), 1]
//
// The left product is a byte matrix like any other layer (the constant's row is its bias); the
// right one, against the words of the same sentence, is in floats: quadratic in the sentence, which
// a window bounds. Labels are scored for the chosen head only, a few words at a time, for V has
// thousands of columns. The word on the root is labelled "root", no other is. A sentence of several
// windows becomes one tree: the later parts' roots hang on the first part's, as parataxis.
#include <algorithm>

#include "language/heads.h"

namespace litopys::language {
namespace {

constexpr std::size_t kTogether = 24;  // rows whose labels are prepared at once

// Copies rows and puts a one and zeros behind each.
float* with_one(const float* rows, std::size_t count, std::size_t width, std::size_t padded,
                Buffer<float>& out) {
  float* to = out.room(count * padded);
  for (std::size_t i = 0; i < count; ++i) {
    float* row = std::copy_n(rows + i * width, width, to + i * padded);
    std::fill(row, to + (i + 1) * padded, 0.0F);
    *row = 1.0F;
  }
  return to;
}

// The rows of a family through a layer with ReLU, then quantised, into left_bytes.
ByteRows byte_view(const Model& model, Workspace& w, Family family, const Linear& layer) {
  const std::size_t count = w.row_pieces.size();
  const float* rows = apply(model, w, family, layer, Activation::kRelu, w.left);
  std::uint8_t* values = w.left_bytes.values.room(count * layer.outputs);
  RowScale* scale = w.left_bytes.scale.room(count);
  model.kernels->quantise(rows, count, layer.outputs, values, scale);
  return {values, scale, count};
}

void read_heads(const Model& model, Workspace& w, Analysis& analysis) {
  const Heads& heads = model.heads;
  const std::size_t width = model.dimensions.arc;
  const ByteRows dependents = byte_view(model, w, kTrees, heads.arc_dependent);
  float* left = w.products.room(dependents.count * heads.arc_bilinear.outputs);
  model.kernels->linear(dependents, heads.arc_bilinear, Activation::kLinear, nullptr, left);
  const float* right = apply(model, w, kTrees, heads.arc_head, Activation::kRelu, w.right);
  for (const Window& window : w.windows) {
    const std::size_t size = window.size() + 1;
    float* arcs = w.scores.room(size * size);
    for (std::size_t d = 1; d < size; ++d)
      model.kernels->dots(left + (window.row + d) * width, right + window.row * width, size, width,
                          arcs + d * size);
    best_tree(arcs, size - 1, size, w.heads, w.tree);
    for (std::int32_t word = window.begin; word < window.end; ++word) {
      const std::uint32_t head = w.heads[static_cast<std::size_t>(word - window.begin) + 1];
      Word& here = analysis.words[static_cast<std::size_t>(word)];
      here.head = head == 0 ? kNone : window.begin + static_cast<std::int32_t>(head) - 1;
      if (head == 0 && window.starts_sentence)
        w.first_root = word;
      else if (head == 0)
        here.head = w.first_root;
    }
  }
}

// The relation of a word to its head from the scores of all relations.
std::size_t relation_of(const Model& model, const float* scores) {
  std::size_t best = model.labels.root == 0 ? 1 : 0;
  for (std::size_t r = best + 1; r < model.labels.relations.size(); ++r)
    if (r != model.labels.root && scores[r] > scores[best]) best = r;
  return best;
}

void read_labels(const Model& model, Workspace& w, Analysis& analysis) {
  const Dimensions& sizes = model.dimensions;
  const Linear& layer = model.heads.label_bilinear;
  const ByteRows dependents = byte_view(model, w, kTrees, model.heads.label_dependent);
  const float* plain =
      apply(model, w, kTrees, model.heads.label_head, Activation::kRelu, w.more_scores);
  const float* right = with_one(plain, dependents.count, sizes.label, sizes.label_and_one, w.right);
  float* left = w.products.room(kTogether * layer.outputs);
  float* scores = w.scores.room(sizes.relations);
  std::size_t first = 0, end = 0;  // the rows of `left`, of one window or several
  for (const Window& window : w.windows)
    for (std::int32_t at = window.begin; at < window.end; ++at) {
      Word& word = analysis.words[static_cast<std::size_t>(at)];
      if (word.head == kNone || word.head < window.begin) {
        word.deprel = std::string(word.head == kNone ? "root" : "parataxis");
        continue;
      }
      const std::size_t row = window.row_of(at);
      if (row >= end) {
        first = row;
        end = std::min(dependents.count, first + kTogether);
        model.kernels->linear(
            {dependents.values + first * sizes.label, dependents.scale + first, end - first}, layer,
            Activation::kLinear, nullptr, left);
      }
      model.kernels->dots(right + window.row_of(word.head) * sizes.label_and_one,
                          left + (row - first) * layer.outputs, sizes.relations,
                          sizes.label_and_one, scores);
      word.deprel = model.labels.relations[relation_of(model, scores)];
    }
}

}  // namespace

void read_trees(const Model& model, Workspace& workspace, Analysis& analysis) {
  read_heads(model, workspace, analysis);
  read_labels(model, workspace, analysis);
}

}  // namespace litopys::language
