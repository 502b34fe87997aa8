// Tags and names: one linear layer each, then the best label, for names the best sequence.
//
// The features of a word are one label as a whole ("Mood=Ind|Tense=Past|VerbForm=Fin"), seen at
// least a few times in training, so that what is given is always a combination that exists. Names
// are read in sequence (name_tags.h). A word that the training trees know by form and tag takes its
// lemma from there, the others from the script that scores best; of a verb's best few scripts the
// first that gives a verb known to the frames is taken ("staged": "stage", not "stag"). Covered by
// tagger_test.cc.
#include <limits>

#include "language/heads.h"
#include "text/utf8.h"

namespace litopys::language {

namespace {

// With the plain apostrophe for the typographic one, as lemmas are written.
std::string straight(std::string form) {
  constexpr std::string_view kCurly = "\u2019";
  for (std::size_t at = 0; (at = form.find(kCurly, at)) != std::string::npos; ++at)
    form.replace(at, kCurly.size(), 1, '\'');
  return form;
}

constexpr int kVerbScripts = 6;  // tried before the best one is taken all the same

// The lemma by the scripts, best first; `scores` are spent.
std::string lemma_by_scripts(const Model& model, const Word& word, const std::string& form,
                             float* scores) {
  const std::vector<LemmaScript>& scripts = model.labels.lemma_scripts;
  const std::size_t first = best_of(scores, scripts.size());
  if (word.upos != "VERB") return lemma_of(scripts[first], form);
  std::size_t best = first;
  for (int tried = 0; tried < kVerbScripts; ++tried) {
    std::string lemma = lemma_of(scripts[best], form);
    if (!model.candidates.of(lemma).empty()) return lemma;
    scores[best] = std::numeric_limits<float>::lowest();
    best = best_of(scores, scripts.size());
  }
  return lemma_of(scripts[first], form);
}

}  // namespace

std::size_t best_of(const float* scores, std::size_t count) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < count; ++i)
    if (scores[i] > scores[best]) best = i;
  return best;
}

float* apply(const Model& model, Workspace& workspace, Family family, const Linear& layer,
             Activation activation, Buffer<float>& out) {
  const std::size_t rows = workspace.row_pieces.size();
  const ByteMemory& bytes = workspace.mixed[family];
  float* scores = out.room(rows * layer.outputs);
  model.kernels->linear({bytes.values.data(), bytes.scale.data(), rows}, layer, activation, nullptr,
                        scores);
  return scores;
}

void read_tags(const Model& model, Workspace& workspace, Analysis& analysis) {
  const Heads& heads = model.heads;
  const Labels& labels = model.labels;
  const auto label = [&](const Linear& layer, std::size_t count, const auto& assign) {
    const float* scores =
        apply(model, workspace, kTags, layer, Activation::kLinear, workspace.scores);
    for (const Window& window : workspace.windows)
      for (std::int32_t word = window.begin; word < window.end; ++word)
        assign(analysis.words[static_cast<std::size_t>(word)],
               best_of(scores + window.row_of(word) * layer.outputs, count));
  };
  label(heads.upos, labels.upos.size(),
        [&](Word& word, std::size_t best) { word.upos = labels.upos[best]; });
  label(heads.features, labels.features.size(),
        [&](Word& word, std::size_t best) { word.features = labels.features[best]; });
  float* scripts =
      apply(model, workspace, kTags, heads.lemma, Activation::kLinear, workspace.scores);
  for (const Window& window : workspace.windows)
    for (std::int32_t at = window.begin; at < window.end; ++at) {
      Word& word = analysis.words[static_cast<std::size_t>(at)];
      const std::string form = straight(word.form);
      const LemmaScript* known = model.lemma_exceptions.of(text::lower(form), word.upos);
      word.lemma = known ? lemma_of(*known, form)
                         : lemma_by_scripts(model, word, form,
                                            scripts + window.row_of(at) * heads.lemma.outputs);
    }
}

void read_names(const Model& model, Workspace& workspace, Analysis& analysis) {
  const Linear& layer = model.heads.names;
  const NameTags& tags = model.labels.names;
  const float* scores =
      apply(model, workspace, kNames, layer, Activation::kLinear, workspace.scores);
  for (const Window& window : workspace.windows) {
    best_name_tags(tags, scores + (window.row + 1) * layer.outputs, window.size(), layer.outputs,
                   workspace.tags, workspace.tag_memory);
    for (std::int32_t word = window.begin; word < window.end; ++word) {
      const std::uint32_t tag = workspace.tags[static_cast<std::size_t>(word - window.begin)];
      Word& here = analysis.words[static_cast<std::size_t>(word)];
      if (tags.position[tag] == 'O') continue;
      // Scores that are no numbers let a name begin in its middle.
      const bool opened = !analysis.names.empty() && analysis.names.back().end == word;
      if (tags.position[tag] == 'B' || !opened)
        analysis.names.push_back({tags.kind[tag], word, word, here.span});
      Name& name = analysis.names.back();
      name.end = word + 1;
      name.span = text::hull(name.span, here.span);
      here.name = static_cast<std::int32_t>(analysis.names.size()) - 1;
    }
  }
}

}  // namespace litopys::language
