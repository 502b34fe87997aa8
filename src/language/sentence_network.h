// Where sentences end: a small convolutional network over the tokens of a paragraph.
//
// Each token is the sum of rows of bytes (its word where the table has it, hashes of its form, its
// shape, what follows it), then three layers look at two neighbours on each side, up to four steps
// apart: in all eight to fourteen tokens back and ahead. The matrices are those of kernels.h,
// so every kernel gives the same bits. Trained by training/boundaries.py.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "language/boundary_features.h"
#include "language/buffer.h"
#include "language/kernels.h"
#include "language/model_file.h"
#include "text/result.h"

namespace litopys::language {

struct SentenceNetwork {
  static constexpr std::size_t kWidth = 64;
  static constexpr std::size_t kTaps = 5;

  // Rows picked by an attribute of the token: attribute & mask.
  struct Table {
    std::size_t attribute = 0;
    std::uint32_t mask = 0;
    const std::int8_t* rows = nullptr;
  };
  struct Layer {
    Linear linear;         // kTaps * kWidth inputs
    std::size_t step = 1;  // between the tokens it looks at
  };

  std::span<const std::uint32_t> words;  // hashes of lower-case forms, rising
  const std::int8_t* word_rows = nullptr;
  std::vector<Table> tables;           // the first only for tokens without a word row
  std::span<const std::int32_t> bias;  // kWidth
  float scale = 0;                     // of all the bytes and of `bias`
  std::vector<Layer> layers;
  std::span<const float> out;  // kWidth
  float out_bias = 0;
  const Kernels* kernels = nullptr;

  // One score for each token (row of sentence_attributes); above 0 a sentence ends after it.
  // Linear in the tokens, in memory that does not grow with them but for the scores.
  std::vector<float> scores(const AttributeTable& attributes, std::size_t tokens) const;
};

// Networks trained apart whose mean score counts: they are wrong in different places.
struct SentenceNetworks {
  std::vector<SentenceNetwork> members;

  std::vector<float> scores(const AttributeTable& attributes, std::size_t tokens) const;
};

// The "sentence0.…", "sentence1.…" blocks of a boundary model, of which the meta data's
// "sentence_networks" tells steps and tables; the spans lead into the file.
text::Result<SentenceNetworks> read_sentence_networks(const ModelFile& file,
                                                      const Kernels& kernels);

}  // namespace litopys::language
