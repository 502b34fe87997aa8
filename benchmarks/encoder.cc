// Tokens a second of the encoder alone, on one core, for each kernel this processor has.
//   benchmark_encoder english.model
//
// Sentences of 32 and 128 pieces, and a mix of lengths as news has them (mean 30, longest 128).
// The best of five runs, since a busy machine only ever slows one down.
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <random>

#include "language/model.h"

using namespace litopys::language;

namespace {

// Of this thread on the processor, so that what else runs counts less.
double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void measure(const Model& model, const Kernels& kernels, const char* name,
             const std::vector<std::size_t>& lengths) {
  std::mt19937 random(1);
  PieceBatch batch;
  batch.clear();
  for (const std::size_t length : lengths) {
    for (std::size_t i = 0; i < length; ++i) {
      batch.pieces.push_back(
          static_cast<std::uint32_t>(random() % model.dimensions.vocabulary));
      batch.cases.push_back(0);
    }
    batch.offsets.push_back(static_cast<std::uint32_t>(batch.pieces.size()));
  }
  EncoderMemory memory;
  double best = 1e9;
  for (int run = 0; run < 5; ++run) {
    const double begin = seconds();
    embed(model.encoder, kernels, batch, memory);
    for (std::size_t layer = 0; layer < model.encoder.layers.size(); ++layer)
      run_layer(model.encoder, layer, kernels, batch, memory);
    best = std::min(best, seconds() - begin);
  }
  fmt::print("{:8} {:24} {:8.0f} tokens/s\n", kernels.name, name,
             static_cast<double>(batch.pieces.size()) / best);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const auto model = load_model(arguments[1]);
  if (!model) {
    fmt::print(stderr, "{}\n", model.error().message);
    return 1;
  }
  std::mt19937 random(2);
  std::lognormal_distribution<float> length(3.3F, 0.5F);
  std::vector<std::size_t> news;
  for (int i = 0; i < 64; ++i)
    news.push_back(static_cast<std::size_t>(std::clamp(length(random), 4.0F, 128.0F)));
  for (const Kernels* kernels : usable_kernels()) {
    measure(*model, *kernels, "32 sentences of 32", std::vector<std::size_t>(32, 32));
    measure(*model, *kernels, "8 sentences of 128", std::vector<std::size_t>(8, 128));
    measure(*model, *kernels, "64 sentences, as in news", news);
  }
}
