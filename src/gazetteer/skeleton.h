// The consonants of a name, in classes that spellings and alphabets mix up: what is left the same
// when a name comes through another language.
//
//     "Novaya Kakhovka", "Nova Kakhovka" -> "nvkkvk"     "Charkiw", "Kharkiv" -> "krkv"
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace litopys::gazetteer {

// Of a key (name_key.h). Empty where the key has letters other than Latin ones.
std::string skeleton_of(std::string_view key);

// Names with fewer consonants say too little to be found by them.
constexpr std::size_t kShortestSkeleton = 3;

// Under which the file of places keeps a skeleton.
std::uint32_t skeleton_hash(std::string_view skeleton);

// How many letters must be put in, left out or exchanged to make one of the other; `limit` + 1
// where more.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace litopys::gazetteer
