// Feeds in XML: RSS, Atom, RDF.
#include "import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  litopys::fuzz::import_file(bytes, size, litopys::intake::InputKind::kFeed);
  return 0;
}
