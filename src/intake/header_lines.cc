// RFC 5322 and RFC 9110 write headers alike: a name, a colon, a value that goes on in lines that
// begin with a blank.
#include <algorithm>

#include "intake/header_lines.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kMaxHead = std::size_t{64} << 10;
constexpr std::size_t kMaxLines = 1000;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

}  // namespace

HeaderLines::HeaderLines(std::string_view& text) {
  std::size_t taken = 0;
  while (!text.empty() && taken < kMaxHead && lines_.size() < kMaxLines) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    text.remove_prefix(size);
    taken += size;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) return;
    if ((line[0] == ' ' || line[0] == '\t') && !lines_.empty()) {
      lines_.back().second += " ";
      lines_.back().second += trimmed(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    lines_.emplace_back(lower_ascii(trimmed(line.substr(0, colon))),
                        std::string(trimmed(line.substr(colon + 1))));
  }
}

std::string_view HeaderLines::value(std::string_view name) const {
  const std::string low = lower_ascii(name);
  for (const auto& [known, value] : lines_) {
    if (known == low) return value;
  }
  return "";
}

std::string media_type(std::string_view header) {
  return lower_ascii(trimmed(header.substr(0, header.find(';'))));
}

std::string media_parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at != std::string_view::npos) {
    std::string_view rest = header.substr(at + 1);
    const std::size_t first = rest.find_first_not_of(" \t");
    rest.remove_prefix(std::min(first, rest.size()));
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return "";
    std::string_view value = rest.substr(equals + 1);
    const std::size_t start = header.size() - value.size();
    if (value.starts_with('"')) {
      value = value.substr(1, value.find('"', 1) - 1);
      at = header.find(';', start + value.size() + 1);
    } else {
      at = header.find(';', start);
      value = trimmed(value.substr(0, value.find(';')));
    }
    if (lower_ascii(trimmed(rest.substr(0, equals))) == name) return std::string(value);
  }
  return "";
}

}  // namespace litopys::intake
