// libzip reads the directory at the archive's end and unpacks the members as streams; nothing is
// ever written to disk, so a path that climbs ("../../etc/x") could harm nobody, but it is refused
// all the same, for it is no honest archive's. A file is read where it lies; an archive inside
// another is first taken into memory, 64 MiB at most.
//
//     crawl.zip    a.html, b/c.csv, .hidden, d/              two members; hidden ones and folders
//     are
//                                                            left out
//     web.wacz     datapackage.json, archive/data.warc.gz    the WARC alone; pages.jsonl tells
//     which
//                                                            are pages
//     report.docx  word/document.xml, …                      one report
//     events.xlsx  xl/workbook.xml, …                        the rows of its sheets
//
// What the members unpack to is counted together (allowance.h), which also ends archives whose
// members overlap. An archive without its directory was cut off: its members are looked for from
// the front (cut_zip.h). Limit: no passwords; a hundred thousand members.
#include "intake/zip_archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "intake/cut_zip.h"
#include "intake/spreadsheet.h"
#include "intake/zip_names.h"
#include "intake/zip_reader.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kMaxMembers = 100'000;
constexpr std::uint64_t kMaxDirectory = std::uint64_t{32} << 20;
constexpr std::size_t kMaxPageLists = std::size_t{32} << 20;  // pages.jsonl of a WACZ

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0 && at + size <= bytes.size();) {
    value = value * 256 + static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

// The size of the directory by the record at the archive's end (the bytes given are the archive's
// last ones), so that a directory of millions of members is refused before libzip makes room for
// it.
std::uint64_t directory_size(std::string_view tail) {
  const std::size_t end = tail.rfind("PK\x05\x06");
  if (end == std::string_view::npos) return 0;
  const std::uint64_t size = number_at(tail, end + 12, 4);
  const std::size_t large = tail.substr(0, end).rfind("PK\x06\x06");
  if (size != 0xFFFFFFFF || large == std::string_view::npos) return size;
  return number_at(tail, large + 40, 8);
}

// The record at the end is the first thing that a broken download lacks.
bool has_no_directory(std::string_view tail) {
  return tail.rfind("PK\x05\x06") == std::string_view::npos;
}

std::string tail_of_file(const std::string& path) {
  constexpr std::streamoff kTail = 1 << 17;
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::streamoff size = std::max<std::streamoff>(file.tellg(), 0);
  std::string tail(static_cast<std::size_t>(std::min(size, kTail)), '\0');
  file.seekg(size - static_cast<std::streamoff>(tail.size()));
  file.read(tail.data(), static_cast<std::streamsize>(tail.size()));
  return tail;
}

class ZipMembers : public Container {
 public:
  ZipMembers(Opening opening, std::shared_ptr<ZipReader> archive)
      : Container(std::move(opening)), archive_(std::move(archive)) {
    web_archive_ = archive_->has("datapackage.json");
    bool any = false;
    for (std::size_t i = 0; i < archive_->size() && !any; ++i) any = is_warc(archive_->name(i));
    web_archive_ = web_archive_ && any;
    if (web_archive_) read_page_lists();
  }

  std::optional<Piece> next() override {
    while (!closed_ && next_ < archive_->size()) {
      const std::size_t index = next_++;
      const std::string name = archive_->name(index);
      if (!name.empty() && !name.ends_with('/')) return member(index, name);
    }
    return std::nullopt;
  }

 private:
  Piece member(std::size_t index, const std::string& name) {
    const std::string seen = shown_name(name);
    const std::string position = "member " + seen;
    Piece piece = piece_at(position, "/" + seen);
    const auto refused = [&](const char* code, std::string_view what) {
      piece.error = text::Error{code, fmt::format("{}: {}", piece.where(), what)};
      return std::move(piece);
    };
    if (index == kMaxMembers) {
      closed_ = true;
      return refused("too-many",
                     fmt::format("more than {} members; the rest is left out", kMaxMembers));
    }
    if (leads_out(name)) return refused("unsafe-path", "its path leads out of the archive");
    if (const char* const reason = left_out(name)) return skipped(position, reason);
    if (archive_->locked(index)) return refused("encrypted", "is locked with a password");
    auto stream = archive_->open(index, piece.where(), opening_.allowance);
    if (!stream) {
      piece.error = stream.error();
      return piece;
    }
    piece.stream = std::move(*stream);
    piece.wanted = pages_;
    return piece;
  }

  static bool is_warc(std::string_view name) {
    return name.starts_with("archive/") && (name.ends_with(".warc") || name.ends_with(".warc.gz"));
  }

  // Why a member is passed over; nothing for those that are read.
  const char* left_out(std::string_view name) const {
    if (web_archive_) return is_warc(name) ? nullptr : "index of the web archive";
    return why_passed_over(name);
  }

  // The addresses of the pages, which the pictures and frames among the records are not.
  void read_page_lists() {
    auto pages = std::make_shared<std::set<std::string, std::less<>>>();
    for (std::size_t i = 0; i < std::min(archive_->size(), kMaxMembers); ++i) {
      const std::string name = archive_->name(i);
      if (!name.starts_with("pages/") || !name.ends_with(".jsonl")) continue;
      auto stream = archive_->open(i, name, opening_.allowance);
      if (!stream) continue;
      ByteReader lines(std::move(*stream));
      std::string line;
      for (bool whole = true;
           lines.position() < kMaxPageLists && lines.line(line, kMaxPageLists, whole);) {
        const nlohmann::json page = nlohmann::json::parse(line, nullptr, false);
        if (page.is_object() && page.contains("url") && page["url"].is_string()) {
          pages->insert(page["url"].get<std::string>());
        }
      }
    }
    if (!pages->empty()) pages_ = std::move(pages);
  }

  std::shared_ptr<ZipReader> archive_;
  std::size_t next_ = 0;
  bool closed_ = false;
  bool web_archive_ = false;
  std::shared_ptr<const std::set<std::string, std::less<>>> pages_;
};

// Presentations, binary workbooks, texts of OpenDocument.
bool is_other_office(const ZipReader& archive) {
  return archive.has("ppt/presentation.xml") || archive.has("xl/workbook.bin") ||
         (archive.has("content.xml") && archive.has("mimetype"));
}

// An office document is one report, not an archive of its parts.
class OneDocument : public Container {
 public:
  OneDocument(Opening opening, InputKind kind, std::string bytes)
      : Container(std::move(opening)), kind_(kind), bytes_(std::move(bytes)) {}
  std::optional<Piece> next() override {
    if (std::exchange(given_, true)) return std::nullopt;
    Piece piece = piece_at("", "");
    piece.position = opening_.piece.position;
    piece.kind = kind_;
    piece.bytes = std::move(bytes_);
    return piece;
  }

 private:
  InputKind kind_;
  std::string bytes_;
  bool given_ = false;
};

}  // namespace

