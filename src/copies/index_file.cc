// Writing is in two steps with the disk made to keep the first before the second begins: segments
// and a new directory go behind the end of what is committed; then one of two commit records, in
// turn, is written over. Whatever happens in between, one of the two records is whole and leads to
// bytes that were not touched. What lies behind the last commit is taken for the rest of an attempt
// that was cut off, and written over.
//
// When segments have become one the old ones are dead weight; when more than half of the file is,
// the living are copied to a new file, which then takes the name of the old.
//
// Limit: one program writes at a time (a lock says so); the file is for one machine.
// Covered by index_file_test.cc, tests/duplicates_test.py and fuzz/copies_index.cc.
#include "copies/index_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "copies/joined_segments.h"

namespace litopys::copies {
namespace {

constexpr std::size_t kJoined = 3;       // segments of a size that become one with new reports
constexpr std::uint64_t kMostTimes = 2;  // what is alive in a file it may be in size,
constexpr std::uint64_t kBesides = kIndexBlock;  // and so many bytes

template <class Record>
std::uint64_t checksum_of(const Record& record) {
  return XXH3_64bits(&record, offsetof(Record, checksum));
}

template <class Record>
Record record_at(std::string_view bytes, std::size_t offset) {
  Record out;
  if (bytes.size() >= offset && bytes.size() - offset >= sizeof out)
    std::memcpy(&out, bytes.data() + offset, sizeof out);
  return out;
}

// The first one, of no segments: so there is always a whole commit, though the next be cut off.
Commit first_commit() {
  Commit commit;
  commit.number = 1;
  commit.directory = kIndexStart;
  commit.directory_checksum = XXH3_64bits(nullptr, 0);
  commit.checksum = checksum_of(commit);
  return commit;
}

std::string empty_index() {
  std::string bytes(kIndexStart, '\0');
  IndexHeader header;
  header.checksum = checksum_of(header);
  std::memcpy(bytes.data(), &header, sizeof header);
  const Commit commit = first_commit();
  std::memcpy(bytes.data() + kCommitAt[commit.number % kCommitAt.size()], &commit, sizeof commit);
  return bytes;
}

}  // namespace

struct IndexFile::File {
  std::filesystem::path path;  // empty: temporary
  int descriptor = -1;
  void* mapping = nullptr;
  std::size_t mapped = 0;

  File() = default;
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    unmap();
    if (descriptor >= 0) ::close(descriptor);
  }
  void unmap() {
    if (mapping != nullptr) ::munmap(mapping, mapped);
    mapping = nullptr;
    mapped = 0;
  }
};

text::Error IndexFile::error(std::string code, std::string_view what) const {
  return {std::move(code), fmt::format("{}: {}", name_, what)};
}

text::Result<IndexFile> IndexFile::open(const std::filesystem::path& path) {
  IndexFile index;
  index.name_ = path.string();
  index.file_ = std::make_shared<File>();
  index.file_->path = path;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    if (const auto made = index.rewrite(); !made) return made.error();
  } else {
    index.file_->descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (index.file_->descriptor < 0) return index.error("unreadable", std::strerror(errno));
  }
  if (::flock(index.file_->descriptor, LOCK_EX | LOCK_NB) != 0)
    return index.error("in-use", "another program is writing it");
  if (const auto mapped = index.map(); !mapped) return mapped.error();
  if (const auto loaded = index.load(); !loaded) return loaded.error();
  return index;
}

text::Result<IndexFile> IndexFile::temporary() {
  IndexFile index;
  const char* folder = std::getenv("TMPDIR");
  std::string path = fmt::format("{}/litopys-XXXXXX", folder != nullptr ? folder : "/tmp");
  index.name_ = path;
  index.file_ = std::make_shared<File>();
  index.file_->descriptor = ::mkstemp(path.data());
  if (index.file_->descriptor < 0) return index.error("unwritable", std::strerror(errno));
  ::unlink(path.c_str());
  FileEnd end(index.file_->descriptor, 0);
  const std::string bytes = empty_index();
  end.write(bytes.data(), bytes.size());
  end.flush();
  if (!end.problem().empty()) return index.error("unwritable", end.problem());
  if (const auto mapped = index.map(); !mapped) return mapped.error();
  if (const auto loaded = index.load(); !loaded) return loaded.error();
  return index;
}

