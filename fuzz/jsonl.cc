// JSON Lines as a stream of pieces would give them: every line of the input is read as one.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "intake/json_line.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(bytes), size);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const auto report = litopys::intake::read_json_line(rest.substr(0, end), "fuzz:1");
    if (report) {
      if (litopys::text::first_invalid_byte(report->text)) std::abort();
      if (report->text.empty()) std::abort();
    } else if (litopys::text::first_invalid_byte(report.error().message)) {
      std::abort();
    }
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return 0;
}
