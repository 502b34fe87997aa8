// Web archives: records, HTTP answers in them, and the pages in those.
#include "import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  litopys::fuzz::import_file(bytes, size, litopys::intake::InputKind::kWarc);
  return 0;
}
