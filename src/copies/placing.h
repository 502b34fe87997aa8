// Places reports among those that came before: finds whom each repeats, and keeps that as a graph
// in which every report has at most one source.
//
//     Placer placer;
//     const ReportNumber a = *placer.add(sketch_of(first, lexicon));
//     const ReportNumber b = *placer.add(sketch_of(second, lexicon));
//     placer.place();
//     placer.placed(b).origin == a
//
// The order in which reports are added between two calls of place() changes nothing but their
// numbers; nor does it otherwise, as long as no key has more than kMaxPostings reports.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "copies/comparison.h"
#include "copies/report_store.h"
#include "copies/sketch.h"
#include "text/result.h"

namespace litopys::copies {

struct Placed {
  ReportNumber origin = kNoReport;  // the end of the chain of sources; itself where it has none
  std::optional<Edge> source;       // nothing for an original
};

class Placer {
 public:
  explicit Placer(ReportStore store = {}) : store_(std::move(store)) {}

  // Takes a report. The number stays with it. A report with the same id and text gives the number
  // it has, and so does one from the same file with the same text, which may have another id there;
  // an id that another text has is an error.
  text::Result<ReportNumber> add(Sketch sketch);

  // Finds the sources of all that was added since the last call.
  void place();

  // Whether so much is in memory that save() should be called.
  bool full() const { return store_.bytes() > kMemory; }
  // Places what waits, and writes all to the index.
  text::Status save();

  // place() or save() must have been called since the last add().
  Placed placed(ReportNumber number);

  ReportStore& store() { return store_; }

 private:
  struct Candidate {
    ReportNumber report;
    std::uint32_t votes;
  };

  static constexpr std::size_t kMemory = std::size_t{768} << 20;

  ReportNumber origin_of(ReportNumber number);
  void place_one(ReportNumber number, std::size_t index);
  std::vector<Candidate> candidates(ReportNumber number, std::size_t index);
  void count_votes();
  void propose(ReportNumber child, ReportNumber source, const Likeness& likeness);

  ReportStore store_;
  std::vector<ReportNumber> waiting_;                       // added and not yet placed
  std::vector<ReportNumber> found_;                         // scratch
  std::vector<Candidate> votes_;                            // scratch: a hash table
  std::unordered_map<ReportNumber, ReportNumber> origins_;  // that are known
};

}  // namespace litopys::copies
