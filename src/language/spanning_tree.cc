// Chu-Liu and Edmonds' maximum spanning arborescence on a dense graph (Tarjan 1977, with the
// correction of Camerini, Fratta and Maffioli 1979), and one word on the root.
//
// Taking the best head of each word can give a circle: "the(2) cat(1)" may each prefer the other.
// A path is grown instead: from a component (at first a word) to the component its best arc comes
// from, until it meets the root or a part that is finished, or runs into itself. Then the circle
// becomes one new component; an arc into it is worth its own score less that of the arc it breaks,
// and remembers the word it enters. At the end components are opened from the outside in: the arc
// that enters one decides which of its inner arcs is dropped.
//
// One root: every arc from the root costs a fine larger than all other scores together can make
// good, so that the best tree has as few of them as it must, one. Greedy choice of the best root
// is not the same: the word that gains most as root may leave the others worse heads.
//
// Cost: quadratic in the words (each merge is linear in the sources, and there are fewer merges
// than words). Ties go to the lowest number. No recursion. Covered by spanning_tree_test.cc
// against every tree of small sentences.
#include "language/spanning_tree.h"

#include <algorithm>

namespace litopys::language {
namespace {

constexpr double kLimit = 1e5;
constexpr double kRootFine = 1e9;  // above 2 * kLimit * 512 words, the longest sentence

enum : std::uint8_t { kNew, kOnPath, kFinished };

// Components are numbered from 1: the words, then each contracted circle.
class Search {
 public:
  Search(TreeMemory& memory, std::size_t count) : m_(memory), count_(count), width_(count + 1) {
    m_.gain.resize(width_ * width_);   // [row][source word]: what the best arc from there is worth
    m_.entry.resize(width_ * width_);  // the word which that arc enters
    m_.row.assign(2 * width_, 0);      // the row of a component
    m_.outer.resize(2 * width_);       // union-find towards the outermost component
    m_.parent.assign(2 * width_, 0);   // the component that swallowed this one
    m_.source.assign(2 * width_, 0);   // the chosen arc into a component
    m_.target.assign(2 * width_, 0);
    m_.state.assign(2 * width_, kNew);
    for (std::uint32_t i = 0; i < 2 * width_; ++i) m_.outer[i] = i;
  }

  void read(const float* scores, std::size_t stride) {
    for (std::uint32_t d = 1; d <= count_; ++d) {
      m_.row[d] = d;
      for (std::size_t h = 0; h <= count_; ++h) {
        double score = -kLimit;
        if (const double given = scores[d * stride + h]; given > -kLimit)
          score = std::min(given, kLimit);
        m_.gain[d * width_ + h] = h == 0 ? score - kRootFine : score;
        m_.entry[d * width_ + h] = d;
      }
    }
    last_ = static_cast<std::uint32_t>(count_);
  }

  // Finishes the component of a word and all that its path leads through.
  void grow(std::uint32_t word) {
    std::uint32_t component = outermost(word);
    if (m_.state[component] == kFinished) return;
    m_.path.assign(1, component);
    m_.state[component] = kOnPath;
    for (;;) {
      component = m_.path.back();
      choose(component);
      const std::uint32_t source = m_.source[component];
      const std::uint32_t before = source == 0 ? 0 : outermost(source);
      if (before == 0 || m_.state[before] == kFinished) break;
      if (m_.state[before] == kOnPath) {
        contract(before);
      } else {
        m_.state[before] = kOnPath;
        m_.path.push_back(before);
      }
    }
    for (const std::uint32_t done : m_.path) m_.state[done] = kFinished;
  }

  void open(std::vector<std::uint32_t>& heads) {
    heads.assign(width_, 0);
    std::vector<std::uint8_t>& overruled = m_.state;
    std::fill(overruled.begin(), overruled.end(), std::uint8_t{0});
    for (std::uint32_t component = last_; component > 0; --component) {
      if (overruled[component]) continue;
      heads[m_.target[component]] = m_.source[component];
      for (std::uint32_t inner = m_.target[component]; inner != component; inner = m_.parent[inner])
        overruled[inner] = 1;
    }
  }

 private:
  std::uint32_t outermost(std::uint32_t component) {
    while (m_.outer[component] != component) {
      m_.outer[component] = m_.outer[m_.outer[component]];
      component = m_.outer[component];
    }
    return component;
  }

  // The best arc into a component from outside. One from the root always exists.
  void choose(std::uint32_t component) {
    const double* gain = &m_.gain[m_.row[component] * width_];
    std::uint32_t best = 0;
    for (std::uint32_t h = 1; h <= count_; ++h)
      if (gain[h] > gain[best] && outermost(h) != component) best = h;
    m_.source[component] = best;
    m_.target[component] = m_.entry[m_.row[component] * width_ + best];
  }

  // The end of the path from `first` on is a circle: one new component takes its place, in the row
  // of `first`.
  void contract(std::uint32_t first) {
    auto begin = m_.path.end();
    do --begin;
    while (*begin != first);
    const std::uint32_t whole = ++last_;
    m_.row[whole] = m_.row[first];
    for (auto part = begin; part != m_.path.end(); ++part) {
      double* gain = &m_.gain[m_.row[*part] * width_];
      const double kept = gain[m_.source[*part]];
      for (std::size_t h = 0; h <= count_; ++h) gain[h] -= kept;
      m_.outer[*part] = m_.parent[*part] = whole;
      if (*part != first) merge(m_.row[first] * width_, m_.row[*part] * width_);
    }
    m_.path.erase(begin, m_.path.end());
    m_.path.push_back(whole);
    m_.state[whole] = kOnPath;
  }

  // Keeps the better of two arcs from each source.
  void merge(std::size_t into, std::size_t from) {
    for (std::size_t h = 0; h <= count_; ++h)
      if (m_.gain[from + h] > m_.gain[into + h]) {
        m_.gain[into + h] = m_.gain[from + h];
        m_.entry[into + h] = m_.entry[from + h];
      }
  }

  TreeMemory& m_;
  std::size_t count_;
  std::size_t width_;
  std::uint32_t last_ = 0;  // the number of the latest component
};

}  // namespace

void best_tree(const float* scores, std::size_t count, std::size_t stride,
               std::vector<std::uint32_t>& heads, TreeMemory& memory) {
  Search search(memory, count);
  search.read(scores, stride);
  for (std::uint32_t word = 1; word <= count; ++word) search.grow(word);
  search.open(heads);
}

}  // namespace litopys::language
