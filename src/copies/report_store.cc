#include "copies/report_store.h"

#include <utility>

namespace litopys::copies {

ReportNumber ReportStore::add(Sketch sketch) {
  const ReportNumber number = size();
  postings_.add(id_key(sketch.id), number, [](ReportNumber a, ReportNumber b) { return a < b; });
  sketches_.push_back(std::move(sketch));
  edges_.emplace_back();
  return number;
}

std::optional<ReportNumber> ReportStore::with_id(std::string_view id) const {
  std::optional<ReportNumber> found;
  postings_.for_each(id_key(id), [&](ReportNumber number) {
    if (sketches_[number].id == id) found = number;
  });
  return found;
}

void ReportStore::file(ReportNumber number) {
  const auto before = [this](ReportNumber a, ReportNumber b) {
    return earlier(report(a), report(b));
  };
  for (const std::uint64_t key : sketches_[number].keys) postings_.add(key, number, before);
}

void ReportStore::find(std::uint64_t key, std::vector<ReportNumber>& found) const {
  postings_.for_each(key, [&](ReportNumber number) { found.push_back(number); });
}

std::optional<Edge> ReportStore::source(ReportNumber number) const {
  if (edges_[number].source == kNoReport) return std::nullopt;
  return edges_[number];
}

}  // namespace litopys::copies
