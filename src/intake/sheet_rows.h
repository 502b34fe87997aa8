// The rows of a spreadsheet's sheets, whatever program wrote it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "intake/allowance.h"
#include "intake/zip_reader.h"
#include "text/result.h"

namespace litopys::intake {

constexpr std::size_t kMaxSheetColumns = 16'384;             // what spreadsheets can have
constexpr std::size_t kMaxSheetRow = std::size_t{16} << 20;  // bytes of all cells

struct SheetCell {
  std::size_t column = 0;  // from 0; in order
  std::size_t times = 1;   // how many cells in a row hold the same
  std::string words;       // dates as "2022-03-05"
};

struct SheetRow {
  std::size_t sheet = 0;         // from 1, in the order of the tabs
  std::size_t number = 0;        // as the spreadsheet shows it
  std::vector<SheetCell> cells;  // those that are not empty
  bool too_large = false;
};

class SheetRows {
 public:
  virtual ~SheetRows() = default;

  // The next row that is not empty; nothing at the end or where something is wrong.
  virtual std::optional<SheetRow> next() = 0;
  // What was wrong. After it the next sheet may be read.
  virtual std::optional<text::Error> take_error() = 0;
  // The name of a sheet that a row came from, or that is hidden.
  virtual const std::string& name(std::size_t sheet) const = 0;
  // Sheets that nobody sees and whose rows are not given.
  virtual std::vector<std::size_t> hidden() const { return {}; }
};

// Office Open XML (ECMA-376) and OpenDocument. `where` names the file in messages.
text::Result<std::unique_ptr<SheetRows>> xlsx_rows(std::shared_ptr<ZipReader> archive,
                                                   const std::string& where,
                                                   std::shared_ptr<Allowance> allowance);
text::Result<std::unique_ptr<SheetRows>> ods_rows(std::shared_ptr<ZipReader> archive,
                                                  const std::string& where,
                                                  std::shared_ptr<Allowance> allowance);

}  // namespace litopys::intake
