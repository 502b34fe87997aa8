// Writes a segment of an index file as a stream, so that it costs no memory of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "copies/edge.h"
#include "copies/index_format.h"
#include "copies/sketch.h"
#include "text/result.h"

namespace litopys::copies {

// Keys one after another, in their order, each once.
class KeyReader {
 public:
  virtual ~KeyReader() = default;
  virtual bool at_end() const = 0;
  virtual std::uint64_t key() const = 0;
  // Appends the reports filed under the key, of fifteen the last to be published first, and goes
  // on.
  virtual void take(std::vector<ReportNumber>& reports) = 0;
};

struct ChildEdge {
  ReportNumber child = kNoReport;
  Edge edge;
};

// What a segment is made from: reports in memory, or a segment, or several that become one.
class SegmentSource {
 public:
  virtual ~SegmentSource() = default;
  virtual ReportNumber first() const = 0;
  virtual ReportNumber count() const = 0;
  virtual ReportView report(ReportNumber number) const = 0;
  virtual Instant instant(ReportNumber number) const = 0;  // of its publication
  virtual Instant earliest() const = 0;                    // publication of a report
  virtual std::size_t most_keys() const = 0;               // there are so many, or fewer
  virtual std::unique_ptr<KeyReader> keys() const = 0;     // asked for twice, with the same answer
  virtual std::size_t edge_count() const = 0;
  virtual ChildEdge edge(std::size_t index) const = 0;  // in order of the children
};

// Bytes to the end of a file, each call after the one before; the first failure stays.
class FileEnd {
 public:
  FileEnd(int file, std::uint64_t at) : file_(file), at_(at) {}
  void write(const void* bytes, std::size_t size);
  void flush();
  std::uint64_t at() const { return at_ + buffer_.size(); }
  // "No space left on device"; empty where all is well.
  const std::string& problem() const { return problem_; }

 private:
  void write_now(const char* next, std::size_t size);

  int file_;
  std::uint64_t at_;
  std::string buffer_;
  std::string problem_;
};

constexpr std::size_t kKeptPostings = std::size_t{16} << 20;

// Writes at the end, which must be a multiple of eight. So many postings are held in memory while
// the keys are written; for more the keys are gone through twice.
SegmentEntry write_segment(FileEnd& end, const SegmentSource& source,
                           std::size_t kept_postings = kKeptPostings);

}  // namespace litopys::copies
