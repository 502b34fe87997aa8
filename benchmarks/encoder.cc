// Tokens a second of the encoder alone, on one core, and how near that is to what the processor's
// byte products could give.
//   benchmark_encoder english.model                     every kernel, three mixes of lengths
//   benchmark_encoder english.model vnni 12,40,31       one kernel, these lengths (of pieces)
//   benchmark_encoder english.model vnni 12,40,31 parts and what each function takes of the time
//
// The mixes: sentences of 32 and 128 pieces, and lengths as news has them (mean 30, longest 128).
// The best of several runs of about a second in all, by this thread's processor time, since a busy
// machine only ever slows one down. The limit is a bare loop of the kernel's own tile over data
// that stay in the first cache: products and nothing else, timed between the runs. Its share is
// what is left after attention, norms, quantising, activation and the ends of the products.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <ctime>
#include <map>
#include <random>
#include <string>

#include "language/kernels_x86.h"
#include "language/model.h"
#include "text/table.h"

#ifdef LITOPYS_X86
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>
#endif

using namespace litopys::language;

namespace {

constexpr int kRuns = 9;
constexpr std::size_t kDepth = 384;  // inputs of the bare loop

// Of this thread on the processor, so that what else runs counts less.
double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

volatile int sink;

#ifdef LITOPYS_X86

// Six rows by 64 columns, as in kernels_vnni.cc: products of one pass.
__attribute__((target("avx512f,avx512bw,avx512vnni"))) std::size_t vnni_pass(
    const std::uint8_t* rows, const std::int8_t* weights) {
  __m512i sums[6][4];
#pragma GCC unroll 6
  for (int i = 0; i < 6; ++i)
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) sums[i][j] = _mm512_setzero_si512();
  for (std::size_t k = 0; k < kDepth; k += 4, weights += 256) {
    __m512i w[4];
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) w[j] = _mm512_load_si512(weights + 64 * j);
#pragma GCC unroll 6
    for (std::size_t i = 0; i < 6; ++i) {
      std::int32_t four;
      std::memcpy(&four, rows + i * kDepth + k, sizeof four);
      const __m512i bytes = _mm512_set1_epi32(four);
#pragma GCC unroll 4
      for (int j = 0; j < 4; ++j)
        asm("vpdpbusd %2, %1, %0" : "+v"(sums[i][j]) : "v"(bytes), "v"(w[j]));
    }
  }
  __m512i all = _mm512_setzero_si512();
#pragma GCC unroll 6
  for (int i = 0; i < 6; ++i)
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) all = _mm512_add_epi32(all, sums[i][j]);
  sink = _mm512_reduce_add_epi32(all);
  return 6 * 64 * kDepth;
}

// Six rows by eight columns, as in kernels_avx2.cc; rows and weights are pairs of bytes here.
__attribute__((target("avx2"))) std::size_t avx2_pass(const std::uint8_t* rows,
                                                      const std::int8_t* weights) {
  __m256i sums[6][2];
#pragma GCC unroll 6
  for (int i = 0; i < 6; ++i) sums[i][0] = sums[i][1] = _mm256_setzero_si256();
  for (std::size_t k = 0; k < kDepth; k += 4, weights += 32) {
    const auto* eight = reinterpret_cast<const __m128i*>(weights);
    const __m256i w[2] = {_mm256_cvtepi8_epi16(_mm_load_si128(eight)),
                          _mm256_cvtepi8_epi16(_mm_load_si128(eight + 1))};
#pragma GCC unroll 6
    for (std::size_t i = 0; i < 6; ++i) {
      std::int64_t four;
      std::memcpy(&four, rows + 2 * (i * kDepth + k), sizeof four);
      const __m256i x = _mm256_set1_epi64x(four);
#pragma GCC unroll 2
      for (int j = 0; j < 2; ++j) {
        __m256i products;
        asm("vpmaddwd %3, %2, %1\n\tvpaddd %1, %0, %0"
            : "+x"(sums[i][j]), "=&x"(products)
            : "x"(x), "x"(w[j]));
      }
    }
  }
  __m256i all = _mm256_setzero_si256();
#pragma GCC unroll 6
  for (int i = 0; i < 6; ++i) all = _mm256_add_epi32(all, _mm256_add_epi32(sums[i][0], sums[i][1]));
  alignas(32) int lanes[8];
  _mm256_store_si256(reinterpret_cast<__m256i*>(lanes), all);
  sink = lanes[0] + lanes[7];
  return 6 * 8 * kDepth;
}

