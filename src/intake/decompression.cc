// Several compressed members behind each other are one stream, as the tools write them when files
// are appended and as web archives are made (one gzip member a record). After damage a gzip stream
// can go on at the next bytes that look like the head of a member (1f 8b 08), so that one bad
// record does not take the rest of an archive with it.
//
// What comes out is counted (allowance.h); a bomb ends its stream with an error.
#include "intake/decompression.h"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <utility>

namespace litopys::intake {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::string_view kGzipHead = "\x1f\x8b\x08";

text::Error broken(const std::string& where, std::string_view what) {
  return {"damaged", fmt::format("{}: {}", where, what)};
}

text::Error bomb(const std::string& where) {
  return {"bomb", fmt::format("{}: unpacks to more than {} times its size; the rest is left out",
                              where, Allowance::kTimes)};
}

// zlib's three containers: gzip, zlib and bare deflate.
class InflateStream : public ByteStream {
 public:
  InflateStream(std::unique_ptr<ByteStream> below, std::string where,
                std::shared_ptr<Allowance> allowance, int window_bits)
      : below_(std::move(below)),
        where_(std::move(where)),
        allowance_(std::move(allowance)),
        gzip_(window_bits > 15) {
    ready_ = inflateInit2(&state_, window_bits) == Z_OK;
  }
  InflateStream(const InflateStream&) = delete;
  InflateStream& operator=(const InflateStream&) = delete;
  ~InflateStream() override {
    if (ready_) inflateEnd(&state_);
  }
  bool decompressed() const override { return true; }

  text::Status read(std::string& out, std::size_t size) override {
    if (!ready_) return broken(where_, "no memory to decompress");
    if (spent_) return text::Done{};
    const std::size_t before = out.size();
    out.resize(before + size);
    text::Result<std::size_t> filled = unpack(out.data() + before, size);
    out.resize(before + (filled ? *filled : 0));
    if (!filled) return filled.error();
    if (!allowance_->unpack(*filled)) {
      out.resize(before);
      spent_ = true;
      return bomb(where_);
    }
    return text::Done{};
  }

  bool recover() override {
    if (!gzip_ || spent_) return false;
    while (true) {
      std::string rest(reinterpret_cast<const char*>(state_.next_in), state_.avail_in);
      // Past the head that was just tried.
      const std::size_t found = rest.find(kGzipHead, fresh_head_ ? 1 : 0);
      if (found != std::string::npos) {
        input_ = rest.substr(found);
        feed();
        inside_ = false;
        fresh_head_ = false;
        return true;
      }
      input_ = rest.substr(rest.size() > 2 ? rest.size() - 2 : 0);
      fresh_head_ = false;
      const std::size_t kept = input_.size();
      if (!below_->read(input_, kChunk) || input_.size() == kept) {
        spent_ = true;
        return false;
      }
      feed();
    }
  }

 private:
  void feed() {
    state_.next_in = reinterpret_cast<Bytef*>(input_.data());
    state_.avail_in = static_cast<uInt>(input_.size());
  }

  text::Result<std::size_t> unpack(char* out, std::size_t size) {
    while (true) {
      if (state_.avail_in == 0) {
        input_.clear();
        const text::Status status = below_->read(input_, kChunk);
        if (!status) return status.error();
        if (input_.empty() && !inside_) return std::size_t{0};
        feed();
      }
      if (!inside_) {
        if (finished_ && !gzip_) return std::size_t{0};
        inflateReset(&state_);
        fresh_head_ = true;
      }
      inside_ = true;
      state_.next_out = reinterpret_cast<Bytef*>(out);
      state_.avail_out = static_cast<uInt>(size);
      const uInt given = state_.avail_in;
      const int status = inflate(&state_, Z_NO_FLUSH);
      const std::size_t filled = size - state_.avail_out;
      if (status == Z_STREAM_END) {
        inside_ = false;
        finished_ = true;
      } else if (status == Z_BUF_ERROR && input_.empty() && filled == 0) {
        return broken(where_, "compressed data is cut off");
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        fresh_head_ = fresh_head_ && given == state_.avail_in;
        return broken(where_, "compressed data is damaged");
      }
      if (filled > 0) {
        fresh_head_ = false;
        return filled;
      }
    }
  }

