// Everything that analysing words writes to on its way; one for each thread, used again and again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/buffer.h"
#include "language/encoder.h"
#include "language/model.h"
#include "language/spanning_tree.h"

namespace litopys::language {

// A run of words of one sentence that the encoder reads at once: the whole sentence, or a part of
// one too long for the position table.
struct Window {
  std::int32_t begin = 0;  // words of the text
  std::int32_t end = 0;
  bool starts_sentence = true;
  std::size_t row = 0;  // of [CLS], which stands for the root; the words' rows follow

  std::size_t size() const { return static_cast<std::size_t>(end - begin); }
  std::size_t row_of(std::int32_t word) const {
    return row + 1 + static_cast<std::size_t>(word - begin);
  }
};

// The pieces a row (a word or a root) is the mean of.
struct RowPieces {
  std::uint32_t begin = 0;
  std::uint32_t count = 0;
};

// Rows in bytes with the memory they need.
struct ByteMemory {
  Buffer<std::uint8_t> values;
  Buffer<RowScale> scale;
};

struct Workspace {
  PieceBatch batch;
  std::vector<Window> windows;
  std::vector<RowPieces> row_pieces;
  std::vector<std::uint32_t> word_pieces;
  EncoderMemory encoder;
  ByteMemory mixed[kFamilies];  // [rows][hidden], what each family of heads reads
  Buffer<float> mix;            // of one row
  std::vector<const float*> mix_rows;
  std::vector<float> mix_shares;

  Buffer<float> scores, more_scores;  // of labels
  Buffer<float> left, right, more_right, products;
  ByteMemory left_bytes, gathered;
  std::vector<std::uint32_t> tags, tag_memory, heads;
  TreeMemory tree;
  std::int32_t first_root = -1;  // the root of the latest sentence's first window
};

}  // namespace litopys::language
