// The kernels for AVX-512 with VNNI: sixteen floats or sixty-four byte products at a time.
//
// A tile is six rows by 64 columns: 24 accumulators, four registers of weights, one of broadcast
// input. The product instruction is written as assembler: through the intrinsic, g++ 12 moves the
// accumulators to and from memory in the unrolled tile and runs at half the speed (216 against 456
// G multiply-adds a second on one Zen 5 core).
#include "language/kernels_x86.h"

#ifdef LITOPYS_X86

// g++ 12 takes the deliberately undefined operands inside its own header for mistakes.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>

#include <bit>
#include <cmath>
#include <cstring>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma")))
#define KERNEL TARGET __attribute__((always_inline)) static inline
#define FUNCTION TARGET static

namespace litopys::language {
namespace {

using Lanes = __m512;

constexpr std::size_t kAttentionRows = 4;

KERNEL Lanes set(float x) { return _mm512_set1_ps(x); }
KERNEL Lanes zero() { return _mm512_setzero_ps(); }
KERNEL Lanes load(const float* from) { return _mm512_load_ps(from); }
KERNEL Lanes load_any(const float* from) { return _mm512_loadu_ps(from); }
KERNEL void store(float* to, Lanes x) { _mm512_store_ps(to, x); }
KERNEL Lanes add(Lanes a, Lanes b) { return _mm512_add_ps(a, b); }
KERNEL Lanes subtract(Lanes a, Lanes b) { return _mm512_sub_ps(a, b); }
KERNEL Lanes multiply(Lanes a, Lanes b) { return _mm512_mul_ps(a, b); }
KERNEL Lanes divide(Lanes a, Lanes b) { return _mm512_div_ps(a, b); }
KERNEL Lanes fused(Lanes a, Lanes b, Lanes c) { return _mm512_fmadd_ps(a, b, c); }
KERNEL Lanes larger(Lanes a, Lanes b) { return _mm512_max_ps(a, b); }
KERNEL Lanes smaller(Lanes a, Lanes b) { return _mm512_min_ps(a, b); }
KERNEL Lanes absolute(Lanes a) {
  return _mm512_castsi512_ps(
      _mm512_and_si512(_mm512_castps_si512(a), _mm512_set1_epi32(0x7FFFFFFF)));
}
KERNEL Lanes power_of_two(Lanes a) {
  const __m512i bits = _mm512_add_epi32(_mm512_castps_si512(a), _mm512_set1_epi32(127));
  return _mm512_castsi512_ps(_mm512_slli_epi32(bits, 23));
}
KERNEL void store_bytes(std::uint8_t* to, Lanes x, std::int32_t zero_byte) {
  const __m512i bits = _mm512_add_epi32(_mm512_castps_si512(x), _mm512_set1_epi32(zero_byte));
  _mm_store_si128(reinterpret_cast<__m128i*>(to), _mm512_cvtepi32_epi8(bits));
}

KERNEL __m256 lower_half(Lanes x) { return _mm512_castps512_ps256(x); }
KERNEL __m256 upper_half(Lanes x) { return _mm512_extractf32x8_ps(x, 1); }

KERNEL float sum(Lanes x) {
  const __m256 eight = _mm256_add_ps(lower_half(x), upper_half(x));
  const __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
  const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}
KERNEL float largest(Lanes x) {
  const __m256 eight = _mm256_max_ps(lower_half(x), upper_half(x));
  const __m128 four = _mm_max_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
  const __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}

#include "language/kernel_body.inc"

KERNEL void multiply_add(__m512i& sums, __m512i bytes, __m512i weights) {
  asm("vpdpbusd %2, %1, %0" : "+v"(sums) : "v"(bytes), "v"(weights));
}

// kRows rows against one panel of 64 columns.
template <int kRows>
KERNEL void tile(const ByteRows& rows, std::size_t m, const Linear& layer, std::size_t column,
                 Activation activation, const float* residual, float* out) {
  __m512i sums[kRows][4];
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i)
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) sums[i][j] = _mm512_setzero_si512();
  const std::int8_t* weights = layer.weights + column * layer.inputs;
  const std::uint8_t* first = rows.values + m * layer.inputs;
  for (std::size_t k = 0; k < layer.inputs; k += 4, weights += 4 * kPanel) {
    __m512i w[4];
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) w[j] = _mm512_load_si512(weights + 64 * j);
#pragma GCC unroll 8
    for (int i = 0; i < kRows; ++i) {
      std::int32_t four;
      std::memcpy(&four, first + static_cast<std::size_t>(i) * layer.inputs + k, sizeof four);
      const __m512i bytes = _mm512_set1_epi32(four);
#pragma GCC unroll 4
      for (int j = 0; j < 4; ++j) multiply_add(sums[i][j], bytes, w[j]);
    }
  }
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i)
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) {
      const std::size_t row = m + static_cast<std::size_t>(i);
      const std::size_t n = column + 16 * static_cast<std::size_t>(j);
      const std::size_t at = row * layer.outputs + n;
      const __m512i shift = _mm512_mullo_epi32(_mm512_set1_epi32(rows.scale[row].zero),
                                               _mm512_load_si512(layer.sum + n));
      finish(_mm512_cvtepi32_ps(_mm512_sub_epi32(sums[i][j], shift)), rows.scale[row].scale, layer,
             n, activation, residual ? residual + at : nullptr, out + at);
    }
}

FUNCTION void linear(const ByteRows& rows, const Linear& layer, Activation activation,
                     const float* residual, float* out) {
  for (std::size_t n = 0; n < layer.outputs; n += kPanel) {
    std::size_t m = 0;
    for (; m + 6 <= rows.count; m += 6) tile<6>(rows, m, layer, n, activation, residual, out);
    if (rows.count - m >= 4) tile<4>(rows, m, layer, n, activation, residual, out), m += 4;
    if (rows.count - m >= 2) tile<2>(rows, m, layer, n, activation, residual, out), m += 2;
    if (rows.count - m >= 1) tile<1>(rows, m, layer, n, activation, residual, out);
  }
}

}  // namespace

const Kernels* vnni_kernels() {
  static constexpr Kernels kernels = {"vnni", quantise,   linear, layer_norm,
                                      attend, add_scaled, dots};
  const bool usable = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                      __builtin_cpu_supports("avx512vnni");
  return usable ? &kernels : nullptr;
}

}  // namespace litopys::language

#endif
