// XML of any size, read as it comes: elements begin, end and have words between. For documents that
// are too large for a tree (xml.h).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "intake/byte_stream.h"
#include "text/result.h"

namespace litopys::intake {

class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // By the name without its prefix; empty where the element has none.
  std::string_view value(std::string_view name) const;

 private:
  const char** pairs_;
};

// Names come without their prefixes; words are valid UTF-8 and may come in several pieces.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void begin(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void words(std::string_view text) = 0;
};

class XmlStream {
 public:
  // `where` names it in messages. The handler must outlive the stream.
  XmlStream(std::unique_ptr<ByteStream> bytes, std::string where, XmlHandler& handler);
  ~XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  // Reads on, 64 KiB at most, and calls the handler. False at the end or after an error: of the
  // bytes, "bad-xml", "too-deep", "too-large" (a tag).
  bool advance();
  const std::optional<text::Error>& error() const { return error_; }

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
  std::unique_ptr<ByteStream> bytes_;
  std::string where_;
  std::string chunk_;
  std::uint64_t fed_ = 0;
  bool ended_ = false;
  std::optional<text::Error> error_;
};

}  // namespace litopys::intake
