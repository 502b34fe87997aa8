// What holds many: a list of lines, a table, a feed, an archive. A container is opened on a stream
// and gives what is in it one by one; what is a container again is opened in turn (source.h).
//
//     zip --next()--> member "a.html" (bytes)         read as a report
//         --next()--> member "b.csv" (stream) --open--> table --next()--> row 2 (bytes)
//
// A container holds one item in memory, never all. What is wrong with an item is that item's error;
// the next call gives the next item. Only where nothing more can be made of the rest does it end.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "intake/byte_reader.h"
#include "intake/kind.h"
#include "intake/lexicon.h"
#include "intake/report.h"
#include "text/result.h"

namespace litopys::intake {

constexpr std::size_t kMaxPiece = std::size_t{64} << 20;  // of one line, item or file as received

// Something to be read as one report, or to be opened further, or why it is not there.
struct Piece {
  InputKind kind = InputKind::kUnknown;  // unknown: what it is, its bytes say when it is opened
  std::string path;      // of the file that the user gave, as given or found; "-" is standard input
  std::string position;  // inside it, for messages: "line 7", "member a.csv, row 3"
  std::string uri;       // relative to what was given, with the position as a fragment or path
  std::shared_ptr<const std::string> file;  // its absolute path without links; null: no file
  std::string bytes;
  std::unique_ptr<ByteStream> stream;  // instead of bytes; what has one is opened
  std::string charset;                 // what the container says of it; may be wrong
  std::string guessed_charset;         // that it was converted from, where nothing said so
  Report known;                        // fields that the container knows; they come first
  std::string received_sha256;         // where the received bytes are not `bytes`
  std::size_t received_bytes = 0;
  std::shared_ptr<const std::set<std::string, std::less<>>> wanted;  // of a web archive, its pages
  std::string skipped;               // why it was left out on purpose: "no text"
  std::optional<text::Error> error;  // it could not be had at all

  // "reports.jsonl:7", "crawl.zip: member a.html"
  std::string where() const;
};

// What a container is opened with.
struct Opening {
  Piece piece;  // path, position, uri and known of the container itself; no bytes
  std::unique_ptr<ByteReader> reader;
  std::shared_ptr<Allowance> allowance;
  const Lexicon* lexicon = nullptr;
  bool keep_names = false;
  bool is_file = false;  // `piece.path` is this very file, and can be opened again
  std::shared_ptr<const std::string> guessed_charset;  // of what was read so far; may be null
};

class Container {
 public:
  explicit Container(Opening opening) : opening_(std::move(opening)) {}
  Container(const Container&) = delete;
  Container& operator=(const Container&) = delete;
  virtual ~Container() = default;

  // The next thing inside; nothing at the end.
  virtual std::optional<Piece> next() = 0;

 protected:
  // A piece of this container. `fragment` is appended to the container's uri.
  Piece piece_at(std::string position, const std::string& fragment) const;
  Piece failed(std::string position, text::Error error) const;
  Piece skipped(std::string position, std::string reason) const;
  ByteReader& reader() { return *opening_.reader; }
  const Lexicon& lexicon() const { return *opening_.lexicon; }

  Opening opening_;
};

// Nothing where the kind is that of a single report.
text::Result<std::unique_ptr<Container>> open_container(InputKind kind, Opening opening);
bool is_container(InputKind kind);

text::Error too_large(const std::string& where);

}  // namespace litopys::intake
