// For fuzz targets: bytes as a file that is imported. Whatever is in them, every item is a report
// that keeps the contract or an error with a message; both are valid UTF-8.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "intake/source.h"
#include "text/utf8.h"

namespace litopys::fuzz {

inline const intake::Lexicon& lexicon() {
  static const intake::Lexicon loaded = [] {
    const char* folder = std::getenv("LITOPYS_DATA");
    if (folder == nullptr) std::abort();
    auto result = intake::load_lexicon(std::filesystem::path(folder) / "codebooks");
    if (!result) std::abort();
    return std::move(*result);
  }();
  return loaded;
}

inline void check(const intake::Report& report) {
  for (const std::string* field : {&report.text, &report.title, &report.author, &report.publisher,
                                   &report.published, &report.language, &report.uri, &report.id}) {
    if (text::first_invalid_byte(*field)) std::abort();
  }
  if (report.text.empty()) std::abort();
  std::uint32_t last = 0;
  for (const intake::Block& block : report.blocks) {
    if (block.span.begin < last || block.span.end <= block.span.begin) std::abort();
    if (block.span.end > report.text.size()) std::abort();
    last = block.span.end;
  }
}

// A file in memory, which has a path as any other.
class File {
 public:
  explicit File(std::string_view bytes) : handle_(memfd_create("fuzz", 0)) {
    if (handle_ < 0) std::abort();
    if (write(handle_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
      std::abort();
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { close(handle_); }
  std::string path() const { return "/proc/self/fd/" + std::to_string(handle_); }

 private:
  int handle_;
};

// Everything in the file but PDF and DOCX, which have readers in processes of their own. Without
// `forced` the bytes say what they are.
inline void import_file(const std::uint8_t* bytes, std::size_t size,
                        intake::InputKind forced = intake::InputKind::kUnknown) {
  const File file({reinterpret_cast<const char*>(bytes), size});
  intake::Source source({file.path()}, lexicon(), {.forced = forced, .keep_names = false});
  while (std::optional<intake::Piece> piece = source.next()) {
    if (piece->kind == intake::InputKind::kPdf || piece->kind == intake::InputKind::kDocx) continue;
    const intake::Item item = intake::read_piece(std::move(*piece), lexicon());
    if (!item.error) {
      check(item.report);
    } else if (item.error->message.empty() || text::first_invalid_byte(item.error->message)) {
      std::abort();
    }
  }
}

}  // namespace litopys::fuzz
