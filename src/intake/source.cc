// Paths wait on a stack. A folder is replaced by its entries, sorted by bytes, so the order of the
// run is that of the sorted full paths and never that of the file system. What a file is, its first
// bytes say (kind.h): a single report is taken whole, a container stays open on a second stack and
// is asked for its items, each of which may be a container again, to a depth of five.
//
// The uri of a file is what a person would call it: its path as given where that is relative, its
// path below the folder that was given, or its name where an absolute path was given; nobody's home
// folder ends up in a record.
//
// A file that is named twice ("reports/ reports/a.html", or a link) is read once: its device and
// inode say that it is the same.
//
// Limit: a folder that links to a folder above it would be walked for ever, so links to folders
// inside a walked folder are not followed.
#include "intake/source.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

#include "intake/charset_stream.h"
#include "intake/utf16_stream.h"
#include "intake/zip_names.h"
#include "text/sha256.h"

namespace litopys::intake {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kShownSkips = 5;     // positions told of one reason
constexpr std::size_t kSkipRows = 10'000;  // files and reasons told apart
constexpr std::size_t kReasonsOfFile = 50;

// The entries of a folder, last first, as a stack wants them.
text::Result<std::vector<std::string>> entries_of(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code problem;
  fs::directory_iterator entry(folder, problem), end;
  while (!problem && entry != end) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    const bool folder_here = entry->is_directory(ignored);
    const bool linked_folder = folder_here && entry->is_symlink(ignored);
    // Pipes, sockets and devices may never end.
    const bool endless = entry->is_fifo(ignored) || entry->is_socket(ignored) ||
                         entry->is_character_file(ignored) || entry->is_block_file(ignored);
    if (!name.starts_with(".") && !linked_folder && !endless) {
      found.push_back(name);
      // "a-b" sorts before the files of folder "a", as in a sorted list of all paths.
      if (folder_here) found.back() += '/';
    }
    entry.increment(problem);
  }
  if (problem) {
    return text::Error{"unreadable", fmt::format("{}: {}", folder, problem.message())};
  }
  std::sort(found.begin(), found.end(), std::greater<>());
  return found;
}

std::string uri_of_given(const std::string& path) {
  std::error_code ignored;
  if (path == "-" || fs::is_directory(path, ignored)) return path == "-" ? path : "";
  return fs::path(path).is_absolute() ? fs::path(path).filename().string() : path;
}

// The hash of a file as it lies there, read again in pieces.
void hash_file(const std::string& path, Piece& piece) {
  std::ifstream file(path, std::ios::binary);
  text::Sha256 hash;
  std::string chunk(std::size_t{1} << 16, '\0');
  std::size_t size = 0;
  while (file.read(chunk.data(), static_cast<std::streamsize>(chunk.size())), file.gcount() > 0) {
    hash.add(std::string_view(chunk).substr(0, static_cast<std::size_t>(file.gcount())));
    size += static_cast<std::size_t>(file.gcount());
  }
  piece.received_sha256 = hash.hex();
  piece.received_bytes = size;
}

// "line 3, line 9 and 4 more"
std::string first_of(const std::vector<std::string>& first, std::size_t count) {
  std::string out;
  for (const std::string& one : first) out += (out.empty() ? "" : ", ") + one;
  if (count > first.size()) out += fmt::format(" and {} more", count - first.size());
  return out;
}

