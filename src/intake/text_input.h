// One file of plain text as a stream of UTF-8, whatever character set it is in and however it is
// packed. For those who need words alone and no reports.
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <string>

#include "intake/byte_reader.h"
#include "text/result.h"

namespace litopys::intake {

class TextInput {
 public:
  // "-" is standard input. Errors: "not-found", "unreadable", and those of unpacking.
  static text::Result<TextInput> open(const std::string& path);
  TextInput(TextInput&&) noexcept;
  TextInput& operator=(TextInput&&) noexcept;
  ~TextInput();

  // Ends where the bytes do, or where one cannot be read; error() then says why.
  std::istream& stream();
  const std::optional<text::Error>& error() const;
  // That the bytes were taken for, where they are not UTF-8 and say nothing; known once the first
  // such byte was read.
  const std::string& guessed_charset() const { return *guessed_; }

 private:
  class Buffer;
  TextInput();
  std::shared_ptr<std::string> guessed_;
  std::unique_ptr<Buffer> buffer_;
  std::unique_ptr<std::istream> stream_;
};

}  // namespace litopys::intake
