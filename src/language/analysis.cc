// Small walks over the trees of an Analysis. Trees come from a decoder that allows no cycles, but
// they may also come from a file: every walk is bounded by the sentence's length.
// Covered by analysis_test.cc.
#include "language/analysis.h"

#include <algorithm>

namespace litopys::language {

std::vector<std::int32_t> children(const Analysis& analysis, std::int32_t word) {
  const Sentence& sentence = analysis.sentences[analysis.words[word].sentence];
  std::vector<std::int32_t> out;
  for (std::int32_t i = sentence.begin; i < sentence.end; ++i)
    if (analysis.words[i].head == word) out.push_back(i);
  return out;
}

bool dominates(const Analysis& analysis, std::int32_t ancestor, std::int32_t word) {
  const Sentence& sentence = analysis.sentences[analysis.words[word].sentence];
  for (std::int32_t steps = sentence.end - sentence.begin; steps >= 0 && word != kNone; --steps) {
    if (word == ancestor) return true;
    word = analysis.words[word].head;
  }
  return false;
}

WordRange subtree(const Analysis& analysis, std::int32_t word) {
  const Sentence& sentence = analysis.sentences[analysis.words[word].sentence];
  std::vector<bool> inside(sentence.end - sentence.begin, false);
  std::vector<std::int32_t> pending{word};
  inside[word - sentence.begin] = true;
  WordRange range{word, word + 1};
  while (!pending.empty()) {
    const std::int32_t head = pending.back();
    pending.pop_back();
    range = {std::min(range.begin, head), std::max(range.end, head + 1)};
    for (const std::int32_t child : children(analysis, head)) {
      if (inside[child - sentence.begin]) continue;
      inside[child - sentence.begin] = true;
      pending.push_back(child);
    }
  }
  return range;
}

std::string_view relation(const Word& word) {
  const std::string_view deprel = word.deprel;
  return deprel.substr(0, deprel.find(':'));
}

bool has_feature(const Word& word, std::string_view feature) {
  const std::string_view all = word.features;
  for (std::size_t at = all.find(feature); at != std::string_view::npos;
       at = all.find(feature, at + 1)) {
    const std::size_t end = at + feature.size();
    if ((at == 0 || all[at - 1] == '|') && (end == all.size() || all[end] == '|')) return true;
  }
  return false;
}

namespace {
// The bytes of the clitic that shares the last word's token but not the range: "'s" of "Adeyemi's".
std::uint32_t clitic_behind(const Analysis& analysis, std::int32_t last) {
  const std::size_t next = static_cast<std::size_t>(last) + 1;
  if (next >= analysis.words.size()) return 0;
  const Word& word = analysis.words[static_cast<std::size_t>(last)];
  const Word& clitic = analysis.words[next];
  const bool apostrophe = clitic.form.starts_with("'") || clitic.form.starts_with("’");
  const bool one_token = word.span == clitic.span &&
                         word.form.size() + clitic.form.size() == word.span.end - word.span.begin;
  return one_token && apostrophe ? static_cast<std::uint32_t>(clitic.form.size()) : 0;
}
}  // namespace

Span span_of(const Analysis& analysis, WordRange range) {
  if (range.begin >= range.end) return {};
  Span span = text::hull(analysis.words[range.begin].span, analysis.words[range.end - 1].span);
  span.end -= clitic_behind(analysis, range.end - 1);
  return span;
}

}  // namespace litopys::language
