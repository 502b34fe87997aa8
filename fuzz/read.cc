// Any valid UTF-8 text is read without a fault, and what comes out keeps the contract: spans inside
// the text, on character boundaries, and their words repeated exactly. Needs LITOPYS_DATA.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "intake/identity.h"
#include "pipeline/engine.h"
#include "reading/print.h"
#include "text/utf8.h"

namespace {

using Json = nlohmann::ordered_json;

const litopys::pipeline::Engine& engine() {
  static const litopys::pipeline::Engine loaded = [] {
    const char* folder = std::getenv("LITOPYS_DATA");
    if (folder == nullptr) std::abort();
    auto result = litopys::pipeline::load_engine(folder);
    if (!result) std::abort();
    return std::move(*result);
  }();
  return loaded;
}

// Every object with a span and words agrees with the text.
void check(const Json& value, const std::string& text) {
  if (value.is_object() && value.contains("span") && value.contains("text")) {
    const std::size_t begin = value["span"][0], end = value["span"][1];
    const std::string words = value["text"];
    if (begin > end || end > text.size() || text.compare(begin, end - begin, words) != 0)
      std::abort();
  }
  if (value.is_structured())
    for (const Json& part : value) check(part, text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  if (litopys::text::first_invalid_byte(text)) return 0;
  litopys::intake::Report report;
  report.text = text;
  report.published = "2022-03-07";
  litopys::intake::complete(report);
  static litopys::language::Workspace workspace;
  const auto read = litopys::pipeline::read(engine(), workspace, std::move(report));
  check(litopys::reading::to_json(read.report, read.analysis, read.reading, {}), text);
  return 0;
}
