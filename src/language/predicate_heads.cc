// Predicates, their senses, their arguments, and whether they happened.
//
// A word is a predicate where the second of two scores is higher. Its sense is the best of the
// rolesets that its lemma may have (the frame files' list): the product of a view of the word with
// a vector for each roleset. "fired" has fire.01 (shoot) and fire.02 (dismiss) to choose from; a
// lemma without an entry gets LEMMA.01. Every word of the window, the predicate itself included, is
// scored for every role by a biaffine product, and the best role wins, of which the first means
// none. Where several words want one numbered role (ARG0 to ARG5), the clearest case gets it.
// "Happened" is one number, trained on judgements between about -3 and 3. Whether a noun names the
// place where the predicate happened is a biaffine product as well, of views of their own.
//
// Bytes and floats are divided as in tree_head.cc. Cost: predicates times words times roles.
#include <algorithm>

#include "language/heads.h"
#include "text/utf8.h"

namespace litopys::language {
namespace {

constexpr std::size_t kTogether = 16;  // predicates whose products are made at once

// The predicates of the batch: word and row.
struct Found {
  std::vector<std::int32_t> words;
  std::vector<std::size_t> rows;
  std::vector<std::size_t> windows;
};

Found find_predicates(const Model& model, Workspace& w) {
  Found found;
  const Linear& layer = model.heads.predicate;
  const float* scores = apply(model, w, kPredicates, layer, Activation::kLinear, w.scores);
  for (std::size_t i = 0; i < w.windows.size(); ++i)
    for (std::int32_t word = w.windows[i].begin; word < w.windows[i].end; ++word) {
      const std::size_t row = w.windows[i].row_of(word);
      if (!(scores[row * layer.outputs + 1] > scores[row * layer.outputs])) continue;
      found.words.push_back(word);
      found.rows.push_back(row);
      found.windows.push_back(i);
    }
  return found;
}

// The byte rows of a family that belong to some of the predicates, side by side.
ByteRows gather(const Model& model, Workspace& w, Family family,
                std::span<const std::size_t> rows) {
  const std::size_t width = model.dimensions.hidden;
  std::uint8_t* values = w.gathered.values.room(kTogether * width);
  RowScale* scale = w.gathered.scale.room(kTogether);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::copy_n(w.mixed[family].values.data() + rows[i] * width, width, values + i * width);
    scale[i] = w.mixed[family].scale.data()[rows[i]];
  }
  return {values, scale, rows.size()};
}

// Plain arithmetic in a fixed order, the same on every processor.
double sense_score(const Model& model, const float* view, std::uint32_t roleset) {
  const ByteTable& table = model.heads.sense_embedding;
  const std::int8_t* row = table.values + roleset * table.width;
  double sum = 0;
  for (std::size_t k = 0; k < table.width; ++k) sum += double{view[k]} * row[k];
  return sum * double{table.scale[roleset]} + double{model.heads.sense_bias[roleset]};
}

std::string sense_of(const Model& model, const float* view, const Word& word) {
  const std::string lemma = text::lower(word.lemma);
  auto candidates = model.candidates.of(lemma);
  if (candidates.empty()) candidates = model.candidates.of(text::lower(word.form));
  if (candidates.empty()) return lemma + ".01";
  std::uint32_t best = candidates.front();
  double most = sense_score(model, view, best);
  for (const std::uint32_t candidate : candidates.subspan(1))
    if (const double score = sense_score(model, view, candidate); score > most) {
      best = candidate;
      most = score;
    }
  return std::string(model.labels.rolesets[best]);
}

void read_senses(const Model& model, Workspace& w, std::span<const std::size_t> rows,
                 std::span<Predicate> predicates, const Analysis& analysis) {
  const Heads& heads = model.heads;
  const ByteRows bytes = gather(model, w, kSenses, rows);
  float* views = w.scores.room(kTogether * heads.sense_projection.outputs);
  float* happened = w.more_scores.room(kTogether * heads.happened.outputs);
  model.kernels->linear(bytes, heads.sense_projection, Activation::kLinear, nullptr, views);
  model.kernels->linear(bytes, heads.happened, Activation::kLinear, nullptr, happened);
  for (std::size_t i = 0; i < predicates.size(); ++i) {
    const Word& word = analysis.words[static_cast<std::size_t>(predicates[i].word)];
    predicates[i].sense = sense_of(model, views + i * heads.sense_projection.outputs, word);
    predicates[i].happened = happened[i * heads.happened.outputs];
  }
}

// A numbered role is given once, to the word that has it most clearly above none.
void give_roles(const Model& model, const Window& window, const float* scores, Workspace& w,
                Predicate& predicate) {
  const std::size_t roles = model.labels.roles.size();
  w.tags.assign(window.size(), 0);  // the best role of each word
  w.heads.assign(roles, 0);         // the holder of each role, plus one
  const auto margin = [&](std::size_t word, std::size_t role) {
    return scores[word * roles + role] - scores[word * roles];
  };
  for (std::size_t word = 0; word < window.size(); ++word) {
    const std::size_t role = best_of(scores + word * roles, roles);
    w.tags[word] = static_cast<std::uint32_t>(role);
    std::uint32_t& holder = w.heads[role];
    if (holder == 0 || margin(word, role) > margin(holder - 1, role))
      holder = static_cast<std::uint32_t>(word) + 1;
  }
  for (std::size_t word = 0; word < window.size(); ++word) {
    const std::size_t role = w.tags[word];
    if (role == 0 || (model.labels.numbered_role[role] && w.heads[role] != word + 1)) continue;
    predicate.arguments.push_back(
        {window.begin + static_cast<std::int32_t>(word), model.labels.roles[role]});
  }
}

// A biaffine product of views of predicates with views of words.
struct Product {
  const Linear& predicate;
  const Linear& word;
  const Linear& bilinear;  // the view of a predicate to `outputs` vectors of `padded` numbers
  std::size_t outputs;
  std::size_t padded;  // of a view of a word, with the constant one
};

Product roles_of(const Model& model) {
  const Heads& heads = model.heads;
  return {heads.role_predicate, heads.role_argument, heads.role_bilinear, model.dimensions.roles,
          model.dimensions.role_and_one};
}

Product locations_of(const Model& model) {
  const Heads& heads = model.heads;
  return {heads.location_event, heads.location_word, heads.location_bilinear, 1,
          model.dimensions.location_and_one};
}

// All word rows as the right side of a product, a one and zeros behind each.
const float* word_views(const Model& model, Workspace& w, const Product& product,
                        Buffer<float>& memory) {
  const std::size_t width = product.word.outputs;
  const float* plain = apply(model, w, kPredicates, product.word, Activation::kRelu, w.left);
  float* out = memory.room(w.row_pieces.size() * product.padded);
  for (std::size_t i = 0; i < w.row_pieces.size(); ++i) {
    float* rest = std::copy_n(plain + i * width, width, out + i * product.padded);
    std::fill(rest, out + (i + 1) * product.padded, 0.0F);
    *rest = 1.0F;
  }
  return out;
}

// The left side: for each of `rows` the vectors that its words' views are multiplied with,
// [rows][bilinear.outputs].
const float* predicate_views(const Model& model, Workspace& w, const Product& product,
                             const ByteRows& rows) {
  const Linear& view = product.predicate;
  float* left = w.left.room(kTogether * view.outputs);
  model.kernels->linear(rows, view, Activation::kRelu, nullptr, left);
  std::uint8_t* values = w.left_bytes.values.room(kTogether * view.outputs);
  RowScale* scale = w.left_bytes.scale.room(kTogether);
  model.kernels->quantise(left, rows.count, view.outputs, values, scale);
  float* products = w.products.room(kTogether * product.bilinear.outputs);
  model.kernels->linear({values, scale, rows.count}, product.bilinear, Activation::kLinear, nullptr,
                        products);
  return products;
}

// Calls take(predicate, window, scores [words of the window][outputs]) for each.
template <class Take>
void multiply(const Model& model, Workspace& w, const Found& found, std::size_t first,
              std::span<Predicate> predicates, const Product& product, const float* words,
              Take take) {
  const ByteRows rows =
      gather(model, w, kPredicates, std::span(found.rows).subspan(first, predicates.size()));
  const float* products = predicate_views(model, w, product, rows);
  for (std::size_t i = 0; i < predicates.size(); ++i) {
    const Window& window = w.windows[found.windows[first + i]];
    float* scores = w.scores.room(window.size() * product.outputs);
    for (std::size_t word = 0; word < window.size(); ++word)
      model.kernels->dots(words + (window.row + 1 + word) * product.padded,
                          products + i * product.bilinear.outputs, product.outputs, product.padded,
                          scores + word * product.outputs);
    take(predicates[i], window, scores);
  }
}

// Only nouns are asked: what else annotators mark stands beside one ("north of Lund").
void give_locations(const Analysis& analysis, const Window& window, const float* scores,
                    Predicate& predicate) {
  for (std::int32_t word = window.begin; word < window.end; ++word) {
    const std::string& upos = analysis.words[static_cast<std::size_t>(word)].upos;
    if (upos == "PROPN" || upos == "NOUN")
      predicate.locations.push_back({word, scores[word - window.begin]});
  }
}

}  // namespace

