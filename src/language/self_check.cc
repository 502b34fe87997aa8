// Three questions of rising sharpness. Other pieces mean another tokeniser; fewer than nine in ten
// of the trained network's tags and heads mean that the export went wrong; another hash means that
// some number on the way differs from the machine on which training/seal.py sealed the file: a
// kernel that rounds otherwise, or a change of the program after which the file has to be sealed
// anew. Covered by tagger_test.cc and `litopys check-data`.
#include "language/self_check.h"

#include <fmt/format.h>
#include <xxhash.h>

#include "language/conllu.h"
#include "language/tagger.h"

namespace litopys::language {
namespace {

using text::Done;
using text::Error;

Analysis analysed(const Model& model, const Sample& sample, Workspace& workspace) {
  Analysis analysis;
  for (const std::string& form : sample.words) analysis.words.emplace_back().form = form;
  analysis.sentences.emplace_back().end = static_cast<std::int32_t>(sample.words.size());
  analyse_words(model, workspace, analysis);
  return analysis;
}

Error failed(const Model& model, const std::string& what) {
  return {"failed-self-test", fmt::format("{}: {}", model.file.name(), what)};
}

Status check_pieces(const Model& model) {
  for (const Sample& sample : model.samples) {
    std::vector<std::uint32_t> pieces{model.word_pieces.start()};
    for (const std::string& word : sample.words) model.word_pieces.cut(word, pieces);
    pieces.push_back(model.word_pieces.end());
    if (pieces != sample.pieces)
      return failed(model, fmt::format("other pieces for \"{}\"", fmt::join(sample.words, " ")));
  }
  return Done{};
}

Status check_agreement(const Model& model) {
  Workspace workspace;
  std::size_t asked = 0, agreed = 0;
  for (const Sample& sample : model.samples) {
    const Analysis analysis = analysed(model, sample, workspace);
    for (std::size_t i = 0; i < sample.words.size(); ++i) {
      asked += 2;
      agreed += analysis.words[i].upos == sample.upos[i];
      agreed += analysis.words[i].head + 1 == sample.heads[i];
    }
  }
  if (agreed * 10 < asked * 9)
    return failed(model, fmt::format("{} of {} tags and heads of the samples", agreed, asked));
  return Done{};
}

}  // namespace

std::string hash_of_samples(const Model& model) {
  Workspace workspace;
  std::string rows;
  for (const Sample& sample : model.samples)
    write_words(analysed(model, sample, workspace), 0, "", 0, rows);
  return fmt::format("{:016x}", XXH3_64bits(rows.data(), rows.size()));
}

Status check(const Model& model) {
  if (const Status pieces = check_pieces(model); !pieces) return pieces;
  if (const Status agreement = check_agreement(model); !agreement) return agreement;
  const std::string found = hash_of_samples(model);
  if (!model.hash_of_samples.empty() && found != model.hash_of_samples)
    return failed(model, fmt::format("its stored sentences give xxh3 {}, {} is stored", found,
                                     model.hash_of_samples));
  return Done{};
}

}  // namespace litopys::language
