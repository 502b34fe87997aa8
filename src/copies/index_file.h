// An index on disk: segments of reports, and a commit that says which of them hold. Only ever added
// to: a program that is killed leaves the last commit as it was.
//
//     Result<IndexFile> index = IndexFile::open("reports.index");
//     for (const Segment& segment : index->segments()) segment.find(key, found);
//     index->append(new_reports);     // written, on the disk, and part of segments()
//
// Segments grow with the index: four of like size become one, so their number grows with the
// logarithm of the number of reports.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "copies/index_segment.h"
#include "copies/index_writer.h"
#include "text/result.h"

namespace litopys::copies {

class IndexFile {
 public:
  // Makes the file where there is none. Errors: "unreadable", "in-use", "not-an-index",
  // "other-version", "truncated", "damaged".
  static text::Result<IndexFile> open(const std::filesystem::path& path);
  // Without a name, gone when it is closed.
  static text::Result<IndexFile> temporary();
  // For reading only.
  static text::Result<IndexFile> from_bytes(std::string bytes, std::string name);

  const std::vector<Segment>& segments() const { return segments_; }
  ReportNumber size() const;
  // An error where some segment was found to be damaged.
  text::Status check() const;
  // The last commit was cut off, and the one before it holds.
  bool torn() const { return torn_; }

  text::Status append(const SegmentSource& source);

 private:
  struct File;
  IndexFile() = default;
  text::Status load();
  text::Status map();
  text::Status commit(const std::vector<SegmentEntry>& entries, FileEnd& end);
  text::Status rewrite();
  std::size_t first_joined(std::uint64_t count) const;
  std::vector<SegmentEntry> entries() const;
  text::Error error(std::string code, std::string_view what) const;

  std::string name_;
  std::shared_ptr<File> file_;  // null: from_bytes
  std::shared_ptr<const std::string> owned_;
  std::string_view bytes_;
  std::vector<Segment> segments_;
  std::uint64_t end_ = kIndexStart;  // where the next segment goes
  Commit last_;
  bool torn_ = false;
};

}  // namespace litopys::copies
