// The reports that were placed: their sketches, under which keys they are filed, and their sources.
// The latest are in memory, those of an index in its file; a report has one number in both.
//
//     Result<ReportStore> store = ReportStore::open("reports.index");
//     const ReportNumber number = store->add(sketch);
//     store->file(number);
//     store->save();      // memory is empty again, and the number still holds
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "copies/earliest.h"
#include "copies/edge.h"
#include "copies/index_file.h"
#include "copies/look_ahead.h"
#include "copies/posting_table.h"
#include "copies/sketch.h"
#include "text/result.h"

namespace litopys::copies {

class ReportStore {
 public:
  ReportStore() = default;  // in memory
  explicit ReportStore(IndexFile file);
  static text::Result<ReportStore> open(const std::filesystem::path& index);

  ReportNumber size() const { return saved_ + static_cast<ReportNumber>(sketches_.size()); }

  // Published earlier, as copies::earlier() has it.
  bool earlier(ReportNumber a, ReportNumber b) const;

  // Valid until the next add() or save().
  ReportView report(ReportNumber number) const;
  // Of a report that is not saved yet.
  const std::vector<std::uint64_t>& keys(ReportNumber number) const {
    return sketches_[number - saved_].keys;
  }

  ReportNumber add(Sketch sketch);
  std::optional<ReportNumber> with_id(std::string_view id) const;
  // Those that came from this file and place in it, in whatever state it was then.
  std::vector<ReportNumber> from_file(std::uint64_t file_key) const;

  // Files a report under its keys, so that it is found.
  void file(ReportNumber number);

  // Appends the reports filed under the key, the earliest kMaxPostings.
  void find(std::uint64_t key, std::vector<ReportNumber>& found) const;

  // The same for all keys of reports that are not saved yet, many at a time: look_ahead() once,
  // then for each of them prefetch(), and find() for the key with this index among its keys.
  // `index` is the report's among those given. Holds until the next add() or save().
  void look_ahead(std::span<const ReportNumber> reports);
  void prefetch(std::size_t index) const;
  void find(std::size_t index, std::size_t key, std::vector<ReportNumber>& found) const;

  std::optional<Edge> source(ReportNumber number) const;
  void set_source(ReportNumber number, const Edge& edge);

  // Of memory that save() would set free, about.
  std::size_t bytes() const { return sketch_bytes_ + postings_.bytes(); }
  // Writes what is in memory to the index, a temporary one where none was opened. After an error
  // the store is of no further use.
  text::Status save();
  // An error where the index was found to be damaged: then what was read from it says nothing.
  text::Status check() const;
  bool has_file() const { return file_.has_value(); }
  bool torn() const { return file_ && file_->torn(); }

 private:
  class Source;
  static constexpr std::size_t kInMemory = SIZE_MAX;
  const Segment* segment_of(ReportNumber number) const;
  Instant instant(ReportNumber number) const;
  void order_by_date();
  Instant earliest(std::size_t place) const;
  void keep_earliest(std::vector<ReportNumber>& found, std::size_t begin) const;

  std::optional<IndexFile> file_;
  ReportNumber saved_ = 0;  // reports in the file
  std::vector<Sketch> sketches_;
  std::vector<Edge> edges_;             // of the sketches
  std::map<ReportNumber, Edge> newer_;  // of saved reports, in place of those in the file
  PostingTable postings_;
  Instant earliest_ = kUnknownInstant;  // publication of a report in memory
  std::vector<std::size_t> by_date_;    // segments, by their earliest report; kInMemory among them
  std::size_t sketch_bytes_ = 0;
  LookAhead ahead_;
  std::vector<const std::vector<std::uint64_t>*> ahead_keys_;
  mutable std::vector<Dated> dated_;  // scratch
};

}  // namespace litopys::copies
