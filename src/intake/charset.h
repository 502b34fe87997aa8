// The bytes of a web page as UTF-8, and the parts of that which other files need too
// (charset_stream.h).
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "text/result.h"

namespace litopys::intake {

// By the byte order mark, else by what the page declares in its first kilobytes, else UTF-8, else
// (no declaration, not UTF-8) windows-1252, as browsers do. A few stray bytes in a page of UTF-8
// become U+FFFD, which shows in the text; a page with many is refused, and so is a zero byte.
// `given` is the character set that the page was sent under; it comes before what the page says.
struct DecodedPage {
  std::string text;      // UTF-8
  std::string charset;   // of the bytes, by its name in iconv
  bool guessed = false;  // nothing stated that charset
  std::size_t mark = 0;  // bytes of the byte order mark before the text
  bool as_is = true;     // the text is the bytes behind the mark
};
text::Result<DecodedPage> decode_page(std::string_view bytes, const std::string& where,
                                      std::string_view given = "");

// The same, the text alone. Where the set had to be guessed, `guessed` gets its name.
text::Result<std::string> page_to_utf8(std::string_view bytes, const std::string& where,
                                       std::string_view given = "", std::string* guessed = nullptr);

// The name in `<meta charset=…>`, in its http-equiv form or in an XML declaration, lower case;
// empty where there is none.
std::string declared_charset(std::string_view beginning);

constexpr std::size_t kGuessedFrom = std::size_t{1} << 18;  // bytes that tell a character set

// The set that these bytes read most like (charset_guess.h); empty where they read like none.
std::string guessed_charset(std::string_view bytes);

// UTF-8 with at most one byte in a hundred broken: with U+FFFD for each of these. Nothing where
// more are.
std::optional<std::string> mended_utf8(std::string_view bytes);

// With U+FFFD for each byte that is not part of valid UTF-8.
std::string valid_utf8(std::string_view bytes);

// Bytes of one character set as UTF-8, piece by piece. What has no meaning in the set becomes
// U+FFFD.
class Utf8Converter {
 public:
  // An error where iconv does not know the set.
  static text::Result<Utf8Converter> from(const std::string& charset);

  // Appends to `out`. A character whose bytes are not all there is kept for the next call, but for
  // the last one.
  void convert(std::string_view bytes, bool last, std::string& out);

 private:
  struct Close {
    void operator()(void* converter) const;
  };
  std::unique_ptr<void, Close> converter_;
  std::string rest_;
};

}  // namespace litopys::intake
