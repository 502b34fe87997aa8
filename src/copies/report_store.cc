#include "copies/report_store.h"

#include <functional>
#include <utility>

namespace litopys::copies {

ReportNumber ReportStore::add(Sketch sketch) {
  const ReportNumber number = size();
  postings_.add(id_key(sketch.id), number, std::less<>());
  sketches_.push_back(std::move(sketch));
  edges_.emplace_back();
  return number;
}

std::optional<ReportNumber> ReportStore::with_id(std::string_view id) const {
  std::vector<ReportNumber> found;
  find(id_key(id), found);
  for (const ReportNumber number : found)
    if (sketches_[number].id == id) return number;
  return std::nullopt;
}

void ReportStore::file(ReportNumber number) {
  const auto before = [this](ReportNumber a, ReportNumber b) {
    return earlier(report(a), report(b));
  };
  for (const std::uint64_t key : keys(number)) postings_.prefetch(key);
  for (const std::uint64_t key : keys(number)) postings_.add(key, number, before);
}

void ReportStore::find(std::uint64_t key, std::vector<ReportNumber>& found) const {
  postings_.find(key, found);
}

std::optional<Edge> ReportStore::source(ReportNumber number) const {
  if (edges_[number].source == kNoReport) return std::nullopt;
  return edges_[number];
}

}  // namespace litopys::copies
