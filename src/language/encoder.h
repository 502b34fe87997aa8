// The encoder: pieces of several sentences to vectors, layer by layer.
//
//     encode(encoder, kernels, batch, memory);
//     memory.output(0);  // [pieces][hidden]: the embeddings; output(i): after the i-th layer
//
// A batch is ragged: sentences one after another, no padding; linear layers see rows of any
// sentence, only attention goes by sentence. A row depends on its own sentence alone.
#pragma once

#include <cstdint>
#include <vector>

#include "language/buffer.h"
#include "language/kernels.h"

namespace litopys::language {

// Rows of bytes looked up by number, each with its scale.
struct ByteTable {
  std::size_t rows = 0;
  std::size_t width = 0;
  const std::int8_t* values = nullptr;
  const float* scale = nullptr;
};

// The post-norm transformer of BERT. All pointers lead into a model file.
struct Encoder {
  struct Layer {
    Linear qkv, attention_output, intermediate, output;
    const float* attention_gain = nullptr;
    const float* attention_bias = nullptr;
    const float* output_gain = nullptr;
    const float* output_bias = nullptr;
  };
  std::size_t hidden = 0;
  std::size_t positions = 0;  // most pieces of a sentence
  ByteTable word_embedding;
  const float* position_embedding = nullptr;
  const float* case_embedding = nullptr;
  const float* embedding_gain = nullptr;
  const float* embedding_bias = nullptr;
  std::vector<Layer> layers;
};

struct PieceBatch {
  std::vector<std::uint32_t> pieces;
  std::vector<std::uint8_t> cases;     // LetterCase of the word a piece belongs to
  std::vector<std::uint32_t> offsets;  // of the sentences' first pieces, and one past the last

  void clear() {
    pieces.clear();
    cases.clear();
    offsets.assign(1, 0);
  }
};

struct EncoderMemory {
  Buffer<float> outputs;  // [layers + 1][pieces][hidden]
  std::size_t output_size = 0;
  Buffer<std::uint8_t> bytes;  // of the latest output
  Buffer<RowScale> scale;
  // Of the sentences that are on their way through a layer.
  Buffer<float> qkv;  // [3 * hidden / kPanel][rows][kPanel]
  Buffer<float> context, intermediate, scratch;
  Buffer<std::uint8_t> some_bytes;
  Buffer<RowScale> some_scale;

  float* output(std::size_t layer) { return outputs.data() + layer * output_size; }
  const float* output(std::size_t layer) const { return outputs.data() + layer * output_size; }
};

void encode(const Encoder& encoder, const Kernels& kernels, const PieceBatch& batch,
            EncoderMemory& memory);

}  // namespace litopys::language
