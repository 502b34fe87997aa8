// Which character set bytes without a (believable) declaration are in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace litopys::intake {

// The sets that are told apart, by the names of iconv.
const std::vector<std::string>& guessed_charsets();

// How much `text`, decoded by one of them, reads like the writing that the set is for: the share of
// neighbouring letters that stand well together less twice that of those that do not. 1 is best.
double likeness(std::string_view text, const std::string& charset);

}  // namespace litopys::intake
