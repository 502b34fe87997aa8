// Bytes of a file, of standard input or of an item inside another, in pieces. Memory is a fixed
// buffer, whatever the size of the file.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "intake/allowance.h"
#include "text/result.h"

namespace litopys::intake {

class ByteStream {
 public:
  virtual ~ByteStream() = default;

  // Appends up to `size` bytes to `out`; nothing appended means the end. An error is a read error
  // or damaged compressed data.
  virtual text::Status read(std::string& out, std::size_t size) = 0;

  // After an error: goes to where compressed data may begin again. False where there is no such
  // place, or the stream is not compressed.
  virtual bool recover() { return false; }

  // Whether the bytes that come out are not the bytes of the file.
  virtual bool decompressed() const { return false; }
};

// What a path is called in messages: "standard input" for "-", every other as it is.
std::string shown_path(const std::string& path);

// "-" is standard input. A folder, a missing or an unreadable file is an error.
text::Result<std::unique_ptr<ByteStream>> open_file(const std::string& path,
                                                    std::shared_ptr<Allowance> allowance);

std::unique_ptr<ByteStream> stream_of(std::string bytes);

// A stream whose first bytes were read already.
std::unique_ptr<ByteStream> resumed(std::string ahead, std::unique_ptr<ByteStream> rest);

// Whether bytes begin as those of gzip or zstd do.
bool is_packed(std::string_view beginning);

// The stream itself, or what it unpacks to where its first bytes are those of gzip or zstd (a layer
// inside a layer is left as it is). `where` names it in messages.
text::Result<std::unique_ptr<ByteStream>> decompressed(std::unique_ptr<ByteStream> stream,
                                                       const std::string& where,
                                                       std::shared_ptr<Allowance> allowance);

}  // namespace litopys::intake
