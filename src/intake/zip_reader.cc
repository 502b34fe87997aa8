// libzip reads the directory at the archive's end and unpacks members as streams. What all of them
// unpack to is counted together (allowance.h), which also ends archives whose members overlap.
#include "intake/zip_reader.h"

#include <fmt/format.h>
#include <zip.h>

#include <utility>

#include "intake/byte_reader.h"

namespace litopys::intake {
namespace {

std::string words_of(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string words = zip_error_strerror(&error);
  zip_error_fini(&error);
  return words;
}

class MemberStream : public ByteStream {
 public:
  MemberStream(std::shared_ptr<ZipReader> archive, zip_file_t* file, std::string where,
               std::shared_ptr<Allowance> allowance)
      : archive_(std::move(archive)),
        file_(file),
        where_(std::move(where)),
        allowance_(std::move(allowance)) {}
  MemberStream(const MemberStream&) = delete;
  MemberStream& operator=(const MemberStream&) = delete;
  ~MemberStream() override { zip_fclose(file_); }

  text::Status read(std::string& out, std::size_t size) override {
    const std::size_t before = out.size();
    out.resize(before + size);
    const zip_int64_t count = zip_fread(file_, out.data() + before, size);
    out.resize(before + (count > 0 ? static_cast<std::size_t>(count) : 0));
    if (count < 0) {
      return text::Error{
          "damaged", fmt::format("{}: {}", where_, zip_error_strerror(zip_file_get_error(file_)))};
    }
    if (allowance_->unpack(static_cast<std::uint64_t>(count))) return text::Done{};
    out.resize(before);
    return text::Error{"bomb",
                       fmt::format("{}: the archive unpacks to more than {} times its size; "
                                   "the rest is left out",
                                   where_, Allowance::kTimes)};
  }

 private:
  std::shared_ptr<ZipReader> archive_;
  zip_file_t* file_;
  std::string where_;
  std::shared_ptr<Allowance> allowance_;
};

}  // namespace

text::Result<std::shared_ptr<ZipReader>> ZipReader::of_file(const std::string& path) {
  auto archive = std::make_shared<ZipReader>();
  int code = 0;
  archive->zip_ = zip_open(path.c_str(), ZIP_RDONLY, &code);
  if (archive->zip_ == nullptr) {
    return text::Error{"damaged", fmt::format("{}: {}", path, words_of(code))};
  }
  return archive;
}

text::Result<std::shared_ptr<ZipReader>> ZipReader::of_bytes(std::string bytes,
                                                             const std::string& where) {
  auto archive = std::make_shared<ZipReader>();
  archive->bytes_ = std::move(bytes);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source =
      zip_source_buffer_create(archive->bytes_.data(), archive->bytes_.size(), 0, &error);
  if (source != nullptr) archive->zip_ = zip_open_from_source(source, ZIP_RDONLY, &error);
  const std::string words = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (archive->zip_ == nullptr) {
    if (source != nullptr) zip_source_free(source);
    return text::Error{"damaged", fmt::format("{}: {}", where, words)};
  }
  return archive;
}

ZipReader::~ZipReader() {
  if (zip_ != nullptr) zip_discard(zip_);
}

std::size_t ZipReader::size() const {
  return static_cast<std::size_t>(zip_get_num_entries(zip_, 0));
}

std::string ZipReader::name(std::size_t index) const {
  const char* const name = zip_get_name(zip_, index, ZIP_FL_ENC_GUESS);
  return name == nullptr ? "" : name;
}

bool ZipReader::has(const std::string& name) const {
  return zip_name_locate(zip_, name.c_str(), 0) >= 0;
}

bool ZipReader::locked(std::size_t index) const {
  zip_stat_t about;
  zip_stat_init(&about);
  return zip_stat_index(zip_, index, 0, &about) == 0 &&
         (about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE;
}

text::Result<std::unique_ptr<ByteStream>> ZipReader::open(std::size_t index,
                                                          const std::string& where,
                                                          std::shared_ptr<Allowance> allowance) {
  zip_file_t* const file = zip_fopen_index(zip_, index, 0);
  if (file == nullptr) {
    return text::Error{"damaged", fmt::format("{}: {}", where, zip_strerror(zip_))};
  }
  return std::unique_ptr<ByteStream>(
      std::make_unique<MemberStream>(shared_from_this(), file, where, std::move(allowance)));
}

text::Result<std::unique_ptr<ByteStream>> ZipReader::open(const std::string& name,
                                                          const std::string& where,
                                                          std::shared_ptr<Allowance> allowance) {
  const zip_int64_t index = zip_name_locate(zip_, name.c_str(), 0);
  if (index < 0) return text::Error{"damaged", fmt::format("{}: no readable {}", where, name)};
  return open(static_cast<std::size_t>(index), where, std::move(allowance));
}

text::Result<std::string> zip_member(std::string_view archive, const std::string& name,
                                     std::size_t most, const std::string& where) {
  auto opened = ZipReader::of_bytes(std::string(archive), where);
  if (!opened) return opened.error();
  auto allowance = std::make_shared<Allowance>();
  allowance->receive(archive.size());
  auto stream = (*opened)->open(name, where, std::move(allowance));
  if (!stream) return stream.error();
  ByteReader reader(std::move(*stream));
  std::string bytes;
  reader.take(bytes, most + 1);
  if (reader.error()) return *reader.error();
  if (bytes.size() > most) {
    return text::Error{"too-large",
                       fmt::format("{}: {} unpacks to more than {} MiB", where, name, most >> 20)};
  }
  return bytes;
}

}  // namespace litopys::intake
