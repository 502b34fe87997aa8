// The same steps as for a report (source.cc): unpack, UTF-16 by its mark or its zeros, then the
// character set at the first byte that is not UTF-8 (charset_stream.h). What is UTF-8 passes as it
// is, so offsets into it are offsets into the file.
#include "intake/text_input.h"

#include <streambuf>
#include <utility>

#include "intake/charset_stream.h"
#include "intake/utf16_stream.h"

namespace litopys::intake {

class TextInput::Buffer : public std::streambuf {
 public:
  explicit Buffer(std::unique_ptr<ByteReader> reader) : reader_(std::move(reader)) {}
  const std::optional<text::Error>& error() const { return reader_->error(); }

 protected:
  int_type underflow() override {
    constexpr std::size_t kBlock = std::size_t{1} << 16;
    block_.clear();
    reader_->take(block_, kBlock);
    setg(block_.data(), block_.data(), block_.data() + block_.size());
    return block_.empty() ? traits_type::eof() : traits_type::to_int_type(block_.front());
  }

 private:
  std::unique_ptr<ByteReader> reader_;
  std::string block_;
};

TextInput::TextInput() = default;
TextInput::TextInput(TextInput&&) noexcept = default;
TextInput& TextInput::operator=(TextInput&&) noexcept = default;
TextInput::~TextInput() = default;

text::Result<TextInput> TextInput::open(const std::string& path) {
  const std::string where = shown_path(path);
  auto allowance = std::make_shared<Allowance>();
  auto stream = open_file(path, allowance);
  if (stream) stream = decompressed(std::move(*stream), where, allowance);
  if (stream) stream = as_utf8(std::move(*stream));
  if (!stream) return stream.error();
  TextInput input;
  input.guessed_ = std::make_shared<std::string>();
  input.buffer_ = std::make_unique<Buffer>(
      in_utf8(std::make_unique<ByteReader>(std::move(*stream)), input.guessed_));
  input.stream_ = std::make_unique<std::istream>(input.buffer_.get());
  return input;
}

std::istream& TextInput::stream() { return *stream_; }
const std::optional<text::Error>& TextInput::error() const { return buffer_->error(); }

}  // namespace litopys::intake
