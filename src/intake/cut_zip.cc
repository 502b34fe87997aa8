// The directory at the end of an archive is gone, but before each member stands a header of its own
// (APPNOTE 4.3.7) with its name, its method and, as a rule, its size:
//
//     PK 03 04  flags  method  …  size  name  bytes    PK 03 04  …    PK 03 04  … cut
//
// A writer that did not know the size when it began leaves it out and writes it behind the bytes,
// in a record PK 07 08 that is looked for: its size must be that of the bytes up to it.
//
// Limits: a member of more than 64 MiB, packed, is refused, since it is held in memory; checksums
// are not compared; members behind one of unknown size that is damaged are lost.
#include "intake/cut_zip.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "intake/decompression.h"
#include "intake/zip_names.h"

namespace litopys::intake {
namespace {

constexpr std::string_view kMember = "PK\x03\x04", kSizes = "PK\x07\x08";
constexpr std::size_t kHeader = 30;  // bytes before the name
constexpr std::size_t kMaxMembers = 100'000;
constexpr unsigned kLocked = 1, kSizeBehind = 8;  // flags
constexpr unsigned kStored = 0, kDeflated = 8;    // methods
constexpr std::uint64_t kIsLarge = 0xFFFFFFFF;    // the size is in the extra field

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0 && at + size <= bytes.size();)
    value = value * 256 + static_cast<unsigned char>(bytes[at + i]);
  return value;
}

struct Header {
  unsigned flags = 0, method = 0;
  std::uint64_t packed = 0;  // bytes
  std::string name;
};

// The packed size in an extra field of id 1, behind the size unpacked.
std::uint64_t large_size(std::string_view extra) {
  for (std::size_t at = 0; at + 4 <= extra.size(); at += 4 + number_at(extra, at + 2, 2))
    if (number_at(extra, at, 2) == 1) return number_at(extra, at + 12, 8);
  return 0;
}

// The header that comes next, taken; nothing where none is, or not all of it.
std::optional<Header> take_header(ByteReader& reader) {
  const std::string_view fixed = reader.peek(kHeader);
  if (fixed.size() < kHeader || !fixed.starts_with(kMember)) return std::nullopt;
  Header header;
  header.flags = static_cast<unsigned>(number_at(fixed, 6, 2));
  header.method = static_cast<unsigned>(number_at(fixed, 8, 2));
  header.packed = number_at(fixed, 18, 4);
  const std::size_t name = number_at(fixed, 26, 2), extra = number_at(fixed, 28, 2);
  const std::string_view whole = reader.peek(kHeader + name + extra);
  if (whole.size() < kHeader + name + extra) return std::nullopt;
  header.name = whole.substr(kHeader, name);
  if (header.packed == kIsLarge) header.packed = large_size(whole.substr(kHeader + name, extra));
  reader.skip(kHeader + name + extra);
  return header;
}

// Takes the bytes up to the record of sizes behind them, and the record. False where there is none.
bool take_until_sizes(ByteReader& reader, std::string& bytes) {
  std::size_t searched = 0;
  while (bytes.size() <= kMaxPiece && !reader.at_end()) {
    reader.take(bytes, std::size_t{1} << 16);
    for (std::size_t at = bytes.find(kSizes, searched); at != std::string::npos;
         at = bytes.find(kSizes, at + 1)) {
      if (at + 16 > bytes.size()) break;
      if (number_at(bytes, at + 8, 4) != at) continue;
      reader.put_back(std::string_view(bytes).substr(at + 16));
      bytes.resize(at);
      return true;
    }
    searched = bytes.size() > 16 ? bytes.size() - 16 : 0;
  }
  return false;
}

class CutZip : public Container {
 public:
  using Container::Container;

  std::optional<Piece> next() override {
    while (!ended_) {
      std::optional<Header> header =
          count_ < kMaxMembers ? take_header(reader()) : std::optional<Header>();
      if (!header) return end();
      ++count_;
      if (std::optional<Piece> piece = member(*header)) return piece;
    }
    return std::nullopt;
  }

 private:
  // What it says in the end, whatever was there.
  Piece end() {
    ended_ = true;
    Piece piece = piece_at("", "");
    piece.position = opening_.piece.position;
    piece.error = reader().error();
    if (!piece.error)
      piece.error = text::Error{
          "truncated",
          fmt::format("{}: the archive is cut off, its directory is missing; {} {}", piece.where(),
                      whole_, whole_ == 1 ? "member was whole" : "members were whole")};
    return piece;
  }

  std::optional<Piece> member(const Header& header) {
    const std::string seen = shown_name(header.name), position = "member " + seen;
    Piece piece = piece_at(position, "/" + seen);
    std::string bytes;
    bool whole = true;
    if ((header.flags & kSizeBehind) != 0 && header.packed == 0) {
      whole = take_until_sizes(reader(), bytes);
    } else if (header.packed > kMaxPiece) {
      whole = reader().pass(header.packed) == header.packed;
    } else {
      reader().take(bytes, header.packed);
      whole = bytes.size() == header.packed;
    }
    const auto refused = [&](const char* code, const char* what) {
      piece.error = text::Error{code, fmt::format("{}: {}", piece.where(), what)};
      return std::move(piece);
    };
    if (whole) ++whole_;
    if (header.name.empty() || header.name.ends_with('/')) return std::nullopt;
    if (leads_out(header.name)) return refused("unsafe-path", "its path leads out of the archive");
    if (const char* const reason = why_passed_over(header.name)) return skipped(position, reason);
    if ((header.flags & kLocked) != 0) return refused("encrypted", "is locked with a password");
    if (header.packed > kMaxPiece || bytes.size() > kMaxPiece) {
      piece.error = too_large(piece.where());
      return piece;
    }
    if (header.method == kStored) {
      if (!whole) return refused("truncated", "is cut off");
      piece.stream = stream_of(std::move(bytes));
      return piece;
    }
    if (header.method != kDeflated) return refused("damaged", "is packed in a way not known");
    auto stream = inflated(stream_of(std::move(bytes)), piece.where(), opening_.allowance);
    if (stream)
      piece.stream = std::move(*stream);
    else
      piece.error = stream.error();
    return piece;
  }

  std::size_t count_ = 0, whole_ = 0;
  bool ended_ = false;
};

}  // namespace

text::Result<std::unique_ptr<Container>> open_cut_zip(Opening opening) {
  const std::string_view beginning = opening.reader->peek(kSniffed);
  if (!beginning.starts_with(kMember))
    return text::Error{"damaged", opening.piece.where() + ": is no zip archive, or a damaged one"};
  const std::string_view name = beginning.substr(std::min(kHeader, beginning.size()));
  for (const std::string_view part :
       {"[Content_Types].xml", "_rels/", "word/", "xl/", "ppt/", "mimetype"})
    if (name.starts_with(part))
      return text::Error{"truncated",
                         opening.piece.where() + ": an office document that is cut off"};
  return std::unique_ptr<Container>(std::make_unique<CutZip>(std::move(opening)));
}

}  // namespace litopys::intake
