// BERT's encoder (Devlin and others 2019) over ragged batches, with byte weights.
//
//     x = norm(word + position + letter case)
//     each layer:  a = norm(x + W_o attention(W_qkv x));   x = norm(a + W_2 gelu(W_1 a))
//
// A batch goes through each layer in groups of sentences, about 96 rows each: enough that loading
// the weights is little beside multiplying by them, and few enough that what one step leaves is
// still in the second level of the cache when the next one reads it. Norms and activations hand
// their rows on in bytes, which is what matrices read. Embeddings are bytes as well, with a scale
// for each piece. Four fifths of the time are matrix products. A sentence longer than the position
// table must have been cut before (tagger.cc). Covered by encoder_test.cc (a slow double-precision
// encoder), measured by benchmarks/encoder.cc.
#include "language/encoder.h"

#include <algorithm>
#include <span>

namespace litopys::language {
namespace {

constexpr std::size_t kGroup = 96;  // rows

// Output 0 of the whole batch, also in bytes.
void embed(const Encoder& encoder, const Kernels& kernels, const PieceBatch& batch,
           EncoderMemory& memory) {
  const std::size_t hidden = encoder.hidden;
  const ByteTable& words = encoder.word_embedding;
  float* row = memory.output(0);
  for (std::size_t s = 0; s + 1 < batch.offsets.size(); ++s)
    for (std::size_t i = batch.offsets[s]; i < batch.offsets[s + 1]; ++i, row += hidden) {
      const std::size_t piece = batch.pieces[i];
      const std::int8_t* word = words.values + piece * hidden;
      const float scale = words.scale[piece];
      const float* place = encoder.position_embedding + (i - batch.offsets[s]) * hidden;
      const float* letter_case = encoder.case_embedding + batch.cases[i] * hidden;
      for (std::size_t k = 0; k < hidden; ++k)
        row[k] = static_cast<float>(word[k]) * scale + place[k] + letter_case[k];
    }
  kernels.quantise_norm(memory.output(0), batch.pieces.size(), hidden, encoder.embedding_gain,
                        encoder.embedding_bias, memory.bytes.data(), memory.scale.data());
}

// The context of each row: queries, keys and values, then attention sentence by sentence.
// offsets: of the sentences' first rows, and the end of the last.
void attend(const Kernels& kernels, const Linear& layer, const ByteRows& rows,
            std::span<const std::uint32_t> offsets, EncoderMemory& memory) {
  const std::size_t hidden = layer.inputs, panel = rows.count * kPanel;
  float* qkv = memory.qkv.room(rows.count * layer.outputs);
  float* context = memory.context.room(rows.count * hidden);
  kernels.linear_in_panels(rows, layer, qkv, panel);
  for (std::size_t s = 0; s + 1 < offsets.size(); ++s) {
    const std::size_t begin = offsets[s] - offsets[0], length = offsets[s + 1] - offsets[s];
    kernels.attend(qkv + begin * kPanel, panel, length, hidden, context + begin * hidden,
                   memory.scratch.room(attention_scratch(length)));
  }
}

// Sets out to load floats that are read or written soon.
void prefetch(const float* from, std::size_t count) {
  constexpr std::size_t kLine = 64 / sizeof(float);
  for (std::size_t i = 0; i < count; i += kLine) __builtin_prefetch(from + i, 0, 2);
}

// Some sentences through a layer: output number + 1 from output number, both also in bytes.
void run_layer(const Encoder& encoder, std::size_t number, const Kernels& kernels,
               std::span<const std::uint32_t> offsets, EncoderMemory& memory) {
  const Encoder::Layer& layer = encoder.layers[number];
  const std::size_t hidden = encoder.hidden, wide = layer.intermediate.outputs;
  const std::size_t first = offsets.front(), count = offsets.back() - first;
  const float* in = memory.output(number) + first * hidden;
  float* out = memory.output(number + 1) + first * hidden;
  float* inner = memory.intermediate.room(count * wide);
  const ByteRows whole{memory.bytes.data() + first * hidden, memory.scale.data() + first, count};
  std::uint8_t* bytes = memory.some_bytes.room(count * std::max(hidden, wide));
  RowScale* scale = memory.some_scale.room(count);
  const ByteRows some{bytes, scale, count};

  prefetch(in, count * hidden);
  prefetch(out, count * hidden);
  attend(kernels, layer.qkv, whole, offsets, memory);
  kernels.quantise(memory.context.data(), count, hidden, bytes, scale);
  kernels.linear(some, layer.attention_output, Activation::kLinear, in, out);
  kernels.quantise_norm(out, count, hidden, layer.attention_gain, layer.attention_bias, bytes,
                        scale);
  kernels.linear(some, layer.intermediate, Activation::kLinear, nullptr, inner);
  kernels.quantise_gelu(inner, count, wide, bytes, scale);
  kernels.linear(some, layer.output, Activation::kLinear, out, out);
  kernels.quantise_norm(out, count, hidden, layer.output_gain, layer.output_bias,
                        memory.bytes.data() + first * hidden, memory.scale.data() + first);
}

}  // namespace

void encode(const Encoder& encoder, const Kernels& kernels, const PieceBatch& batch,
            EncoderMemory& memory) {
  const std::size_t count = batch.pieces.size();
  memory.output_size = count * encoder.hidden;
  memory.outputs.room((encoder.layers.size() + 1) * memory.output_size);
  memory.bytes.room(memory.output_size);
  memory.scale.room(count);
  embed(encoder, kernels, batch, memory);
  const std::size_t groups = (count + kGroup - 1) / kGroup;  // of about as many rows each
  const std::span<const std::uint32_t> offsets(batch.offsets);
  for (std::size_t layer = 0; layer < encoder.layers.size(); ++layer)
    for (std::size_t begin = 0, end = 1; end < offsets.size(); ++end) {
      if (offsets[end] < count && (offsets[end] - offsets[begin]) * groups < count) continue;
      run_layer(encoder, layer, kernels, offsets.subspan(begin, end - begin + 1), memory);
      begin = end;
    }
}

}  // namespace litopys::language
