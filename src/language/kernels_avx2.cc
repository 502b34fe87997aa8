// The kernels for AVX2 with FMA: a pair of eight-lane registers stands for the sixteen lanes.
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

#define TARGET __attribute__((target("avx2,fma")))
#define KERNEL TARGET __attribute__((always_inline)) static inline
#define FUNCTION TARGET static

namespace litopys::language {
namespace {

struct Lanes {
  __m256 low, high;
};

constexpr std::size_t kTogether = 1;
constexpr std::size_t kAttentionRows = 2;
constexpr std::size_t kAttentionBlocks = 1;

KERNEL Lanes set(float x) { return {_mm256_set1_ps(x), _mm256_set1_ps(x)}; }
KERNEL Lanes zero() { return {_mm256_setzero_ps(), _mm256_setzero_ps()}; }
KERNEL Lanes load(const float* from) { return {_mm256_load_ps(from), _mm256_load_ps(from + 8)}; }
KERNEL Lanes load_any(const float* from) {
  return {_mm256_loadu_ps(from), _mm256_loadu_ps(from + 8)};
}
KERNEL void store(float* to, Lanes x) {
  _mm256_store_ps(to, x.low);
  _mm256_store_ps(to + 8, x.high);
}
KERNEL Lanes add(Lanes a, Lanes b) {
  return {_mm256_add_ps(a.low, b.low), _mm256_add_ps(a.high, b.high)};
}
KERNEL Lanes subtract(Lanes a, Lanes b) {
  return {_mm256_sub_ps(a.low, b.low), _mm256_sub_ps(a.high, b.high)};
}
KERNEL Lanes multiply(Lanes a, Lanes b) {
  return {_mm256_mul_ps(a.low, b.low), _mm256_mul_ps(a.high, b.high)};
}
KERNEL Lanes fused(Lanes a, Lanes b, Lanes c) {
  return {_mm256_fmadd_ps(a.low, b.low, c.low), _mm256_fmadd_ps(a.high, b.high, c.high)};
}
KERNEL Lanes larger(Lanes a, Lanes b) {
  return {_mm256_max_ps(a.low, b.low), _mm256_max_ps(a.high, b.high)};
}
KERNEL Lanes smaller(Lanes a, Lanes b) {
  return {_mm256_min_ps(a.low, b.low), _mm256_min_ps(a.high, b.high)};
}
KERNEL Lanes absolute(Lanes a) {
  const __m256 mask = _mm256_castsi256_ps(_mm256_set1_epi32(0x7FFFFFFF));
  return {_mm256_and_ps(a.low, mask), _mm256_and_ps(a.high, mask)};
}
KERNEL __m256 scaled(__m256 x, __m256 n) {
  const __m256i power = _mm256_slli_epi32(_mm256_castps_si256(n), 23);
  return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(x), power));
}
KERNEL Lanes scaled(Lanes x, Lanes n) { return {scaled(x.low, n.low), scaled(x.high, n.high)}; }

// The low bytes of eight integers, in order, in the low half of the result.
KERNEL __m128i low_bytes(__m256 x, std::int32_t zero_byte) {
  const __m256i bits = _mm256_add_epi32(_mm256_castps_si256(x), _mm256_set1_epi32(zero_byte));
  const __m256i bytes = _mm256_shuffle_epi8(
      bits, _mm256_setr_epi8(0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 4, 8,
                             12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
  return _mm_unpacklo_epi32(_mm256_castsi256_si128(bytes), _mm256_extracti128_si256(bytes, 1));
}
KERNEL void store_bytes(std::uint8_t* to, Lanes x, std::int32_t zero_byte) {
  _mm_store_si128(reinterpret_cast<__m128i*>(to),
                  _mm_unpacklo_epi64(low_bytes(x.low, zero_byte), low_bytes(x.high, zero_byte)));
}

KERNEL float sum(Lanes x) {
  const __m256 eight = _mm256_add_ps(x.low, x.high);
  const __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
  const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}
KERNEL float largest(Lanes x) {
  const __m256 eight = _mm256_max_ps(x.low, x.high);
  const __m128 four = _mm_max_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
  const __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}

// Eight by eight: pairs of rows, then of pairs, are woven together within halves of a register;
// what is left is to move halves.
KERNEL void transpose_eight(const float* from, std::size_t stride, float factor, float* to,
                            std::size_t to_stride) {
  __m256 a[8], b[8];
#pragma GCC unroll 8
  for (std::size_t i = 0; i < 8; ++i)
    a[i] = _mm256_mul_ps(_mm256_load_ps(from + i * stride), _mm256_set1_ps(factor));
#pragma GCC unroll 4
  for (std::size_t i = 0; i < 8; i += 2) {
    b[i] = _mm256_unpacklo_ps(a[i], a[i + 1]);
    b[i + 1] = _mm256_unpackhi_ps(a[i], a[i + 1]);
  }
#pragma GCC unroll 2
  for (std::size_t i = 0; i < 8; i += 4)
#pragma GCC unroll 2
    for (std::size_t j = 0; j < 2; ++j) {
      a[i + 2 * j] = _mm256_shuffle_ps(b[i + j], b[i + 2 + j], 0x44);
      a[i + 2 * j + 1] = _mm256_shuffle_ps(b[i + j], b[i + 2 + j], 0xEE);
    }
#pragma GCC unroll 4
  for (std::size_t j = 0; j < 4; ++j) {
    _mm256_store_ps(to + j * to_stride, _mm256_permute2f128_ps(a[j], a[4 + j], 0x20));
    _mm256_store_ps(to + (j + 4) * to_stride, _mm256_permute2f128_ps(a[j], a[4 + j], 0x31));
  }
}

KERNEL void transpose(const float* from, std::size_t stride, float factor, float* to,
                      std::size_t to_stride) {
  for (std::size_t i = 0; i < kLanes; i += 8)
    for (std::size_t j = 0; j < kLanes; j += 8)
      transpose_eight(from + i * stride + j, stride, factor, to + j * to_stride + i, to_stride);
}

#include "language/kernel_body.inc"

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
  const __m256i weight_sum =
      _mm256_load_si256(reinterpret_cast<const __m256i*>(panel.sum + column));
  const __m256 scale = _mm256_load_ps(panel.scale + column);
  const __m256 bias = _mm256_load_ps(panel.bias + column);
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i) {
    const std::size_t at = static_cast<std::size_t>(i) * stride + column;
    const __m256i sums = _mm256_permute4x64_epi64(_mm256_hadd_epi32(low[i], high[i]), 0xD8);
    const __m256i shift = _mm256_mullo_epi32(_mm256_set1_epi32(row_scale[i].zero), weight_sum);
    const __m256 factor = _mm256_mul_ps(scale, _mm256_set1_ps(row_scale[i].scale));
    __m256 y = _mm256_fmadd_ps(_mm256_cvtepi32_ps(_mm256_sub_epi32(sums, shift)), factor, bias);
    if (kEnding == Ending::kRelu) y = _mm256_max_ps(y, _mm256_setzero_ps());
    if (kEnding == Ending::kResidual) y = _mm256_add_ps(y, _mm256_load_ps(residual + at));
    _mm256_store_ps(out + at, y);
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
