// CASING:FRONT:BACK:PREFIX:SUFFIX, counted in code points of the word (Straka 2018 has the idea).
//
// The casing works on the word before and the capital on the result, so that "us" by "U:0:0::" is
// "US" and "Cities" by "L:0:3::y" is "city". A word too short for a script keeps its own form
// (lower-cased with L): "I" by "L:0:1::" is "i", never an empty lemma. Linear in the word.
// Made by training/litopys_training/lemmas.py; covered by lemma_script_test.cc.
#include "language/lemma_script.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <array>
#include <charconv>

#include "text/utf8.h"

namespace litopys::language {
namespace {

bool read_number(std::string_view text, std::uint32_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

std::size_t length_of(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at += text::code_point_at(text, at).size;
  return count;
}

// Byte offset of the code point with this number.
std::size_t offset_of(std::string_view text, std::size_t number) {
  std::size_t at = 0;
  for (; number > 0 && at < text.size(); --number) at += text::code_point_at(text, at).size;
  return at;
}

void append_upper(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    text::append(out,
                 static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c.value))));
    at += c.size;
  }
}

}  // namespace

text::Result<LemmaScript> parse_lemma_script(std::string_view script) {
  const auto wrong = [&] {
    return text::Error{"invalid-lemma-script", fmt::format("lemma script \"{}\"", script)};
  };
  LemmaScript out;
  if (script.size() < 2 || script[1] != ':') return wrong();
  out.casing = script[0];
  if (out.casing == 'A') {
    out.suffix = script.substr(2);
    return out;
  }
  if (std::string_view("LTUK").find(out.casing) == std::string_view::npos) return wrong();
  std::array<std::string_view, 4> fields;
  std::size_t begin = 2;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::size_t end = script.find(':', begin);
    if ((end == std::string_view::npos) != (i == 3)) return wrong();
    fields[i] = script.substr(begin, end - begin);
    begin = end + 1;
  }
  if (!read_number(fields[0], out.front) || !read_number(fields[1], out.back)) return wrong();
  out.prefix = fields[2];
  out.suffix = fields[3];
  return out;
}

std::string lemma_of(const LemmaScript& script, std::string_view form) {
  if (script.casing == 'A') return script.suffix;
  const std::string word = script.casing == 'K' ? std::string(form) : text::lower(form);
  const std::size_t length = length_of(word);
  const std::uint64_t taken = std::uint64_t{script.front} + script.back;
  if (taken >= length && taken > 0) return script.casing == 'L' ? word : std::string(form);
  const std::size_t begin = offset_of(word, script.front);
  const std::size_t end = offset_of(word, length - script.back);
  std::string plain = script.prefix + word.substr(begin, end - begin) + script.suffix;
  if (script.casing == 'L' || script.casing == 'K') return plain;
  std::string out;
  const std::size_t capitals = script.casing == 'U' ? plain.size() : offset_of(plain, 1);
  append_upper(out, std::string_view(plain).substr(0, capitals));
  return out + plain.substr(capitals);
}

}  // namespace litopys::language
