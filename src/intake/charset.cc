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
#include <utility>
#include <vector>

#include "intake/charset_guess.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kDeclarationWithin = 4096;
constexpr double kLikeEnough = 0.5;

text::Result<std::string> convert(std::string_view bytes, const std::string& from,
                                  const std::string& where) {
  auto converter = Utf8Converter::from(from);
  if (!converter)
    return text::Error{converter.error().code, where + ": " + converter.error().message};
  std::string out;
  converter->convert(bytes, true, out);
  return out;
}

bool outside_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

struct Repaired {
  std::string text;
  bool mostly_valid = false;  // more letters outside ASCII were right than wrong
};

// Replaces what is not UTF-8; nothing where that is more than one byte in a hundred.
std::optional<Repaired> repaired(std::string_view bytes) {
  std::size_t bad = 0;
  for (std::string_view rest = bytes; const auto at = text::first_invalid_byte(rest);) {
    if (++bad * 100 > bytes.size()) return std::nullopt;
    rest.remove_prefix(*at + 1);
  }
  std::string out = valid_utf8(bytes);
  const auto beyond =
      static_cast<std::size_t>(std::count_if(out.begin(), out.end(), outside_ascii));
  const std::size_t replaced = 3 * bad;  // bytes of U+FFFD; a letter has two or three
  return Repaired{std::move(out), beyond - replaced > 2 * bad};
}

}  // namespace

std::string guessed_charset(std::string_view bytes) {
  const auto first = std::find_if(bytes.begin(), bytes.end(), outside_ascii);
  // One letter more, for what stands before the first one tells too.
  const auto begin =
      static_cast<std::size_t>(first - bytes.begin()) - (first == bytes.begin() ? 0 : 1);
  const std::string_view sample = bytes.substr(begin, kGuessedFrom);
  std::string best;
  double most = kLikeEnough;
  for (const std::string& charset : guessed_charsets()) {
    const text::Result<std::string> decoded = convert(sample, charset, "");
    const double here = decoded ? likeness(*decoded, charset) : 0;
    if (here > most) {
      most = here;
      best = charset;
    }
  }
  return best;
}

std::string valid_utf8(std::string_view bytes) {
  std::string out;
  while (const auto bad = text::first_invalid_byte(bytes)) {
    out += bytes.substr(0, *bad);
    text::append(out, 0xFFFD);
    bytes.remove_prefix(*bad + 1);
  }
  return out.append(bytes);
}

std::optional<std::string> mended_utf8(std::string_view bytes) {
  std::optional<Repaired> mended = repaired(bytes);
  if (!mended) return std::nullopt;
  return std::move(mended->text);
}

text::Result<Utf8Converter> Utf8Converter::from(const std::string& charset) {
  const iconv_t opened = iconv_open("UTF-8", charset.c_str());
  if (opened == reinterpret_cast<iconv_t>(-1))
    return text::Error{"unknown-charset", "unknown character set " + charset};
  Utf8Converter converter;
  converter.converter_.reset(opened);
  return converter;
}

void Utf8Converter::Close::operator()(void* converter) const { iconv_close(converter); }

void Utf8Converter::convert(std::string_view bytes, bool last, std::string& out) {
  std::string copy = std::exchange(rest_, "");  // iconv takes no constant input
  copy += bytes;
  char* input = copy.data();
  std::size_t left = copy.size();
  std::vector<char> buffer(std::size_t{1} << 16);
  while (left > 0) {
    char* output = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t status = iconv(converter_.get(), &input, &left, &output, &room);
    const int problem = errno;
    out.append(buffer.data(), buffer.size() - room);
    if (status != static_cast<std::size_t>(-1) || problem == E2BIG) continue;
    if (problem == EINVAL && !last) {  // the first bytes of a character
      rest_.assign(input, left);
      return;
    }
    text::append(out, 0xFFFD);  // an undefined or cut-off byte
    ++input;
    --left;
  }
}

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

text::Result<DecodedPage> decode_page(std::string_view bytes, const std::string& where,
                                      std::string_view given) {
  const auto converted = [&](const std::string& from, bool guessed,
                             std::size_t mark) -> text::Result<DecodedPage> {
    text::Result<std::string> text = convert(bytes.substr(mark), from, where);
    if (!text) return text.error();
    return DecodedPage{*std::move(text), from, guessed, mark, false};
  };
  if (bytes.starts_with("\xFF\xFE")) return converted("utf-16le", false, 2);
  if (bytes.starts_with("\xFE\xFF")) return converted("utf-16be", false, 2);
  const std::size_t mark = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::string_view page = bytes.substr(mark);
  const std::size_t zero = page.find('\0');
  if (zero != std::string_view::npos) {
    return text::Error{"binary",
                       fmt::format("{}: byte {} is zero: a binary file", where, mark + zero)};
  }
  const auto bad = text::first_invalid_byte(page);
  // Whatever it declares: UTF-8 is never right by chance.
  if (!bad) return DecodedPage{std::string(page), "utf-8", false, mark, true};
  std::string charset = given.empty() ? declared_charset(page) : text::lower(given);
  constexpr std::array<std::string_view, 6> kLatin = {"",       "iso-8859-1", "us-ascii",
                                                      "latin1", "ascii",      "windows-1252"};
  const bool latin = std::find(kLatin.begin(), kLatin.end(), charset) != kLatin.end();
  if (!latin && charset != "utf-8" && charset != "utf8") {
    text::Result<DecodedPage> declared = converted(charset, false, mark);
    if (declared) return declared;
  }
  std::optional<Repaired> mended;
  if (charset.empty() || !latin) mended = repaired(page);
  const auto as_mended = [&] {
    return DecodedPage{std::move(mended->text), "utf-8", false, mark, false};
  };
  if (mended && mended->mostly_valid) return as_mended();
  std::string guess = guessed_charset(page);
  if (!guess.empty() || latin) {
    if (guess.empty()) guess = "windows-1252";
    return converted(guess, guess != charset, mark);
  }
  if (mended) return as_mended();
  return text::Error{"invalid-utf8",
                     fmt::format("{}: byte {} (0x{:02x}) is not valid UTF-8, and many after it",
                                 where, mark + *bad, static_cast<unsigned char>(page[*bad]))};
}

text::Result<std::string> page_to_utf8(std::string_view bytes, const std::string& where,
                                       std::string_view given, std::string* guessed) {
  text::Result<DecodedPage> page = decode_page(bytes, where, given);
  if (!page) return page.error();
  if (guessed != nullptr && page->guessed) *guessed = page->charset;
  return std::move(page->text);
}

}  // namespace litopys::intake
