// Composition only: boundaries.cc cuts, tagger.cc reads. Costs what they cost; nearly all of it is
// the encoder.
#include "language/language.h"

#include <fmt/format.h>

namespace litopys::language {

text::Result<Language> load_language(const std::filesystem::path& data_folder,
                                     std::string_view name) {
  const std::string prefix(name);
  auto boundaries = load_boundaries(data_folder / (prefix + "-boundaries.model"));
  if (!boundaries) return boundaries.error();
  auto model = load_model(data_folder / (prefix + ".model"));
  if (!model) return model.error();
  return Language{std::move(*model), std::move(*boundaries)};
}

Analysis analyse(const Language& language, Workspace& workspace, std::string_view text,
                 std::span<const std::uint32_t> breaks) {
  Analysis analysis = split(text, language.boundaries, breaks);
  analyse_words(language.model, workspace, analysis, kEveryLayer);
  return analysis;
}

std::optional<std::string> limit_met(const Sentence& sentence) {
  if (sentence.cut) return fmt::format("a sentence longer than {} words was cut", kLongestSentence);
  if (sentence.in_parts)
    return fmt::format("a sentence of {} words was read in parts", sentence.end - sentence.begin);
  return std::nullopt;
}

}  // namespace litopys::language
