// JSON files that are one value: lists, objects, JSON Feed, exports of Telegram Desktop.
#include "import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  litopys::fuzz::import_file(bytes, size, litopys::intake::InputKind::kJson);
  return 0;
}
