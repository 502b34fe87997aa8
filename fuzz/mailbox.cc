// Mailboxes: one mail after the other.
#include "import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  litopys::fuzz::import_file(bytes, size, litopys::intake::InputKind::kMailbox);
  return 0;
}
