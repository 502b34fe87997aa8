// The page is decoded once more, up to the last place that is asked for, and each time only as far
// as the next place: where the decoder stands in the bytes then is the answer, whatever the
// character set. Nothing is noted while a page is read, for most pages are UTF-8 and need none of
// this.
//
// Example: the windows-1251 bytes CF EE E6 E0 F0 are "Пожар", ten bytes of UTF-8; its third letter
// begins at byte 4 there and at byte 2 of the page. Counter-example: broken UTF-8 is no character
// set of iconv's, which would stop at other bytes of it than we do; it is walked over here.
// Limit: a place inside of what one character of the page became is taken for its beginning.
#include "intake/charset_places.h"

#include <iconv.h>

#include <cerrno>
#include <optional>
#include <string>

#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kReplacement = 3;  // bytes of U+FFFD, which stands for one byte

class CharsetPlaces {
 public:
  CharsetPlaces(std::string_view bytes, const std::string& charset)
      : converter_(iconv_open("UTF-8", charset.c_str())), bytes_(bytes), left_(bytes_.size()) {}
  CharsetPlaces(const CharsetPlaces&) = delete;
  CharsetPlaces& operator=(const CharsetPlaces&) = delete;
  ~CharsetPlaces() {
    if (known()) iconv_close(converter_);
  }

  std::size_t of(std::size_t offset) {
    while (known() && written_ < offset && left_ > 0 && step(offset - written_)) {
    }
    return bytes_.size() - left_;
  }

 private:
  bool known() const { return converter_ != reinterpret_cast<iconv_t>(-1); }

  // False where the next character has more bytes of UTF-8 than `room`.
  bool step(std::size_t room) {
    buffer_.resize(room);
    char* output = buffer_.data();
    char* input = bytes_.data() + (bytes_.size() - left_);
    const std::size_t before = room;
    const bool stopped =
        iconv(converter_, &input, &left_, &output, &room) == static_cast<std::size_t>(-1);
    const int problem = errno;
    written_ += before - room;
    if (stopped && problem != E2BIG && room >= kReplacement) {  // an undefined or cut-off byte
      written_ += kReplacement;
      --left_;
      return true;
    }
    return room < before;
  }

  const iconv_t converter_;
  std::string bytes_;  // iconv takes no constant input
  std::size_t left_;   // bytes not read yet
  std::size_t written_ = 0;
  std::string buffer_;
};

class BrokenPlaces {
 public:
  explicit BrokenPlaces(std::string_view bytes)
      : bytes_(bytes), bad_(text::first_invalid_byte(bytes)) {}

  std::size_t of(std::size_t offset) {
    while (bad_ && written_ + *bad_ + kReplacement <= offset) {
      written_ += *bad_ + kReplacement;
      read_ += *bad_ + 1;
      bad_ = text::first_invalid_byte(bytes_.substr(read_));
    }
    return read_ + (offset - written_);
  }

 private:
  std::string_view bytes_;
  std::optional<std::size_t> bad_;  // the next byte that is not UTF-8, behind read_
  std::size_t read_ = 0, written_ = 0;
};

template <class Places>
std::vector<std::uint32_t> places_of(Places places, const std::vector<std::uint32_t>& offsets,
                                     std::size_t mark) {
  std::vector<std::uint32_t> found;
  found.reserve(offsets.size());
  for (const std::uint32_t offset : offsets) {
    found.push_back(static_cast<std::uint32_t>(mark + places.of(offset)));
  }
  return found;
}

}  // namespace

std::vector<std::uint32_t> places_in_bytes(std::string_view bytes, const DecodedPage& page,
                                           const std::vector<std::uint32_t>& offsets) {
  struct Same {
    std::size_t of(std::size_t offset) const { return offset; }
  };
  const std::string_view decoded = bytes.substr(page.mark);
  if (page.as_is) return places_of(Same{}, offsets, page.mark);
  if (page.charset == "utf-8") return places_of(BrokenPlaces(decoded), offsets, page.mark);
  CharsetPlaces places(decoded, page.charset);
  return places_of<CharsetPlaces&>(places, offsets, page.mark);
}

}  // namespace litopys::intake
