// The byte order mark FF FE or FE FF tells UTF-16 (spreadsheets save their "Unicode text" so);
// without it nothing is guessed. Half a pair of surrogates becomes U+FFFD.
//
// Example: FF FE 1F 04 -> D0 9F, "П".
#include "intake/utf16_stream.h"

#include <string>
#include <utility>

#include "text/utf8.h"

namespace litopys::intake {
namespace {

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
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
      const auto one = static_cast<unsigned char>(bytes[i]);
      const auto two = static_cast<unsigned char>(bytes[i + 1]);
      unit(static_cast<char32_t>(big_endian_ ? one << 8 | two : two << 8 | one), out);
    }
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

}  // namespace

text::Result<std::unique_ptr<ByteStream>> as_utf8(std::unique_ptr<ByteStream> stream) {
  std::string mark;
  while (mark.size() < 2) {
    const std::size_t had = mark.size();
    const text::Status status = stream->read(mark, 2 - had);
    if (!status) return status.error();
    if (mark.size() == had) break;
  }
  if (mark == "\xFF\xFE")
    return std::unique_ptr<ByteStream>(new Utf16Stream(std::move(stream), false));
  if (mark == "\xFE\xFF")
    return std::unique_ptr<ByteStream>(new Utf16Stream(std::move(stream), true));
  return resumed(std::move(mark), std::move(stream));
}

}  // namespace litopys::intake
