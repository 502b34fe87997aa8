// Paths wait on a stack. A folder is replaced by its entries, sorted by bytes, so the order of the
// run is that of the sorted full paths and never that of the file system. A JSON Lines file stays
// open and gives a line at a time; every other file is one piece.
//
// What a file is, its first kilobyte says: a JSON object on the first line that is not blank, a
// declaration or tag of a page, or the comments of CoNLL-U; else it is text. A byte that is zero or
// not UTF-8 is complained of where the piece is read, with its position.
//
// Limit: a folder that links to a folder above it would be walked for ever, so links to folders
// inside a walked folder are not followed.
#include "intake/source.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <utility>

#include "intake/html.h"
#include "intake/identity.h"
#include "intake/json_line.h"
#include "text/sha256.h"
#include "text/table.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::size_t kSniffed = 1024;  // bytes that tell the kind of a file

std::string_view without_byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes;
}

bool starts_with_any_case(std::string_view bytes, std::string_view lower) {
  if (bytes.size() < lower.size()) return false;
  return std::equal(lower.begin(), lower.end(), bytes.begin(), [](char a, char b) {
    return a == std::tolower(static_cast<unsigned char>(b));
  });
}

// The entries of a folder, last first, as a stack wants them.
text::Result<std::vector<std::string>> entries_of(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<std::string> found;
  std::error_code problem;
  fs::directory_iterator entry(folder, problem), end;
  while (!problem && entry != end) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    const bool linked_folder = entry->is_symlink(ignored) && entry->is_directory(ignored);
    if (!name.starts_with(".") && !linked_folder) {
      found.push_back(folder.ends_with('/') ? folder + name : folder + "/" + name);
      // "a-b" sorts before the files of folder "a", as in a sorted list of all paths.
      if (entry->is_directory(ignored)) found.back() += '/';
    }
    entry.increment(problem);
  }
  if (problem) {
    return text::Error{"unreadable", fmt::format("{}: {}", folder, problem.message())};
  }
  std::sort(found.begin(), found.end(), std::greater<>());
  return found;
}

Piece failed_piece(const std::string& path, std::size_t line, text::Error error) {
  Piece piece;
  piece.path = path;
  piece.line = line;
  piece.error = std::move(error);
  return piece;
}

text::Error too_long(const std::string& where) {
  return {"too-large", fmt::format("{}: more than {} MiB", where, kMaxPiece >> 20)};
}

text::Result<Report> read_text(const Piece& piece) {
  const auto bad = text::first_invalid_byte(piece.bytes);
  const std::size_t zero = piece.bytes.find('\0');
  if (zero != std::string::npos && (!bad || zero < *bad)) {
    return text::Error{"binary", fmt::format("{}: byte {} is zero: a binary file, or text that is "
                                             "not UTF-8", piece.path, zero)};
  }
  if (bad) {
    return text::Error{"invalid-utf8",
                       fmt::format("{}: byte {} (0x{:02x}) is not valid UTF-8", piece.path, *bad,
                                   static_cast<unsigned char>(piece.bytes[*bad]))};
  }
  if (std::all_of(piece.bytes.begin(), piece.bytes.end(),
                  [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); })) {
    return text::Error{"empty", fmt::format("{}: no text in it", piece.path)};
  }
  Report report;
  report.text = piece.bytes;
  return report;
}

}  // namespace

std::optional<InputKind> input_kind_named(std::string_view name) {
  if (name == "text") return InputKind::kText;
  if (name == "jsonl") return InputKind::kJsonLines;
  if (name == "html") return InputKind::kHtml;
  return std::nullopt;
}

InputKind detect_kind(std::string_view beginning) {
  std::string_view rest = without_byte_order_mark(beginning);
  const std::size_t start = rest.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return InputKind::kText;
  rest.remove_prefix(start);
  if (rest.starts_with("# newdoc") || rest.starts_with("# sent_id") ||
      rest.starts_with("# text =")) {
    return InputKind::kConllu;
  }
  if (rest.front() == '{') {
    const std::size_t inside = rest.find_first_not_of(" \t\r\n", 1);
    if (inside == std::string_view::npos || rest[inside] == '"' || rest[inside] == '}') {
      return InputKind::kJsonLines;
    }
  }
  for (const std::string_view tag : {"<!doctype", "<html", "<head", "<body", "<!--", "<?xml",
                                     "<meta", "<title", "<script", "<link", "<div", "<article",
                                     "<p>", "<main", "<section", "<h1", "<style", "<base"}) {
    if (starts_with_any_case(rest, tag)) return InputKind::kHtml;
  }
  return InputKind::kText;
}

Source::Source(std::vector<std::string> paths, InputKind forced)
    : waiting_(std::move(paths)), forced_(forced) {
  if (waiting_.empty()) waiting_.push_back("-");
  std::reverse(waiting_.begin(), waiting_.end());
}

Source::~Source() = default;

std::optional<Piece> Source::next() {
  while (true) {
    if (stream_) {
      if (std::optional<Piece> line = next_line()) return line;
      stream_.reset();
      continue;
    }
    if (waiting_.empty()) return std::nullopt;
    const std::string path = std::move(waiting_.back());
    waiting_.pop_back();
    std::error_code ignored;
    if (path != "-" && std::filesystem::is_directory(path, ignored)) {
      text::Result<std::vector<std::string>> entries = entries_of(path);
      if (!entries) return failed_piece(path, 0, entries.error());
      waiting_.insert(waiting_.end(), entries->begin(), entries->end());
      continue;
    }
    Piece piece = open_file(path);
    if (piece.error || piece.kind != InputKind::kJsonLines) return piece;
  }
}

