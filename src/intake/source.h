// The reports of a run, in order, whatever they come in: files, folders, standard input, and what
// these hold.
//
// Work is cut in two so that many threads can share it. `Source::next()` is called by one thread at
// a time; it opens files and containers and gives raw pieces. `read_piece` turns a piece into a
// report on any thread: it parses, checks and hashes, and holds no state.
//
//     Source source({"reports/", "-"}, lexicon, {});
//     while (std::optional<Piece> piece = source.next()) {
//       const Item item = read_piece(std::move(*piece), lexicon);
//       if (item.error) complain(*item.error); else use(item.report);
//     }
//     for (const Skipped& left_out : source.skipped()) tell(left_out);
//
// Memory is bounded by one item for each container that is open. Whatever fails is an item with an
// error, and the next item follows.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "intake/container.h"
#include "intake/kind.h"
#include "intake/lexicon.h"
#include "intake/report.h"
#include "text/result.h"

namespace litopys::intake {

constexpr std::size_t kMaxText = std::size_t{16} << 20;  // of one report
constexpr std::size_t kMaxContainers = 5;                // open inside each other

struct SourceOptions {
  InputKind forced = InputKind::kUnknown;  // where the user named the kind
  bool keep_names = false;                 // of people who wrote in chats and mail
};

// A report, or what is known of one (its uri, perhaps its id) and why it cannot be read.
struct Item {
  Report report;
  std::optional<text::Error> error;
};

// What a file held that was left out on purpose.
struct Skipped {
  std::string path;
  std::string reason;
  std::size_t count = 0;
  std::vector<std::string> first;  // positions of the first few
};

// Files that say nothing of their character set and are not UTF-8.
struct GuessedCharset {
  std::string charset;
  std::size_t count = 0;           // of files
  std::vector<std::string> first;  // the first few
};

// "crawl.warc: 7 left out: request (record 1, record 3 and 5 more)"
std::string to_string(const Skipped& skipped);

// "3 files are not UTF-8 and were read as windows-1251, guessed by their letters (a.txt, …)"
std::string to_string(const GuessedCharset& guessed);

class Source {
 public:
  // Folders are walked in byte order of their paths; hidden files (".name"), pictures and styles in
  // them are left out, and so is a file that was opened before, under whatever name.
  // No path at all means standard input. The lexicon must outlive the source.
  Source(const std::vector<std::string>& paths, const Lexicon& lexicon, SourceOptions options);
  ~Source();

  std::optional<Piece> next();

  // In the order in which they were met.
  const std::vector<Skipped>& skipped() const { return skipped_; }
  // One for each set that was guessed.
  const std::vector<GuessedCharset>& guessed_charsets() const { return guessed_charsets_; }
  // Whether something held more than one report, or could have.
  bool opened_containers() const { return opened_containers_; }

 private:
  struct Waiting {
    std::string path;
    std::string uri;
    bool in_folder = false;  // found there, not named by the user
  };
  std::optional<Piece> open_path(Waiting waiting);
  bool opened_before(const std::string& path);
  std::optional<Piece> open(Piece piece, bool is_file);
  Piece whole(Piece piece, ByteReader& reader, bool is_file);
  void count_skipped(const Piece& piece);
  void count_guessed(const Piece& piece);

  std::vector<Waiting> waiting_;  // paths still to open, the next one last
  const Lexicon& lexicon_;
  SourceOptions options_;
  std::vector<std::unique_ptr<Container>> open_;  // the innermost last
  std::shared_ptr<Allowance> allowance_;          // of the file that is open
  std::set<std::pair<dev_t, ino_t>> opened_;      // files
  std::vector<Skipped> skipped_;
  std::vector<GuessedCharset> guessed_charsets_;
  std::string last_guessed_;  // the file that was counted last
  bool opened_containers_ = false;
};

Item read_piece(Piece piece, const Lexicon& lexicon);

}  // namespace litopys::intake
