// Spreadsheets (XLSX, ODS): a report a row, as of any other table.
#pragma once

#include <memory>

#include "intake/container.h"
#include "intake/zip_reader.h"

namespace litopys::intake {

// Whether the archive is a spreadsheet.
bool is_spreadsheet(ZipReader& archive);
text::Result<std::unique_ptr<Container>> open_spreadsheet(Opening opening,
                                                          std::shared_ptr<ZipReader> archive);

}  // namespace litopys::intake
