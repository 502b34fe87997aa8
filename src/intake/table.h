// Tables with a header: CSV and TSV as spreadsheets and databases write them.
#pragma once

#include <memory>
#include <string_view>

#include "intake/container.h"

namespace litopys::intake {

std::unique_ptr<Container> open_table(Opening opening);

// The character that separates the cells, where the beginning of a file looks like a table with a
// header: a header that names a column of texts and another one that is known, or lines that all
// have as many cells as the header. '\0' where it does not.
char table_separator(std::string_view beginning, const RecordNames& names);

}  // namespace litopys::intake
