// A trained language model: the encoder, the heads that read it, and their labels.
//
//     Result<Model> model = load_model("english.model");
//     Workspace workspace;                       // one for each thread
//     analyse_words(*model, workspace, analysis);  // tagger.h
//
// A model is immutable and may be shared by any number of threads. Which language it is for is in
// the file; nothing in the code depends on it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/encoder.h"
#include "language/kernels.h"
#include "language/lemma_script.h"
#include "language/model_file.h"
#include "language/name_tags.h"
#include "language/wordpiece.h"
#include "text/result.h"

namespace litopys::language {

// The sizes that tensors.inc speaks of.
struct Dimensions {
  std::size_t hidden = 0, layers = 0, feed_forward = 0, vocabulary = 0, positions = 0, cases = 0;
  std::size_t qkv = 0;                 // 3 * hidden
  std::size_t outputs_of_encoder = 0;  // layers + 1
  std::size_t families = 0;            // of heads, each with its own mix of layers
  std::size_t arc = 0, label = 0, role = 0, sense = 0, location = 0;
  // with a constant 1, padded to 16
  std::size_t label_and_one = 0, role_and_one = 0, location_and_one = 0;
  std::size_t upos = 0, features = 0, lemma_scripts = 0, names = 0, relations = 0, roles = 0;
  std::size_t rolesets = 0;
  std::size_t one = 1, two = 2;
};

// Rows of `mixes`: which family of heads reads which mix.
enum Family : std::size_t { kTags, kNames, kTrees, kPredicates, kSenses, kFamilies };

struct Heads {
  const float* mixes = nullptr;  // [families][outputs of the encoder]
  Linear upos, features, lemma, names;
  Linear arc_head, arc_dependent, arc_bilinear;
  Linear label_head, label_dependent, label_bilinear;
  Linear predicate, role_predicate, role_argument, role_bilinear;
  Linear sense_projection, happened;
  Linear location_event, location_word, location_bilinear;
  ByteTable sense_embedding;
  const float* sense_bias = nullptr;
};

struct Labels {
  std::vector<std::string> upos, features, relations, roles;  // roles[0]: none
  std::vector<bool> numbered_role;                            // ARG0 to ARG9
  std::vector<std::string_view> rolesets;                     // into the file
  std::vector<LemmaScript> lemma_scripts;
  NameTags names;
  std::size_t root = 0;  // the relation "root"
};

// The rolesets a lemma may have. Lemmas are sorted by their bytes.
struct Candidates {
  std::vector<std::string_view> lemmas;     // into the file
  std::span<const std::uint32_t> begin;     // one more than lemmas
  std::span<const std::uint32_t> rolesets;  // numbers, those of a lemma together

  std::span<const std::uint32_t> of(std::string_view lemma) const;
};

// Words whose lemma the training trees know better than a classifier guesses: "went" as VERB.
struct LemmaExceptions {
  std::vector<std::string_view> keys;      // lower-cased form, tab, UPOS; sorted by their bytes
  std::span<const std::uint32_t> numbers;  // of the script for each key
  std::vector<LemmaScript> scripts;

  // Null where there is none. `form` is lower-cased.
  const LemmaScript* of(std::string_view form, std::string_view upos) const;
};

// A sentence whose analysis the exporter knew, for the self-test (self_check.h).
struct Sample {
  std::vector<std::string> words;
  std::vector<std::uint32_t> pieces;
  std::vector<std::string> upos;
  std::vector<std::int32_t> heads;  // from 1, 0 for the root
};

struct Model {
  ModelFile file;
  const Kernels* kernels = nullptr;
  std::string language = {};
  Dimensions dimensions = {};
  WordPiece word_pieces = {};
  Encoder encoder = {};
  Heads heads = {};
  Labels labels = {};
  Candidates candidates = {};
  LemmaExceptions lemma_exceptions = {};
  std::vector<Sample> samples = {};
  std::string hash_of_samples = {};  // of what they give (self_check.h); may be empty
};

// `kernels` forces arithmetic by name ("vnni", "avx_vnni", "avx2", "scalar"); empty: the
// environment variable LITOPYS_KERNEL, else the fastest that this processor has. Errors: those of
// ModelFile, and "invalid-model", "no-such-kernel".
Result<Model> load_model(const std::filesystem::path& path, std::string_view kernels = {});
Result<Model> read_model(ModelFile file, std::string_view kernels = {});

}  // namespace litopys::language
