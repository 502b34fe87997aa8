// Three streams behind one door. The plain one reads a file descriptor's bytes as they are. The other
// two wrap it: the first four bytes of a file say whether it is gzip (1f 8b) or zstd (28 b5 2f fd),
// and a name says nothing, so a page saved as "page.html" that a server had compressed is opened too.
//
// Several compressed members behind each other are one stream, as the tools write them when files
// are appended. Limit: a decompression bomb is stopped not here but by whoever collects the bytes,
// since a JSON Lines file of any size is legitimate while one report is not.
#include "intake/byte_stream.h"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

namespace litopys::intake {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;

text::Error broken(const std::string& path, std::string_view what) {
  return {"damaged", fmt::format("{}: {}", path, what)};
}

class PlainStream : public ByteStream {
 public:
  PlainStream(std::FILE* file, bool owned, std::string path)
      : file_(file), owned_(owned), path_(std::move(path)) {}
  PlainStream(const PlainStream&) = delete;
  PlainStream& operator=(const PlainStream&) = delete;
  ~PlainStream() override {
    if (owned_) std::fclose(file_);
  }

  text::Status read(std::string& out, std::size_t size) override {
    const std::size_t before = out.size();
    if (!ahead_.empty()) {
      const std::size_t taken = std::min(size, ahead_.size());
      out.append(ahead_, 0, taken);
      ahead_.erase(0, taken);
      return text::Done{};
    }
    out.resize(before + size);
    const std::size_t count = std::fread(out.data() + before, 1, size, file_);
    const int problem = errno;
    out.resize(before + count);
    if (count == 0 && std::ferror(file_)) {
      return text::Error{"unreadable", fmt::format("{}: {}", path_, std::strerror(problem))};
    }
    return text::Done{};
  }

  // The first bytes, left in the stream.
  text::Result<std::string> look_ahead(std::size_t size) {
    std::string bytes;
    while (bytes.size() < size) {
      const std::size_t before = bytes.size();
      const text::Status status = read(bytes, size - before);
      if (!status) return status.error();
      if (bytes.size() == before) break;
    }
    ahead_ = bytes;
    return bytes;
  }

 private:
  std::FILE* file_;
  bool owned_;
  std::string path_;
  std::string ahead_;
};

class GzipStream : public ByteStream {
 public:
  GzipStream(std::unique_ptr<ByteStream> below, std::string path)
      : below_(std::move(below)), path_(std::move(path)) {
    ready_ = inflateInit2(&state_, 15 + 16) == Z_OK;
  }
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;
  ~GzipStream() override {
    if (ready_) inflateEnd(&state_);
  }
  bool decompressed() const override { return true; }

  text::Status read(std::string& out, std::size_t size) override {
    if (!ready_) return broken(path_, "no memory to decompress");
    const std::size_t before = out.size();
    out.resize(before + size);
    std::size_t filled = 0;
    while (filled == 0) {
      if (state_.avail_in == 0) {
        input_.clear();
        const text::Status status = below_->read(input_, kChunk);
        if (!status) return status.error();
        if (input_.empty() && !inside_) break;
        state_.next_in = reinterpret_cast<Bytef*>(input_.data());
        state_.avail_in = static_cast<uInt>(input_.size());
      }
      if (!inside_) inflateReset(&state_);
      inside_ = true;
      state_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
      state_.avail_out = static_cast<uInt>(size);
      const int status = inflate(&state_, Z_NO_FLUSH);
      filled = size - state_.avail_out;
      if (status == Z_STREAM_END) {
        inside_ = false;
      } else if (status == Z_BUF_ERROR && input_.empty() && filled == 0) {
        out.resize(before);
        return broken(path_, "compressed data is cut off");
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        out.resize(before);
        return broken(path_, "compressed data is damaged (gzip)");
      }
    }
    out.resize(before + filled);
    return text::Done{};
  }

 private:
  std::unique_ptr<ByteStream> below_;
  std::string path_;
  z_stream state_{};
  std::string input_;
  bool ready_ = false;
  bool inside_ = false;
};

class ZstdStream : public ByteStream {
 public:
  ZstdStream(std::unique_ptr<ByteStream> below, std::string path)
      : below_(std::move(below)), path_(std::move(path)), state_(ZSTD_createDStream()) {
    // A frame may ask for a window as large as it likes; 128 MiB is what the tool itself allows.
    if (state_) ZSTD_DCtx_setParameter(state_.get(), ZSTD_d_windowLogMax, 27);
  }
  bool decompressed() const override { return true; }

  text::Status read(std::string& out, std::size_t size) override {
    if (!state_) return broken(path_, "no memory to decompress");
    const std::size_t before = out.size();
    out.resize(before + size);
    ZSTD_outBuffer output{out.data() + before, size, 0};
    while (output.pos == 0) {
      if (consumed_ == input_.size()) {
        input_.clear();
        consumed_ = 0;
        const text::Status status = below_->read(input_, kChunk);
        if (!status) return status.error();
        if (input_.empty()) {
          out.resize(before);
          if (expected_ != 0) return broken(path_, "compressed data is cut off");
          return text::Done{};
        }
      }
      ZSTD_inBuffer input{input_.data(), input_.size(), consumed_};
      expected_ = ZSTD_decompressStream(state_.get(), &output, &input);
      consumed_ = input.pos;
      if (ZSTD_isError(expected_)) {
        out.resize(before);
        return broken(path_, "compressed data is damaged (zstd)");
      }
    }
    out.resize(before + output.pos);
    return text::Done{};
  }

 private:
  struct Free {
    void operator()(ZSTD_DStream* state) const { ZSTD_freeDStream(state); }
  };
  std::unique_ptr<ByteStream> below_;
  std::string path_;
  std::unique_ptr<ZSTD_DStream, Free> state_;
  std::string input_;
  std::size_t consumed_ = 0;
  std::size_t expected_ = 0;
};

}  // namespace

text::Result<std::unique_ptr<ByteStream>> ByteStream::open(const std::string& path) {
  const bool standard_input = path == "-";
  std::error_code ignored;
  if (!standard_input && std::filesystem::is_directory(path, ignored)) {
    return text::Error{"unreadable", fmt::format("{}: is a folder", path)};
  }
  std::FILE* file = standard_input ? stdin : std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    return text::Error{errno == ENOENT ? "not-found" : "unreadable",
                       fmt::format("{}: {}", path, std::strerror(errno))};
  }
  auto plain = std::make_unique<PlainStream>(file, !standard_input, path);
  const text::Result<std::string> first = plain->look_ahead(4);
  if (!first) return first.error();
  if (first->starts_with("\x1f\x8b")) {
    return std::unique_ptr<ByteStream>(std::make_unique<GzipStream>(std::move(plain), path));
  }
  if (*first == "\x28\xb5\x2f\xfd") {
    return std::unique_ptr<ByteStream>(std::make_unique<ZstdStream>(std::move(plain), path));
  }
  return std::unique_ptr<ByteStream>(std::move(plain));
}

}  // namespace litopys::intake
