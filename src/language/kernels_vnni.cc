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

constexpr std::size_t kTogether = 2;
constexpr std::size_t kAttentionRows = 4;
constexpr std::size_t kAttentionBlocks = 2;

KERNEL Lanes set(float x) { return _mm512_set1_ps(x); }
KERNEL Lanes zero() { return _mm512_setzero_ps(); }
KERNEL Lanes load(const float* from) { return _mm512_load_ps(from); }
KERNEL Lanes load_any(const float* from) { return _mm512_loadu_ps(from); }
KERNEL void store(float* to, Lanes x) { _mm512_store_ps(to, x); }
KERNEL Lanes add(Lanes a, Lanes b) { return _mm512_add_ps(a, b); }
KERNEL Lanes subtract(Lanes a, Lanes b) { return _mm512_sub_ps(a, b); }
KERNEL Lanes multiply(Lanes a, Lanes b) { return _mm512_mul_ps(a, b); }
KERNEL Lanes fused(Lanes a, Lanes b, Lanes c) { return _mm512_fmadd_ps(a, b, c); }
KERNEL Lanes larger(Lanes a, Lanes b) { return _mm512_max_ps(a, b); }
KERNEL Lanes smaller(Lanes a, Lanes b) { return _mm512_min_ps(a, b); }
KERNEL Lanes absolute(Lanes a) {
  return _mm512_castsi512_ps(
      _mm512_and_si512(_mm512_castps_si512(a), _mm512_set1_epi32(0x7FFFFFFF)));
}
KERNEL Lanes scaled(Lanes x, Lanes n) {
  const __m512i power = _mm512_slli_epi32(_mm512_castps_si512(n), 23);
  return _mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(x), power));
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

KERNEL __m512d pairs(Lanes x) { return _mm512_castps_pd(x); }

// Pairs of rows, then of pairs, are woven together within quarters of a register; what is left is
// to move quarters.
KERNEL void transpose(const float* from, std::size_t stride, float factor, float* to,
                      std::size_t to_stride) {
  Lanes a[16], b[16];
#pragma GCC unroll 16
  for (std::size_t i = 0; i < 16; ++i) a[i] = multiply(load(from + i * stride), set(factor));
#pragma GCC unroll 8
  for (std::size_t i = 0; i < 16; i += 2) {
    b[i] = _mm512_unpacklo_ps(a[i], a[i + 1]);
    b[i + 1] = _mm512_unpackhi_ps(a[i], a[i + 1]);
  }
#pragma GCC unroll 4
  for (std::size_t i = 0; i < 16; i += 4)
#pragma GCC unroll 2
    for (std::size_t j = 0; j < 2; ++j) {
      a[i + 2 * j] = _mm512_castpd_ps(_mm512_unpacklo_pd(pairs(b[i + j]), pairs(b[i + 2 + j])));
      a[i + 2 * j + 1] = _mm512_castpd_ps(_mm512_unpackhi_pd(pairs(b[i + j]), pairs(b[i + 2 + j])));
    }
  // a[4 i + j] holds columns j, j + 4, j + 8 and j + 12 of rows 4 i to 4 i + 3.
#pragma GCC unroll 4
  for (std::size_t j = 0; j < 4; ++j) {
    const Lanes even = _mm512_shuffle_f32x4(a[j], a[4 + j], 0x88);
    const Lanes odd = _mm512_shuffle_f32x4(a[j], a[4 + j], 0xDD);
    const Lanes more_even = _mm512_shuffle_f32x4(a[8 + j], a[12 + j], 0x88);
    const Lanes more_odd = _mm512_shuffle_f32x4(a[8 + j], a[12 + j], 0xDD);
    store(to + j * to_stride, _mm512_shuffle_f32x4(even, more_even, 0x88));
    store(to + (j + 4) * to_stride, _mm512_shuffle_f32x4(odd, more_odd, 0x88));
    store(to + (j + 8) * to_stride, _mm512_shuffle_f32x4(even, more_even, 0xDD));
    store(to + (j + 12) * to_stride, _mm512_shuffle_f32x4(odd, more_odd, 0xDD));
  }
}

