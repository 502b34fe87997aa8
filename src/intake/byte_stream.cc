// Files and strings as streams, and the choice of what unpacks them: the first four bytes say
// whether it is gzip (1f 8b) or zstd (28 b5 2f fd), and a name says nothing, so a page saved as
// "page.html" that a server had compressed is opened too.
#include "intake/byte_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "intake/decompression.h"

namespace litopys::intake {
namespace {

constexpr std::string_view kGzip = "\x1f\x8b", kZstd = "\x28\xb5\x2f\xfd";

class FileStream : public ByteStream {
 public:
  FileStream(std::FILE* file, bool owned, std::string path, std::shared_ptr<Allowance> allowance)
      : file_(file), owned_(owned), path_(std::move(path)), allowance_(std::move(allowance)) {}
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;
  ~FileStream() override {
    if (owned_) std::fclose(file_);
  }

  text::Status read(std::string& out, std::size_t size) override {
    if (ended_) return text::Done{};
    const std::size_t before = out.size();
    out.resize(before + size);
    const std::size_t count = std::fread(out.data() + before, 1, size, file_);
    const int problem = errno;
    out.resize(before + count);
    ended_ = count < size;  // nobody at a terminal is asked again
    if (allowance_) allowance_->receive(count);
    if (count == 0 && std::ferror(file_)) {
      return text::Error{"unreadable", fmt::format("{}: {}", path_, std::strerror(problem))};
    }
    return text::Done{};
  }

 private:
  std::FILE* file_;
  bool owned_;
  bool ended_ = false;
  std::string path_;
  std::shared_ptr<Allowance> allowance_;
};

class StringStream : public ByteStream {
 public:
  explicit StringStream(std::string bytes) : bytes_(std::move(bytes)) {}
  text::Status read(std::string& out, std::size_t size) override {
    const std::size_t taken = std::min(size, bytes_.size() - at_);
    out.append(bytes_, at_, taken);
    at_ += taken;
    return text::Done{};
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

class Resumed : public ByteStream {
 public:
  Resumed(std::string ahead, std::unique_ptr<ByteStream> rest)
      : ahead_(std::move(ahead)), rest_(std::move(rest)) {}
  text::Status read(std::string& out, std::size_t size) override {
    if (at_ == ahead_.size()) return rest_->read(out, size);
    const std::size_t taken = std::min(size, ahead_.size() - at_);
    out.append(ahead_, at_, taken);
    at_ += taken;
    return text::Done{};
  }
  bool recover() override { return rest_->recover(); }
  bool decompressed() const override { return rest_->decompressed(); }

 private:
  std::string ahead_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteStream> rest_;
};

}  // namespace

std::string shown_path(const std::string& path) { return path == "-" ? "standard input" : path; }

text::Result<std::unique_ptr<ByteStream>> open_file(const std::string& path,
                                                    std::shared_ptr<Allowance> allowance) {
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
  return std::unique_ptr<ByteStream>(
      std::make_unique<FileStream>(file, !standard_input, shown_path(path), std::move(allowance)));
}

std::unique_ptr<ByteStream> stream_of(std::string bytes) {
  return std::make_unique<StringStream>(std::move(bytes));
}

std::unique_ptr<ByteStream> resumed(std::string ahead, std::unique_ptr<ByteStream> rest) {
  return std::make_unique<Resumed>(std::move(ahead), std::move(rest));
}

bool is_packed(std::string_view beginning) {
  return beginning.starts_with(kGzip) || beginning.starts_with(kZstd);
}

text::Result<std::unique_ptr<ByteStream>> decompressed(std::unique_ptr<ByteStream> stream,
                                                       const std::string& where,
                                                       std::shared_ptr<Allowance> allowance) {
  std::string first;
  while (first.size() < 4) {
    const std::size_t before = first.size();
    const text::Status status = stream->read(first, 4 - before);
    if (!status) return status.error();
    if (first.size() == before) break;
  }
  const bool gzip = first.starts_with(kGzip);
  const bool zstd = first == kZstd;
  std::unique_ptr<ByteStream> whole = resumed(std::move(first), std::move(stream));
  if (gzip) return gunzipped(std::move(whole), where, std::move(allowance));
  if (zstd) return unzstd(std::move(whole), where, std::move(allowance));
  return whole;
}

}  // namespace litopys::intake
