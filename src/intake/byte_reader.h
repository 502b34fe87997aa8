// A stream with a window that looks ahead: lines, fixed counts and single bytes without reading
// twice. An error of the stream ends the bytes; error() then says what it was.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "intake/byte_stream.h"
#include "text/result.h"

namespace litopys::intake {

class ByteReader {
 public:
  explicit ByteReader(std::unique_ptr<ByteStream> stream) : stream_(std::move(stream)) {}

  // What comes next: at least `size` bytes, fewer where no more are left. Valid until the next
  // call.
  std::string_view peek(std::size_t size);
  void skip(std::size_t size);  // of what was peeked
  int next() {                  // one byte; -1 at the end
    if (at_ == buffer_.size() && peek(1).empty()) return -1;
    return static_cast<unsigned char>(buffer_[at_++]);
  }
  bool at_end() { return peek(1).empty(); }
  std::uint64_t position() const { return passed_ + at_; }  // bytes taken so far

  // The next line with its line end, into `line`. False at the end. Of a line longer than `most`
  // only its beginning is kept and the rest is passed over; `whole` says which it was.
  bool line(std::string& line, std::size_t most, bool& whole);

  // Up to `size` bytes, into `out` (which may stay shorter at the end) or nowhere.
  void take(std::string& out, std::uint64_t size);
  std::uint64_t pass(std::uint64_t size);
  void put_back(std::string_view bytes);  // that were taken last

  const std::optional<text::Error>& error() const { return error_; }
  // Goes on after an error, where the stream can (byte_stream.h).
  bool recover();
  bool decompressed() const { return stream_->decompressed(); }

 private:
  bool fill();

  std::unique_ptr<ByteStream> stream_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t passed_ = 0;
  bool ended_ = false;
  std::optional<text::Error> error_;
};

}  // namespace litopys::intake
