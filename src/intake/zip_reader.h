// An open zip archive: its names, and its members as streams.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "intake/byte_stream.h"
#include "text/result.h"

struct zip;

namespace litopys::intake {

class ZipReader : public std::enable_shared_from_this<ZipReader> {
 public:
  // A file is read where it lies. Errors: "damaged".
  static text::Result<std::shared_ptr<ZipReader>> of_file(const std::string& path);
  static text::Result<std::shared_ptr<ZipReader>> of_bytes(std::string bytes,
                                                           const std::string& where);
  ZipReader() = default;
  ZipReader(const ZipReader&) = delete;
  ZipReader& operator=(const ZipReader&) = delete;
  ~ZipReader();

  std::size_t size() const;  // how many members
  std::string name(std::size_t index) const;
  bool has(const std::string& name) const;
  bool locked(std::size_t index) const;  // with a password

  // What a member unpacks to; `where` names it in messages. The stream keeps the archive open.
  // Errors: "damaged", and of the stream "bomb" too.
  text::Result<std::unique_ptr<ByteStream>> open(std::size_t index, const std::string& where,
                                                 std::shared_ptr<Allowance> allowance);
  text::Result<std::unique_ptr<ByteStream>> open(const std::string& name, const std::string& where,
                                                 std::shared_ptr<Allowance> allowance);

 private:
  std::string bytes_;
  struct zip* zip_ = nullptr;
};

// One member of an archive that is held in memory, where it is not larger than `most`.
text::Result<std::string> zip_member(std::string_view archive, const std::string& name,
                                     std::size_t most, const std::string& where);

}  // namespace litopys::intake
