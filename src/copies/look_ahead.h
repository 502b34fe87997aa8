// What an index has under the keys of many reports that are to be placed, looked up in one go.
//
//     LookAhead ahead;
//     ahead.look_up(index.segments(), lists, choose);   // lists[i]: the keys of report i, sorted
//     ahead.under(i, k).reports                         // filed under lists[i][k]
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "copies/index_segment.h"
#include "copies/posting_table.h"

namespace litopys::copies {

class LookAhead {
 public:
  using Keys = std::vector<std::uint64_t>;
  // Leaves of the reports that all segments have under a key those that count; says whether no
  // others, in memory, can take their place.
  using Choose = std::function<bool(std::vector<ReportNumber>& reports)>;

  // For at most 2^31 keys.
  void look_up(const std::vector<Segment>& segments, std::span<const Keys* const> lists,
               const Choose& choose);

  struct Found {
    std::span<const ReportNumber> reports;  // valid until the next look_up()
    bool final = false;                     // as Choose has said
  };
  Found under(std::size_t list, std::size_t key) const;
  // Brings that into the cache, to be asked for soon.
  void prefetch(std::size_t list, std::size_t key) const {
    __builtin_prefetch(&reports_[found_[first_[list] + key]]);
  }

 private:
  struct Place {
    std::uint64_t key = 0;
    std::uint32_t place = 0;  // in found_
  };
  void sort();
  void order_by_date(const std::vector<Segment>& segments);
  void find_all(const Choose& choose);
  std::uint32_t keep(const std::vector<ReportNumber>& reports, bool final);

  std::vector<const Segment*> by_date_;  // by their earliest reports
  std::vector<Place> places_, scratch_;
  std::vector<std::uint32_t> first_;  // of each list, where it begins in found_
  std::vector<std::uint32_t> found_;  // of each key, where it begins in reports_
  std::vector<ReportNumber>
      reports_;  // of each key with reports: count and whether final, then they
};

}  // namespace litopys::copies
