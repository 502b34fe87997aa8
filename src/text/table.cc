// Tab-separated tables with names for columns, so that a reviewer may reorder or add columns
// without touching code. Linear in the file. Covered by table_test.cc.
#include "text/table.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "text/utf8.h"

namespace litopys::text {
namespace {

const std::string kEmpty;

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  std::size_t start = 0;
  for (;;) {
    const std::size_t tab = line.find('\t', start);
    cells.emplace_back(line.substr(start, tab == std::string_view::npos ? tab : tab - start));
    if (tab == std::string_view::npos) return cells;
    start = tab + 1;
  }
}

Error at_line(const std::string& name, std::size_t line, std::string_view what) {
  return {"bad-table", fmt::format("{}:{}: {}", name, line, what)};
}

}  // namespace

const std::string& Table::Row::operator[](std::string_view column) const {
  const auto found = columns->find(column);
  return found == columns->end() || found->second >= cells.size() ? kEmpty : cells[found->second];
}

Result<Table> parse_table(std::string_view bytes, std::string name,
                          std::initializer_list<std::string_view> required) {
  if (const auto bad = first_invalid_byte(bytes))
    return Error{"invalid-utf8", fmt::format("{}: byte {}: not UTF-8", name, *bad)};
  Table table{std::move(name), {}};
  std::shared_ptr<Table::Columns> columns;
  std::size_t line_number = 0;
  for (std::size_t start = 0; start < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', start), bytes.size());
    std::string_view line = bytes.substr(start, end - start);
    start = end + 1;
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> cells = cells_of(line);
    if (!columns) {
      columns = std::make_shared<Table::Columns>();
      for (std::size_t i = 0; i < cells.size(); ++i) (*columns)[cells[i]] = i;
      for (const std::string_view wanted : required)
        if (!columns->contains(wanted))
          return at_line(table.name, line_number, fmt::format("no column \"{}\"", wanted));
      continue;
    }
    if (cells.size() > columns->size())
      return at_line(table.name, line_number,
                     fmt::format("{} cells for {} columns", cells.size(), columns->size()));
    table.rows.push_back({line_number, std::move(cells), columns});
  }
  if (!columns) return Error{"bad-table", fmt::format("{}: no header line", table.name)};
  return table;
}

Result<Table> read_table(const std::filesystem::path& path,
                         std::initializer_list<std::string_view> required) {
  Result<std::string> bytes = read_file(path);
  if (!bytes) return bytes.error();
  return parse_table(*bytes, path.string(), required);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty()) {
    const std::size_t at = text.find(separator);
    std::string_view part = text.substr(0, at);
    while (!part.empty() && blank(part.front())) part.remove_prefix(1);
    while (!part.empty() && blank(part.back())) part.remove_suffix(1);
    parts.emplace_back(part);
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  return parts;
}

Result<std::string> read_file(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    return Error{"not-a-file", fmt::format("{}: is a folder", path.string())};
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{"cannot-open", fmt::format("{}: {}", path.string(), std::strerror(errno))};
  std::ostringstream out;
  out << in.rdbuf();
  if (in.bad())
    return Error{"cannot-read", fmt::format("{}: {}", path.string(), std::strerror(errno))};
  return std::move(out).str();
}

}  // namespace litopys::text