text::Result<IndexFile> IndexFile::from_bytes(std::string bytes, std::string name) {
  IndexFile index;
  index.name_ = std::move(name);
  index.owned_ = std::make_shared<const std::string>(std::move(bytes));
  index.bytes_ = *index.owned_;
  if (const auto loaded = index.load(); !loaded) return loaded.error();
  return index;
}

text::Status IndexFile::map() {
  struct stat status{};
  file_->unmap();
  if (::fstat(file_->descriptor, &status) != 0 || !S_ISREG(status.st_mode))
    return error("unreadable", "is no file");
  bytes_ = {};
  if (status.st_size == 0) return text::Done{};
  const auto size = static_cast<std::size_t>(status.st_size);
  void* mapping = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file_->descriptor, 0);
  if (mapping == MAP_FAILED) return error("unreadable", std::strerror(errno));
  file_->mapping = mapping;
  file_->mapped = size;
  bytes_ = {static_cast<const char*>(mapping), size};
  return text::Done{};
}

text::Status IndexFile::load() {
  const auto header = record_at<IndexHeader>(bytes_, 0);
  if (bytes_.size() < sizeof header ||
      std::memcmp(bytes_.data(), kIndexMagic.data(), kIndexMagic.size()) != 0)
    return error("not-an-index", "is no index of litopys duplicates");
  if (header.version != kIndexVersion)
    return error(
        "other-version",
        fmt::format("version {}, but this program reads version {}; place the reports again",
                    header.version, kIndexVersion));
  if (header.checksum != checksum_of(header)) return error("damaged", "the header is damaged");
  if (bytes_.size() < kIndexStart)
    return error("truncated", fmt::format("ends after {} bytes", bytes_.size()));

  for (const std::size_t at : kCommitAt) {
    const auto commit = record_at<Commit>(bytes_, at);
    const bool blank = commit.number == 0 && commit.checksum == 0;
    const bool whole = !blank && commit.checksum == checksum_of(commit);
    torn_ = torn_ || (!blank && !whole);
    if (whole && commit.number > last_.number) last_ = commit;
  }
  if (last_.number == 0) return error("damaged", "no commit is whole");
  const std::vector<Segment> before = std::exchange(segments_, {});
  const std::uint64_t size = last_.segments * sizeof(SegmentEntry);
  if (last_.segments > bytes_.size() / sizeof(SegmentEntry) || last_.directory > bytes_.size() ||
      size > bytes_.size() - last_.directory)
    return error("truncated",
                 fmt::format("ends after {} bytes, before its directory", bytes_.size()));
  if (XXH3_64bits(bytes_.data() + last_.directory, size) != last_.directory_checksum)
    return error("damaged", "the directory is damaged");
  ReportNumber next = 0;
  for (std::size_t i = 0; i < last_.segments; ++i) {
    const auto entry = record_at<SegmentEntry>(bytes_, last_.directory + i * sizeof(SegmentEntry));
    if (entry.first != next) return error("damaged", "the segments do not follow each other");
    auto segment = Segment::open(bytes_, entry);
    if (!segment) return error(segment.error().code, segment.error().message);
    next = entry.first + entry.count;
    for (const Segment& known : before) segment->trust(known);
    segments_.push_back(std::move(*segment));
  }
  end_ = (last_.directory + size + 7) / 8 * 8;
  return text::Done{};
}

ReportNumber IndexFile::size() const {
  return segments_.empty() ? 0 : segments_.back().first() + segments_.back().count();
}

text::Status IndexFile::check() const {
  for (const Segment& segment : segments_)
    if (segment.damaged())
      return error("damaged",
                   fmt::format("the segment at byte {} is damaged; place the reports again",
                               segment.entry().offset));
  return text::Done{};
}

std::vector<SegmentEntry> IndexFile::entries() const {
  std::vector<SegmentEntry> entries;
  for (const Segment& segment : segments_) entries.push_back(segment.entry());
  return entries;
}

// From where on the segments are joined with `count` new reports: those that are not much larger
// than what they would be joined with, where there are at least kJoined of a size. So a report is
// written about log4 n times, and a lookup asks at most kJoined segments of each size.
std::size_t IndexFile::first_joined(std::uint64_t count) const {
  std::size_t joined = segments_.size();
  while (true) {
    std::size_t alike = joined;
    std::uint64_t together = count;
    while (alike > 0 && segments_[alike - 1].count() <= count + count / 2)
      together += segments_[--alike].count();
    if (joined - alike < kJoined) return joined;
    joined = alike;
    count = together;
  }
}

