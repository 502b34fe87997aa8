// The kernels in plain C++: slow, portable, and the measure of the others.
//
// Lanes are an array; every operation says what the vector instructions of the other files do in
// one lane. std::fma is exact by definition, whether or not the processor has it. A machine without
// AVX2 runs this; the tests compare the others with it byte by byte (kernels_test.cc).
#include <bit>
#include <cmath>
#include <cstring>

#include "language/kernels.h"

#define TARGET
#define KERNEL static inline
#define FUNCTION static

namespace litopys::language {
namespace {

struct Lanes {
  float v[kLanes];
};

constexpr std::size_t kTogether = 1;
constexpr std::size_t kAttentionRows = 1;
constexpr std::size_t kAttentionBlocks = 1;

#define EACH_LANE(expression)                                       \
  Lanes out;                                                        \
  for (std::size_t i = 0; i < kLanes; ++i) out.v[i] = (expression); \
  return out

KERNEL Lanes set(float x) { EACH_LANE(x); }
KERNEL Lanes zero() { return set(0.0F); }
KERNEL Lanes load(const float* from) { EACH_LANE(from[i]); }
KERNEL Lanes load_any(const float* from) { return load(from); }
KERNEL void store(float* to, const Lanes& x) { std::memcpy(to, x.v, sizeof x.v); }
KERNEL Lanes add(const Lanes& a, const Lanes& b) { EACH_LANE(a.v[i] + b.v[i]); }
KERNEL Lanes subtract(const Lanes& a, const Lanes& b) { EACH_LANE(a.v[i] - b.v[i]); }
KERNEL Lanes multiply(const Lanes& a, const Lanes& b) { EACH_LANE(a.v[i] * b.v[i]); }
KERNEL Lanes fused(const Lanes& a, const Lanes& b, const Lanes& c) {
  EACH_LANE(std::fma(a.v[i], b.v[i], c.v[i]));
}
KERNEL Lanes larger(const Lanes& a, const Lanes& b) {
  EACH_LANE(a.v[i] > b.v[i] ? a.v[i] : b.v[i]);
}
KERNEL Lanes smaller(const Lanes& a, const Lanes& b) {
  EACH_LANE(a.v[i] < b.v[i] ? a.v[i] : b.v[i]);
}
KERNEL Lanes absolute(const Lanes& a) {
  EACH_LANE(std::bit_cast<float>(std::bit_cast<std::uint32_t>(a.v[i]) & 0x7FFFFFFFU));
}
KERNEL Lanes scaled(const Lanes& x, const Lanes& n) {
  EACH_LANE(std::bit_cast<float>(std::bit_cast<std::uint32_t>(x.v[i]) +
                                 (std::bit_cast<std::uint32_t>(n.v[i]) << 23)));
}
KERNEL void store_bytes(std::uint8_t* to, const Lanes& x, std::int32_t zero_byte) {
  for (std::size_t i = 0; i < kLanes; ++i)
    to[i] = static_cast<std::uint8_t>(std::bit_cast<std::uint32_t>(x.v[i]) +
                                      static_cast<std::uint32_t>(zero_byte));
}

KERNEL float sum(Lanes x) {
  for (std::size_t half = kLanes / 2; half > 0; half /= 2)
    for (std::size_t i = 0; i < half; ++i) x.v[i] += x.v[i + half];
  return x.v[0];
}
KERNEL float largest(Lanes x) {
  for (std::size_t half = kLanes / 2; half > 0; half /= 2)
    for (std::size_t i = 0; i < half; ++i) x.v[i] = x.v[i] > x.v[i + half] ? x.v[i] : x.v[i + half];
  return x.v[0];
}

KERNEL void transpose(const float* from, std::size_t stride, float factor, float* to,
                      std::size_t to_stride) {
  for (std::size_t i = 0; i < kLanes; ++i)
    for (std::size_t j = 0; j < kLanes; ++j) to[j * to_stride + i] = from[i * stride + j] * factor;
}

#include "language/kernel_body.inc"

using Rows = ByteRows;

// The exact sums of one row against one panel.
void product(const std::uint8_t* row, std::int32_t zero_byte, const Panel& panel,
             std::int32_t* sums) {
  const std::int8_t* weights = panel.weights;
  for (std::size_t n = 0; n < kPanel; ++n) sums[n] = -zero_byte * panel.sum[n];
  for (std::size_t k = 0; k < panel.inputs; k += 4, weights += 4 * kPanel)
    for (std::size_t n = 0; n < kPanel; ++n)
      for (std::size_t i = 0; i < 4; ++i) sums[n] += row[k + i] * weights[4 * n + i];
}

template <Ending kEnding>
void multiply_panel(const Rows& rows, const Panel& panel, const float* residual, float* out,
                    std::size_t stride) {
  std::int32_t sums[kPanel];
  for (std::size_t m = 0; m < rows.count; ++m, residual += stride, out += stride) {
    const RowScale scale = rows.scale[m];
    product(rows.values + m * panel.inputs, scale.zero, panel, sums);
    for (std::size_t n = 0; n < kPanel; ++n) {
      float y = std::fma(static_cast<float>(sums[n]), panel.scale[n] * scale.scale, panel.bias[n]);
      if (kEnding == Ending::kRelu) y = y > 0.0F ? y : 0.0F;
      if (kEnding == Ending::kResidual) y += residual[n];
      out[n] = y;
    }
  }
}

template <class Function>
void by_stretches(const ByteRows& rows, std::size_t, const Function& function) {
  function(0, rows);
}

#include "language/kernel_linear.inc"

}  // namespace

const Kernels& plain_kernels() {
  static constexpr Kernels kernels = {"scalar",      quantise, quantise_gelu,
                                      quantise_norm, linear,   linear_in_panels,
                                      attend,        combine,  dots};
  return kernels;
}

}  // namespace litopys::language