void read_predicates(const Model& model, const Layers& layers, Workspace& workspace,
                     Analysis& analysis) {
  const Found found = find_predicates(model, workspace);
  if (found.words.empty()) return;
  const Product roles = roles_of(model), locations = locations_of(model);
  const float* arguments = word_views(model, workspace, roles, workspace.right);
  const float* places =
      layers.locations ? word_views(model, workspace, locations, workspace.more_right) : nullptr;
  const std::size_t before = analysis.predicates.size();
  for (const std::int32_t word : found.words) {
    analysis.words[static_cast<std::size_t>(word)].predicate =
        static_cast<std::int32_t>(analysis.predicates.size());
    analysis.predicates.push_back({word, "", {}, {}, 0});
  }
  const std::span<Predicate> all = std::span(analysis.predicates).subspan(before);
  for (std::size_t first = 0; first < all.size(); first += kTogether) {
    const std::size_t count = std::min(kTogether, all.size() - first);
    const std::span<Predicate> some = all.subspan(first, count);
    read_senses(model, workspace, std::span(found.rows).subspan(first, count), some, analysis);
    multiply(model, workspace, found, first, some, roles, arguments,
             [&](Predicate& predicate, const Window& window, const float* scores) {
               give_roles(model, window, scores, workspace, predicate);
             });
    if (!layers.locations) continue;
    multiply(model, workspace, found, first, some, locations, places,
             [&](Predicate& predicate, const Window& window, const float* scores) {
               give_locations(analysis, window, scores, predicate);
             });
  }
}

}  // namespace litopys::language
