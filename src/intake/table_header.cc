// Which columns mean something, codebooks/record_names.tsv says. A column that comes twice counts
// the first time.
#include "intake/table_header.h"

#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace litopys::intake {

TableHeader::TableHeader(const std::vector<std::string>& cells, const RecordNames& names) {
  std::set<std::string> seen;
  for (const std::string& cell : cells) {
    const RecordNames::Name* const meaning = names.find(cell);
    has_text_ = has_text_ || (meaning != nullptr && meaning->field == "text");
    const bool counts = meaning != nullptr && seen.insert(cell).second;
    if (counts) ++known_;
    names_.push_back(counts ? cell : "");
  }
}

std::string TableHeader::record_of(std::vector<std::string>& cells) const {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (std::size_t i = 0; i < cells.size() && i < names_.size(); ++i) {
    if (!names_[i].empty()) object[names_[i]] = std::move(cells[i]);
  }
  return object.dump();
}

}  // namespace litopys::intake
