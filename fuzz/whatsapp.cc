// Text exports of WhatsApp: dates, senders, messages over several lines.
#include "import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  litopys::fuzz::import_file(bytes, size, litopys::intake::InputKind::kWhatsApp);
  return 0;
}
