// DOCX: the part of its reader that runs in the child process.
#include "intake/docx.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto html =
      litopys::intake::docx_to_html({reinterpret_cast<const char*>(bytes), size}, "fuzz");
  if (html && litopys::text::first_invalid_byte(*html)) std::abort();
  return 0;
}
