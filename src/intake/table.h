// Tables with a header: CSV and TSV as spreadsheets and databases write them.
#pragma once

#include <memory>
#include <string_view>

#include "intake/container.h"

namespace litopys::intake {

std::unique_ptr<Container> open_table(Opening opening);

// The character that separates the cells, where the beginning of a file looks like a table with a
// header: a header that names a column of texts and another one that is known; lines that all have
// as many cells as the header; or short names above a column of nothing but numbers or dates. The
// last two need no column of texts: such a table is complained of rather than read as prose. '\0'
// where it looks like none.
char table_separator(std::string_view beginning, const RecordNames& names);

}  // namespace litopys::intake
