// The kernels for processors that have the byte products of VNNI with AVX2's registers and no
// AVX-512, as most laptops do: thirty-two products at a time.
//
// A tile is six rows by 16 columns: 12 accumulators, two registers of weights, one of broadcast
// input, of the sixteen there are.
#include "language/kernels_x86.h"

#ifdef LITOPYS_X86

#include <cpuid.h>
#include <immintrin.h>

#include <bit>
#include <cmath>
#include <cstring>

namespace litopys::language {
namespace {

#include "language/kernel_eights.inc"

#include "language/kernel_body.inc"

#include "language/kernel_eight_columns.inc"

using Rows = ByteRows;

// In the encoding that needs no AVX-512. As assembler, for g++ 12 keeps the sums in memory
// otherwise.
KERNEL void multiply_add(__m256i& sums, __m256i bytes, __m256i weights) {
  asm("%{vex%} vpdpbusd %2, %1, %0" : "+x"(sums) : "x"(bytes), "x"(weights));
}

// kRows rows against sixteen columns, from `column` on.
template <int kRows, Ending kEnding>
KERNEL void tile(const std::uint8_t* rows, const RowScale* row_scale, const Panel panel,
                 std::size_t column, const float* residual, float* out, const std::size_t stride) {
  __m256i sums[kRows][2];
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i) sums[i][0] = sums[i][1] = _mm256_setzero_si256();
  const std::int8_t* weights = panel.weights + 4 * column;
  for (std::size_t k = 0; k < panel.inputs; k += 4, weights += 4 * kPanel) {
    const auto* sixteen = reinterpret_cast<const __m256i*>(weights);
    const __m256i w0 = _mm256_load_si256(sixteen), w1 = _mm256_load_si256(sixteen + 1);
#pragma GCC unroll 8
    for (int i = 0; i < kRows; ++i) {
      std::int32_t four;
      std::memcpy(&four, rows + static_cast<std::size_t>(i) * panel.inputs + k, sizeof four);
      const __m256i bytes = _mm256_set1_epi32(four);
      multiply_add(sums[i][0], bytes, w0);
      multiply_add(sums[i][1], bytes, w1);
    }
  }
#pragma GCC unroll 2
  for (std::size_t j = 0; j < 2; ++j) {
    const std::size_t first = column + 8 * j;
    const EightColumns columns = columns_of(panel, first);
#pragma GCC unroll 8
    for (int i = 0; i < kRows; ++i) {
      const std::size_t at = static_cast<std::size_t>(i) * stride + first;
      finish<kEnding>(sums[i][j], row_scale[i], columns, residual + at, out + at);
    }
  }
}

template <Ending kEnding>
FUNCTION void multiply_panel(const Rows& some, const Panel panel, const float* residual, float* out,
                             const std::size_t stride) {
  for (std::size_t column = 0; column < kPanel; column += 16) {
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

template <class Function>
FUNCTION void by_stretches(const ByteRows& rows, std::size_t, const Function& function) {
  function(0, rows);
}

#include "language/kernel_linear.inc"

// Bit 4 of EAX of leaf 7.1 (Intel's manual, volume 2, CPUID); that the system keeps the registers
// is what AVX2 says.
bool usable() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
         __get_cpuid_count(7, 1, &a, &b, &c, &d) != 0 && (a & 1U << 4) != 0;
}

}  // namespace

const Kernels* avx_vnni_kernels() {
  static constexpr Kernels kernels = {"avx_vnni",    quantise, quantise_gelu,
                                      quantise_norm, linear,   linear_in_panels,
                                      attend,        combine,  dots};
  return usable() ? &kernels : nullptr;
}

}  // namespace litopys::language

#endif