  std::unique_ptr<ByteStream> below_;
  std::string where_;
  std::shared_ptr<Allowance> allowance_;
  z_stream state_{};
  std::string input_;
  bool gzip_;
  bool ready_ = false;
  bool inside_ = false;      // a member
  bool finished_ = false;    // one member at least
  bool fresh_head_ = false;  // nothing of the member was consumed yet
  bool spent_ = false;
};

class ZstdStream : public ByteStream {
 public:
  ZstdStream(std::unique_ptr<ByteStream> below, std::string where,
             std::shared_ptr<Allowance> allowance)
      : below_(std::move(below)),
        where_(std::move(where)),
        allowance_(std::move(allowance)),
        state_(ZSTD_createDStream()) {
    // A frame may ask for a window as large as it likes; 128 MiB is what the tool itself allows.
    if (state_) ZSTD_DCtx_setParameter(state_.get(), ZSTD_d_windowLogMax, 27);
  }
  bool decompressed() const override { return true; }

  text::Status read(std::string& out, std::size_t size) override {
    if (!state_) return broken(where_, "no memory to decompress");
    if (spent_) return text::Done{};
    const std::size_t before = out.size();
    out.resize(before + size);
    ZSTD_outBuffer output{out.data() + before, size, 0};
    while (output.pos == 0) {
      if (consumed_ == input_.size()) {
        input_.clear();
        consumed_ = 0;
        const text::Status status = below_->read(input_, kChunk);
        if (!status || input_.empty()) {
          out.resize(before);
          if (!status) return status.error();
          if (expected_ != 0) return broken(where_, "compressed data is cut off");
          return text::Done{};
        }
      }
      ZSTD_inBuffer input{input_.data(), input_.size(), consumed_};
      expected_ = ZSTD_decompressStream(state_.get(), &output, &input);
      consumed_ = input.pos;
      if (ZSTD_isError(expected_)) {
        out.resize(before);
        return broken(where_, "compressed data is damaged (zstd)");
      }
    }
    out.resize(before + output.pos);
    if (allowance_->unpack(output.pos)) return text::Done{};
    out.resize(before);
    spent_ = true;
    return bomb(where_);
  }

 private:
  struct Free {
    void operator()(ZSTD_DStream* state) const { ZSTD_freeDStream(state); }
  };
  std::unique_ptr<ByteStream> below_;
  std::string where_;
  std::shared_ptr<Allowance> allowance_;
  std::unique_ptr<ZSTD_DStream, Free> state_;
  std::string input_;
  std::size_t consumed_ = 0;
  std::size_t expected_ = 0;
  bool spent_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> gunzipped(std::unique_ptr<ByteStream> below, std::string where,
                                      std::shared_ptr<Allowance> allowance) {
  return std::make_unique<InflateStream>(std::move(below), std::move(where), std::move(allowance),
                                         15 + 16);
}

std::unique_ptr<ByteStream> unzstd(std::unique_ptr<ByteStream> below, std::string where,
                                   std::shared_ptr<Allowance> allowance) {
  return std::make_unique<ZstdStream>(std::move(below), std::move(where), std::move(allowance));
}

text::Result<std::unique_ptr<ByteStream>> inflated(std::unique_ptr<ByteStream> below,
                                                   std::string where,
                                                   std::shared_ptr<Allowance> allowance) {
  std::string first;
  while (first.size() < 2) {
    const std::size_t before = first.size();
    const text::Status status = below->read(first, 2 - before);
    if (!status) return status.error();
    if (first.size() == before) break;
  }
  // RFC 1950: the first two bytes of zlib data are a multiple of 31, with method 8.
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(first[i]); };
  const bool zlib = first.size() == 2 && (byte(0) & 15) == 8 && (byte(0) * 256 + byte(1)) % 31 == 0;
  return std::unique_ptr<ByteStream>(
      std::make_unique<InflateStream>(resumed(std::move(first), std::move(below)), std::move(where),
                                      std::move(allowance), zlib ? 15 : -15));
}

}  // namespace litopys::intake
