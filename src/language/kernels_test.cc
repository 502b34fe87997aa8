#include "language/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>
#include <tuple>

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

TEST_P(KernelsTest, QuantisesGeluAndNormsAlike) {
  Values<float> gain(192, random_, 1.0F), bias(192, random_, 1.0F);
  for (const std::size_t rows : {1, 3, 4, 5, 9}) {
    Values<float> x(rows * 192, random_, 3.0F), y(rows * 192);
    Values<std::uint8_t> a(rows * 192), b(rows * 192);
    Values<RowScale> scale_a(rows), scale_b(rows);
    for (const bool norm : {false, true}) {
      std::memcpy(y.data, x.data, x.size * sizeof(float));
      for (const auto& [kernels, floats, bytes, scale] :
           {std::tuple(&plain(), x.data, a.data, scale_a.data),
            std::tuple(&tested(), y.data, b.data, scale_b.data)})
        if (norm)
          kernels->quantise_norm(floats, rows, 192, gain.data, bias.data, bytes, scale);
        else
          kernels->quantise_gelu(floats, rows, 192, bytes, scale);
      EXPECT_TRUE(x == y) << rows;
      EXPECT_TRUE(a == b) << rows;
      EXPECT_TRUE(scale_a == scale_b) << rows;
    }
  }
}

TEST_P(KernelsTest, MultipliesAlike) {
  for (const std::size_t rows : {1, 2, 3, 4, 5, 6, 7, 13, 24, 100})
    for (const std::size_t inputs : {64, 128, 192, 1536}) {
      const std::size_t outputs = 64 * (1 + rows % 3);
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
      for (const Activation activation : {Activation::kLinear, Activation::kRelu}) {
        plain().linear(view, matrix.layer, activation, nullptr, a.data);
        tested().linear(view, matrix.layer, activation, nullptr, b.data);
        EXPECT_TRUE(a == b) << rows;
      }
      plain().linear(view, matrix.layer, Activation::kLinear, residual.data, a.data);
      tested().linear(view, matrix.layer, Activation::kLinear, residual.data, b.data);
      EXPECT_TRUE(a == b) << rows;
      const std::size_t panel = (rows + 1) * 64;
      Values<float> panels_a(outputs / 64 * panel), panels_b(outputs / 64 * panel);
      plain().linear_in_panels(view, matrix.layer, panels_a.data, panel);
      tested().linear_in_panels(view, matrix.layer, panels_b.data, panel);
      EXPECT_TRUE(panels_a == panels_b) << rows;
    }
}

TEST_P(KernelsTest, AttendsAndAddsAlike) {
  Values<float> vector(64, random_, 1.0F);
  for (std::size_t length = 1; length <= 70; ++length) {
    const std::size_t panel = (length + 2) * 64;
    Values<float> qkv(6 * panel, random_, 2.0F), scratch(attention_scratch(length));
    Values<float> a(length * 128), b(length * 128);
    plain().attend(qkv.data, panel, length, 128, a.data, scratch.data);
    tested().attend(qkv.data, panel, length, 128, b.data, scratch.data);
    EXPECT_TRUE(a == b) << length;

    std::vector<const float*> rows;
    for (std::size_t i = 0; i < length; ++i) rows.push_back(qkv.data + i * 128);
    const std::vector<float> factors(qkv.data, qkv.data + length);
    plain().combine(rows.data(), factors.data(), length, 128, a.data);
    tested().combine(rows.data(), factors.data(), length, 128, b.data);
    EXPECT_TRUE(a == b) << length;

    Values<float> dots_a(length), dots_b(length);
    plain().dots(vector.data, a.data, length, 64, dots_a.data);
    tested().dots(vector.data, a.data, length, 64, dots_b.data);
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
  Values<float> x(64 * 16);
  Values<std::uint8_t> bytes(x.size);
  RowScale scale;
  const auto input = [](std::size_t i) { return static_cast<double>(i) / 64 - 8; };
  for (std::size_t i = 0; i < x.size; ++i) x.data[i] = static_cast<float>(input(i));
  plain_kernels().quantise_gelu(x.data, 1, x.size, bytes.data, &scale);
  for (std::size_t i = 0; i < x.size; ++i) {
    const double v = input(i), expected = 0.5 * v * (1 + std::erf(v / std::sqrt(2.0)));
    EXPECT_NEAR(x.data[i], 2 * expected, 3.4e-5) << v;
    EXPECT_NEAR(value_of(bytes.data[i], scale), expected, 0.51 * scale.scale + 1.7e-5) << v;
  }
}

TEST(PlainKernels, AttentionIsThatOfThePaper) {
  std::mt19937 random(5);
  const std::size_t length = 19, hidden = 128, panel = length * 64;
  Values<float> qkv(length * 3 * hidden, random, 1.5F), out(length * hidden);
  Values<float> scratch(attention_scratch(length));
  plain_kernels().attend(qkv.data, panel, length, hidden, out.data, scratch.data);
  const auto at = [&](std::size_t t, std::size_t third, std::size_t k) {
    const std::size_t column = third * hidden + k;
    return double{qkv.data[column / 64 * panel + t * 64 + column % 64]};
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
  Values<std::uint8_t> bytes(128);
  RowScale scale;
  std::fill_n(gain.data, 128, 1.0F);
  x.data[0] += 1000.0F;  // a mean far from zero costs no accuracy
  plain_kernels().quantise_norm(x.data, 1, 128, gain.data, bias.data, bytes.data, &scale);
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < 128; ++i) sum += x.data[i], squares += double{x.data[i]} * x.data[i];
  EXPECT_NEAR(sum / 128, 0, 1e-5);
  EXPECT_NEAR(squares / 128, 1, 1e-5);
}

}  // namespace
}  // namespace litopys::language
