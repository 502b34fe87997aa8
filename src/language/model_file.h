// A model file: named blocks of numbers or text behind a JSON header, mapped into memory.
//
//     Result<ModelFile> file = ModelFile::open("english.model");
//     if (!file) return file.error();
//     Result<std::span<const float>> bias = file->block<float>("upos.bias", {64});
//     Result<std::string_view> words = file->text("vocabulary");
//     const nlohmann::json& labels = file->meta()["labels"];
//
// Opening reads the preamble and the header only. A block's checksum is computed when the block is
// first asked for and remembered, so a program pays for what it touches. Asking is safe from
// several threads. The spans stay valid as long as any copy of the ModelFile lives; copies share
// one mapping. Whoever shortens the file on disk while it is mapped breaks the mapping, as with
// every mapped file: replace a model by renaming a new file over it.
//
// The bytes are described in docs/model_format.md; training/model_file.py writes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "text/result.h"

namespace litopys::language {

using text::Result;
using text::Status;

class ModelFile {
 public:
  // Errors: "not-found", "not-a-model" (wrong magic), "other-version", "truncated", "damaged"
  // (header checksum), "invalid-header".
  static Result<ModelFile> open(const std::filesystem::path& path);
  // The same from bytes in memory (copied); `name` is used in messages.
  static Result<ModelFile> from_bytes(std::string_view bytes, std::string name);

  const std::string& name() const;
  // Whatever the writer put under "meta": an object.
  const nlohmann::json& meta() const;

  bool has(std::string_view block) const;
  std::vector<std::string> block_names() const;                  // in file order
  std::vector<std::size_t> shape(std::string_view block) const;  // empty where there is none

  // The numbers of a block in row-major order. Errors: "no-such-block", "wrong-type",
  // "wrong-shape", "damaged". Without a shape any shape is taken.
  template <class T>
  Result<std::span<const T>> block(std::string_view block) const {
    return typed<T>(find(block, type_name<T>(), nullptr));
  }
  template <class T>
  Result<std::span<const T>> block(std::string_view block,
                                   const std::vector<std::size_t>& shape) const {
    return typed<T>(find(block, type_name<T>(), &shape));
  }
  // A block of type "text".
  Result<std::string_view> text(std::string_view block) const;

  // Verifies every block.
  Status check() const;

 private:
  struct State;
  explicit ModelFile(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  static Result<ModelFile> read(std::shared_ptr<State> state);
  static Status read_table(State& state, const nlohmann::json& entries, std::uint64_t end);
  Result<std::span<const std::byte>> find(std::string_view block, std::string_view type,
                                          const std::vector<std::size_t>* shape) const;

  template <class T>
  static constexpr std::string_view type_name() {
    if constexpr (std::is_same_v<T, std::int8_t>) return "i8";
    if constexpr (std::is_same_v<T, std::uint8_t>) return "u8";
    if constexpr (std::is_same_v<T, std::uint16_t>) return "u16";
    if constexpr (std::is_same_v<T, std::int32_t>) return "i32";
    if constexpr (std::is_same_v<T, std::uint32_t>) return "u32";
    if constexpr (std::is_same_v<T, float>) return "f32";
  }
  template <class T>
  static Result<std::span<const T>> typed(Result<std::span<const std::byte>> bytes) {
    static_assert(!type_name<T>().empty(), "not a type of model files");
    if (!bytes) return bytes.error();
    return std::span(reinterpret_cast<const T*>(bytes->data()), bytes->size() / sizeof(T));
  }

  std::shared_ptr<const State> state_;
};

}  // namespace litopys::language
