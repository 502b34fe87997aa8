// RFC 4180 and its relatives: cells part at a comma, semicolon, tab or bar, whichever the header
// has most of; a cell in quotes may hold separators, line ends and doubled quotes. Each row becomes
// one JSON object under the names of the header, and is read as any other record (record.h).
//
//     event_date;location;notes
//     2022-03-05;Riverton;"On 5 March, about 200 people marched; ""Peace"" was written on signs."
//
// Wrong rows are told apart: one with more cells than the header, or a quote that is never closed
// (within 16 MiB, or at all), is an error of that row, and reading goes on at the next line. Rows
// are numbered as RFC 7111 does it, the header is row 1. Limit: quotes inside an unquoted cell are
// taken as they stand.
#include "intake/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>
#include <vector>

#include "intake/charset.h"
#include "intake/dates.h"
#include "intake/table_header.h"
#include "text/sha256.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kMaxRow = std::size_t{16} << 20;
constexpr std::size_t kMaxColumns = 2000;

struct Row {
  std::vector<std::string> cells;
  std::string raw;     // as received, without its line end
  bool closed = true;  // no quote was left open
  bool loose = false;  // something stands behind a closing quote
  bool too_long = false;
};

// One row, or nothing at the end.
class RowReader {
 public:
  RowReader(ByteReader& reader, char separator) : reader_(reader), separator_(separator) {}

  std::optional<Row> next() {
    std::string line;
    bool whole = true;
    if (!next_line(line, whole)) return std::nullopt;
    const std::size_t first_line = line.size();
    Row row;
    row.cells.emplace_back();
    row.too_long = !whole;
    bool quoted = false, start = true;
    while (true) {
      parse(line, row, quoted, start);
      row.raw += line;
      if (!quoted || row.too_long) break;
      if (row.raw.size() > kMaxRow || !next_line(line, whole)) break;
      row.too_long = !whole;
    }
    // A quote that nobody closed, or that the quote of a later row has closed: the first line alone
    // is wrong, the others are rows again.
    if (row.raw.size() > first_line && (quoted || row.loose)) {
      row.too_long = false;
      quoted = true;
      again_ = row.raw.substr(first_line) + again_.substr(again_at_);
      again_at_ = 0;
      row.raw.resize(first_line);
    }
    row.closed = !quoted;
    while (row.raw.ends_with('\n') || row.raw.ends_with('\r')) row.raw.pop_back();
    return row;
  }

 private:
  // The next line, first of those that are read a second time.
  bool next_line(std::string& line, bool& whole) {
    if (again_at_ == again_.size()) return reader_.line(line, kMaxRow, whole);
    const std::size_t end = again_.find('\n', again_at_);
    const std::size_t stop = end == std::string::npos ? again_.size() : end + 1;
    line = again_.substr(again_at_, stop - again_at_);
    again_at_ = stop;
    whole = true;
    return true;
  }

  bool ends_cell(std::string_view line, std::size_t at) const {
    return at >= line.size() || line[at] == separator_ || line[at] == '\n' || line[at] == '\r';
  }

  // Adds the cells of one line. `quoted`: inside quotes; `start`: at the start of a cell.
  void parse(std::string_view line, Row& row, bool& quoted, bool& start) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      std::string& cell = row.cells.back();
      if (quoted) {
        if (c != '"')
          cell += c;
        else if (i + 1 < line.size() && line[i + 1] == '"')
          cell += line[++i];
        else
          quoted = false, row.loose = row.loose || !ends_cell(line, i + 1);
      } else if (c == separator_) {
        if (row.cells.size() <= kMaxColumns) row.cells.emplace_back();
        start = true;
      } else if (c == '"' && start) {
        quoted = true;
        start = false;
      } else if (c == '\n' || (c == '\r' && i + 2 >= line.size())) {
        start = false;
      } else {
        cell += c;
        start = false;
      }
    }
  }

  ByteReader& reader_;
  char separator_;
  std::string again_;
  std::size_t again_at_ = 0;
};

bool blank(const Row& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
    return cell.find_first_not_of(" \t\r") == std::string::npos;
  });
}

