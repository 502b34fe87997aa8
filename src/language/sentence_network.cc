// The network, a stretch of tokens at a time.
//
// A stretch of 192 tokens is computed with the neighbours it can see (up to fourteen on each side),
// so that long paragraphs need no more memory than short ones and where a stretch begins changes
// nothing. Beyond the paragraph's ends stand rows of zeros, before every layer. The bytes of the
// tables are summed as integers; a layer is one product of rows of 5 * 64 floats, quantised row by
// row. About 60,000 multiply-adds a token, a small part of what the encoder takes. Bit-equality of
// the kernels is tested in boundaries_test.cc, equality with the training program by the samples in
// the file.
#include "language/sentence_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace litopys::language {
namespace {

using text::Error;
using text::Result;
using text::Status;

constexpr std::size_t kWidth = SentenceNetwork::kWidth;
constexpr std::size_t kWindow = SentenceNetwork::kTaps * kWidth;
constexpr std::size_t kReach = SentenceNetwork::kTaps / 2;
constexpr std::size_t kStretch = 192;

struct Memory {
  Buffer<float> rows, windows;
  Buffer<std::uint8_t> bytes;
  Buffer<RowScale> scale;
};

void add_row(const std::int8_t* row, std::array<std::int32_t, kWidth>& sums) {
  for (std::size_t i = 0; i < kWidth; ++i) sums[i] += row[i];
}

void embed_token(const SentenceNetwork& network, const std::uint32_t* attributes, float* out) {
  std::array<std::int32_t, kWidth> sums{};
  std::copy(network.bias.begin(), network.bias.end(), sums.begin());
  const auto found = std::lower_bound(network.words.begin(), network.words.end(), attributes[0]);
  const bool known = found != network.words.end() && *found == attributes[0];
  if (known)
    add_row(network.word_rows + static_cast<std::size_t>(found - network.words.begin()) * kWidth,
            sums);
  for (std::size_t i = known ? 1 : 0; i < network.tables.size(); ++i) {
    const SentenceNetwork::Table& table = network.tables[i];
    add_row(table.rows + std::size_t{attributes[table.attribute] & table.mask} * kWidth, sums);
  }
  for (std::size_t i = 0; i < kWidth; ++i)
    out[i] = static_cast<float>(std::max(sums[i], 0)) * network.scale;
}

// The five rows around each of `count` tokens side by side, zeros beyond the ends.
void gather(const float* rows, std::size_t count, std::size_t step, float* windows) {
  for (std::size_t t = 0; t < count; ++t)
    for (std::size_t tap = 0; tap < SentenceNetwork::kTaps; ++tap, windows += kWidth) {
      const std::size_t at = t + tap * step;
      if (at < kReach * step || at - kReach * step >= count)
        std::fill_n(windows, kWidth, 0.0F);
      else
        std::copy_n(rows + (at - kReach * step) * kWidth, kWidth, windows);
    }
}

void run_layer(const SentenceNetwork& network, const SentenceNetwork::Layer& layer,
               std::size_t count, Memory& memory) {
  float* windows = memory.windows.room(count * kWindow);
  gather(memory.rows.data(), count, layer.step, windows);
  std::uint8_t* bytes = memory.bytes.room(count * kWindow);
  RowScale* scale = memory.scale.room(count);
  network.kernels->quantise(windows, count, kWindow, bytes, scale);
  network.kernels->linear({bytes, scale, count}, layer.linear, Activation::kRelu, nullptr,
                          memory.rows.data());
}

class Reader {
 public:
  Reader(const ModelFile& file, std::string prefix, const nlohmann::json& meta,
         SentenceNetwork& network)
      : file_(file), prefix_(std::move(prefix)), meta_(meta), network_(network) {}

  Status read() {
    const auto shape = file_.shape(prefix_ + "words");
    if (shape.size() != 1) return damaged("no " + prefix_ + "words");
    Status done = span("words", shape, network_.words);
    if (done) done = pointer("word_rows", {shape[0], kWidth}, network_.word_rows);
    if (done && !std::is_sorted(network_.words.begin(), network_.words.end()))
      done = damaged(prefix_ + "words do not rise");
    if (done) done = tables();
    if (done) done = layers();
    if (done) done = span("bias", {kWidth}, network_.bias);
    // So that no sum of the tables' bytes leaves 32 bits.
    for (const std::int32_t number : network_.bias)
      if (done && (number < -(1 << 24) || number > (1 << 24)))
        done = damaged(prefix_ + "bias is too large");
    if (done) done = span("out", {kWidth}, network_.out);
    std::span<const float> numbers;
    if (done) done = span("scale", {2}, numbers);
    if (!done) return done;
    network_.scale = numbers[0];
    network_.out_bias = numbers[1];
    return text::Done{};
  }

 private:
  Error damaged(std::string_view what) const {
    return {"invalid-model", fmt::format("{}: {}", file_.name(), what)};
  }

  template <class T>
  Status span(const std::string& name, const std::vector<std::size_t>& shape,
              std::span<const T>& out) {
    const auto block = file_.block<T>(prefix_ + name, shape);
    if (!block) return block.error();
    out = *block;
    return text::Done{};
  }

