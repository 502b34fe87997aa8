// Whatever the bytes say they are: packed, in a zip archive or a WACZ, or nothing known.
#include "import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  litopys::fuzz::import_file(bytes, size);
  return 0;
}