// Files that may be in any character set and do not say in which.
bool says_no_charset(InputKind kind) {
  switch (kind) {
    case InputKind::kText:
    case InputKind::kMarkdown:
    case InputKind::kJsonLines:
    case InputKind::kJson:
    case InputKind::kTable:
    case InputKind::kWhatsApp:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string to_string(const Skipped& skipped) {
  const std::string told =
      fmt::format("{}: {} left out: {}", shown_path(skipped.path), skipped.count, skipped.reason);
  if (skipped.first.empty()) return told;
  return fmt::format("{} ({})", told, first_of(skipped.first, skipped.count));
}

std::string to_string(const GuessedCharset& guessed) {
  return fmt::format("{} not UTF-8 and read as {}, guessed by the letters ({})",
                     guessed.count == 1 ? "1 file is" : fmt::format("{} files are", guessed.count),
                     guessed.charset, first_of(guessed.first, guessed.count));
}

Source::Source(const std::vector<std::string>& paths, const Lexicon& lexicon, SourceOptions options)
    : lexicon_(lexicon), options_(options) {
  if (paths.empty()) waiting_.push_back({"-", "-", false});
  for (const std::string& path : paths) waiting_.push_back({path, uri_of_given(path), false});
  std::reverse(waiting_.begin(), waiting_.end());
}

Source::~Source() = default;

std::optional<Piece> Source::next() {
  while (true) {
    std::optional<Piece> piece;
    if (!open_.empty()) {
      piece = open_.back()->next();
      if (!piece) {
        open_.pop_back();
        continue;
      }
      if (!piece->error && piece->skipped.empty() &&
          (piece->kind == InputKind::kUnknown || piece->stream)) {
        piece = open(std::move(*piece), false);
      }
    } else {
      if (waiting_.empty()) return std::nullopt;
      Waiting waiting = std::move(waiting_.back());
      waiting_.pop_back();
      piece = open_path(std::move(waiting));
    }
    if (!piece) continue;
    if (!piece->guessed_charset.empty()) count_guessed(*piece);
    if (piece->skipped.empty()) return piece;
    count_skipped(*piece);
  }
}

bool Source::opened_before(const std::string& path) {
  struct stat about{};
  return ::stat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode) &&
         !opened_.emplace(about.st_dev, about.st_ino).second;
}

// A folder puts its entries on the stack; a file is opened.
std::optional<Piece> Source::open_path(Waiting waiting) {
  Piece piece;
  piece.path = waiting.path;
  piece.uri = waiting.uri;
  std::error_code ignored;
  if (waiting.path != "-" && fs::is_directory(waiting.path, ignored)) {
    const text::Result<std::vector<std::string>> entries = entries_of(waiting.path);
    if (!entries) {
      piece.error = entries.error();
      return piece;
    }
    const std::string folder = waiting.path.ends_with('/') ? waiting.path : waiting.path + "/";
    for (const std::string& name : *entries)
      waiting_.push_back({folder + name, waiting.uri + name, true});
    return std::nullopt;
  }
  if (const char* const reason = why_passed_over(waiting.path);
      waiting.in_folder && reason != nullptr) {
    const fs::path file(waiting.path);  // a saved page has a folder of such files beside it
    piece.path = file.parent_path().string();
    piece.position = file.filename().string();
    piece.skipped = reason;
    return piece;
  }
  if (waiting.path != "-") {
    if (opened_before(waiting.path)) {
      piece.skipped = "the same file came before";
      return piece;
    }
    const fs::path file = fs::weakly_canonical(waiting.path, ignored);
    if (!file.empty()) piece.file = std::make_shared<const std::string>(file.string());
  }
  allowance_ = std::make_shared<Allowance>();
  text::Result<std::unique_ptr<ByteStream>> stream = open_file(waiting.path, allowance_);
  if (!stream) {
    piece.error = stream.error();
    return piece;
  }
  piece.stream = std::move(*stream);
  return open(std::move(piece), waiting.path != "-");
}

// Unpacks, looks at the first bytes, and either opens a container, which then gives nothing yet, or
// gives the piece with all its bytes.
std::optional<Piece> Source::open(Piece piece, bool is_file) {
  if (!piece.stream) piece.stream = stream_of(std::move(piece.bytes));
  text::Result<std::unique_ptr<ByteStream>> stream =
      decompressed(std::move(piece.stream), piece.where(), allowance_);
  if (stream) stream = as_utf8(std::move(*stream));
  if (!stream) {
    piece.error = stream.error();
    return piece;
  }
  auto reader = std::make_unique<ByteReader>(std::move(*stream));
  const std::string_view beginning = reader->peek(kSniffed);
  if (reader->decompressed() && is_packed(beginning)) {
    piece.error = text::Error{"unsupported",
                              fmt::format("{}: is packed twice; unpack it once", piece.where())};
    return piece;
  }
  if (piece.kind == InputKind::kUnknown) {
    piece.kind = detect_kind(beginning, lexicon_.records);
    // The kind that the user named is that of an archive's members, not of the archive.
    if (options_.forced != InputKind::kUnknown && piece.kind != InputKind::kZip) {
      piece.kind = options_.forced;
    }
  }
  const auto guessed = std::make_shared<std::string>();
  if (says_no_charset(piece.kind)) reader = in_utf8(std::move(reader), guessed);
  if (!is_container(piece.kind)) {
    Piece taken = whole(std::move(piece), *reader, is_file);
    taken.guessed_charset = *guessed;
    return taken;
  }
  if (open_.size() >= kMaxContainers) {
    piece.error = text::Error{"too-deep", fmt::format("{}: archives nested more than {} deep",
                                                      piece.where(), kMaxContainers)};
    return piece;
  }
  const InputKind kind = piece.kind;
  Opening opening{std::move(piece),    std::move(reader), allowance_, &lexicon_,
                  options_.keep_names, is_file,           guessed};
  const std::string where = opening.piece.where(), uri = opening.piece.uri;
  text::Result<std::unique_ptr<Container>> container = open_container(kind, std::move(opening));
  if (container) {
    open_.push_back(std::move(*container));
    opened_containers_ = opened_containers_ || kind != InputKind::kJsonLines;
    return std::nullopt;
  }
  Piece failed;
  failed.path = where;
  failed.uri = uri;
  failed.error = container.error();
  return failed;
}

// All bytes of a single report.
Piece Source::whole(Piece piece, ByteReader& reader, bool is_file) {
  reader.take(piece.bytes, kMaxPiece + 1);
  if (reader.error()) {
    piece.error = *reader.error();
  } else if (piece.bytes.size() > kMaxPiece) {
    piece.error = too_large(piece.where());
  }
  if (piece.error) {
    piece.bytes.clear();
    return piece;
  }
  if (is_file && reader.decompressed()) hash_file(piece.path, piece);
  return piece;
}

void Source::count_guessed(const Piece& piece) {
  if (last_guessed_ == piece.path) return;
  last_guessed_ = piece.path;
  auto row = std::find_if(
      guessed_charsets_.begin(), guessed_charsets_.end(),
      [&](const GuessedCharset& guessed) { return guessed.charset == piece.guessed_charset; });
  if (row == guessed_charsets_.end())
    row = guessed_charsets_.insert(row, {piece.guessed_charset, 0, {}});
  ++row->count;
  if (row->first.size() < kShownSkips) row->first.push_back(shown_path(piece.path));
}

void Source::count_skipped(const Piece& piece) {
  // The rows of one file stand together, so the last few are all that can fit.
  const auto last =
      skipped_.rbegin() + static_cast<std::ptrdiff_t>(std::min(skipped_.size(), kReasonsOfFile));
  auto row = std::find_if(skipped_.rbegin(), last, [&](const Skipped& skipped) {
    return skipped.path == piece.path && skipped.reason == piece.skipped;
  });
  if (row == last) {
    if (skipped_.size() == kSkipRows)
      skipped_.push_back({"other files", "for several reasons", 0, {}});
    if (skipped_.size() > kSkipRows) {
      ++skipped_.back().count;
      return;
    }
    skipped_.push_back({piece.path, piece.skipped, 0, {}});
    row = skipped_.rbegin();
  }
  ++row->count;
  if (row->first.size() < kShownSkips && !piece.position.empty())
    row->first.push_back(piece.position);
}

}  // namespace litopys::intake
