// Parts are found by their boundary lines and put on a stack, so a message nested a million times
// is cut at the eighth layer, not followed. Every layer is searched once: the cost is the message's
// size times the layers.
#include "intake/mime.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "intake/charset.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kMaxLayers = 8;
constexpr std::size_t kMaxParts = 1000;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char low = static_cast<char>(c | 0x20);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

std::string unquoted_printable(std::string_view text, bool header) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (header && c == '_') {
      out += ' ';
    } else if (c != '=') {
      out += c;
    } else if (i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {  // a soft line end, perhaps with blanks before it
      const std::size_t end = text.find_first_not_of(" \t\r", i + 1);
      if (end == std::string_view::npos) break;
      if (text[end] == '\n')
        i = end;
      else
        out += c;
    }
  }
  return out;
}

std::string unbase64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned value = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == '=') {  // the end of one run; another may follow
      value = 0;
      bits = 0;
      continue;
    }
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) continue;
    value = (value << 6 | static_cast<unsigned>(digit)) & 0xFFFFFF;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(value >> bits & 0xFF);
  }
  return out;
}

// One encoded word at the start of `text`; its size in `size`, 0 where there is none.
std::string encoded_word(std::string_view text, std::size_t& size) {
  size = 0;
  if (!text.starts_with("=?")) return "";
  const std::size_t charset = text.find('?', 2);
  const std::size_t encoding =
      charset == std::string_view::npos ? charset : text.find('?', charset + 1);
  const std::size_t end =
      encoding == std::string_view::npos ? encoding : text.find("?=", encoding + 1);
  if (end == std::string_view::npos || encoding != charset + 2 || end > 1000) return "";
  const std::string_view words = text.substr(encoding + 1, end - encoding - 1);
  const char kind = static_cast<char>(text[charset + 1] | 0x20);
  if (kind != 'b' && kind != 'q') return "";
  const std::string bytes = kind == 'b' ? unbase64(words) : unquoted_printable(words, true);
  const auto decoded = page_to_utf8(bytes, "", text.substr(2, charset - 2));
  if (!decoded) return "";
  size = end + 2;
  return *decoded;
}

struct Open {
  std::string position;
  std::string_view bytes;
  std::size_t layer = 0;
  bool alternative = false;
};

// The bytes between the boundary lines, in order.
std::vector<std::string_view> between_boundaries(std::string_view body,
                                                 const std::string& boundary) {
  std::vector<std::string_view> parts;
  const std::string line = "--" + boundary;
  std::size_t begin = std::string_view::npos;
  for (std::size_t at = body.find(line); at != std::string_view::npos;
       at = body.find(line, at + 1)) {
    if (at > 0 && body[at - 1] != '\n') continue;
    if (begin != std::string_view::npos) parts.push_back(body.substr(begin, at - begin));
    begin = std::string_view::npos;
    const std::string_view after = body.substr(at + line.size());
    if (after.starts_with("--") || parts.size() >= kMaxParts) break;
    const std::size_t end = after.find('\n');
    if (end == std::string_view::npos) break;
    begin = at + line.size() + end + 1;
  }
  if (begin != std::string_view::npos) parts.push_back(body.substr(begin));  // never closed
  return parts;
}

}  // namespace

std::string decoded_words(std::string_view header) {
  std::string out;
  bool after_word = false;
  std::size_t blanks = 0;  // that stand at the end of `out` behind an encoded word
  while (!header.empty()) {
    std::size_t size = 0;
    const std::string word = encoded_word(header, size);
    if (size > 0) {
      if (after_word)
        out.resize(out.size() - blanks);  // blanks between two encoded words do not count
      out += word;
      after_word = true;
      blanks = 0;
      header.remove_prefix(size);
      continue;
    }
    if (header[0] == ' ')
      ++blanks;
    else
      after_word = false, blanks = 0;
    out += header[0];
    header.remove_prefix(1);
  }
  return out;
}

std::string decoded_body(std::string_view body, std::string_view transfer_encoding) {
  const std::string encoding = media_type(transfer_encoding);
  if (encoding == "base64") return unbase64(body);
  if (encoding == "quoted-printable") return unquoted_printable(body, false);
  return std::string(body);
}

std::string MimePart::type() const {
  const std::string type = media_type(head.value("Content-Type"));
  return type.empty() ? "text/plain" : type;
}

std::vector<MimePart> mime_parts(std::string_view bytes) {
  std::vector<MimePart> parts;
  std::vector<Open> open{{"", bytes, 0, false}};
  while (!open.empty() && parts.size() < kMaxParts) {
    const Open here = std::move(open.back());
    open.pop_back();
    std::string_view rest = here.bytes;
    MimePart part{here.position.empty() ? "1" : here.position, HeaderLines(rest), rest,
                  here.alternative};
    const std::string boundary = media_parameter(part.head.value("Content-Type"), "boundary");
    if (!part.type().starts_with("multipart/") || boundary.empty()) {
      parts.push_back(std::move(part));
      continue;
    }
    if (here.layer == kMaxLayers) continue;
    const bool alternative = part.type() == "multipart/alternative";
    const std::vector<std::string_view> inside = between_boundaries(rest, boundary);
    for (std::size_t i = inside.size(); i-- > 0;) {
      open.push_back({here.position.empty() ? fmt::format("{}", i + 1)
                                            : fmt::format("{}.{}", here.position, i + 1),
                      inside[i], here.layer + 1, alternative});
    }
  }
  return parts;
}

}  // namespace litopys::intake
