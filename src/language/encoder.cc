// BERT's encoder (Devlin and others 2019) over ragged batches, with byte weights.
//
//     x = norm(word + position + letter case)
//     each layer:  a = norm(x + W_o attention(W_qkv x));   x = norm(a + W_2 gelu(W_1 a))
//
// Rows go through the matrices in blocks of 96, so that a block's activations stay in the second
// level of the cache while a panel of weights stays in the first. Embeddings are bytes as well,
// with a scale for each piece. At 30 pieces a sentence four fifths of the time are matrix
// products. A sentence longer than the position table must have been cut before (windows.h).
// Covered by encoder_test.cc (a slow double-precision encoder), measured by benchmarks/encoder.cc.
#include "language/encoder.h"

#include <algorithm>

namespace litopys::language {
namespace {

constexpr std::size_t kBlock = 96;  // rows

// Quantises a block of rows and multiplies it by a layer.
void multiply(const Kernels& kernels, const float* rows, std::size_t count, const Linear& layer,
              Activation activation, const float* residual, float* out, EncoderMemory& memory) {
  kernels.quantise(rows, count, layer.inputs, memory.bytes.data(), memory.scale.data());
  kernels.linear({memory.bytes.data(), memory.scale.data(), count}, layer, activation, residual,
                 out);
}

}  // namespace

void embed(const Encoder& encoder, const Kernels& kernels, const PieceBatch& batch,
           EncoderMemory& memory) {
  const std::size_t hidden = encoder.hidden;
  const std::size_t count = batch.pieces.size();
  float* rows = memory.rows.room(count * hidden);
  for (std::size_t sentence = 0; sentence + 1 < batch.offsets.size(); ++sentence)
    for (std::size_t i = batch.offsets[sentence]; i < batch.offsets[sentence + 1]; ++i) {
      const std::size_t piece = batch.pieces[i];
      const std::int8_t* word = encoder.word_embedding.values + piece * hidden;
      const float scale = encoder.word_embedding.scale[piece];
      const float* place = encoder.position_embedding + (i - batch.offsets[sentence]) * hidden;
      const float* letter_case = encoder.case_embedding + batch.cases[i] * hidden;
      float* row = rows + i * hidden;
      for (std::size_t k = 0; k < hidden; ++k)
        row[k] = static_cast<float>(word[k]) * scale + place[k] + letter_case[k];
    }
  kernels.layer_norm(rows, count, hidden, encoder.embedding_gain, encoder.embedding_bias);
}

void run_layer(const Encoder& encoder, std::size_t number, const Kernels& kernels,
               const PieceBatch& batch, EncoderMemory& memory) {
  const Encoder::Layer& layer = encoder.layers[number];
  const std::size_t hidden = encoder.hidden;
  const std::size_t count = batch.pieces.size();
  const std::size_t widest = std::max(hidden, layer.intermediate.outputs);
  memory.bytes.room(kBlock * widest);
  memory.scale.room(kBlock);
  memory.scratch.room(attention_scratch(encoder.positions));
  float* rows = memory.rows.data();
  float* qkv = memory.qkv.room(count * 3 * hidden);
  float* context = memory.context.room(count * hidden);
  float* intermediate = memory.intermediate.room(kBlock * layer.intermediate.outputs);

  for (std::size_t i = 0; i < count; i += kBlock)
    multiply(kernels, rows + i * hidden, std::min(kBlock, count - i), layer.qkv,
             Activation::kLinear, nullptr, qkv + i * 3 * hidden, memory);
  for (std::size_t s = 0; s + 1 < batch.offsets.size(); ++s) {
    const std::size_t begin = batch.offsets[s];
    kernels.attend(qkv + begin * 3 * hidden, batch.offsets[s + 1] - begin, hidden,
                   context + begin * hidden, memory.scratch.data());
  }
  for (std::size_t i = 0; i < count; i += kBlock) {
    const std::size_t block = std::min(kBlock, count - i);
    float* x = rows + i * hidden;
    multiply(kernels, context + i * hidden, block, layer.attention_output, Activation::kLinear, x,
             x, memory);
    kernels.layer_norm(x, block, hidden, layer.attention_gain, layer.attention_bias);
    multiply(kernels, x, block, layer.intermediate, Activation::kGelu, nullptr, intermediate,
             memory);
    multiply(kernels, intermediate, block, layer.output, Activation::kLinear, x, x, memory);
    kernels.layer_norm(x, block, hidden, layer.output_gain, layer.output_bias);
  }
}

}  // namespace litopys::language
