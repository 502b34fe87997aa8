// The kernels in plain C++: slow, portable, and the measure of the others.
//
// Lanes are an array; every operation says what the vector instructions of the other files do in
// one lane. std::fma is exact by definition, whether or not the processor has it. A machine without
// AVX2 runs this; the tests compare the others with it byte by byte (kernels_test.cc).
#include <bit>
#include <cmath>
#include <cstring>

#include "language/kernels.h"

#define KERNEL static inline
#define FUNCTION static

namespace litopys::language {
namespace {

struct Lanes {
  float v[kLanes];
};

constexpr std::size_t kAttentionRows = 1;

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
KERNEL Lanes divide(const Lanes& a, const Lanes& b) { EACH_LANE(a.v[i] / b.v[i]); }
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
KERNEL Lanes power_of_two(const Lanes& a) {
  EACH_LANE(std::bit_cast<float>((std::bit_cast<std::uint32_t>(a.v[i]) + 127U) << 23));
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

#include "language/kernel_body.inc"

// One row against one panel of 64 columns.
void product(const std::uint8_t* row, std::int32_t zero_byte, const Linear& layer,
             std::size_t column, std::int32_t* sums) {
  const std::int8_t* weights = layer.weights + column * layer.inputs;
  for (std::size_t n = 0; n < kPanel; ++n) sums[n] = -zero_byte * layer.sum[column + n];
  for (std::size_t k = 0; k < layer.inputs; k += 4, weights += 4 * kPanel)
    for (std::size_t n = 0; n < kPanel; ++n)
      for (std::size_t i = 0; i < 4; ++i) sums[n] += row[k + i] * weights[4 * n + i];
}

void linear(const ByteRows& rows, const Linear& layer, Activation activation, const float* residual,
            float* out) {
  std::int32_t sums[kPanel];
  for (std::size_t column = 0; column < layer.outputs; column += kPanel)
    for (std::size_t m = 0; m < rows.count; ++m) {
      product(rows.values + m * layer.inputs, rows.scale[m].zero, layer, column, sums);
      for (std::size_t n = 0; n < kPanel; n += kLanes) {
        Lanes exact;
        for (std::size_t i = 0; i < kLanes; ++i) exact.v[i] = static_cast<float>(sums[n + i]);
        const std::size_t at = m * layer.outputs + column + n;
        finish(exact, rows.scale[m].scale, layer, column + n, activation,
               residual ? residual + at : nullptr, out + at);
      }
    }
}

}  // namespace

const Kernels& plain_kernels() {
  static constexpr Kernels kernels = {"scalar", quantise,   linear, layer_norm,
                                      attend,   add_scaled, dots};
  return kernels;
}

}  // namespace litopys::language
