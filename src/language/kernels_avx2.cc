// The kernels for AVX2 with FMA: a pair of eight-lane registers stands for the sixteen lanes.
//
// AVX2 multiplies unsigned by signed bytes but adds pairs in 16 bits, where 255 * 127 * 2
// overflows. So the input is shifted back to signed bytes (-127 to 127), the weight's sign is moved
// onto it, and |weight| plays the unsigned part: a pair is then at most 2 * 128 * 127 = 32,512 and
// every sum exact, the same integer as elsewhere. A tile is four rows by 16 columns. Rows are
// shifted once for all columns, a few dozen at a time, so that in the tile a row costs one
// broadcast load.
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

constexpr std::size_t kAttentionRows = 2;

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
KERNEL Lanes divide(Lanes a, Lanes b) {
  return {_mm256_div_ps(a.low, b.low), _mm256_div_ps(a.high, b.high)};
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
KERNEL __m256 power_of_two(__m256 a) {
  const __m256i bits = _mm256_add_epi32(_mm256_castps_si256(a), _mm256_set1_epi32(127));
  return _mm256_castsi256_ps(_mm256_slli_epi32(bits, 23));
}
KERNEL Lanes power_of_two(Lanes a) { return {power_of_two(a.low), power_of_two(a.high)}; }

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

#include "language/kernel_body.inc"

// Rows as signed bytes: byte - 128. As many as fit, at least four of the widest.
constexpr std::size_t kShiftedBytes = 4 * kMostInputs;

KERNEL void shift(const std::uint8_t* from, std::size_t bytes, std::uint8_t* to) {
  const __m256i high_bits = _mm256_set1_epi8(static_cast<char>(0x80));
  for (std::size_t i = 0; i < bytes; i += 32) {
    const __m256i some = _mm256_load_si256(reinterpret_cast<const __m256i*>(from + i));
    _mm256_store_si256(reinterpret_cast<__m256i*>(to + i), _mm256_xor_si256(some, high_bits));
  }
}

// kRows rows from `m` on against sixteen columns; `part` is their place in the panel, 0 to 3.
// `first`: the first of the rows, shifted.
template <int kRows>
KERNEL void tile(const ByteRows& rows, const std::uint8_t* first, std::size_t m,
                 const Linear& layer, std::size_t column, std::size_t part, Activation activation,
                 const float* residual, float* out) {
  __m256i low[kRows], high[kRows];
#pragma GCC unroll 4
  for (int i = 0; i < kRows; ++i) low[i] = high[i] = _mm256_setzero_si256();
  const std::int8_t* weights = layer.weights + column * layer.inputs + 64 * part;
  const __m256i ones = _mm256_set1_epi16(1);
  for (std::size_t k = 0; k < layer.inputs; k += 4, weights += 4 * kPanel) {
    const __m256i w0 = _mm256_load_si256(reinterpret_cast<const __m256i*>(weights));
    const __m256i w1 = _mm256_load_si256(reinterpret_cast<const __m256i*>(weights + 32));
    const __m256i size0 = _mm256_abs_epi8(w0), size1 = _mm256_abs_epi8(w1);
#pragma GCC unroll 4
    for (int i = 0; i < kRows; ++i) {
      std::int32_t four;
      std::memcpy(&four, first + static_cast<std::size_t>(i) * layer.inputs + k, sizeof four);
      const __m256i x = _mm256_set1_epi32(four);
      const __m256i pairs0 = _mm256_maddubs_epi16(size0, _mm256_sign_epi8(x, w0));
      const __m256i pairs1 = _mm256_maddubs_epi16(size1, _mm256_sign_epi8(x, w1));
      low[i] = _mm256_add_epi32(low[i], _mm256_madd_epi16(pairs0, ones));
      high[i] = _mm256_add_epi32(high[i], _mm256_madd_epi16(pairs1, ones));
    }
  }
  const std::size_t n = column + 16 * part;
#pragma GCC unroll 4
  for (int i = 0; i < kRows; ++i) {
    const std::size_t row = m + static_cast<std::size_t>(i);
    const std::size_t at = row * layer.outputs + n;
    const __m256i zero_byte = _mm256_set1_epi32(rows.scale[row].zero - 128);
    const auto* sum = reinterpret_cast<const __m256i*>(layer.sum + n);
    low[i] = _mm256_sub_epi32(low[i], _mm256_mullo_epi32(zero_byte, _mm256_load_si256(sum)));
    high[i] = _mm256_sub_epi32(high[i], _mm256_mullo_epi32(zero_byte, _mm256_load_si256(sum + 1)));
    finish({_mm256_cvtepi32_ps(low[i]), _mm256_cvtepi32_ps(high[i])}, rows.scale[row].scale, layer,
           n, activation, residual ? residual + at : nullptr, out + at);
  }
}

FUNCTION void linear(const ByteRows& rows, const Linear& layer, Activation activation,
                     const float* residual, float* out) {
  alignas(64) std::uint8_t shifted[kShiftedBytes];
  const std::size_t together = kShiftedBytes / layer.inputs / 4 * 4;
  for (std::size_t begin = 0; begin < rows.count; begin += together) {
    const std::size_t end = begin + together < rows.count ? begin + together : rows.count;
    shift(rows.values + begin * layer.inputs, (end - begin) * layer.inputs, shifted);
    for (std::size_t n = 0; n < layer.outputs; n += kPanel)
      for (std::size_t part = 0; part < 4; ++part) {
        std::size_t m = begin;
        const std::uint8_t* row = shifted;
        for (; m + 4 <= end; m += 4, row += 4 * layer.inputs)
          tile<4>(rows, row, m, layer, n, part, activation, residual, out);
        for (; m < end; ++m, row += layer.inputs)
          tile<1>(rows, row, m, layer, n, part, activation, residual, out);
      }
  }
}

}  // namespace

const Kernels* avx2_kernels() {
  static constexpr Kernels kernels = {"avx2", quantise,   linear, layer_norm,
                                      attend, add_scaled, dots};
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kernels : nullptr;
}

}  // namespace litopys::language

#endif
