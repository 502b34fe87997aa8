// Reading a model: sizes and labels from the header, tensors by the table, and cross checks.
//
// The table of tensors (tensors.inc) is expanded here into one read for each tensor, with the
// shape that the sizes demand, so a file whose tensors do not fit each other is refused at load
// and the code that computes needs no checks of its own. The sizes are bounded first: a forged
// header can ask for odd numbers, but what it asks for must lie in the file, byte by byte. Numbers
// that index something (candidates, their rolesets) are checked one by one. Nothing is copied but
// labels; weights stay in the mapping. Costs the checksums of the file's blocks, a few
// milliseconds.
#include "language/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>

#include "language/letter_case.h"

namespace litopys::language {
namespace {

using nlohmann::json;
using text::Done;
using text::Error;

constexpr std::size_t kMostLabels = 4096;  // of one kind, rolesets aside
constexpr std::size_t kMostRows = 1 << 20;

std::size_t padded(std::size_t count, std::size_t unit) { return (count + unit - 1) / unit * unit; }

// Reads tensors and remembers the first error.
class Reader {
 public:
  Reader(const ModelFile& file, const Dimensions& sizes) : file_(file), sizes_(sizes) {}

  void floats(const std::string& name, std::size_t rows, std::size_t width, const float*& out) {
    out = block<float>(name, {rows, width});
  }

  void table(const std::string& name, std::size_t rows, std::size_t width, ByteTable& out) {
    out = {rows, width, block<std::int8_t>(name, {rows, width}),
           block<float>(name + ".scale", {rows})};
  }

  void linear(const std::string& name, std::size_t inputs, std::size_t outputs, Linear& out) {
    const std::size_t columns = padded(outputs, kPanel);
    out.inputs = inputs;
    out.outputs = columns;
    out.weights = block<std::int8_t>(name, {columns / kPanel, inputs / 4, kPanel, 4});
    out.scale = block<float>(name + ".scale", {columns});
    out.bias = block<float>(name + ".bias", {columns});
    out.sum = block<std::int32_t>(name + ".sum", {columns});
  }

  void model(Encoder& encoder, Heads& heads);
  const std::optional<Error>& error() const { return error_; }

 private:
  template <class T>
  const T* block(const std::string& name, const std::vector<std::size_t>& shape) {
    if (error_) return nullptr;
    const auto found = file_.block<T>(name, shape);
    if (!found) {
      error_ = found.error();
      return nullptr;
    }
    return found->data();
  }

