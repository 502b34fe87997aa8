// The header of a table, and rows below it as records.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "intake/lexicon.h"

namespace litopys::intake {

class TableHeader {
 public:
  TableHeader() = default;
  TableHeader(const std::vector<std::string>& cells, const RecordNames& names);

  std::size_t size() const { return names_.size(); }  // columns; 0 before there is a header
  bool has_text() const { return !texts_.empty(); }   // a column that holds texts
  std::size_t known() const { return known_; }        // columns that mean something

  // Whether a column of texts has words in this row; numbers are none.
  bool words_in(const std::vector<std::string>& cells) const;

  // The row as a JSON object under the names that mean something (record.h). Takes the cells.
  std::string record_of(std::vector<std::string>& cells) const;

 private:
  std::vector<std::string> names_;  // empty for columns that mean nothing
  std::vector<std::size_t> texts_;  // columns that hold texts
  std::size_t known_ = 0;
};

}  // namespace litopys::intake
