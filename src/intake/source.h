// The reports of a run, in order, whatever they come in: files, folders, standard input.
//
// Work is cut in two so that many threads can share it. `Source::next()` is called by one thread at
// a time; it opens files, cuts JSON Lines into lines and gives raw pieces. `read_piece` turns a piece
// into a report on any thread: it parses, checks and hashes, and holds no state.
//
//     Source source({"reports/", "-"}, InputKind::kUnknown);
//     while (std::optional<Piece> piece = source.next()) {
//       const Item item = read_piece(std::move(*piece), lexicon);
//       if (item.error) complain(*item.error); else use(item.report);
//     }
//
// Memory is bounded by one line or one page. Whatever fails is an item with an error, and the next
// item follows.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/byte_stream.h"
#include "intake/page_lexicon.h"
#include "intake/report.h"
#include "text/result.h"

namespace litopys::intake {

enum class InputKind { kUnknown, kText, kJsonLines, kHtml, kConllu };

// "text", "jsonl", "html". CoNLL-U is told apart so that it is not read as prose.
std::optional<InputKind> input_kind_named(std::string_view name);

// What the first bytes of a file show; at least the first kilobyte, if the file has one.
InputKind detect_kind(std::string_view beginning);

constexpr std::size_t kMaxText = std::size_t{16} << 20;   // of one report
constexpr std::size_t kMaxPiece = std::size_t{64} << 20;  // of one line or file as received

struct Piece {
  InputKind kind = InputKind::kUnknown;
  std::string path;      // as given, or as found while walking a folder; "-" is standard input
  std::size_t line = 0;  // of a JSON line, from 1; 0 for whole files
  std::string bytes;
  std::string received_sha256;  // of a compressed file, whose received bytes are not `bytes`
  std::size_t received_bytes = 0;
  std::optional<text::Error> error;  // the piece could not be had at all
};

// A report, or what is known of one (its uri, perhaps its id) and why it cannot be read.
struct Item {
  Report report;
  std::optional<text::Error> error;
};

class Source {
 public:
  // Folders are walked in byte order of their paths; hidden files (".name") in them are left out.
  // No path at all means standard input. `forced` is not kUnknown where the user named the kind.
  Source(std::vector<std::string> paths, InputKind forced);
  ~Source();

  std::optional<Piece> next();

 private:
  Piece open_file(const std::string& path);
  Piece whole_file(const std::string& path);
  std::optional<Piece> next_line();
  bool fill(std::size_t size, Piece& failed);

  std::vector<std::string> waiting_;  // paths still to open, the next one last
  InputKind forced_;

  // The JSON Lines file that is open.
  std::unique_ptr<ByteStream> stream_;
  std::string path_;
  std::string buffer_;
  std::size_t consumed_ = 0;  // of buffer_
  std::size_t line_ = 0;
  bool ended_ = false;
};

Item read_piece(Piece piece, const PageLexicon& lexicon);

}  // namespace litopys::intake