  const ModelFile& file_;
  const Dimensions& sizes_;
  std::optional<Error> error_;
};

struct Parts : Encoder, Heads {};

void Reader::model(Encoder& encoder, Heads& heads) {
  const Dimensions& s = sizes_;
  Parts all;
#define LAYER_FLOATS(...)
#define LAYER_LINEAR(...)
#define TABLE(field, source, count, size) table(#field, s.count, s.size, all.field);
#define FLOATS(field, source, count, size) floats(#field, s.count, s.size, all.field);
#define LINEAR(field, source, inputs, outputs) linear(#field, s.inputs, s.outputs, all.field);
#define BILINEAR(field, source, inputs, outputs, size) \
  linear(#field, s.inputs, s.outputs* s.size, all.field);
#include "language/tensors.inc"
#undef LAYER_FLOATS
#undef LAYER_LINEAR
#undef TABLE
#undef FLOATS
#undef LINEAR
#undef BILINEAR
#define TABLE(...)
#define FLOATS(...)
#define LINEAR(...)
#define BILINEAR(...)
#define LAYER_FLOATS(field, source, count, size) \
  floats(prefix + #field, s.count, s.size, layer.field);
#define LAYER_LINEAR(field, source, inputs, outputs) \
  linear(prefix + #field, s.inputs, s.outputs, layer.field);
  for (std::size_t i = 0; i < s.layers; ++i) {
    const std::string prefix = fmt::format("layer{}.", i);
    Encoder::Layer layer;
#include "language/tensors.inc"
    all.layers.push_back(layer);
  }
  all.hidden = s.hidden;
  all.positions = s.positions;
  encoder = all;
  heads = all;
}

class MetaReader {
 public:
  explicit MetaReader(const ModelFile& file) : file_(file) {}

  Error wrong(const std::string& what) const {
    return {"invalid-model", fmt::format("{}: {}", file_.name(), what)};
  }

  // Unsigned members of "dimensions", all from 1 to `most`, those that are widths by the panel.
  Status sizes(Dimensions& s) const {
    const auto found = file_.meta().find("dimensions");
    if (found == file_.meta().end() || !found->is_object()) return wrong("no \"dimensions\"");
    struct Entry {
      const char* name;
      std::size_t& out;
      std::size_t most, unit;
    };
    for (const Entry& e :
         {Entry{"hidden", s.hidden, kMostInputs, kPanel}, Entry{"layers", s.layers, 64, 1},
          Entry{"feed_forward", s.feed_forward, kMostInputs, kPanel},
          Entry{"vocabulary", s.vocabulary, kMostRows, 1}, Entry{"positions", s.positions, 4096, 1},
          Entry{"arc", s.arc, kMostInputs, kPanel}, Entry{"label", s.label, kMostInputs, kPanel},
          Entry{"role", s.role, kMostInputs, kPanel}, Entry{"sense", s.sense, kMostInputs, kPanel},
          Entry{"location", s.location, kMostInputs, kPanel},
          Entry{"rolesets", s.rolesets, kMostRows, 1}}) {
      const auto value = found->find(e.name);
      if (value == found->end() || !value->is_number_unsigned())
        return wrong(fmt::format("no size \"{}\"", e.name));
      e.out = value->get<std::size_t>();
      if (e.out == 0 || e.out > e.most || e.out % e.unit != 0)
        return wrong(fmt::format("size \"{}\" is {}", e.name, e.out));
    }
    if (s.positions < WordPiece::kMostPieces + 2) return wrong("too few positions for one word");
    s.cases = kLetterCases;
    s.families = kFamilies;
    s.qkv = 3 * s.hidden;
    s.outputs_of_encoder = s.layers + 1;
    s.label_and_one = padded(s.label + 1, kLanes);
    s.role_and_one = padded(s.role + 1, kLanes);
    s.location_and_one = padded(s.location + 1, kLanes);
    return Done{};
  }

  Status strings(const json& parent, const char* name, std::vector<std::string>& out) const {
    const auto found = parent.find(name);
    if (found == parent.end() || !found->is_array() || found->empty() ||
        found->size() > kMostLabels)
      return wrong(fmt::format("no list \"{}\"", name));
    for (const json& value : *found) {
      if (!value.is_string()) return wrong(fmt::format("a \"{}\" that is no text", name));
      out.push_back(value.get<std::string>());
    }
    return Done{};
  }

  Status labels(Labels& labels, Dimensions& s) const {
    const auto found = file_.meta().find("labels");
    if (found == file_.meta().end() || !found->is_object()) return wrong("no \"labels\"");
    std::vector<std::string> scripts, names;
    for (const auto& [name, list] :
         {std::pair{"upos", &labels.upos}, std::pair{"features", &labels.features},
          std::pair{"relations", &labels.relations}, std::pair{"roles", &labels.roles},
          std::pair{"lemma_scripts", &scripts}, std::pair{"names", &names}})
      if (const Status read = strings(*found, name, *list); !read) return read.error();
    for (const std::string& script : scripts) {
      const auto parsed = parse_lemma_script(script);
      if (!parsed) return wrong(parsed.error().message);
      labels.lemma_scripts.push_back(*parsed);
    }
    const auto tags = read_name_tags(names);
    if (!tags) return wrong(tags.error().message);
    labels.names = *tags;
    const auto root = std::find(labels.relations.begin(), labels.relations.end(), "root");
    if (root == labels.relations.end()) return wrong("no relation \"root\"");
    if (labels.relations.size() < 2) return wrong("no relation but \"root\"");
    labels.root = static_cast<std::size_t>(root - labels.relations.begin());
    for (const std::string& role : labels.roles)
      labels.numbered_role.push_back(role.size() == 4 && role.starts_with("ARG") &&
                                     role[3] >= '0' && role[3] <= '9');
    s.upos = labels.upos.size();
    s.features = labels.features.size();
    s.lemma_scripts = scripts.size();
    s.names = names.size();
    s.relations = labels.relations.size();
    s.roles = labels.roles.size();
    return Done{};
  }

  Status samples(std::vector<Sample>& out) const {
    const auto found = file_.meta().find("samples");
    if (found == file_.meta().end()) return Done{};
    if (!found->is_array() || found->size() > 100) return wrong("\"samples\" is no short list");
    for (const json& entry : *found) {
      Sample sample;
      if (!entry.is_object()) return wrong("a sample that is no object");
      if (const Status s = strings(entry, "words", sample.words); !s) return s.error();
      if (const Status s = strings(entry, "upos", sample.upos); !s) return s.error();
      if (!numbers(entry, "pieces", sample.pieces) || !numbers(entry, "heads", sample.heads) ||
          sample.upos.size() != sample.words.size() || sample.heads.size() != sample.words.size())
        return wrong("a sample whose lists do not fit each other");
      out.push_back(std::move(sample));
    }
    return Done{};
  }

 private:
  template <class T>
  static bool numbers(const json& parent, const char* name, std::vector<T>& out) {
    const auto found = parent.find(name);
    if (found == parent.end() || !found->is_array()) return false;
    for (const json& value : *found) {
      if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kMostRows) return false;
      out.push_back(static_cast<T>(value.get<std::uint64_t>()));
    }
    return true;
  }

  const ModelFile& file_;
};

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

// Optional: a model may do without.
Status read_lemma_exceptions(const ModelFile& file, Model& model) {
  const MetaReader meta(file);
  if (!file.has("lemma_exceptions")) return Done{};
  LemmaExceptions& e = model.lemma_exceptions;
  const auto keys = file.text("lemma_exceptions");
  if (!keys) return keys.error();
  e.keys = lines(*keys);
  const auto numbers = file.block<std::uint32_t>("lemma_exceptions.numbers", {e.keys.size()});
  if (!numbers) return numbers.error();
  e.numbers = *numbers;
  const auto scripts = file.text("lemma_exceptions.scripts");
  if (!scripts) return scripts.error();
  for (const std::string_view script : lines(*scripts)) {
    const auto parsed = parse_lemma_script(script);
    if (!parsed) return meta.wrong(parsed.error().message);
    e.scripts.push_back(*parsed);
  }
  if (!std::is_sorted(e.keys.begin(), e.keys.end())) return meta.wrong("exceptions out of order");
  for (const std::uint32_t number : e.numbers)
    if (number >= e.scripts.size()) return meta.wrong(fmt::format("lemma script {}", number));
  return Done{};
}

Status read_rolesets(const ModelFile& file, Model& model) {
  const MetaReader meta(file);
  const auto rolesets = file.text("rolesets");
  if (!rolesets) return rolesets.error();
  model.labels.rolesets = lines(*rolesets);
  const auto lemmas = file.text("candidates.lemmas");
  if (!lemmas) return lemmas.error();
  Candidates& c = model.candidates;
  c.lemmas = lines(*lemmas);
  const auto begin = file.block<std::uint32_t>("candidates.begin", {c.lemmas.size() + 1});
  if (!begin) return begin.error();
  const auto numbers = file.block<std::uint32_t>("candidates.rolesets");
  if (!numbers) return numbers.error();
  c.begin = *begin;
  c.rolesets = *numbers;
  const std::size_t count = model.dimensions.rolesets;
  if (model.labels.rolesets.size() != count) return meta.wrong("rolesets are not as many as said");
  if (!std::is_sorted(c.lemmas.begin(), c.lemmas.end())) return meta.wrong("lemmas out of order");
  if (!std::is_sorted(c.begin.begin(), c.begin.end()) || c.begin.back() != c.rolesets.size())
    return meta.wrong("candidates out of order");
  for (const std::uint32_t number : c.rolesets)
    if (number >= count) return meta.wrong(fmt::format("candidate {} of {}", number, count));
  return Done{};
}

}  // namespace

std::span<const std::uint32_t> Candidates::of(std::string_view lemma) const {
  const auto found = std::lower_bound(lemmas.begin(), lemmas.end(), lemma);
  if (found == lemmas.end() || *found != lemma) return {};
  const auto i = static_cast<std::size_t>(found - lemmas.begin());
  return rolesets.subspan(begin[i], begin[i + 1] - begin[i]);
}

const LemmaScript* LemmaExceptions::of(std::string_view form, std::string_view upos) const {
  std::string key(form);
  key += '\t';
  key += upos;
  const auto found = std::lower_bound(keys.begin(), keys.end(), key);
  if (found == keys.end() || *found != key) return nullptr;
  return &scripts[numbers[static_cast<std::size_t>(found - keys.begin())]];
}

Result<Model> read_model(ModelFile file, std::string_view kernels) {
  Model model{.file = std::move(file)};
  const MetaReader meta(model.file);
  const auto chosen = choose_kernels(kernels);
  if (!chosen) return chosen.error();
  model.kernels = *chosen;
  const auto language = model.file.meta().find("language");
  if (language == model.file.meta().end() || !language->is_string())
    return meta.wrong("no \"language\"");
  model.language = language->get<std::string>();
  if (const Status s = meta.sizes(model.dimensions); !s) return s.error();
  if (const Status s = meta.labels(model.labels, model.dimensions); !s) return s.error();
  if (const Status s = meta.samples(model.samples); !s) return s.error();
  const auto hash = model.file.meta().find("hash_of_samples");
  if (hash != model.file.meta().end()) {
    if (!hash->is_string()) return meta.wrong("a \"hash_of_samples\" that is no text");
    model.hash_of_samples = hash->get<std::string>();
  }

  const auto vocabulary = model.file.text("vocabulary");
  if (!vocabulary) return vocabulary.error();
  auto pieces = WordPiece::read(*vocabulary);
  if (!pieces) return meta.wrong(pieces.error().message);
  if (pieces->size() != model.dimensions.vocabulary)
    return meta.wrong(
        fmt::format("{} entries, {} said", pieces->size(), model.dimensions.vocabulary));
  model.word_pieces = std::move(*pieces);

  Reader tensors(model.file, model.dimensions);
  tensors.model(model.encoder, model.heads);
  if (tensors.error()) return *tensors.error();
  if (const Status s = read_rolesets(model.file, model); !s) return s.error();
  if (const Status s = read_lemma_exceptions(model.file, model); !s) return s.error();
  return model;
}

Result<Model> load_model(const std::filesystem::path& path, std::string_view kernels) {
  auto file = ModelFile::open(path);
  if (!file) return file.error();
  return read_model(std::move(*file), kernels);
}

}  // namespace litopys::language
