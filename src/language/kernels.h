// The arithmetic of the encoder, once for each kind of processor, always with the same bits.
//
// A weight matrix holds signed bytes with one scale for each output column. The rows that meet it
// (one row = one piece or word) are quantised on the spot to unsigned bytes, with a scale and a
// byte that stands for zero for each row, so that a row of positive numbers uses all bytes. Sums of
// byte products are exact integers. What is left in floating point is defined down to the order of
// operations: sixteen lanes, a fixed tree to add them up, fused multiply-adds where written and
// nowhere else, exp and erf of our own. So the AVX-512, AVX2 and plain functions agree to the last
// bit, and what shares a batch with a sentence changes nothing in it.
//
// Every width is a multiple of 64 unless said otherwise; float and byte arrays are 64-byte
// aligned. The functions keep no state and allocate nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace litopys::language {

constexpr std::size_t kLanes = 16;
constexpr std::size_t kHeadWidth = 32;      // of one attention head
constexpr std::size_t kPanel = 64;          // output columns that lie together in a packed matrix
constexpr std::size_t kMostInputs = 16384;  // so that no integer sum leaves 32 bits

enum class Activation { kLinear, kRelu };

// y = x W + b with W in bytes. weights[n / 64][k / 4][n % 64][k % 4]; sum: over each column.
struct Linear {
  std::size_t inputs = 0;
  std::size_t outputs = 0;
  const std::int8_t* weights = nullptr;
  const std::int32_t* sum = nullptr;
  const float* scale = nullptr;
  const float* bias = nullptr;
};

// A byte q of a row means (q - zero) * scale. zero is from 1 to 255.
struct RowScale {
  float scale;
  std::int32_t zero;
};

// Rows of bytes, as `quantise` leaves them.
struct ByteRows {
  const std::uint8_t* values = nullptr;
  const RowScale* scale = nullptr;
  std::size_t count = 0;
};

struct Kernels {
  std::string_view name;

  void (*quantise)(const float* rows, std::size_t count, std::size_t width, std::uint8_t* values,
                   RowScale* scale);
  // The GELU of rows; they are spent.
  void (*quantise_gelu)(float* rows, std::size_t count, std::size_t width, std::uint8_t* values,
                        RowScale* scale);
  // Each row to mean 0 and variance 1, times gain plus bias; that goes into the bytes as well.
  void (*quantise_norm)(float* rows, std::size_t count, std::size_t width, const float* gain,
                        const float* bias, std::uint8_t* values, RowScale* scale);
  // out[m] = activation(rows[m] W + b), or rows[m] W + b + residual[m] where there is a residual,
  // which may be out.
  void (*linear)(const ByteRows& rows, const Linear& layer, Activation activation,
                 const float* residual, float* out);
  // The same by panels: 64 columns of all rows, then, `panel` floats further, the next 64.
  void (*linear_in_panels)(const ByteRows& rows, const Linear& layer, float* out,
                           std::size_t panel);
  // Self-attention of one sequence with heads of kHeadWidth. qkv: queries, keys and values as
  // linear_in_panels leaves them; out: rows of `hidden`. scratch: attention_scratch().
  void (*attend)(const float* qkv, std::size_t panel, std::size_t length, std::size_t hidden,
                 float* out, float* scratch);
  // out = the sum of factors[i] * rows[i], fused, in this order. Width: a multiple of 64.
  void (*combine)(const float* const* rows, const float* factors, std::size_t count,
                  std::size_t width, float* out);
  // out[i] = left . rows[i * width ...]. Width: a multiple of 16.
  void (*dots)(const float* left, const float* rows, std::size_t count, std::size_t width,
               float* out);
};

// Floats that `attend` needs for sequences up to this length.
std::size_t attention_scratch(std::size_t length);

const Kernels& plain_kernels();
// Those this processor can run, fastest first; the plain ones are always the last.
std::vector<const Kernels*> usable_kernels();
// By name ("vnni", "avx2", "scalar"), where usable; null otherwise. An empty name: the fastest.
const Kernels* find_kernels(std::string_view name);
// As find_kernels, but an empty name takes that of the environment's LITOPYS_KERNEL first.
text::Result<const Kernels*> choose_kernels(std::string_view name = {});

}  // namespace litopys::language
