#include "language/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>

#include "language/buffer.h"

namespace litopys::language {
namespace {

// Aligned values, comparable byte by byte.
template <class T>
struct Values {
  Buffer<T> buffer;
  std::size_t size;
  T* data;
  explicit Values(std::size_t count) : size(count), data(buffer.room(count)) {
    std::memset(data, 0, count * sizeof(T));
  }
  Values(std::size_t count, std::mt19937& random, float spread) : Values(count) {
    std::normal_distribution<float> normal(0, spread);
    for (std::size_t i = 0; i < count; ++i) data[i] = static_cast<T>(normal(random));
  }
  bool operator==(const Values& other) const {
    return size == other.size && std::memcmp(data, other.data, size * sizeof(T)) == 0;
  }
};

// A packed matrix of random bytes.
struct Matrix {
  Values<std::int8_t> weights;
  Values<std::int32_t> sum;
  Values<float> scale, bias;
  Linear layer;

  Matrix(std::size_t inputs, std::size_t outputs, std::mt19937& random)
      : weights(inputs * outputs),
        sum(outputs),
        scale(outputs, random, 0.01F),
        bias(outputs, random, 1.0F),
        layer{inputs, outputs, weights.data, sum.data, scale.data, bias.data} {
    for (std::size_t n = 0; n < outputs; ++n)
      for (std::size_t k = 0; k < inputs; ++k) {
        const int weight = static_cast<int>(random() % 256) - 128;  // the extremes are in
        weights.data[place(k, n)] = static_cast<std::int8_t>(weight);
        sum.data[n] += weight;
      }
  }
  std::size_t place(std::size_t k, std::size_t n) const {
    return ((n / 64) * (layer.inputs / 4) + k / 4) * 256 + (n % 64) * 4 + k % 4;
  }
};

float value_of(std::uint8_t byte, const RowScale& row) {
  return static_cast<float>(byte - row.zero) * row.scale;
}

class KernelsTest : public testing::TestWithParam<std::string> {
 protected:
  const Kernels& tested() const { return *find_kernels(GetParam()); }
  const Kernels& plain() const { return plain_kernels(); }
  std::mt19937 random_{7};
};

TEST_P(KernelsTest, QuantisesAlike) {
  for (const std::size_t rows : {1, 5, 33}) {
    Values<float> x(rows * 192, random_, 3.0F);
    std::fill_n(x.data, 192, 0.0F);  // a row of zeros has no scale of its own
    for (std::size_t i = 192; i < std::min<std::size_t>(x.size, 2 * 192); ++i)
      x.data[i] = std::abs(x.data[i]);  // zero is the lowest byte
    Values<std::uint8_t> a(rows * 192), b(rows * 192);
    Values<RowScale> scale_a(rows), scale_b(rows);
    plain().quantise(x.data, rows, 192, a.data, scale_a.data);
    tested().quantise(x.data, rows, 192, b.data, scale_b.data);
    EXPECT_TRUE(a == b);
    EXPECT_TRUE(scale_a == scale_b);
    for (std::size_t i = 0; i < x.size; ++i)
      EXPECT_NEAR(value_of(a.data[i], scale_a.data[i / 192]), x.data[i],
                  scale_a.data[i / 192].scale * 0.51F);
  }
}

TEST_P(KernelsTest, MultipliesAlike) {
  for (const std::size_t rows : {1, 2, 3, 4, 5, 6, 7, 13, 24})
    for (const Activation activation : {Activation::kLinear, Activation::kRelu, Activation::kGelu})
      for (const bool add : {false, true}) {
        const std::size_t inputs = 64 * (1 + rows % 3), outputs = 64 * (1 + rows % 2);
        Matrix matrix(inputs, outputs, random_);
        Values<std::uint8_t> x(rows * inputs);
        for (std::size_t i = 0; i < x.size; ++i)
          x.data[i] = static_cast<std::uint8_t>(1 + random_() % 255);
        Values<float> residual(rows * outputs, random_, 1.0F);
        Values<RowScale> scale(rows);
        for (std::size_t i = 0; i < rows; ++i)
          scale.data[i] = {static_cast<float>(random_() % 100) / 5000.0F,
                           static_cast<std::int32_t>(1 + random_() % 255)};
        Values<float> a(rows * outputs), b(rows * outputs);
        const ByteRows view{x.data, scale.data, rows};
        plain().linear(view, matrix.layer, activation, add ? residual.data : nullptr, a.data);
        tested().linear(view, matrix.layer, activation, add ? residual.data : nullptr, b.data);
        EXPECT_TRUE(a == b) << rows;
      }
}

TEST_P(KernelsTest, NormalisesAttendsAndAddsAlike) {
  Values<float> gain(64, random_, 1.0F), bias(64, random_, 1.0F);
  for (std::size_t length = 1; length <= 40; ++length) {
    Values<float> a(length * 64, random_, 2.0F), b(length * 64);
    std::memcpy(b.data, a.data, a.size * sizeof(float));
    plain().layer_norm(a.data, length, 64, gain.data, bias.data);
    tested().layer_norm(b.data, length, 64, gain.data, bias.data);
    EXPECT_TRUE(a == b);

    Values<float> qkv(length * 192, random_, 2.0F), scratch(attention_scratch(length));
    plain().attend(qkv.data, length, 64, a.data, scratch.data);
    tested().attend(qkv.data, length, 64, b.data, scratch.data);
    EXPECT_TRUE(a == b) << length;

    plain().add_scaled(qkv.data, length * 64, 0.7F, a.data);
    tested().add_scaled(qkv.data, length * 64, 0.7F, b.data);
    EXPECT_TRUE(a == b);

    Values<float> dots_a(length), dots_b(length);
    plain().dots(gain.data, a.data, length, 64, dots_a.data);
    tested().dots(gain.data, a.data, length, 64, dots_b.data);
    EXPECT_TRUE(dots_a == dots_b);
  }
}

std::vector<std::string> names() {
  std::vector<std::string> out;
  for (const Kernels* kernels : usable_kernels()) out.emplace_back(kernels->name);
  return out;
}

INSTANTIATE_TEST_SUITE_P(All, KernelsTest, testing::ValuesIn(names()),
                         [](const auto& tested) { return tested.param; });

TEST(Kernels, AreFoundByName) {
  EXPECT_EQ(find_kernels("scalar"), &plain_kernels());
  EXPECT_EQ(find_kernels(""), usable_kernels().front());
  EXPECT_EQ(find_kernels("abacus"), nullptr);
}

// The rest asks whether the plain kernels compute what they should, in double precision.

TEST(PlainKernels, ProductIsExact) {
  std::mt19937 random(3);
  Matrix matrix(128, 64, random);
  Values<std::uint8_t> x(128);
  for (std::size_t i = 0; i < 128; ++i) x.data[i] = static_cast<std::uint8_t>(random() % 256);
  const RowScale scale{0.5F, 100};
  Values<float> out(64);
  plain_kernels().linear({x.data, &scale, 1}, matrix.layer, Activation::kLinear, nullptr, out.data);
  for (std::size_t n = 0; n < 64; ++n) {
    double sum = 0;
    for (std::size_t k = 0; k < 128; ++k)
      sum += (x.data[k] - 100) * double{matrix.weights.data[matrix.place(k, n)] * 1.0};
    const double expected = sum * matrix.scale.data[n] * 0.5 + matrix.bias.data[n];
    EXPECT_NEAR(out.data[n], expected, 1e-3 * (1 + std::abs(expected)));
  }
}

TEST(PlainKernels, GeluIsThatOfTheErrorFunction) {
  Values<std::int8_t> weights(64 * 64);
  Values<std::int32_t> sum(64);
  Values<float> scale(64), bias(64), out(64);
  Values<std::uint8_t> x(64);
  const RowScale one{1.0F, 1};
  const Linear layer{64, 64, weights.data, sum.data, scale.data, bias.data};
  for (int block = -8; block < 8; ++block) {
    for (int i = 0; i < 64; ++i)
      bias.data[i] = static_cast<float>(block) + static_cast<float>(i) / 64.0F;
    plain_kernels().linear({x.data, &one, 1}, layer, Activation::kGelu, nullptr, out.data);
    for (int i = 0; i < 64; ++i) {
      const double v = bias.data[i];
      EXPECT_NEAR(out.data[i], 0.5 * v * (1 + std::erf(v / std::sqrt(2.0))), 2e-6) << v;
    }
  }
}

TEST(PlainKernels, AttentionIsThatOfThePaper) {
  std::mt19937 random(5);
  const std::size_t length = 19, hidden = 64;
  Values<float> qkv(length * 3 * hidden, random, 1.5F), out(length * hidden);
  Values<float> scratch(attention_scratch(length));
  plain_kernels().attend(qkv.data, length, hidden, out.data, scratch.data);
  const auto at = [&](std::size_t t, std::size_t third, std::size_t k) {
    return double{qkv.data[t * 3 * hidden + third * hidden + k]};
  };
  for (std::size_t head = 0; head < hidden; head += 32)
    for (std::size_t i = 0; i < length; ++i) {
      std::vector<double> weights(length);
      double total = 0;
      for (std::size_t t = 0; t < length; ++t) {
        double score = 0;
        for (std::size_t d = 0; d < 32; ++d) score += at(i, 0, head + d) * at(t, 1, head + d);
        total += weights[t] = std::exp(score / std::sqrt(32.0));
      }
      for (std::size_t d = 0; d < 32; ++d) {
        double expected = 0;
        for (std::size_t t = 0; t < length; ++t)
          expected += weights[t] / total * at(t, 2, head + d);
        EXPECT_NEAR(out.data[i * hidden + head + d], expected, 1e-5);
      }
    }
}

TEST(PlainKernels, NormalisedRowsHaveMeanZeroAndVarianceOne) {
  std::mt19937 random(6);
  Values<float> x(128, random, 4.0F), gain(128), bias(128);
  std::fill_n(gain.data, 128, 1.0F);
  x.data[0] += 1000.0F;  // a mean far from zero costs no accuracy
  plain_kernels().layer_norm(x.data, 1, 128, gain.data, bias.data);
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < 128; ++i) sum += x.data[i], squares += double{x.data[i]} * x.data[i];
  EXPECT_NEAR(sum / 128, 0, 1e-5);
  EXPECT_NEAR(squares / 128, 1, 1e-5);
}

}  // namespace
}  // namespace litopys::language
