// A record is a version line, a head, a content of the length that the head states, and two empty
// lines. Taken are the answers of servers (their own head and their transfer and content encodings
// are undone) and resources and conversions (text that somebody extracted); requests, revisits,
// pictures, redirects and errors are left out, with the reason. The address is the record's; the
// publication date is not: the day of the crawl says nothing of it.
//
//     WARC/1.0 ⏎ WARC-Type: response ⏎ WARC-Target-URI: https://… ⏎ Content-Length: 1234 ⏎⏎
//     HTTP/1.1 200 OK ⏎ Content-Type: text/html ⏎⏎ <html>…
//
// What is broken costs as little as can be: a wrong length or a damaged gzip member is told, and
// reading goes on at the next line that begins a record ("WARC/1."). A record of gigabytes is
// passed over unread. Limit: brotli-encoded answers are told and left out.
#include "intake/warc.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "intake/decompression.h"
#include "intake/header_lines.h"
#include "text/sha256.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kMaxHeadLine = 64 << 10;
constexpr std::string_view kVersion = "WARC/1.";

struct Head {
  std::string type, address, content_type;
  std::uint64_t length = 0;
  bool has_length = false;
};

class Warc : public Container {
 public:
  explicit Warc(Opening opening) : Container(std::move(opening)) {}

  std::optional<Piece> next() override {
    while (true) {
      if (!find_record()) {
        if (!reader().error()) return std::nullopt;
        return broken();
      }
      ++number_;
      position_ = fmt::format("record {} (byte {})", number_, reader().position());
      Head head;
      if (!read_head(head)) {
        if (reader().error()) continue;
        return failed(position_, {"damaged", fmt::format("{}: {}: no valid Content-Length",
                                                         opening_.piece.where(), position_)});
      }
      return record(head);
    }
  }

 private:
  // To the next line that begins a record. Empty lines between records are passed over in silence,
  // and whatever else stands there too: the record before it has been complained of, or was
  // complete.
  bool find_record() {
    std::string line;
    bool whole = true;
    while (!reader().at_end()) {
      if (reader().peek(kVersion.size()).starts_with(kVersion)) return true;
      reader().line(line, kMaxHeadLine, whole);
    }
    return false;
  }

  // The stream broke: told once, and taken up again where a new gzip member begins.
  std::optional<Piece> broken() {
    const text::Error error = *reader().error();
    Piece piece = failed(fmt::format("after record {}", number_), error);
    if (error.code == "bomb" || !reader().recover()) opening_.reader = empty_reader();
    return piece;
  }

  static std::unique_ptr<ByteReader> empty_reader() {
    return std::make_unique<ByteReader>(stream_of(""));
  }

  bool read_head(Head& head) {
    std::string lines, line;
    bool whole = true;
    reader().line(line, kMaxHeadLine, whole);  // the version
    while (reader().line(line, kMaxHeadLine, whole) && line != "\r\n" && line != "\n") {
      if (lines.size() < kMaxHeadLine) lines += line;
    }
    std::string_view rest = lines;
    const HeaderLines headers(rest);
    head.type = media_type(headers.value("WARC-Type"));
    head.address = headers.value("WARC-Target-URI");
    // WARC 1.0 wrote addresses in angle brackets.
    if (head.address.starts_with('<') && head.address.ends_with('>')) {
      head.address = head.address.substr(1, head.address.size() - 2);
    }
    head.content_type = headers.value("Content-Type");
    const std::string_view length = headers.value("Content-Length");
    const auto [end, problem] =
        std::from_chars(length.data(), length.data() + length.size(), head.length);
    head.has_length = problem == std::errc() && end == length.data() + length.size();
    return head.has_length;
  }

  Piece record(const Head& head) {
    const char* reason = nullptr;
    if (head.type != "response" && head.type != "resource" && head.type != "conversion") {
      reason = type_reason(head.type);
    } else if (opening_.piece.wanted && !opening_.piece.wanted->contains(head.address)) {
      reason = "not among the pages of the web archive";
    }
    if (reason != nullptr || head.length > kMaxPiece) {
      const std::uint64_t passed = reader().pass(head.length);
      if (passed < head.length) return cut(head.length, passed, "");
      if (reason != nullptr) return skipped(position_, reason);
      return failed(position_, too_large(opening_.piece.where() + ": " + position_));
    }
    std::string content;
    reader().take(content, head.length);
    if (content.size() < head.length || !ends_here()) {
      return cut(head.length, content.size(), content);
    }
    Piece piece = piece_at(position_, fmt::format("#record={}", number_));
    piece.received_sha256 = text::sha256_hex(content);
    piece.received_bytes = content.size();
    piece.known.uri = head.address;
    if (media_type(head.content_type) == "application/http" || content.starts_with("HTTP/")) {
      return answer(std::move(piece), content);
    }
    return typed(std::move(piece), head.content_type, std::move(content));
  }

  // The record promised more than there is, or other than where the next record begins. `had` is
  // what was taken and kept of it; a record inside it is read again.
  Piece cut(std::uint64_t promised, std::uint64_t had, std::string_view content) {
    const std::string where = opening_.piece.where() + ": " + position_;
    if (reader().error()) {
      const text::Error error = *reader().error();
      if (error.code == "bomb" || !reader().recover()) opening_.reader = empty_reader();
      return failed(position_, error);
    }
    const std::size_t inside = content.find("\nWARC/1.");
    if (inside != std::string_view::npos) {
      reader().put_back(content.substr(inside + 1));
      had = inside + 1;
    }
    if (had < promised) {
      return failed(position_,
                    {"truncated", fmt::format("{}: cut off, or of a wrong length: {} of {} bytes",
                                              where, had, promised)});
    }
    return failed(position_,
                  {"damaged", fmt::format("{}: more than its {} bytes", where, promised)});
  }

