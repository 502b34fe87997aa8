#include "language/encoder.h"

#include <gtest/gtest.h>

#include <cmath>

#include "language/model.h"

namespace litopys::language {
namespace {

// The oracle: the same network in double precision, libm's exp and erf, no quantised activations.
class SlowEncoder {
 public:
  SlowEncoder(const Encoder& encoder, const PieceBatch& batch) : e_(encoder), batch_(batch) {
    for (std::size_t s = 0; s + 1 < batch.offsets.size(); ++s)
      for (std::size_t i = batch.offsets[s]; i < batch.offsets[s + 1]; ++i)
        for (std::size_t k = 0; k < e_.hidden; ++k)
          rows_.push_back(double{e_.word_embedding.scale[batch.pieces[i]]} *
                              e_.word_embedding.values[batch.pieces[i] * e_.hidden + k] +
                          e_.position_embedding[(i - batch.offsets[s]) * e_.hidden + k] +
                          e_.case_embedding[batch.cases[i] * e_.hidden + k]);
    norm(e_.embedding_gain, e_.embedding_bias);
  }

  const std::vector<double>& rows() const { return rows_; }

  void layer(const Encoder::Layer& layer) {
    add(linear(attention(linear(rows_, layer.qkv)), layer.attention_output));
    norm(layer.attention_gain, layer.attention_bias);
    std::vector<double> inner = linear(rows_, layer.intermediate);
    for (double& v : inner) v = 0.5 * v * (1 + std::erf(v / std::sqrt(2.0)));
    add(linear(inner, layer.output));
    norm(layer.output_gain, layer.output_bias);
  }

 private:
  std::vector<double> linear(const std::vector<double>& x, const Linear& l) const {
    const std::size_t count = x.size() / l.inputs;
    std::vector<double> y(count * l.outputs);
    for (std::size_t m = 0; m < count; ++m)
      for (std::size_t n = 0; n < l.outputs; ++n) {
        double sum = 0;
        for (std::size_t k = 0; k < l.inputs; ++k)
          sum += x[m * l.inputs + k] *
                 l.weights[((n / 64) * (l.inputs / 4) + k / 4) * 256 + (n % 64) * 4 + k % 4];
        y[m * l.outputs + n] = sum * double{l.scale[n]} + double{l.bias[n]};
      }
    return y;
  }

  std::vector<double> attention(const std::vector<double>& qkv) const {
    const std::size_t h = e_.hidden;
    std::vector<double> out(qkv.size() / 3);
    for (std::size_t s = 0; s + 1 < batch_.offsets.size(); ++s)
      for (std::size_t head = 0; head < h; head += 32)
        for (std::size_t i = batch_.offsets[s]; i < batch_.offsets[s + 1]; ++i) {
          double total = 0;
          std::vector<double> sums(32);
          for (std::size_t t = batch_.offsets[s]; t < batch_.offsets[s + 1]; ++t) {
            double score = 0;
            for (std::size_t d = head; d < head + 32; ++d)
              score += qkv[i * 3 * h + d] * qkv[t * 3 * h + h + d];
            const double weight = std::exp(score / std::sqrt(32.0));
            total += weight;
            for (std::size_t d = 0; d < 32; ++d)
              sums[d] += weight * qkv[t * 3 * h + 2 * h + head + d];
          }
          for (std::size_t d = 0; d < 32; ++d) out[i * h + head + d] = sums[d] / total;
        }
    return out;
  }

  void add(const std::vector<double>& y) {
    for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i] += y[i];
  }

  void norm(const float* gain, const float* bias) {
    const std::size_t h = e_.hidden;
    for (std::size_t m = 0; m < rows_.size() / h; ++m) {
      double mean = 0, variance = 0;
      double* row = &rows_[m * h];
      for (std::size_t k = 0; k < h; ++k) mean += row[k] / static_cast<double>(h);
      for (std::size_t k = 0; k < h; ++k)
        variance += (row[k] - mean) * (row[k] - mean) / static_cast<double>(h);
      for (std::size_t k = 0; k < h; ++k)
        row[k] = (row[k] - mean) / std::sqrt(variance + 1e-12) * gain[k] + bias[k];
    }
  }

  const Encoder& e_;
  const PieceBatch& batch_;
  std::vector<double> rows_;
};

PieceBatch batch_of(std::initializer_list<std::size_t> lengths) {
  PieceBatch batch;
  batch.clear();
  for (const std::size_t length : lengths) {
    for (std::size_t i = 0; i < length; ++i) {
      batch.pieces.push_back(static_cast<std::uint32_t>((i * 7 + length) % 60));
      batch.cases.push_back(static_cast<std::uint8_t>(i % 6));
    }
    batch.offsets.push_back(static_cast<std::uint32_t>(batch.pieces.size()));
  }
  return batch;
}

TEST(Encoder, StaysCloseToDoublePrecision) {
  const auto model = load_model(std::string(LITOPYS_SOURCE_DIR) + "/tests/data/tiny.model");
  ASSERT_TRUE(bool(model)) << model.error().message;
  const Encoder& encoder = model->encoder;
  const PieceBatch batch = batch_of({5, 17, 1, 32, 2});
  EncoderMemory memory;
  SlowEncoder slow(encoder, batch);
  encode(encoder, *model->kernels, batch, memory);
  for (std::size_t layer = 0;; ++layer) {
    for (std::size_t row = 0; row < batch.pieces.size(); ++row) {
      double ab = 0, aa = 0, bb = 0;
      for (std::size_t k = 0; k < encoder.hidden; ++k) {
        const double a = slow.rows()[row * encoder.hidden + k];
        const double b = memory.output(layer)[row * encoder.hidden + k];
        ab += a * b, aa += a * a, bb += b * b;
      }
      EXPECT_GT(ab / std::sqrt(aa * bb), 0.999) << "layer " << layer << " row " << row;
    }
    if (layer == encoder.layers.size()) break;
    slow.layer(encoder.layers[layer]);
  }
}

}  // namespace
}  // namespace litopys::language
