// The head of a record, a server's answer or a mail: "Name: value" lines up to an empty one.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace litopys::intake {

class HeaderLines {
 public:
  // Takes the lines from `text` and leaves what follows the empty line. At most 64 KiB and 1,000
  // lines count; folded lines are joined.
  explicit HeaderLines(std::string_view& text);

  // The value of the first header of that name, trimmed; empty where there is none. Case of the
  // name does not matter.
  std::string_view value(std::string_view name) const;
  bool empty() const { return lines_.empty(); }

 private:
  std::vector<std::pair<std::string, std::string>> lines_;  // names in lower case
};

// "text/html" of "Text/HTML; charset=koi8-u".
std::string media_type(std::string_view header);
// "koi8-u" of the same, for "charset"; empty where there is none.
std::string media_parameter(std::string_view header, std::string_view name);

}  // namespace litopys::intake