text::Result<std::unique_ptr<Container>> open_zip(Opening opening) {
  const std::string where = opening.piece.where();
  std::string bytes;
  const bool in_place = opening.is_file && !opening.reader->decompressed();
  if (!in_place) {
    opening.reader->take(bytes, kMaxPiece + 1);
    if (opening.reader->error()) return *opening.reader->error();
    if (bytes.size() > kMaxPiece) return too_large(where);
  }
  const std::string tail = in_place ? tail_of_file(opening.piece.path) : "";
  if (has_no_directory(in_place ? tail : bytes)) {
    if (!in_place) opening.reader = std::make_unique<ByteReader>(stream_of(std::move(bytes)));
    return open_cut_zip(std::move(opening));
  }
  if (directory_size(in_place ? tail : bytes) > kMaxDirectory) {
    return text::Error{
        "too-many", fmt::format("{}: a directory of more than {} MiB", where, kMaxDirectory >> 20)};
  }
  auto archive =
      in_place ? ZipReader::of_file(opening.piece.path) : ZipReader::of_bytes(bytes, where);
  if (!archive) return archive.error();
  if ((*archive)->has("word/document.xml")) {
    if (in_place) opening.reader->take(bytes, kMaxPiece + 1);
    if (bytes.size() > kMaxPiece) return too_large(where);
    return std::unique_ptr<Container>(
        std::make_unique<OneDocument>(std::move(opening), InputKind::kDocx, std::move(bytes)));
  }
  // The directory, not the members, is what an archive in place has cost so far.
  if (in_place) {
    std::error_code ignored;
    opening.allowance->receive(std::filesystem::file_size(opening.piece.path, ignored));
  }
  if (is_spreadsheet(**archive)) return open_spreadsheet(std::move(opening), std::move(*archive));
  if (is_other_office(**archive)) {
    return text::Error{"unsupported",
                       fmt::format("{}: an office document that is neither DOCX nor a spreadsheet "
                                   "(XLSX, ODS); save it as one of these",
                                   where)};
  }
  return std::unique_ptr<Container>(
      std::make_unique<ZipMembers>(std::move(opening), std::move(*archive)));
}

}  // namespace litopys::intake
