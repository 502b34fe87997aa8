// The reports that were placed: their sketches, under which keys they are filed, and their sources.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "copies/comparison.h"
#include "copies/posting_table.h"
#include "copies/sketch.h"

namespace litopys::copies {

// From a report to the one it repeats.
struct Edge {
  ReportNumber source = kNoReport;
  Likeness likeness;
  friend bool operator==(const Edge&, const Edge&) = default;
};

class ReportStore {
 public:
  ReportNumber size() const { return static_cast<ReportNumber>(sketches_.size()); }

  // Valid until the next add().
  ReportView report(ReportNumber number) const { return sketches_[number].view(); }
  const std::vector<std::uint64_t>& keys(ReportNumber number) const {
    return sketches_[number].keys;
  }

  ReportNumber add(Sketch sketch);
  std::optional<ReportNumber> with_id(std::string_view id) const;

  // Files a report under its keys, so that it is found.
  void file(ReportNumber number);

  void prefetch(std::span<const std::uint64_t> keys) const {
    for (const std::uint64_t key : keys) postings_.prefetch(key);
  }

  // Appends the reports filed under the key.
  void find(std::uint64_t key, std::vector<ReportNumber>& found) const;

  std::optional<Edge> source(ReportNumber number) const;
  void set_source(ReportNumber number, const Edge& edge) { edges_[number] = edge; }

 private:
  std::vector<Sketch> sketches_;
  std::vector<Edge> edges_;
  PostingTable postings_;
};

}  // namespace litopys::copies
