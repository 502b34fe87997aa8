// Which columns mean something, codebooks/record_names.tsv says. A column that comes twice counts
// the first time.
#include "intake/table_header.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "intake/record.h"

namespace litopys::intake {

TableHeader::TableHeader(const std::vector<std::string>& cells, const RecordNames& names) {
  std::set<std::string> seen;
  for (const std::string& cell : cells) {
    const RecordNames::Name* const meaning = names.find(cell);
    if (meaning != nullptr && meaning->field == "text") texts_.push_back(names_.size());
    const bool counts = meaning != nullptr && seen.insert(cell).second;
    if (counts) ++known_;
    names_.push_back(counts ? cell : "");
  }
}

bool TableHeader::words_in(const std::vector<std::string>& cells) const {
  return std::any_of(texts_.begin(), texts_.end(), [&](std::size_t column) {
    return column < cells.size() && has_letters(cells[column]);
  });
}

std::string TableHeader::record_of(std::vector<std::string>& cells) const {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (std::size_t i = 0; i < cells.size() && i < names_.size(); ++i) {
    if (!names_[i].empty()) object[names_[i]] = std::move(cells[i]);
  }
  return object.dump();
}

}  // namespace litopys::intake