#include "language/kernel_body.inc"

KERNEL void multiply_add(__m512i& sums, __m512i bytes, __m512i weights) {
  asm("vpdpbusd %2, %1, %0" : "+v"(sums) : "v"(bytes), "v"(weights));
}

// kRows rows against one panel. out, residual: where the first row's columns are, `stride` floats
// from one row to the next.
template <int kRows, Ending kEnding>
KERNEL void tile(const std::uint8_t* rows, const RowScale* row_scale, const Panel panel,
                 const float* residual, float* out, const std::size_t stride) {
  __m512i sums[kRows][4];
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i)
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) sums[i][j] = _mm512_setzero_si512();
  const std::int8_t* weights = panel.weights;
  for (std::size_t k = 0; k < panel.inputs; k += 4, weights += 4 * kPanel) {
    __m512i w[4];
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) w[j] = _mm512_load_si512(weights + 64 * j);
#pragma GCC unroll 8
    for (int i = 0; i < kRows; ++i) {
      std::int32_t four;
      std::memcpy(&four, rows + static_cast<std::size_t>(i) * panel.inputs + k, sizeof four);
      const __m512i bytes = _mm512_set1_epi32(four);
#pragma GCC unroll 4
      for (int j = 0; j < 4; ++j) multiply_add(sums[i][j], bytes, w[j]);
    }
  }
#pragma GCC unroll 4
  for (int j = 0; j < 4; ++j, out += 16, residual += 16) {
    const __m512i weight_sum = _mm512_load_si512(panel.sum + 16 * j);
    const Lanes scale = load(panel.scale + 16 * j), bias = load(panel.bias + 16 * j);
#pragma GCC unroll 8
    for (int i = 0; i < kRows; ++i) {
      const std::size_t at = static_cast<std::size_t>(i) * stride;
      const __m512i shift = _mm512_mullo_epi32(_mm512_set1_epi32(row_scale[i].zero), weight_sum);
      Lanes y = fused(_mm512_cvtepi32_ps(_mm512_sub_epi32(sums[i][j], shift)),
                      multiply(scale, set(row_scale[i].scale)), bias);
      if (kEnding == Ending::kRelu) y = larger(y, zero());
      if (kEnding == Ending::kResidual) y = add(y, load(residual + at));
      store(out + at, y);
    }
  }
}

using Rows = ByteRows;

template <Ending kEnding>
FUNCTION void multiply_panel(const Rows& some, const Panel panel, const float* residual, float* out,
                             const std::size_t stride) {
  const std::uint8_t* rows = some.values;
  const RowScale* scale = some.scale;
  std::size_t left = some.count;
#define TILE(count)                                                   \
  (tile<(count), kEnding>(rows, scale, panel, residual, out, stride), \
   rows += (count) * panel.inputs, scale += (count), left -= (count), \
   residual += (count) * stride, out += (count) * stride)
  while (left >= 6) TILE(6);
  if (left >= 4) TILE(4);
  if (left >= 2) TILE(2);
  if (left >= 1) TILE(1);
#undef TILE
}

template <class Function>
FUNCTION void by_stretches(const ByteRows& rows, std::size_t, const Function& function) {
  function(0, rows);
}

#include "language/kernel_linear.inc"

}  // namespace

const Kernels* vnni_kernels() {
  static constexpr Kernels kernels = {"vnni",        quantise, quantise_gelu,
                                      quantise_norm, linear,   linear_in_panels,
                                      attend,        combine,  dots};
  const bool usable = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                      __builtin_cpu_supports("avx512vnni");
  return usable ? &kernels : nullptr;
}

}  // namespace litopys::language

#endif