// Opens a file and looks at its beginning. JSON Lines stay open in stream_.
Piece Source::open_file(const std::string& path) {
  text::Result<std::unique_ptr<ByteStream>> stream = ByteStream::open(path);
  if (!stream) return failed_piece(path, 0, stream.error());
  stream_ = std::move(*stream);
  path_ = path;
  buffer_.clear();
  consumed_ = 0;
  line_ = 0;
  ended_ = false;
  Piece piece;
  while (!ended_ && buffer_.size() < kSniffed) {
    if (!fill(kChunk, piece)) {
      stream_.reset();
      return piece;
    }
  }
  piece.kind = forced_ == InputKind::kUnknown ? detect_kind(buffer_) : forced_;
  if (piece.kind == InputKind::kJsonLines) {
    consumed_ = buffer_.size() - without_byte_order_mark(buffer_).size();
    return piece;
  }
  const InputKind kind = piece.kind;
  piece = whole_file(path);
  piece.kind = kind;
  stream_.reset();
  return piece;
}

Piece Source::whole_file(const std::string& path) {
  Piece piece;
  piece.path = path;
  while (!ended_) {
    if (buffer_.size() > kMaxPiece) return failed_piece(path, 0, too_long(path));
    if (!fill(kChunk, piece)) return piece;
  }
  piece.bytes = std::move(buffer_);
  buffer_.clear();
  if (stream_->decompressed() && path != "-") {
    const text::Result<std::string> received = text::read_file(path);
    if (received) {
      piece.received_sha256 = text::sha256_hex(*received);
      piece.received_bytes = received->size();
    }
  }
  return piece;
}

// Appends to the buffer. False, with the piece that tells why, where the stream is broken.
bool Source::fill(std::size_t size, Piece& failed) {
  const std::size_t before = buffer_.size();
  const text::Status status = stream_->read(buffer_, size);
  if (!status) {
    failed = failed_piece(path_, 0, status.error());
    ended_ = true;
    return false;
  }
  ended_ = buffer_.size() == before;
  return true;
}

// The next line that is not blank; nothing at the end of the file. A line that is too long is
// skipped to its end without being kept.
std::optional<Piece> Source::next_line() {
  std::size_t searched = 0;
  bool skipping = false;
  while (true) {
    const std::size_t end = buffer_.find('\n', consumed_ + searched);
    const bool complete = end != std::string::npos;
    if (complete || ended_) {
      Piece piece;
      piece.kind = InputKind::kJsonLines;
      piece.path = path_;
      if (!complete && consumed_ == buffer_.size() && !skipping) return std::nullopt;
      piece.line = ++line_;
      piece.bytes = buffer_.substr(consumed_, complete ? end - consumed_ : std::string::npos);
      consumed_ = complete ? end + 1 : buffer_.size();
      if (skipping) {
        piece.bytes.clear();
        piece.error = too_long(fmt::format("{}:{}", path_, line_));
        return piece;
      }
      searched = 0;
      if (piece.bytes.find_first_not_of(" \t\r") != std::string::npos) return piece;
      continue;
    }
    buffer_.erase(0, consumed_);
    consumed_ = 0;
    if (buffer_.size() > kMaxPiece) skipping = true;
    if (skipping) buffer_.clear();
    searched = buffer_.size();
    Piece failed;
    if (!fill(kChunk, failed)) {
      buffer_.clear();
      failed.line = line_ + 1;
      return failed;
    }
  }
}

Item read_piece(Piece piece, const PageLexicon& lexicon) {
  Item item;
  item.report.uri = piece.path;
  if (piece.error) {
    item.error = std::move(piece.error);
    return item;
  }
  text::Result<Report> read = text::Error{"unknown-kind", piece.path};
  if (piece.bytes.empty()) {
    read = text::Error{"empty", fmt::format("{}: the file is empty", piece.path)};
  } else if (piece.kind == InputKind::kJsonLines) {
    read = read_json_line(piece.bytes, fmt::format("{}:{}", piece.path, piece.line));
  } else if (piece.kind == InputKind::kHtml) {
    read = read_page(piece.bytes, piece.path, lexicon);
  } else if (piece.kind == InputKind::kConllu) {
    read = text::Error{"unsupported",
                       fmt::format("{}: line 1: CoNLL-U, which holds words already parsed; give the "
                                   "text itself, or force --input text", piece.path)};
  } else {
    read = read_text(piece);
  }
  if (!read) {
    item.error = read.error();
    return item;
  }
  item.report = std::move(*read);
  if (piece.kind != InputKind::kJsonLines) item.report.uri = piece.path;
  if (item.report.text.size() > kMaxText) {
    const std::string where =
        piece.line == 0 ? piece.path : fmt::format("{}:{}", piece.path, piece.line);
    item.error = text::Error{"too-large", fmt::format("{}: a text of {} bytes; the limit is {} MiB",
                                                      where, item.report.text.size(),
                                                      kMaxText >> 20)};
    item.report.text.clear();
    return item;
  }
  if (piece.received_sha256.empty()) {
    item.report.bytes = piece.bytes.size();
    item.report.bytes_sha256 = text::sha256_hex(piece.bytes);
  } else {
    item.report.bytes = piece.received_bytes;
    item.report.bytes_sha256 = piece.received_sha256;
  }
  complete(item.report);
  return item;
}

}  // namespace litopys::intake
