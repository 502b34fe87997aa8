// A file has one character set, so the set is decided once: at the first byte that is not UTF-8,
// from the 256 KiB that begin there. Up to there all was ASCII, or it was UTF-8 after all, since
// letters of another set are hardly ever UTF-8 by chance.
//
//     id;text\n1;\xCF\xEE\xE6\xE0\xF0 \xE2 …         windows-1251 ("Пожар в …")
//     It\x92s 5\x97 6 p.m.                          windows-1252, by its quotes and dashes
//     Пожар (UTF-8) … caf\xE9 … Пожар (UTF-8)       UTF-8 with a broken byte
//     \x81\x8D\x90 …                                nothing known
//
// Limit: a file of two sets gets the first one's letters throughout; a word or two of Cyrillic or
// Arabic are too few to tell (charset_guess.cc).
#include "intake/charset_stream.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "intake/charset.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::size_t kControlsIn = 100;  // one control character in so many bytes: no text

bool outside_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool is_binary(std::string_view bytes) {
  const auto controls =
      static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) {
        return c >= 0 && c < ' ' && (c < '\t' || c > '\r');
      }));
  return bytes.find('\0') != std::string_view::npos || controls * kControlsIn > bytes.size();
}

// More characters outside ASCII are right than bytes are wrong.
bool mostly_utf8(std::string_view bytes) {
  std::size_t right = 0, wrong = 0;
  while (!bytes.empty()) {
    const std::size_t bad = text::first_invalid_byte(bytes).value_or(bytes.size());
    // Lead bytes: those that do not go on with a character.
    right += static_cast<std::size_t>(
        std::count_if(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bad),
                      [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
    if (bad == bytes.size()) break;
    ++wrong;
    bytes.remove_prefix(bad + 1);
  }
  return right > wrong;
}

// Quotes, dashes, currencies and the like outside ASCII, and no letter.
bool only_marks(std::string_view decoded) {
  for (std::size_t at = 0; at < decoded.size();) {
    const text::CodePoint c = text::code_point_at(decoded, at);
    const bool marks = c.value < 0x80 || (c.value >= 0xA0 && c.value < 0xC0) ||
                       (c.value >= 0x2010 && c.value < 0x2040) || c.value == 0x20AC ||
                       c.value == 0x2122;
    if (!marks) return false;
    at += c.size;
  }
  return true;
}

// The set of bytes of which the first is not UTF-8; empty: none that is known, or UTF-8.
std::string charset_of(std::string_view bytes) {
  if (is_binary(bytes) || mostly_utf8(bytes)) return "";
  std::string guess = guessed_charset(bytes);
  if (!guess.empty()) return guess;
  auto latin = Utf8Converter::from("windows-1252");
  if (!latin) return "";
  std::string decoded;
  latin->convert(bytes, true, decoded);
  return only_marks(decoded) ? "windows-1252" : "";
}

class GuessedStream : public ByteStream {
 public:
  GuessedStream(std::unique_ptr<ByteReader> reader, std::shared_ptr<std::string> guessed)
      : reader_(std::move(reader)), guessed_(std::move(guessed)) {}

  text::Status read(std::string& out, std::size_t size) override {
    const std::size_t before = out.size();
    while (out.size() == before && !reader_->at_end()) {
      if (!decided_)
        pass_utf8(out, size);
      else if (converter_)
        convert(out, size);
      else
        reader_->take(out, size);
    }
    if (out.size() == before && reader_->error()) return *reader_->error();
    return text::Done{};
  }
  bool recover() override { return reader_->recover(); }
  bool decompressed() const override { return converter_ || reader_->decompressed(); }

 private:
  // What is UTF-8, up to the first byte that is not, where the set is decided.
  void pass_utf8(std::string& out, std::size_t size) {
    const std::size_t wanted = std::max(size, kChunk);
    const std::string_view ahead = reader_->peek(wanted);
    const std::size_t valid = text::first_invalid_byte(ahead).value_or(ahead.size());
    std::size_t passed = std::min(valid, size);
    while (passed < valid && (ahead[passed] & 0xC0) == 0x80) ++passed;  // no part of a character
    // One may be cut by the end of what is ahead; it is whole at the next call.
    const bool cut = ahead.size() >= wanted && valid + 4 > ahead.size();
    const bool broken = passed == valid && valid < ahead.size() && !cut;
    beyond_ascii_ =
        beyond_ascii_ || std::any_of(ahead.begin(), ahead.begin() + passed, outside_ascii);
    reader_->take(out, passed);
    if (broken) decide();
  }

  void decide() {
    decided_ = true;
    if (beyond_ascii_) return;
    const std::string charset = charset_of(reader_->peek(kGuessedFrom).substr(0, kGuessedFrom));
    if (charset.empty()) return;
    auto converter = Utf8Converter::from(charset);
    if (!converter) return;
    converter_ = std::move(*converter);
    *guessed_ = charset;
  }

  void convert(std::string& out, std::size_t size) {
    std::string bytes;
    reader_->take(bytes, size);
    converter_->convert(bytes, reader_->at_end(), out);
  }

  std::unique_ptr<ByteReader> reader_;
  std::shared_ptr<std::string> guessed_;
  std::optional<Utf8Converter> converter_;
  bool beyond_ascii_ = false;  // something outside ASCII was UTF-8
  bool decided_ = false;
};

}  // namespace

std::unique_ptr<ByteReader> in_utf8(std::unique_ptr<ByteReader> reader,
                                    std::shared_ptr<std::string> guessed) {
  return std::make_unique<ByteReader>(
      std::make_unique<GuessedStream>(std::move(reader), std::move(guessed)));
}

}  // namespace litopys::intake