#endif

// Byte products a second of the bare loop; 0 where the kernel has none.
double bare_products(std::string_view kernel) {
  alignas(64) static std::uint8_t rows[2 * 6 * kDepth];
  alignas(64) static std::int8_t weights[64 * kDepth];
  std::size_t (*pass)(const std::uint8_t*, const std::int8_t*) = nullptr;
#ifdef LITOPYS_X86
  if (kernel == "vnni") pass = vnni_pass;
  if (kernel == "avx2") pass = avx2_pass;
#endif
  if (pass == nullptr) return 0;
  std::fill(std::begin(rows), std::end(rows), std::uint8_t{3});
  std::fill(std::begin(weights), std::end(weights), std::int8_t{5});
  constexpr int kPasses = 20000;
  std::size_t products = 0;
  const double begin = seconds();
  for (int i = 0; i < kPasses; ++i) products += pass(rows, weights);
  return static_cast<double>(products) / (seconds() - begin);
}

// The functions of a kernel, each with a watch around it: what it took, for `parts`.
struct Watched {
  static inline const Kernels* kernels = nullptr;
  static inline std::map<std::string, double> took;

  template <class Function>
  static void time(const std::string& name, Function function) {
    const double begin = seconds();
    function();
    took[name] += seconds() - begin;
  }
  static Kernels table() {
    Kernels out = *kernels;
    out.quantise = [](const float* rows, std::size_t count, std::size_t width, std::uint8_t* values,
                      RowScale* scale) {
      time("quantise", [&] { kernels->quantise(rows, count, width, values, scale); });
    };
    out.quantise_gelu = [](float* rows, std::size_t count, std::size_t width, std::uint8_t* values,
                           RowScale* scale) {
      time("gelu", [&] { kernels->quantise_gelu(rows, count, width, values, scale); });
    };
    out.quantise_norm = [](float* rows, std::size_t count, std::size_t width, const float* gain,
                           const float* bias, std::uint8_t* values, RowScale* scale) {
      time("norm", [&] { kernels->quantise_norm(rows, count, width, gain, bias, values, scale); });
    };
    out.linear = [](const ByteRows& rows, const Linear& layer, Activation activation,
                    const float* residual, float* to) {
      time(fmt::format("matrix {} to {}", layer.inputs, layer.outputs),
           [&] { kernels->linear(rows, layer, activation, residual, to); });
    };
    out.linear_in_panels = [](const ByteRows& rows, const Linear& layer, float* to,
                              std::size_t panel) {
      time(fmt::format("matrix {} to {}", layer.inputs, layer.outputs),
           [&] { kernels->linear_in_panels(rows, layer, to, panel); });
    };
    out.attend = [](const float* qkv, std::size_t panel, std::size_t length, std::size_t hidden,
                    float* to, float* scratch) {
      time("attention", [&] { kernels->attend(qkv, panel, length, hidden, to, scratch); });
    };
    return out;
  }
};

PieceBatch batch_of(const Model& model, const std::vector<std::size_t>& lengths) {
  std::mt19937 random(1);
  PieceBatch batch;
  batch.clear();
  for (const std::size_t length : lengths) {
    for (std::size_t i = 0; i < length; ++i) {
      batch.pieces.push_back(static_cast<std::uint32_t>(random() % model.dimensions.vocabulary));
      batch.cases.push_back(0);
    }
    batch.offsets.push_back(static_cast<std::uint32_t>(batch.pieces.size()));
  }
  return batch;
}

