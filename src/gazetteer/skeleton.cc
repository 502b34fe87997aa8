// Vowels, y and blanks go; groups of letters that one sound is written with become one letter, the
// longest first; doubled letters become one. A vowel at the beginning stays as "a".
//
//     sh shch sch zh z s -> s    ch kh c k q ck -> k    gh g h -> g, but no h at the end    ph f v
//     w -> v
//
// That is coarser than any one system of romanisation, so that no language need be known; who looks
// up by it must ask the text for more (reading/inexact_names.cc). The same idea as Soundex (Russell
// 1918) and its Daitch-Mokotoff kind for Slavic names. The file of places holds an index of
// skeletons: a change here asks for another version of that format. Linear; the distance is
// quadratic in names of at most 64 bytes. Covered by skeleton_test.cc.
#include "gazetteer/skeleton.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <vector>

namespace litopys::gazetteer {
namespace {

struct Sound {
  std::string_view letters, sign;
};

constexpr std::array<Sound, 34> kSounds = {{
    {"shch", "s"}, {"tsch", "k"}, {"dzh", "j"}, {"sch", "s"}, {"tch", "k"}, {"sh", "s"},
    {"zh", "s"},   {"ch", "k"},   {"kh", "k"},  {"gh", "g"},  {"th", "t"},  {"ph", "v"},
    {"ts", "s"},   {"tz", "s"},   {"cz", "k"},  {"sz", "s"},  {"ck", "k"},  {"dj", "j"},
    {"b", "b"},    {"c", "k"},    {"d", "d"},   {"f", "v"},   {"g", "g"},   {"h", "g"},
    {"j", "j"},    {"k", "k"},    {"l", "l"},   {"m", "m"},   {"n", "n"},   {"p", "p"},
    {"q", "k"},    {"r", "r"},    {"x", "ks"},  {"s", "s"},
}};
constexpr std::size_t kLongest = 64;

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

std::string_view sign_at(std::string_view key, std::size_t& at) {
  for (const Sound& sound : kSounds)
    if (key.substr(at).starts_with(sound.letters)) {
      at += sound.letters.size();
      return sound.sign;
    }
  const char c = key[at++];
  return c == 't' ? "t" : c == 'z' ? "s" : c == 'v' || c == 'w' ? "v" : "";
}

}  // namespace

std::string skeleton_of(std::string_view key) {
  std::string out;
  for (std::size_t at = 0; at < key.size();) {
    const char c = key[at];
    if (c == ' ' || (c >= '0' && c <= '9')) {
      ++at;
      continue;
    }
    if (c < 'a' || c > 'z') return {};
    if (is_vowel(c)) {
      if (at == 0) out = "a";
      ++at;
      continue;
    }
    const bool last = at + 1 == key.size() || key[at + 1] == ' ';
    const std::string_view sign = c == 'h' && last ? (++at, std::string_view()) : sign_at(key, at);
    for (const char each : sign)
      if (out.empty() || out.back() != each) out.push_back(each);
  }
  return out;
}

std::uint32_t skeleton_hash(std::string_view skeleton) {
  return static_cast<std::uint32_t>(XXH3_64bits(skeleton.data(), skeleton.size()));
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() > kLongest || a.size() - b.size() > limit) return limit + 1;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return std::min(row[b.size()], limit + 1);
}

}  // namespace litopys::gazetteer
