// Words to pieces, pieces through the encoder, a mix of its layers to each family of heads.
//
// Sentences are cut into windows that fit the position table and packed into batches of about a
// thousand pieces, which bounds memory; a batch ends with a window, and no row looks into another
// window. Word by word, the rows of its pieces are averaged and the layers added up with each
// family's weights, so that a mix is made and turned into bytes without leaving the cache:
//
//     mix_k(word) = sum over layers l of weight_k,l * mean over the word's pieces of output_l
//
// The heads (heads.h) then read the mixes in bytes. Covered by tagger_test.cc.
#include "language/tagger.h"

#include <algorithm>
#include <array>

#include "language/heads.h"
#include "language/letter_case.h"

namespace litopys::language {
namespace {

constexpr std::size_t kBatchPieces = 1024;  // a batch is closed once it has as many

void add_piece(Workspace& w, std::uint32_t piece, LetterCase letter_case) {
  w.batch.pieces.push_back(piece);
  w.batch.cases.push_back(static_cast<std::uint8_t>(letter_case));
}

void add_row(Workspace& w, std::size_t pieces) {
  const std::size_t end = w.batch.pieces.size();
  w.row_pieces.push_back(
      {static_cast<std::uint32_t>(end - pieces), static_cast<std::uint32_t>(pieces)});
}

// Appends the next window of a sentence: words from `begin` on, as many as fit.
void add_window(const Model& model, const Analysis& analysis, std::int32_t begin, std::int32_t end,
                bool starts_sentence, Workspace& w) {
  Window window{begin, begin, starts_sentence, w.row_pieces.size()};
  const std::size_t first = w.batch.pieces.size();
  add_piece(w, model.word_pieces.start(), LetterCase::kLower);
  add_row(w, 1);
  for (; window.end < end; ++window.end) {
    const std::string& form = analysis.words[static_cast<std::size_t>(window.end)].form;
    w.word_pieces.clear();
    model.word_pieces.cut(form, w.word_pieces);
    const std::size_t used = w.batch.pieces.size() - first;
    if (used + w.word_pieces.size() + 1 > model.encoder.positions) break;
    const LetterCase letters = letter_case(form);
    for (const std::uint32_t piece : w.word_pieces) add_piece(w, piece, letters);
    add_row(w, w.word_pieces.size());
  }
  add_piece(w, model.word_pieces.end(), LetterCase::kLower);
  w.batch.offsets.push_back(static_cast<std::uint32_t>(w.batch.pieces.size()));
  w.windows.push_back(window);
}

// Which mixes the wanted layers read. Predicates need lemmas.
std::array<bool, kFamilies> families_of(const Layers& layers) {
  std::array<bool, kFamilies> wanted{};
  wanted[kTags] = layers.tags || layers.any_predicates();
  wanted[kNames] = layers.names;
  wanted[kTrees] = layers.trees;
  wanted[kPredicates] = wanted[kSenses] = layers.any_predicates();
  return wanted;
}

// A row's mix of layer outputs: layer after layer, in each the mean of the row's pieces.
void mix(const Model& model, const float* weights, const RowPieces& pieces, Workspace& w,
         float* out) {
  const std::size_t hidden = model.dimensions.hidden;
  const std::size_t outputs = model.dimensions.outputs_of_encoder;
  w.mix_rows.clear();
  w.mix_shares.clear();
  for (std::size_t layer = 0; layer < outputs; ++layer)
    for (std::uint32_t i = pieces.begin; i < pieces.begin + pieces.count; ++i) {
      w.mix_rows.push_back(w.encoder.output(layer) + i * hidden);
      w.mix_shares.push_back(weights[layer] / static_cast<float>(pieces.count));
    }
  model.kernels->combine(w.mix_rows.data(), w.mix_shares.data(), w.mix_rows.size(), hidden, out);
}

// The mixes of the encoder's layers for each family of heads, in bytes.
void make_mixes(const Model& model, const Layers& layers, Workspace& w) {
  const std::array<bool, kFamilies> wanted = families_of(layers);
  const std::size_t rows = w.row_pieces.size(), hidden = model.dimensions.hidden;
  for (ByteMemory& bytes : w.mixed) {
    bytes.values.room(rows * hidden);
    bytes.scale.room(rows);
  }
  float* mixed = w.mix.room(hidden);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t family = 0; family < kFamilies; ++family) {
      if (!wanted[family]) continue;
      mix(model, model.heads.mixes + family * model.dimensions.outputs_of_encoder,
          w.row_pieces[row], w, mixed);
      model.kernels->quantise(mixed, 1, hidden, w.mixed[family].values.data() + row * hidden,
                              w.mixed[family].scale.data() + row);
    }
}

void analyse_batch(const Model& model, const Layers& layers, Workspace& w, Analysis& analysis) {
  if (w.windows.empty()) return;
  encode(model.encoder, *model.kernels, w.batch, w.encoder);
  make_mixes(model, layers, w);
  if (layers.tags || layers.any_predicates()) read_tags(model, w, analysis);
  if (layers.names) read_names(model, w, analysis);
  if (layers.trees) read_trees(model, w, analysis);
  if (layers.any_predicates()) read_predicates(model, layers, w, analysis);
}

void clear_tags(Word& word) {
  word.lemma.clear();
  word.upos.clear();
  word.features.clear();
}

void clear(Workspace& w) {
  w.batch.clear();
  w.windows.clear();
  w.row_pieces.clear();
}

}  // namespace

void analyse_words(const Model& model, Workspace& workspace, Analysis& analysis,
                   const Layers& layers) {
  analysis.names.clear();
  analysis.predicates.clear();
  for (Word& word : analysis.words) {
    word.name = word.predicate = word.head = kNone;
    clear_tags(word);
    word.deprel.clear();
  }
  if (!layers.any()) return;
  clear(workspace);
  for (Sentence& sentence : analysis.sentences) {
    sentence.in_parts = false;
    for (std::int32_t begin = sentence.begin; begin < sentence.end;) {
      add_window(model, analysis, begin, sentence.end, begin == sentence.begin, workspace);
      begin = workspace.windows.back().end;
      sentence.in_parts |= begin < sentence.end;
      if (workspace.batch.pieces.size() < kBatchPieces) continue;
      analyse_batch(model, layers, workspace, analysis);
      clear(workspace);
    }
  }
  analyse_batch(model, layers, workspace, analysis);
  if (layers.any_predicates() && !layers.tags)
    for (Word& word : analysis.words) clear_tags(word);
}

}  // namespace litopys::language