// The new reports are a segment, by themselves or with older ones. Everything is read and written
// once.
text::Status IndexFile::append(const SegmentSource& source) {
  const std::size_t kept = first_joined(source.count());
  std::vector<SegmentAsSource> joined(segments_.begin() + static_cast<std::ptrdiff_t>(kept),
                                      segments_.end());
  std::vector<const SegmentSource*> parts;
  for (const SegmentAsSource& segment : joined) parts.push_back(&segment);
  parts.push_back(&source);
  std::vector<SegmentEntry> now = entries();
  now.resize(kept);
  FileEnd end(file_->descriptor, end_);
  now.push_back(parts.size() == 1 ? write_segment(end, source)
                                  : write_segment(end, JoinedSegments(std::move(parts))));
  if (const auto sound = check(); !sound) return sound;
  if (const auto done = commit(now, end); !done) return done;
  std::uint64_t living = 0;
  for (const Segment& segment : segments_) living += segment.entry().body;
  if (!file_->path.empty() && end_ > kMostTimes * living + kBesides) return rewrite();
  return text::Done{};
}

// The directory behind the segments, then the commit that says so.
text::Status IndexFile::commit(const std::vector<SegmentEntry>& entries, FileEnd& end) {
  Commit next;
  next.number = last_.number + 1;
  next.directory = end.at();
  next.segments = entries.size();
  const std::size_t size = entries.size() * sizeof(SegmentEntry);
  next.directory_checksum = XXH3_64bits(entries.data(), size);
  next.checksum = checksum_of(next);
  end.write(entries.data(), size);
  end.flush();
  if (!end.problem().empty()) return error("unwritable", end.problem());
  const bool kept = !file_->path.empty();
  if (kept && ::fdatasync(file_->descriptor) != 0) return error("unwritable", std::strerror(errno));
  FileEnd record(file_->descriptor, kCommitAt[next.number % kCommitAt.size()]);
  record.write(&next, sizeof next);
  record.flush();
  if (!record.problem().empty()) return error("unwritable", record.problem());
  if (kept && ::fdatasync(file_->descriptor) != 0) return error("unwritable", std::strerror(errno));
  if (const auto mapped = map(); !mapped) return mapped;
  torn_ = false;
  return load();
}

// The living segments into a new file, which takes the name of this one. Without segments: makes an
// empty file.
text::Status IndexFile::rewrite() {
  const std::string temporary = file_->path.string() + ".new";
  auto fresh = std::make_shared<File>();
  fresh->path = file_->path;
  fresh->descriptor = ::open(temporary.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fresh->descriptor < 0) return error("unwritable", std::strerror(errno));
  const auto failed = [&](const std::string& why) -> text::Status {
    ::unlink(temporary.c_str());
    return error("unwritable", why);
  };
  if (::flock(fresh->descriptor, LOCK_EX | LOCK_NB) != 0) return failed(std::strerror(errno));
  const std::string head = empty_index();
  FileEnd end(fresh->descriptor, 0);
  end.write(head.data(), head.size());
  std::vector<SegmentEntry> moved = entries();
  for (SegmentEntry& entry : moved) {
    const std::uint64_t blocks = (entry.body + kIndexBlock - 1) / kIndexBlock;
    const std::uint64_t from = std::exchange(entry.offset, end.at());
    end.write(bytes_.data() + from, entry.body + blocks * sizeof(std::uint64_t));
  }
  end.flush();
  if (!end.problem().empty()) return failed(end.problem());
  segments_.clear();
  std::swap(file_, fresh);
  last_ = first_commit();
  if (!moved.empty()) {
    if (const auto done = commit(moved, end); !done) {
      ::unlink(temporary.c_str());
      return done;
    }
  } else if (::fdatasync(file_->descriptor) != 0) {
    return failed(std::strerror(errno));
  }
  if (::rename(temporary.c_str(), file_->path.c_str()) != 0) return failed(std::strerror(errno));
  const std::filesystem::path folder =
      file_->path.has_parent_path() ? file_->path.parent_path() : std::filesystem::path(".");
  const int parent = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (parent >= 0) {
    ::fsync(parent);
    ::close(parent);
  }
  return text::Done{};
}

}  // namespace litopys::copies
