// The declaration is found by a plain search, not a parse: "charset" and "=" and a name. Conversion
// is the C library's iconv, which reads no locale. A label that iconv does not know is treated as
// none. By the HTML standard "iso-8859-1" and "us-ascii" mean windows-1252. These two, UTF-8 and
// none at all are what pages declare that did not think of it: where the bytes are not UTF-8, the
// set is then guessed (charset_guess.h), unless most of what is not ASCII is UTF-8 and only a few
// bytes are broken.
//
// Example: a page that says charset=windows-1251 and holds CF EE E6 E0 F0 gives "Пожар"; so does
// one that says nothing, or UTF-8.
#include "intake/charset.h"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <optional>
#include <vector>

#include "intake/charset_guess.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kDeclarationWithin = 4096;
constexpr double kLikeEnough = 0.5;
constexpr std::size_t kGuessedFrom = std::size_t{1} << 18;  // bytes of a page that tell its set

text::Result<std::string> convert(std::string_view bytes, const std::string& from,
                                  const std::string& where) {
  const iconv_t converter = iconv_open("UTF-8", from.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) {
    return text::Error{"unknown-charset", fmt::format("{}: unknown character set {}", where, from)};
  }
  std::string out;
  std::vector<char> buffer(std::size_t{1} << 16);
  std::string copy(bytes);  // iconv takes no constant input
  char* input = copy.data();
  std::size_t left = copy.size();
  while (left > 0) {
    char* output = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t status = iconv(converter, &input, &left, &output, &room);
    const int problem = errno;
    out.append(buffer.data(), buffer.size() - room);
    if (status == static_cast<std::size_t>(-1) && problem != E2BIG) {
      text::append(out, 0xFFFD);  // an undefined or cut-off byte
      ++input;
      --left;
    }
  }
  iconv_close(converter);
  return out;
}

bool outside_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// The set that the text looks most like; nothing where it looks like none of them.
std::string guessed_charset(std::string_view bytes, const std::string& where) {
  const auto first = std::find_if(bytes.begin(), bytes.end(), outside_ascii);
  // One letter more, for what stands before the first one tells too.
  const auto begin =
      static_cast<std::size_t>(first - bytes.begin()) - (first == bytes.begin() ? 0 : 1);
  const std::string_view sample = bytes.substr(begin, kGuessedFrom);
  std::string best;
  double most = kLikeEnough;
  for (const std::string& charset : guessed_charsets()) {
    const text::Result<std::string> decoded = convert(sample, charset, where);
    const double here = decoded ? likeness(*decoded, charset) : 0;
    if (here > most) {
      most = here;
      best = charset;
    }
  }
  return best;
}

struct Repaired {
  std::string text;
  bool mostly_valid = false;  // more letters outside ASCII were right than wrong
};

// Replaces what is not UTF-8; nothing where that is more than one byte in a hundred.
std::optional<Repaired> repaired(std::string_view bytes) {
  std::string out;
  std::size_t bad = 0;
  while (const auto at = text::first_invalid_byte(bytes)) {
    out += bytes.substr(0, *at);
    text::append(out, 0xFFFD);
    bytes.remove_prefix(*at + 1);
    if (++bad * 100 > out.size() + bytes.size()) return std::nullopt;
  }
  out += bytes;
  const auto beyond =
      static_cast<std::size_t>(std::count_if(out.begin(), out.end(), outside_ascii));
  const std::size_t replaced = 3 * bad;  // bytes of U+FFFD; a letter has two or three
  return Repaired{std::move(out), beyond - replaced > 2 * bad};
}

}  // namespace

std::string declared_charset(std::string_view beginning) {
  std::string text(beginning.substr(0, kDeclarationWithin));
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (std::size_t at = text.find("charset"); at != std::string::npos;
       at = text.find("charset", at + 1)) {
    std::size_t here = text.find_first_not_of(" \t\r\n", at + 7);
    if (here == std::string::npos || text[here] != '=') continue;
    here = text.find_first_not_of(" \t\r\n\"'", here + 1);
    if (here == std::string::npos) continue;
    const std::size_t end =
        text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_:.", here);
    const std::string name =
        text.substr(here, end == std::string::npos ? std::string::npos : end - here);
    if (!name.empty()) return name;
  }
  // <?xml version="1.0" encoding="windows-1251"?>
  if (!text.starts_with("<?xml")) return "";
  const std::string declaration = text.substr(0, text.find("?>"));
  const std::size_t at = declaration.find("encoding");
  const std::size_t open = at == std::string::npos ? at : declaration.find_first_of("\"'", at);
  const std::size_t close =
      open == std::string::npos ? open : declaration.find(declaration[open], open + 1);
  return close == std::string::npos ? "" : declaration.substr(open + 1, close - open - 1);
}

text::Result<std::string> page_to_utf8(std::string_view bytes, const std::string& where,
                                       std::string_view given) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE")) return convert(bytes.substr(2), "UTF-16LE", where);
  if (bytes.starts_with("\xFE\xFF")) return convert(bytes.substr(2), "UTF-16BE", where);
  const std::size_t zero = bytes.find('\0');
  if (zero != std::string_view::npos) {
    return text::Error{"binary", fmt::format("{}: byte {} is zero: a binary file", where, zero)};
  }
  const auto bad = text::first_invalid_byte(bytes);
  if (!bad) return std::string(bytes);  // whatever it declares: UTF-8 is never right by chance
  std::string charset = given.empty() ? declared_charset(bytes) : text::lower(given);
  constexpr std::array<std::string_view, 6> kLatin = {"",       "iso-8859-1", "us-ascii",
                                                      "latin1", "ascii",      "windows-1252"};
  const bool latin = std::find(kLatin.begin(), kLatin.end(), charset) != kLatin.end();
  if (!latin && charset != "utf-8" && charset != "utf8") {
    text::Result<std::string> converted = convert(bytes, charset, where);
    if (converted) return converted;
  }
  std::optional<Repaired> mended;
  if (charset.empty() || !latin) mended = repaired(bytes);
  if (mended && mended->mostly_valid) return std::move(mended->text);
  const std::string guess = guessed_charset(bytes, where);
  if (!guess.empty() || latin) return convert(bytes, guess.empty() ? "windows-1252" : guess, where);
  if (mended) return std::move(mended->text);
  return text::Error{"invalid-utf8",
                     fmt::format("{}: byte {} (0x{:02x}) is not valid UTF-8, and many after it",
                                 where, *bad, static_cast<unsigned char>(bytes[*bad]))};
}

}  // namespace litopys::intake
