// One buffer that is filled at its end and forgotten at its beginning. It grows only to what a peek
// asks for.
#include "intake/byte_reader.h"

#include <algorithm>

namespace litopys::intake {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;

}  // namespace

bool ByteReader::fill() {
  if (ended_) return false;
  if (at_ >= kChunk) {
    buffer_.erase(0, at_);
    passed_ += at_;
    at_ = 0;
  }
  const std::size_t before = buffer_.size();
  const text::Status status = stream_->read(buffer_, kChunk);
  if (!status) error_ = status.error();
  ended_ = !status || buffer_.size() == before;
  return buffer_.size() > before;
}

std::string_view ByteReader::peek(std::size_t size) {
  while (buffer_.size() - at_ < size && fill()) {
  }
  return std::string_view(buffer_).substr(at_);
}

void ByteReader::skip(std::size_t size) { at_ += std::min(size, buffer_.size() - at_); }

bool ByteReader::line(std::string& line, std::size_t most, bool& whole) {
  line.clear();
  whole = true;
  if (at_end()) return false;
  while (true) {
    const std::size_t end = buffer_.find('\n', at_);
    const std::size_t stop = end == std::string::npos ? buffer_.size() : end + 1;
    const std::size_t kept = std::min(stop - at_, most - line.size());
    line.append(buffer_, at_, kept);
    whole = whole && kept == stop - at_;
    at_ = stop;
    if (end != std::string::npos || peek(1).empty()) return true;
  }
}

void ByteReader::take(std::string& out, std::uint64_t size) {
  while (size > 0 && !peek(1).empty()) {
    const std::size_t taken =
        static_cast<std::size_t>(std::min<std::uint64_t>(size, buffer_.size() - at_));
    out.append(buffer_, at_, taken);
    at_ += taken;
    size -= taken;
  }
}

std::uint64_t ByteReader::pass(std::uint64_t size) {
  std::uint64_t done = 0;
  while (done < size && !peek(1).empty()) {
    const std::size_t taken =
        static_cast<std::size_t>(std::min<std::uint64_t>(size - done, buffer_.size() - at_));
    at_ += taken;
    done += taken;
  }
  return done;
}

void ByteReader::put_back(std::string_view bytes) {
  passed_ += at_;
  passed_ -= bytes.size();
  buffer_ = std::string(bytes) + buffer_.substr(at_);
  at_ = 0;
}

bool ByteReader::recover() {
  if (!stream_->recover()) return false;
  error_.reset();
  ended_ = false;
  return true;
}

}  // namespace litopys::intake
