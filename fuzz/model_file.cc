// Whatever bytes claim to be a model file: opening gives a file or an error, and every block of a
// file that opened can be asked for without touching a byte outside.
#include "language/model_file.h"

#include <cstddef>
#include <cstdint>

namespace {
volatile unsigned sink;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using litopys::language::ModelFile;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto file = ModelFile::from_bytes(bytes, "fuzz");
  if (!file) return 0;
  unsigned sum = 0;
  for (const std::string& name : file->block_names()) {
    if (const auto block = file->block<float>(name))
      for (const float value : *block) sum += value > 0;
    if (const auto block = file->block<std::int8_t>(name))
      for (const std::int8_t value : *block) sum += static_cast<unsigned>(value);
    if (const auto block = file->text(name))
      for (const char value : *block) sum += static_cast<unsigned char>(value);
  }
  sink = sum;
  (void)file->check();
  return 0;
}
