// expat parses. A DOCTYPE is refused where it begins, so no entity can be declared and none
// expands; what expat keeps is the open elements (kMaxXmlNesting of them) and the tag that it is
// in (a MiB), whatever the size of the document.
#include "intake/xml_stream.h"

#include <expat.h>
#include <fmt/format.h>

#include <cstdint>
#include <utility>

#include "intake/xml.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::uint64_t kMaxTag = std::uint64_t{1} << 20;

std::string_view local(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::value(std::string_view name) const {
  for (const char** pair = pairs_; pair[0] != nullptr; pair += 2) {
    if (local(pair[0]) == name) return pair[1];
  }
  return {};
}

struct XmlStream::Parser {
  explicit Parser(XmlHandler& to) : handler(to), expat(XML_ParserCreate(nullptr)) {
    if (expat == nullptr) throw std::bad_alloc();
    XML_SetUserData(expat, this);
    XML_SetElementHandler(expat, begin, end);
    XML_SetCharacterDataHandler(expat, words);
    XML_SetStartDoctypeDeclHandler(expat, doctype);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() { XML_ParserFree(expat); }

  void stop(const char* code, std::string what) {
    refused = text::Error{code, std::move(what)};
    XML_StopParser(expat, XML_FALSE);
  }

  static void begin(void* self, const char* name, const char** attributes) {
    auto& parser = *static_cast<Parser*>(self);
    if (++parser.depth > kMaxXmlNesting) {
      return parser.stop("too-deep",
                         fmt::format("elements nested more than {} deep", kMaxXmlNesting));
    }
    parser.handler.begin(local(name), XmlAttributes(attributes));
  }
  static void end(void* self, const char* name) {
    auto& parser = *static_cast<Parser*>(self);
    --parser.depth;
    parser.handler.end(local(name));
  }
  static void words(void* self, const char* text, int size) {
    static_cast<Parser*>(self)->handler.words({text, static_cast<std::size_t>(size)});
  }
  static void doctype(void* self, const char*, const char*, const char*, int) {
    static_cast<Parser*>(self)->stop("bad-xml", "a DOCTYPE, which has no place here");
  }

  XmlHandler& handler;
  XML_Parser expat;
  int depth = 0;
  std::optional<text::Error> refused;
};

XmlStream::XmlStream(std::unique_ptr<ByteStream> bytes, std::string where, XmlHandler& handler)
    : parser_(std::make_unique<Parser>(handler)),
      bytes_(std::move(bytes)),
      where_(std::move(where)) {}

XmlStream::~XmlStream() = default;

bool XmlStream::advance() {
  if (ended_) return false;
  chunk_.clear();
  const text::Status read = bytes_->read(chunk_, kChunk);
  const bool last = chunk_.empty();
  ended_ = last || !read;
  if (!read) error_ = read.error();
  const XML_Status parsed = XML_Parse(parser_->expat, chunk_.data(),
                                      static_cast<int>(chunk_.size()), last ? XML_TRUE : XML_FALSE);
  fed_ += chunk_.size();
  if (error_) return false;
  if (parser_->refused) {
    error_ = text::Error{parser_->refused->code,
                         fmt::format("{}: {}", where_, parser_->refused->message)};
  } else if (parsed == XML_STATUS_ERROR) {
    error_ = text::Error{
        "bad-xml", fmt::format("{}: byte {}: {}", where_, XML_GetCurrentByteIndex(parser_->expat),
                               XML_ErrorString(XML_GetErrorCode(parser_->expat)))};
  } else if (!last &&
             fed_ - static_cast<std::uint64_t>(XML_GetCurrentByteIndex(parser_->expat)) > kMaxTag) {
    error_ = text::Error{"too-large",
                         fmt::format("{}: a tag of more than {} MiB", where_, kMaxTag >> 20)};
  }
  ended_ = ended_ || error_;
  return !ended_;
}

}  // namespace litopys::intake
