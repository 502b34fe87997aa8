// The byte order mark FF FE or FE FF tells UTF-16 (spreadsheets save their "Unicode text" so).
// Without it, bytes with zeros are taken for UTF-16 where they are whole characters of it, none of
// them a control character, and blanks, digits and marks of ASCII stand among them as in a text.
// Half a pair of surrogates becomes U+FFFD.
//
// Examples: FF FE 1F 04 -> D0 9F, "П"; 41 00 20 00 62 00 -> "A b". Counter-examples: 7F 45 4C 46 00
// (a program), "PK 03 04 …" (an archive): control characters.
#include "intake/utf16_stream.h"

#include <string>
#include <string_view>
#include <utility>

#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kLookedAt = 4096;  // bytes
constexpr std::size_t kPlainIn = 12;     // one unit of ASCII in so many, and two besides

// The 16-bit unit at `at`.
char32_t unit_at(std::string_view bytes, std::size_t at, bool big_endian) {
  const auto one = static_cast<unsigned char>(bytes[at]);
  const auto two = static_cast<unsigned char>(bytes[at + 1]);
  return static_cast<char32_t>(big_endian ? one << 8 | two : two << 8 | one);
}

class Utf16Stream : public ByteStream {
 public:
  Utf16Stream(std::unique_ptr<ByteStream> below, bool big_endian)
      : below_(std::move(below)), big_endian_(big_endian) {}

  text::Status read(std::string& out, std::size_t size) override {
    const std::size_t before = out.size();
    while (out.size() == before && !ended_) {
      std::string bytes = std::move(odd_);
      odd_.clear();
      const std::size_t had = bytes.size();
      const text::Status status = below_->read(bytes, size / 2 + 1);
      if (!status) return status;
      ended_ = bytes.size() == had;
      if (ended_) {
        if (had > 0 || first_of_pair_ != 0) text::append(out, 0xFFFD);
        break;
      }
      if (bytes.size() % 2 != 0) {
        odd_ = bytes.back();
        bytes.pop_back();
      }
      convert(bytes, out);
    }
    return text::Done{};
  }

  bool decompressed() const override { return true; }  // the bytes are not those of the file

 private:
  void convert(const std::string& bytes, std::string& out) {
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) unit(unit_at(bytes, i, big_endian_), out);
  }

  void unit(char32_t unit, std::string& out) {
    const char32_t first = std::exchange(first_of_pair_, 0);
    const bool second = unit >= 0xDC00 && unit < 0xE000;
    if (first != 0 && second) {
      text::append(out, 0x10000 + ((first - 0xD800) << 10) + (unit - 0xDC00));
      return;
    }
    if (first != 0) text::append(out, 0xFFFD);
    if (unit >= 0xD800 && unit < 0xDC00) {
      first_of_pair_ = unit;
    } else {
      text::append(out, second ? 0xFFFD : unit);
    }
  }

  std::unique_ptr<ByteStream> below_;
  const bool big_endian_;
  std::string odd_;  // the byte of half a unit
  char32_t first_of_pair_ = 0;
  bool ended_ = false;
};

bool is_surrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xE000; }

// Whether the beginning of a file without a mark reads like UTF-16.
bool reads_like_utf16(std::string_view bytes, bool big_endian) {
  std::size_t units = 0, plain = 0;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2, ++units) {
    const char32_t unit = unit_at(bytes, at, big_endian);
    const bool blank = unit == '\t' || unit == '\n' || unit == '\r' || unit == ' ';
    if ((unit < ' ' && !blank) || (unit >= 0x7F && unit < 0xA0) || unit >= 0xFFFE) return false;
    const bool pair =
        at + 3 < bytes.size() && unit < 0xDC00 && is_surrogate(unit_at(bytes, at + 2, big_endian));
    if (is_surrogate(unit) && !pair && at + 3 < bytes.size()) return false;
    if (pair && is_surrogate(unit)) at += 2;
    if (unit < 0x7F) ++plain;
  }
  return plain * kPlainIn >= units + 2 * kPlainIn;
}

}  // namespace

text::Result<std::unique_ptr<ByteStream>> as_utf8(std::unique_ptr<ByteStream> stream) {
  std::string ahead;
  while (ahead.size() < kLookedAt) {
    const std::size_t had = ahead.size();
    const text::Status status = stream->read(ahead, kLookedAt - had);
    if (!status && had == 0) return status.error();
    if (!status || ahead.size() == had) break;
  }
  const bool zeros = ahead.find('\0') != std::string::npos;
  for (const bool big_endian : {false, true}) {
    const std::string_view mark = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    const bool marked = ahead.starts_with(mark);
    if (!marked && !(zeros && reads_like_utf16(ahead, big_endian))) continue;
    auto rest = resumed(ahead.substr(marked ? mark.size() : 0), std::move(stream));
    return std::unique_ptr<ByteStream>(new Utf16Stream(std::move(rest), big_endian));
  }
  return resumed(std::move(ahead), std::move(stream));
}

}  // namespace litopys::intake
