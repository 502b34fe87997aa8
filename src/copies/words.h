// The words that tell texts apart, in order: content words, names and numbers, each as one small
// number. Made without any model: it runs at a hundred megabytes a second, and on any language.
//
//     "On Sunday, 12 people fled Kharkiv."  ->  Sunday(name) 12(number) people fled Kharkiv(name)
//
// Two spellings of a name give the same word where they sound alike by their consonants ("Kharkiv",
// "Harkiv" do not, "Mykolayiv" and "Mikolaiv" do), and "three" is the number 3.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace litopys::copies {

enum class WordClass : std::uint32_t { kContent = 0, kName = 1, kNumber = 2 };

// 30 bits of a hash and, lowest, two bits of the class.
using Word = std::uint32_t;

constexpr WordClass class_of(Word word) { return static_cast<WordClass>(word & 3U); }
// Names and numbers are the facts of a text: they stay when it is told in other words.
constexpr bool is_fact(Word word) { return (word & 3U) != 0; }

// Lower-case words that are numbers: "three" -> 3.
using NumberWords = std::map<std::string, std::uint32_t, std::less<>>;

// At most this many words of a text are kept; what a longer text says after them is not compared.
constexpr std::size_t kMaxWords = 8192;

// The text must be valid UTF-8. Linear.
std::vector<Word> words_of(std::string_view text, const NumberWords& numbers);

// The consonants of a folded Latin word, those that transliterations confuse as one: "k" for c, ck,
// k, kh, q; "v" for v, w; "s" for s, z; "f" for f, ph; vowels only as a first letter, all as "a".
std::string sound_of(std::string_view folded);

}  // namespace litopys::copies