// The names of a header, for a message.
std::string shown(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) {
    if (all.size() + name.size() > 200) return all + ", …";
    all += (all.empty() ? "" : ", ") + (name.empty() ? "(no name)" : valid_utf8(name));
  }
  return all;
}

// What a column is called: a few words that begin with a letter and end no sentence.
bool is_name(std::string_view cell) {
  constexpr std::size_t kLongest = 60;
  constexpr std::ptrdiff_t kMostBlanks = 4;
  const auto first = static_cast<unsigned char>(cell.empty() ? ' ' : cell.front());
  const bool letter = first >= 0x80 || std::isalpha(first) != 0;
  return letter && cell.size() <= kLongest && cell.find_first_of(":!\"") == std::string::npos &&
         !cell.ends_with('.') && std::count(cell.begin(), cell.end(), ' ') <= kMostBlanks;
}

// A number, a day or a time: 12, 3.5, 2022-03-05, 05/03/22 14:10, 5 March 2022.
bool is_value(std::string_view cell) {
  if (cell.find_first_not_of("0123456789/.-+: ,TZ") == std::string_view::npos) {
    return cell.find_first_of("0123456789") != std::string_view::npos;
  }
  const auto date = date_at_start(cell);
  return date && date->rest.find_first_not_of(" \t\r") == std::string_view::npos;
}

// What tells a table from prose with separators, from its first rows. A name over a column of
// nothing but numbers or dates is a table's; a list of towns and their countries has none:
//
//     Date;Town;Account                  Osh,Kyrgyzstan
//     2022-03-05;Hill;"Police said …"    Dili,Timor-Leste
class TableSigns {
 public:
  explicit TableSigns(const std::vector<std::string>& header)
      : names_(header.size()), values_(header.size(), 0) {
    plain_ = std::all_of(header.begin(), header.end(), is_name) &&
             std::set<std::string>(header.begin(), header.end()).size() == header.size();
  }

  void add(const std::vector<std::string>& cells) {
    ++(cells.size() == names_ ? same_ : cells.size() > names_ ? longer_ : shorter_);
    for (std::size_t i = 0; i < std::min(cells.size(), names_); ++i) {
      if (is_value(cells[i])) ++values_[i];
    }
  }

  std::size_t same() const { return same_; }
  bool regular() const { return longer_ == 0 && shorter_ == 0; }

  // `known`: columns of the header that mean something. With one, rows may have too many cells, as
  // where somebody left the quotes out.
  bool plainly_a_table(std::size_t known) const {
    if (!plain_ || shorter_ > 0 || same_ + longer_ == 0) return false;
    if (longer_ > 0 && known == 0) return false;
    for (std::size_t i = 0; i < names_; ++i) {
      if (values_[i] == same_ + longer_) return true;
    }
    return false;
  }

 private:
  std::size_t names_;
  std::vector<std::size_t> values_;                  // by column: cells that are numbers or dates
  std::size_t same_ = 0, longer_ = 0, shorter_ = 0;  // rows, by how many cells they have
  bool plain_ = false;
};

class TableRows : public Container {
 public:
  explicit TableRows(Opening opening)
      : Container(std::move(opening)),
        separator_(separator_of(reader().peek(kSniffed))),
        rows_(reader(), separator_) {
    if (reader().peek(3).starts_with("\xEF\xBB\xBF")) reader().skip(3);
  }

  std::optional<Piece> next() override {
    while (!ended_) {
      std::optional<Row> row = rows_.next();
      if (!row) break;
      ++number_;
      if (blank(*row)) continue;
      if (header_.size() == 0) {
        if (std::optional<Piece> problem = read_header(*row)) return problem;
        continue;
      }
      return read_row(*row);
    }
    if (reader().error() && !std::exchange(ended_, true)) {
      return failed(fmt::format("row {}", number_ + 1), *reader().error());
    }
    return std::nullopt;
  }

 private:
  char separator_of(std::string_view beginning) const {
    const char found = table_separator(beginning, lexicon().records);
    return found == '\0' ? ',' : found;
  }

