// The kernels for AVX2 with FMA.
//
// AVX2 multiplies unsigned by signed bytes but adds pairs in 16 bits, where 255 * 127 * 2
// overflows. So both are widened to 16 bits, where a sum of two products fits 32: rows once for all
// columns, as many as fit a stretch, weights on the way into a tile. That takes as many
// instructions as moving the weights' signs to the rows, and multiplying bytes, would, but half of
// them are additions, which these processors do on more units. A tile is six rows by eight columns.
#include "language/kernels_x86.h"

#ifdef LITOPYS_X86

#include <immintrin.h>

#include <bit>
#include <cmath>
#include <cstring>

namespace litopys::language {
namespace {

#include "language/kernel_eights.inc"

#include "language/kernel_body.inc"

#include "language/kernel_eight_columns.inc"

// Rows of 16-bit values.
struct Rows {
  const std::int16_t* values;
  const RowScale* scale;
  std::size_t count;
};

// sums += the products of eight pairs. As assembler, for g++ 12 keeps the sums in memory otherwise.
KERNEL void multiply_add(__m256i& sums, __m256i x, __m256i weights) {
  __m256i products;
  asm("vpmaddwd %3, %2, %1\n\tvpaddd %1, %0, %0"
      : "+x"(sums), "=&x"(products)
      : "x"(x), "x"(weights));
}

// kRows rows against eight columns, whose weights begin at `weights`. A register of sums holds for
// each of four columns two: of the first and second, and of the third and fourth of each four
// inputs.
template <int kRows, Ending kEnding>
KERNEL void tile(const std::int16_t* rows, const RowScale* row_scale, const Panel panel,
                 std::size_t column, const float* residual, float* out, const std::size_t stride) {
  __m256i low[kRows], high[kRows];
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i) low[i] = high[i] = _mm256_setzero_si256();
  const std::int8_t* weights = panel.weights + 4 * column;
  for (std::size_t k = 0; k < panel.inputs; k += 4, weights += 4 * kPanel) {
    const auto* eight = reinterpret_cast<const __m128i*>(weights);
    const __m256i w0 = _mm256_cvtepi8_epi16(_mm_load_si128(eight));
    const __m256i w1 = _mm256_cvtepi8_epi16(_mm_load_si128(eight + 1));
#pragma GCC unroll 8
    for (int i = 0; i < kRows; ++i) {
      std::int64_t four;
      std::memcpy(&four, rows + static_cast<std::size_t>(i) * panel.inputs + k, sizeof four);
      const __m256i x = _mm256_set1_epi64x(four);
      multiply_add(low[i], x, w0);
      multiply_add(high[i], x, w1);
    }
  }
  const EightColumns columns = columns_of(panel, column);
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i) {
    const std::size_t at = static_cast<std::size_t>(i) * stride + column;
    const __m256i sums = _mm256_permute4x64_epi64(_mm256_hadd_epi32(low[i], high[i]), 0xD8);
    finish<kEnding>(sums, row_scale[i], columns, residual + at, out + at);
  }
}

template <Ending kEnding>
FUNCTION void multiply_panel(const Rows& some, const Panel panel, const float* residual, float* out,
                             const std::size_t stride) {
  for (std::size_t column = 0; column < kPanel; column += 8) {
    std::size_t m = 0;
#define TILE(count)                                                                      \
  (tile<(count), kEnding>(some.values + m * panel.inputs, some.scale + m, panel, column, \
                          residual + m * stride, out + m * stride, stride),              \
   m += (count))
    while (m + 6 <= some.count) TILE(6);
    if (m + 4 <= some.count) TILE(4);
    if (m + 2 <= some.count) TILE(2);
    if (m + 1 <= some.count) TILE(1);
#undef TILE
  }
}

// Widens as many rows as fit in a stretch.
template <class Function>
FUNCTION void by_stretches(const ByteRows& rows, std::size_t inputs, const Function& function) {
  alignas(64) std::int16_t wide[4 * kMostInputs];
  const std::size_t fit = 4 * kMostInputs / inputs;
  const std::size_t most = fit < 6 ? fit : fit / 6 * 6;
  for (std::size_t first = 0; first < rows.count; first += most) {
    const std::size_t count = rows.count - first < most ? rows.count - first : most;
    const std::uint8_t* bytes = rows.values + first * inputs;
    for (std::size_t i = 0; i < count * inputs; i += 16)
      _mm256_store_si256(
          reinterpret_cast<__m256i*>(wide + i),
          _mm256_cvtepu8_epi16(_mm_load_si128(reinterpret_cast<const __m128i*>(bytes + i))));
    function(first, Rows{wide, rows.scale + first, count});
  }
}

#include "language/kernel_linear.inc"

}  // namespace

const Kernels* avx2_kernels() {
  static constexpr Kernels kernels = {"avx2",        quantise, quantise_gelu,
                                      quantise_norm, linear,   linear_in_panels,
                                      attend,        combine,  dots};
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kernels : nullptr;
}

}  // namespace litopys::language

#endif
