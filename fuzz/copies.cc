// Two texts, parted by a zero byte, as reports: whatever they are, the relation of the one to the
// other is the relation of the other to the one, and every text is the same text as itself.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "copies/comparison.h"
#include "intake/identity.h"
#include "text/utf8.h"

namespace {

using namespace litopys::copies;

Sketch sketch(std::string id, std::string_view text) {
  litopys::intake::Report report;
  report.id = std::move(id);
  report.text = text;
  report.published = "2031-05-09";
  litopys::intake::complete(report);
  Lexicon lexicon;
  lexicon.numbers = {{"three", 3}};
  lexicon.agencies.push_back({"Dawn", 9, {"dawn"}, {}, {"Dawn", "DN"}});
  return sketch_of(report, lexicon);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (litopys::text::first_invalid_byte(bytes)) return 0;
  const std::size_t middle = std::min(bytes.find('\0'), bytes.size());
  const Sketch a = sketch("a", bytes.substr(0, middle));
  const Sketch b = sketch("b", bytes.substr(std::min(middle + 1, bytes.size())));
  if (compare(a.view(), b.view()) != compare(b.view(), a.view())) std::abort();
  const auto self = compare(a.view(), sketch("c", bytes.substr(0, middle)).view());
  if (!self || self->relation != Relation::kSameBytes) std::abort();
  return 0;
}