  std::optional<Piece> read_header(const Row& row) {
    header_ = TableHeader(row.cells, lexicon().records);
    if (header_.has_text()) return std::nullopt;
    ended_ = true;
    Piece piece = piece_at("row 1", "");
    piece.error = text::Error{
        "no-text", fmt::format("{}: no column that holds texts among: {}; name it \"text\" in the "
                               "header, or force --input text if this is no table",
                               piece.where(), shown(row.cells))};
    return piece;
  }

  Piece read_row(Row& row) {
    const std::string name = fmt::format("row {}", number_);
    Piece piece = piece_at(name, fmt::format("#row={}", number_));
    const auto wrong = [&](const char* code, std::string what) {
      piece.error = text::Error{code, fmt::format("{}: {}", piece.where(), what)};
      return std::move(piece);
    };
    if (row.too_long) {
      return wrong("too-large",
                   fmt::format("more than {} MiB, or a quote that is never closed", kMaxRow >> 20));
    }
    if (!row.closed) return wrong("bad-table", "a quote that is never closed");
    if (row.cells.size() > header_.size() && !blank_after(row, header_.size())) {
      return wrong("bad-table", fmt::format("{} cells, but the header has {}", row.cells.size(),
                                            header_.size()));
    }
    if (const auto bad = text::first_invalid_byte(row.raw)) {
      const std::string what = fmt::format("byte {} (0x{:02x}) is not valid UTF-8", *bad,
                                           static_cast<unsigned char>(row.raw[*bad]));
      if (!mended_utf8(row.raw)) return wrong("invalid-utf8", what);
      for (std::string& cell : row.cells) cell = valid_utf8(cell);
      piece.known.warnings.push_back(
          {"invalid-utf8", fmt::format("{}: {}; U+FFFD stands for it", piece.where(), what)});
    }
    if (!header_.words_in(row.cells)) return skipped(name, "row without a text");
    piece.kind = InputKind::kRecord;
    piece.received_sha256 = text::sha256_hex(row.raw);
    piece.received_bytes = row.raw.size();
    piece.bytes = header_.record_of(row.cells);
    return piece;
  }

  static bool blank_after(const Row& row, std::size_t count) {
    return std::all_of(row.cells.begin() + static_cast<std::ptrdiff_t>(count), row.cells.end(),
                       [](const std::string& cell) { return cell.empty(); });
  }

  char separator_;
  RowReader rows_;
  TableHeader header_;
  std::size_t number_ = 0;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Container> open_table(Opening opening) {
  return std::make_unique<TableRows>(std::move(opening));
}

char table_separator(std::string_view beginning, const RecordNames& names) {
  constexpr std::array<char, 4> kSeparators = {'\t', ',', ';', '|'};
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  const bool complete = beginning.size() < kSniffed;
  char best = '\0';
  std::size_t most = 1;
  bool best_named = false;
  for (const char separator : kSeparators) {
    ByteReader reader(stream_of(std::string(beginning)));
    RowReader rows(reader, separator);
    const std::optional<Row> header = rows.next();
    if (!header || !header->closed || header->cells.size() < 2) continue;
    // A header is short names, not sentences.
    std::size_t long_names = 0, after_blank = 0, known = 0, texts = 0;
    for (const std::string& cell : header->cells) {
      const RecordNames::Name* const meaning = names.find(cell);
      if (cell.size() >= 64) ++long_names;
      if (cell.starts_with(' ') || cell.empty()) ++after_blank;
      if (meaning != nullptr) ++known;
      if (meaning != nullptr && meaning->field == "text") ++texts;
    }
    if (long_names > 0) continue;
    TableSigns signs(header->cells);
    while (std::optional<Row> row = rows.next()) {
      if (blank(*row) || (!complete && reader.at_end())) continue;  // the last row may be cut
      signs.add(row->cells);
    }
    const bool regular = signs.regular() && after_blank == 0 &&
                         signs.same() >= (texts > 0 ? 1U : 3U) &&
                         (texts > 0 || header->cells.size() >= 3);
    const bool plain = signs.plainly_a_table(known);
    const bool named = texts > 0 && (known >= 2 || regular);
    if (!named && !regular && !plain) continue;
    if ((named && !best_named) || (named == best_named && header->cells.size() > most)) {
      best = separator;
      most = header->cells.size();
      best_named = named;
    }
  }
  return best;
}

}  // namespace litopys::intake