double products_of_a_token(const Model& model) {
  double sum = 0;
  for (const Encoder::Layer& layer : model.encoder.layers)
    for (const Linear* matrix :
         {&layer.qkv, &layer.attention_output, &layer.intermediate, &layer.output})
      sum += static_cast<double>(matrix->inputs * matrix->outputs);
  return sum;
}

void measure(const Model& model, const Kernels& kernels, const std::string& name,
             const std::vector<std::size_t>& lengths) {
  const PieceBatch batch = batch_of(model, lengths);
  EncoderMemory memory;
  double best = 1e9, limit = 0;
  for (int run = 0; run < kRuns; ++run) {
    limit = std::max(limit, bare_products(kernels.name));
    const double begin = seconds();
    encode(model.encoder, kernels, batch, memory);
    best = std::min(best, seconds() - begin);
  }
  const double rate = static_cast<double>(batch.pieces.size()) / best;
  fmt::print("{:8} {:24} {:8.0f} tokens/s", kernels.name, name, rate);
  if (limit > 0)
    fmt::print("  {:6.1f} G products/s of {:6.1f}, share {:.3f}",
               rate * products_of_a_token(model) / 1e9, limit / 1e9,
               rate * products_of_a_token(model) / limit);
  fmt::print("\n");
}

void measure_parts(const Model& model, const Kernels& kernels,
                   const std::vector<std::size_t>& lengths) {
  const PieceBatch batch = batch_of(model, lengths);
  Watched::kernels = &kernels;
  const Kernels watched = Watched::table();
  EncoderMemory memory;
  std::map<std::string, double> best;
  for (int run = 0; run < kRuns; ++run) {
    Watched::took.clear();
    Watched::time("all", [&] { encode(model.encoder, watched, batch, memory); });
    for (const auto& [name, took] : Watched::took)
      best[name] = best.contains(name) ? std::min(best[name], took) : took;
  }
  for (const auto& [name, took] : best)
    fmt::print("{:20} {:7.3f} us a token  {:5.1f} %\n", name,
               1e6 * took / static_cast<double>(batch.pieces.size()), 100 * took / best["all"]);
}

std::vector<std::size_t> numbers(std::string_view list) {
  std::vector<std::size_t> out;
  for (const std::string& entry : litopys::text::split(list, ',')) {
    std::size_t number = 0;
    std::from_chars(entry.data(), entry.data() + entry.size(), number);
    out.push_back(std::clamp<std::size_t>(number, 1, 512));
  }
  return out;
}

std::vector<std::size_t> lengths_of_news() {
  std::mt19937 random(2);
  std::lognormal_distribution<float> length(3.3F, 0.5F);
  std::vector<std::size_t> out;
  for (int i = 0; i < 64; ++i)
    out.push_back(static_cast<std::size_t>(std::clamp(length(random), 4.0F, 128.0F)));
  return out;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2 && count != 4 && count != 5) return 2;
  const auto model = load_model(arguments[1]);
  if (!model) {
    fmt::print(stderr, "{}\n", model.error().message);
    return 1;
  }
  if (count >= 4) {
    const Kernels* kernels = find_kernels(arguments[2]);
    if (kernels == nullptr) return 2;
    measure(*model, *kernels, "lengths as given", numbers(arguments[3]));
    if (count == 5) measure_parts(*model, *kernels, numbers(arguments[3]));
    return 0;
  }
  for (const Kernels* kernels : usable_kernels()) {
    measure(*model, *kernels, "32 sentences of 32", std::vector<std::size_t>(32, 32));
    measure(*model, *kernels, "8 sentences of 128", std::vector<std::size_t>(8, 128));
    measure(*model, *kernels, "64 sentences, as in news", lengths_of_news());
  }
}
