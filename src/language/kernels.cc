// Choosing among the kernels. They give the same bits, so the choice is one of speed only; a name
// forces one for tests and measurements.
#include "language/kernels.h"

#include <fmt/format.h>

#include <cstdlib>

#include "language/kernels_x86.h"

namespace litopys::language {

std::size_t attention_scratch(std::size_t length) {
  constexpr std::size_t kMostRows = 4;
  const std::size_t padded = (length + kLanes - 1) / kLanes * kLanes;
  return (kHeadWidth + kMostRows) * padded;
}

std::vector<const Kernels*> usable_kernels() {
  std::vector<const Kernels*> found;
#ifdef LITOPYS_X86
  if (const Kernels* vnni = vnni_kernels()) found.push_back(vnni);
  if (const Kernels* avx_vnni = avx_vnni_kernels()) found.push_back(avx_vnni);
  if (const Kernels* avx2 = avx2_kernels()) found.push_back(avx2);
#endif
  found.push_back(&plain_kernels());
  return found;
}

const Kernels* find_kernels(std::string_view name) {
  for (const Kernels* kernels : usable_kernels())
    if (name.empty() || kernels->name == name) return kernels;
  return nullptr;
}

text::Result<const Kernels*> choose_kernels(std::string_view name) {
  const char* wished = std::getenv("LITOPYS_KERNEL");
  if (name.empty() && wished) name = wished;
  if (const Kernels* found = find_kernels(name)) return found;
  return text::Error{"no-such-kernel",
                     fmt::format("\"{}\" is no kernel that this processor can run", name)};
}

}  // namespace litopys::language
