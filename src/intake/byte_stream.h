// Bytes of a file or of standard input, in pieces, decompressed on the way where they are gzip or
// zstd. Memory is a fixed buffer, whatever the size of the file.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "text/result.h"

namespace litopys::intake {

class ByteStream {
 public:
  // "-" is standard input. A folder, a missing or an unreadable file is an error.
  static text::Result<std::unique_ptr<ByteStream>> open(const std::string& path);
  virtual ~ByteStream() = default;

  // Appends up to `size` bytes to `out`; nothing appended means the end. An error is a read error
  // or damaged compressed data.
  virtual text::Status read(std::string& out, std::size_t size) = 0;

  // Whether the bytes that come out are not the bytes of the file.
  virtual bool decompressed() const { return false; }
};

}  // namespace litopys::intake
