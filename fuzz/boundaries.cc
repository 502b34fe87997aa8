// Any text: its tokens come in order, do not overlap, and cover all that is not white space; and
// any bytes as a boundary model: a model or an error, and a model can be used.
#include "language/boundaries.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "text/utf8.h"

namespace {

using namespace litopys::language;

void require(bool holds) {
  if (!holds) std::abort();
}

const Boundaries* english() {
  static const auto loaded = [] {
    const char* folder = std::getenv("LITOPYS_DATA");
    return load_boundaries(std::string(folder != nullptr ? folder : "build/data") +
                           "/english-boundaries.model");
  }();
  return loaded ? &*loaded : nullptr;
}

void check_cover(std::string_view text, const Analysis& analysis) {
  std::size_t at = 0;
  const auto only_blank_to = [&](std::size_t end) {
    while (at < end) {
      const auto c = litopys::text::code_point_at(text, at);
      require(litopys::text::is_space(c.value));
      at += c.size;
    }
  };
  for (std::size_t i = 0; i < analysis.words.size(); ++i) {
    const Span span = analysis.words[i].span;
    if (i > 0 && span == analysis.words[i - 1].span) continue;  // parts of one token
    only_blank_to(span.begin);
    require(at == span.begin && span.begin < span.end);
    at = span.end;
  }
  only_blank_to(text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.starts_with("LITOPYSM")) {
    auto file = ModelFile::from_bytes(bytes, "fuzz");
    if (!file) return 0;
    const auto model = read_boundaries(std::move(*file));
    if (model) (void)split("He didn't (or can't) stay. Why?", *model);
    return 0;
  }
  const Boundaries* boundaries = english();
  require(boundaries != nullptr);
  const std::string_view text =
      bytes.substr(0, litopys::text::first_invalid_byte(bytes).value_or(bytes.size()));
  check_cover(text, split(text, *boundaries));
  return 0;
}
