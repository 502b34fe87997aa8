// A short list of words written out in the code: relations, parts of speech, roles.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace litopys::reading {

inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace litopys::reading