  // What stands behind a content of the right length.
  bool ends_here() {
    const std::string_view ahead = reader().peek(kVersion.size());
    return ahead.empty() || ahead[0] == '\r' || ahead[0] == '\n' || ahead.starts_with(kVersion);
  }

  static const char* type_reason(std::string_view type) {
    constexpr std::array<std::pair<std::string_view, const char*>, 5> kReasons = {
        {{"warcinfo", "about the archive"},
         {"request", "request"},
         {"metadata", "metadata of a record"},
         {"revisit", "page that had not changed"},
         {"continuation", "part of a record in several"}}};
    for (const auto& [name, reason] : kReasons) {
      if (type == name) return reason;
    }
    return "record of an unknown type";
  }

  // A server's answer: its own head, then the body in up to two encodings.
  Piece answer(Piece piece, std::string_view content) {
    const std::size_t space = content.find(' ');
    const std::string_view status =
        space == std::string_view::npos ? "" : content.substr(space + 1, 3);
    content.remove_prefix(std::min(content.size(), content.find('\n')));
    if (!content.empty()) content.remove_prefix(1);
    const HeaderLines headers(content);
    if (status != "200" && status != "203") {
      piece.skipped = status.starts_with('3')   ? "redirect"
                      : status.starts_with('4') ? "the server had no such page"
                                                : "the server gave an error";
      return piece;
    }
    std::string body(content);
    if (media_type(headers.value("Transfer-Encoding")) == "chunked") body = without_chunks(body);
    const std::string encoding = media_type(headers.value("Content-Encoding"));
    if (const auto problem = decode(encoding, piece.where(), body)) {
      piece.error = *problem;
      return piece;
    }
    return typed(std::move(piece), headers.value("Content-Type"), std::move(body));
  }

  // The chunks joined; the bytes as they are where they are no chunks, since many crawlers undo
  // them and keep the header.
  static std::string without_chunks(std::string_view body) {
    std::string out;
    std::string_view rest = body;
    while (true) {
      std::size_t size = 0;
      const auto [end, problem] = std::from_chars(
          rest.data(), rest.data() + std::min<std::size_t>(rest.size(), 16), size, 16);
      const auto digits = static_cast<std::size_t>(end - rest.data());
      const std::size_t line = rest.find('\n');
      if (problem != std::errc() || line == std::string_view::npos || line > 1000 ||
          (digits < rest.size() && rest[digits] != '\r' && rest[digits] != ';' &&
           rest[digits] != '\n' && rest[digits] != ' ')) {
        return out.empty() ? std::string(body) : out;
      }
      rest.remove_prefix(line + 1);
      if (size == 0) return out;
      out += rest.substr(0, size);
      if (size >= rest.size()) return out;
      rest.remove_prefix(size);
      rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of("\r\n")));
    }
  }

  std::optional<text::Error> decode(const std::string& encoding, const std::string& where,
                                    std::string& body) {
    std::unique_ptr<ByteStream> stream;
    if (encoding == "gzip" || encoding == "x-gzip") {
      if (!body.starts_with("\x1f\x8b")) return std::nullopt;  // undone by the crawler
      stream = gunzipped(stream_of(std::move(body)), where, opening_.allowance);
    } else if (encoding == "deflate") {
      if (body.starts_with('<')) return std::nullopt;
      auto opened = inflated(stream_of(std::move(body)), where, opening_.allowance);
      if (!opened) return opened.error();
      stream = std::move(*opened);
    } else if (encoding == "br" && !body.empty() && body[0] != '<') {
      return text::Error{"unsupported", where + ": brotli-encoded"};
    } else {
      return std::nullopt;
    }
    ByteReader unpacked(std::move(stream));
    body.clear();
    unpacked.take(body, kMaxPiece + 1);
    if (body.size() > kMaxPiece) return too_large(where);
    // A page whose last bytes are missing is still a page.
    if (unpacked.error() && body.empty()) return unpacked.error();
    return std::nullopt;
  }

  Piece typed(Piece piece, std::string_view content_type, std::string body) {
    const std::string type = media_type(content_type);
    piece.charset = media_parameter(content_type, "charset");
    piece.bytes = std::move(body);
    if (piece.bytes.empty()) {
      piece.skipped = "empty answer";
    } else if (type == "text/html" || type == "application/xhtml+xml") {
      piece.kind = InputKind::kHtml;
    } else if (type == "text/plain") {
      // Servers call many things plain text; what begins like a page is one.
      piece.kind =
          detect_kind(std::string_view(piece.bytes).substr(0, kSniffed)) == InputKind::kHtml
              ? InputKind::kHtml
              : InputKind::kText;
    } else if (type == "application/pdf") {
      piece.kind = InputKind::kPdf;
    } else if (type != "text/markdown" && !type.ends_with("+xml") && type != "application/xml" &&
               type != "text/xml" && !type.empty() &&
               type != "application/vnd.openxmlformats-officedocument.wordprocessingml.document") {
      piece.skipped = type.starts_with("image/") ? "picture"
                      : type.starts_with("video/") || type.starts_with("audio/")
                          ? "film or sound"
                          : "neither page nor text";
    }
    return piece;
  }

  std::size_t number_ = 0;
  std::string position_;
};

}  // namespace

std::unique_ptr<Container> open_warc(Opening opening) {
  return std::make_unique<Warc>(std::move(opening));
}

}  // namespace litopys::intake
