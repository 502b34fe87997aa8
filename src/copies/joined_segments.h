// Segments that become one: their reports one after another, their keys as one list.
#pragma once

#include <vector>

#include "copies/index_segment.h"
#include "copies/index_writer.h"

namespace litopys::copies {

// A segment of the file as a source, which must outlive it. What is damaged gives fewer keys and
// edges, and the segment knows that it is damaged.
class SegmentAsSource : public SegmentSource {
 public:
  explicit SegmentAsSource(const Segment& segment) : segment_(segment) {}
  ReportNumber first() const override { return segment_.first(); }
  ReportNumber count() const override { return segment_.count(); }
  ReportView report(ReportNumber number) const override { return segment_.report(number); }
  Instant instant(ReportNumber number) const override { return segment_.instant(number); }
  Instant earliest() const override { return segment_.earliest(); }
  std::size_t most_keys() const override { return segment_.key_count(); }
  std::unique_ptr<KeyReader> keys() const override;
  std::size_t edge_count() const override { return segment_.edge_count(); }
  ChildEdge edge(std::size_t index) const override;

 private:
  const Segment& segment_;
};

// Of a key that several parts have only the earliest reports stay; of a report that several give a
// source the last one's counts.
class JoinedSegments : public SegmentSource {
 public:
  // In the order of their reports' numbers, which follow each other; at least one.
  explicit JoinedSegments(std::vector<const SegmentSource*> parts);
  ReportNumber first() const override { return parts_.front()->first(); }
  ReportNumber count() const override;
  ReportView report(ReportNumber number) const override { return part_of(number).report(number); }
  Instant instant(ReportNumber number) const override { return part_of(number).instant(number); }
  Instant earliest() const override;
  std::size_t most_keys() const override;
  std::unique_ptr<KeyReader> keys() const override;
  std::size_t edge_count() const override { return edges_.size(); }
  ChildEdge edge(std::size_t index) const override;

 private:
  struct EdgePlace {
    ReportNumber child;
    std::uint32_t part;
    std::uint32_t index;
  };
  const SegmentSource& part_of(ReportNumber number) const;

  std::vector<const SegmentSource*> parts_;
  std::vector<EdgePlace> edges_;  // in order of the children, one each
};

}  // namespace litopys::copies
