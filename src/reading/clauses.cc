// Clauses of Universal Dependencies trees. A clause is named by its head word. Walks are bounded by
// the sentence, whatever the tree. Covered by clauses_test.cc.
#include "reading/clauses.h"

#include <string_view>

namespace litopys::reading {

using language::Analysis;
using language::kNone;

bool heads_clause(const Analysis& analysis, std::int32_t word) {
  const language::Word& w = analysis.words[word];
  if (w.upos == "VERB" || w.head == kNone) return language::relation(w) != "case";
  for (const std::int32_t child : language::children(analysis, word)) {
    const std::string_view relation = language::relation(analysis.words[child]);
    if (relation == "cop" || relation == "nsubj") return true;
  }
  return false;
}

std::vector<std::int32_t> way_up(const Analysis& analysis, std::int32_t word) {
  const language::Sentence& sentence = analysis.sentences[analysis.words[word].sentence];
  std::vector<std::int32_t> way;
  for (std::int32_t steps = sentence.end - sentence.begin; steps > 0 && word != kNone; --steps) {
    way.push_back(word);
    word = analysis.words[word].head;
  }
  return way;
}

std::int32_t clause_of(const Analysis& analysis, std::int32_t word) {
  std::int32_t last = word;
  for (const std::int32_t at : way_up(analysis, word)) {
    if (heads_clause(analysis, at)) return at;
    last = at;
  }
  return last;
}

std::int32_t clause_above(const Analysis& analysis, std::int32_t clause) {
  const std::string_view relation = language::relation(analysis.words[clause]);
  const bool reported = relation == "ccomp" || relation == "parataxis" || relation == "root";
  const std::int32_t head = analysis.words[clause].head;
  return reported || head == kNone ? kNone : clause_of(analysis, head);
}

std::int32_t head_of(const Analysis& analysis, language::WordRange range) {
  for (std::int32_t w = range.begin; w < range.end; ++w) {
    const std::int32_t head = analysis.words[w].head;
    if (head == kNone || head < range.begin || head >= range.end) {
      if (analysis.words[w].upos != "PUNCT") return w;
    }
  }
  return range.begin;
}

bool is_heading(const Analysis& analysis, std::int32_t sentence) {
  constexpr std::int32_t kLongest = 10;  // words
  const auto& sentences = analysis.sentences;
  const auto at = static_cast<std::size_t>(sentence);
  const language::Sentence& line = sentences[at];
  const bool alone = (at == 0 || sentences[at - 1].paragraph != line.paragraph) &&
                     (at + 1 == sentences.size() || sentences[at + 1].paragraph != line.paragraph);
  return alone && line.end - line.begin <= kLongest &&
         analysis.words[static_cast<std::size_t>(line.end - 1)].upos != "PUNCT";
}

language::WordRange refuted_count(const Analysis& analysis, std::int32_t clause) {
  constexpr std::int32_t kLongest = 6;
  const auto is_of_count = [](const language::Word& word) {
    return word.upos == "NUM" || word.upos == "NOUN" || word.upos == "ADJ" || word.upos == "DET";
  };
  const auto& words = analysis.words;
  const std::int32_t first = analysis.sentences[words[clause].sentence].begin;
  std::int32_t end = clause;
  while (end > first && !(words[end].lemma == "as" && words[end].head == clause)) --end;
  bool number = false;
  std::int32_t begin = end;
  while (begin > first && end - begin < kLongest && is_of_count(words[begin - 1])) {
    --begin;
    number = number || words[begin].upos == "NUM";
  }
  const bool refuted = number && begin > first && words[begin - 1].lemma == "not";
  return refuted ? language::WordRange{begin, end} : language::WordRange{};
}

}  // namespace litopys::reading
