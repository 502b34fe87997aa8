// Covered by tests/archive_formats_test.py and tests/import_limits_test.py.
#include "intake/zip_names.h"

#include "text/utf8.h"

namespace litopys::intake {

bool leads_out(std::string_view name) {
  if (name.starts_with('/') || name.find('\\') != std::string_view::npos ||
      (name.size() > 1 && name[1] == ':'))
    return true;
  while (!name.empty()) {
    const std::size_t end = name.find('/');
    if (name.substr(0, end) == "..") return true;
    if (end == std::string_view::npos) break;
    name.remove_prefix(end + 1);
  }
  return false;
}

std::string shown_name(const std::string& name) {
  std::string out;
  for (const char c : name.substr(0, 200))
    out += static_cast<unsigned char>(c) < 32 || c == 127 ? '?' : c;
  return text::first_invalid_byte(out) ? "(name that is not UTF-8)" : out;
}

const char* why_passed_over(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  const std::string_view file = slash == std::string_view::npos ? name : name.substr(slash + 1);
  if (file.starts_with('.') || name.starts_with("__MACOSX/")) return "hidden file";
  for (const std::string_view end :
       {".jpg", ".jpeg", ".png",  ".gif", ".webp", ".mp4",   ".mp3", ".ogg", ".opus",
        ".mov", ".avi",  ".webm", ".css", ".js",   ".woff2", ".svg", ".ico", ".bmp",
        ".tif", ".tiff", ".heic", ".wav", ".m4a",  ".woff",  ".ttf"}) {
    if (text::lower(file).ends_with(end)) return "picture, sound or style";
  }
  return nullptr;
}

}  // namespace litopys::intake
