// Analyses given words: reads CoNLL-U, writes it with columns 3, 4, 6 to 8 and NER, Sense, Role of
// the model, and the speed to standard error. For comparing with gold words and with the trainer.
//   benchmark_words english.model < in.conllu > out.conllu
#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <map>
#include <string>

#include "language/tagger.h"
#include "text/table.h"

using namespace litopys;

namespace {

void print(const language::Analysis& a, const language::Sentence& s) {
  std::map<std::int32_t, std::string> roles;
  for (const language::Predicate& p : a.predicates)
    if (p.word >= s.begin && p.word < s.end)
      for (const language::Argument& argument : p.arguments) {
        std::string& cell = roles[argument.word];
        cell +=
            fmt::format("{}{}:{}", cell.empty() ? "" : "|", p.word - s.begin + 1, argument.role);
      }
  for (std::int32_t i = s.begin; i < s.end; ++i) {
    const language::Word& w = a.words[static_cast<std::size_t>(i)];
    std::string misc;
    const auto add = [&](const std::string& text) { misc += (misc.empty() ? "" : "|") + text; };
    if (w.name >= 0) {
      const language::Name& name = a.names[static_cast<std::size_t>(w.name)];
      add(fmt::format("NER={}-{}", name.begin == i ? "B" : "I", name.kind));
    }
    if (w.predicate >= 0) add("Sense=" + a.predicates[static_cast<std::size_t>(w.predicate)].sense);
    if (roles.contains(i)) add("Role=" + roles[i]);
    fmt::print("{}\t{}\t{}\t{}\t_\t{}\t{}\t{}\t_\t{}\n", i - s.begin + 1, w.form, w.lemma, w.upos,
               w.features, w.head < 0 ? 0 : w.head - s.begin + 1, w.deprel,
               misc.empty() ? "_" : misc);
  }
  fmt::print("\n");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const auto loading = std::chrono::steady_clock::now();
  const auto model = language::load_model(arguments[1]);
  if (!model) {
    fmt::print(stderr, "{}\n", model.error().message);
    return 1;
  }
  language::Analysis analysis;
  language::Sentence sentence;
  for (std::string line; std::getline(std::cin, line);) {
    const auto cells = text::split(line, '\t');
    const auto now = static_cast<std::int32_t>(analysis.words.size());
    if (line.empty()) {
      sentence.end = now;
      if (sentence.end > sentence.begin) analysis.sentences.push_back(sentence);
      sentence.begin = now;
    } else if (cells.size() == 10 &&
               cells[0].find_first_not_of("0123456789") == std::string::npos) {
      analysis.words.emplace_back().form = cells[1];
    }
  }
  language::Workspace workspace;
  const auto begin = std::chrono::steady_clock::now();
  analyse_words(*model, workspace, analysis);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  const std::chrono::duration<double> all = std::chrono::steady_clock::now() - loading;
  for (const language::Sentence& s : analysis.sentences) print(analysis, s);
  fmt::print(stderr, "{} words, {:.2f} s, {:.0f} words/s, kernels {}, with loading {:.2f} s\n",
             analysis.words.size(), took.count(),
             static_cast<double>(analysis.words.size()) / took.count(), model->kernels->name,
             all.count());
}
