// The language layer in two calls: load once, analyse many texts.
//
//     Result<Language> language = load_language("build/data");
//     if (!language) return language.error();
//     Workspace workspace;                                       // one for each thread
//     Analysis analysis = analyse(*language, workspace, text);   // text is valid UTF-8
//
// A Language is immutable and shared by all threads. What a sentence gets depends on its paragraph
// alone. Another language is another pair of files; nothing here knows which one it is.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "language/analysis.h"
#include "language/boundaries.h"
#include "language/model.h"
#include "language/tagger.h"
#include "language/workspace.h"
#include "text/result.h"

namespace litopys::language {

struct Language {
  Model model;
  Boundaries boundaries;
};

// Reads NAME.model and NAME-boundaries.model of the data folder.
text::Result<Language> load_language(const std::filesystem::path& data_folder,
                                     std::string_view name = "english");

// Sentences, words and every layer above them. At each of the `breaks` (byte offsets in order) a
// new paragraph starts even without a blank line.
Analysis analyse(const Language& language, Workspace& workspace, std::string_view text,
                 std::span<const std::uint32_t> breaks = {});

// What a sentence's length did to it: "a sentence longer than 256 words was cut", for a warning.
// Nothing where it was read as a whole.
std::optional<std::string> limit_met(const Sentence& sentence);

}  // namespace litopys::language
