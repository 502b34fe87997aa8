// The tables people edit: UTF-8, tab separated, one header line with column names, `#` comments.
//
//     # what a vague count means
//     words	low	high
//     dozens	24	99
//
//     Result<Table> table = parse_table(bytes, "codebooks/vague.tsv", {"words", "low", "high"});
//     for (const Table::Row& row : table->rows) use(row["words"], row.line);
//
// A missing column, a row with too many cells or invalid UTF-8 is an error with file and line; a
// row with too few cells has empty ones.
#pragma once

#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace litopys::text {

struct Table {
  using Columns = std::map<std::string, std::size_t, std::less<>>;
  struct Row {
    std::size_t line = 0;  // from 1
    std::vector<std::string> cells;
    std::shared_ptr<const Columns> columns;
    // The cell of a column; empty where the table has no such column.
    const std::string& operator[](std::string_view column) const;
  };
  std::string name;
  std::vector<Row> rows;
};

Result<Table> parse_table(std::string_view bytes, std::string name,
                          std::initializer_list<std::string_view> required);
Result<Table> read_table(const std::filesystem::path& path,
                         std::initializer_list<std::string_view> required);

// Splits at every `separator`; an empty text gives no parts. Parts are trimmed of blanks.
std::vector<std::string> split(std::string_view text, char separator);

// The whole of a file.
Result<std::string> read_file(const std::filesystem::path& path);

}  // namespace litopys::text