  template <class T>
  Status pointer(const std::string& name, const std::vector<std::size_t>& shape, const T*& out) {
    std::span<const T> numbers;
    const Status done = span(name, shape, numbers);
    out = numbers.data();
    return done;
  }

  // A list of small whole numbers in the meta data.
  Status list(const char* name, std::size_t most, std::vector<std::size_t>& out) const {
    const auto found = meta_.find(name);
    if (found == meta_.end() || !found->is_array() || found->empty() || found->size() > 16)
      return damaged(fmt::format("no list \"{}\"", name));
    for (const auto& entry : *found) {
      if (!entry.is_number_unsigned() || entry.get<std::uint64_t>() > most)
        return damaged(fmt::format("\"{}\" holds something else than small numbers", name));
      out.push_back(entry.get<std::size_t>());
    }
    return text::Done{};
  }

  Status tables() {
    std::vector<std::size_t> attributes;
    Status done = list("tables", kSentenceAttributes - 1, attributes);
    for (std::size_t i = 0; done && i < attributes.size(); ++i) {
      const std::string name = fmt::format("table{}", i);
      const std::vector<std::size_t> shape = file_.shape(prefix_ + name);
      const std::size_t rows = shape.empty() ? 0 : shape[0];
      if (rows == 0 || (rows & (rows - 1)) != 0 || rows > (1U << 24))
        return damaged(fmt::format("{} has {} rows, not a power of two", name, rows));
      SentenceNetwork::Table table{attributes[i], static_cast<std::uint32_t>(rows - 1), nullptr};
      done = pointer(name, {rows, kWidth}, table.rows);
      network_.tables.push_back(table);
    }
    return done;
  }

  Status layers() {
    std::vector<std::size_t> steps;
    Status done = list("steps", 8, steps);
    for (std::size_t i = 0; done && i < steps.size(); ++i) {
      const std::string name = fmt::format("layer{}", i);
      SentenceNetwork::Layer layer{{.inputs = kWindow, .outputs = kWidth}, steps[i]};
      done = pointer(name, {1, kWindow / 4, kPanel, 4}, layer.linear.weights);
      if (done) done = pointer(name + ".sum", {kWidth}, layer.linear.sum);
      if (done) done = pointer(name + ".scale", {kWidth}, layer.linear.scale);
      if (done) done = pointer(name + ".bias", {kWidth}, layer.linear.bias);
      network_.layers.push_back(layer);
    }
    return done;
  }

  const ModelFile& file_;
  const std::string prefix_;
  const nlohmann::json& meta_;
  SentenceNetwork& network_;
};

}  // namespace

std::vector<float> SentenceNetwork::scores(const AttributeTable& attributes,
                                           std::size_t tokens) const {
  std::size_t reach = 0;
  for (const Layer& layer : layers) reach += kReach * layer.step;
  std::vector<float> scores(tokens);
  Memory memory;
  for (std::size_t first = 0; first < tokens; first += kStretch) {
    const std::size_t last = std::min(first + kStretch, tokens);
    const std::size_t begin = first - std::min(first, reach);
    const std::size_t end = std::min(last + reach, tokens);
    const std::size_t count = end - begin;
    float* rows = memory.rows.room(count * kWidth);
    for (std::size_t t = 0; t < count; ++t)
      embed_token(*this, attributes.row(begin + t), rows + t * kWidth);
    for (const Layer& layer : layers) run_layer(*this, layer, count, memory);
    kernels->dots(out.data(), rows + (first - begin) * kWidth, last - first, kWidth,
                  scores.data() + first);
  }
  for (float& score : scores) score += out_bias;
  return scores;
}

std::vector<float> SentenceNetworks::scores(const AttributeTable& attributes,
                                            std::size_t tokens) const {
  std::vector<float> sums(tokens, 0.0F);
  for (const SentenceNetwork& member : members) {
    const std::vector<float> scores = member.scores(attributes, tokens);
    for (std::size_t i = 0; i < tokens; ++i) sums[i] += scores[i];
  }
  const auto count = static_cast<float>(members.size());
  for (float& sum : sums) sum /= count;
  return sums;
}

Result<SentenceNetworks> read_sentence_networks(const ModelFile& file, const Kernels& kernels) {
  const auto list = file.meta().find("sentence_networks");
  if (list == file.meta().end() || !list->is_array() || list->empty() || list->size() > 8)
    return Error{"invalid-model", fmt::format("{}: no \"sentence_networks\"", file.name())};
  SentenceNetworks out;
  for (std::size_t i = 0; i < list->size(); ++i) {
    SentenceNetwork& network = out.members.emplace_back();
    network.kernels = &kernels;
    if (!(*list)[i].is_object())
      return Error{"invalid-model", fmt::format("{}: \"sentence_networks\" holds something else "
                                                "than objects",
                                                file.name())};
    Reader reader(file, fmt::format("sentence{}.", i), (*list)[i], network);
    if (const Status done = reader.read(); !done) return done.error();
  }
  return out;
}

}  // namespace litopys::language
