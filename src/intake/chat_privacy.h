// What keeps people who wrote in chats and mail from being named.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace litopys::intake {

// "author 1", "author 2" in order of appearance. Not a hash: whoever has a list of names could try
// them all. With `keep_names` the names stay, but not those that are telephone numbers.
class Authors {
 public:
  explicit Authors(bool keep_names) : keep_names_(keep_names) {}
  // `key` tells people apart (an account, an address), `name` is what is shown of them.
  std::string shown(const std::string& key, const std::string& name);

 private:
  bool keep_names_;
  std::map<std::string, std::size_t, std::less<>> numbers_;
};

// The text with "[telephone number]" in the place of each number that can be dialled: international
// ("+380 44 123 45 67"), national with a leading zero or an area code in brackets ("(044)
// 123-45-67"). Amounts, dates, years and coordinates stay. Linear.
std::string without_telephone_numbers(std::string_view text);

}  // namespace litopys::intake
