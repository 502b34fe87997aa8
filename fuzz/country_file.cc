// Feeds bytes to the reader of GeoNames' country tables; whatever it takes is joined to an empty
// gazetteer and compiled.
#include "gazetteer/country_file.h"

#include <cstdint>
#include <string>
#include <string_view>

#include "gazetteer/additions.h"
#include "gazetteer/compiler.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace litopys::gazetteer;
  auto file = parse_country_file({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!file) return 0;
  std::vector<SourcePlace> places;
  add_country(places, std::move(file->places));
  (void)compile(std::move(places), std::string(64, '0'));
  return 0;
}
