// Writes a segment of an index file as a stream, so that it costs no memory of its own.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "copies/edge.h"
#include "copies/index_format.h"
#include "copies/sketch.h"
#include "text/result.h"

namespace litopys::copies {

// What a segment is made from: reports in memory, or two segments that become one.
class SegmentSource {
 public:
  virtual ~SegmentSource() = default;
  virtual ReportNumber first() const = 0;
  virtual ReportNumber count() const = 0;
  virtual ReportView report(ReportNumber number) const = 0;
  virtual std::size_t most_keys() const = 0;  // there are so many, or fewer
  // In order of the keys; asked for twice, with the same answer.
  using UseKey = std::function<void(std::uint64_t key, std::span<const ReportNumber> reports)>;
  virtual void for_keys(const UseKey& use) const = 0;
  // In order of the children.
  using UseEdge = std::function<void(ReportNumber child, const Edge& edge)>;
  virtual void for_edges(const UseEdge& use) const = 0;
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
  int file_;
  std::uint64_t at_;
  std::string buffer_;
  std::string problem_;
};

// Writes at the end, which must be a multiple of eight.
SegmentEntry write_segment(FileEnd& end, const SegmentSource& source);

}  // namespace litopys::copies
