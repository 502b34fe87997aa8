// Each sheet is a table. Its header is the first row that names a column of texts, within its first
// 20 rows, since people write titles above their tables; the rows below it are records (record.h).
// A sheet without such a row is left out and told, and so is one that nobody sees:
//
//     Read me     Description                       left out: only one column, not on the first row
//     Events      event_date | notes                row 2 is the first report
//
// On sheets behind the first two columns must be known: many workbooks explain their columns on one
// ("Variable", "Description"), which is no table of reports.
#include "intake/spreadsheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "intake/sheet_rows.h"
#include "intake/table_header.h"
#include "intake/zip_names.h"
#include "text/sha256.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kHeaderRows = 20;  // among which the header must be

// Texts and drawings of OpenDocument have a content.xml too; "mimetype" says which it is.
bool is_opendocument(ZipReader& archive) {
  if (!archive.has("content.xml") || !archive.has("mimetype")) return false;
  auto stream = archive.open("mimetype", "mimetype", std::make_shared<Allowance>());
  std::string type;
  if (stream && !(*stream)->read(type, 100)) return false;
  return type.starts_with("application/vnd.oasis.opendocument.spreadsheet");
}

class Spreadsheet : public Container {
 public:
  Spreadsheet(Opening opening, std::unique_ptr<SheetRows> rows)
      : Container(std::move(opening)), rows_(std::move(rows)), hidden_(rows_->hidden()) {}

  std::optional<Piece> next() override {
    while (!ended_) {
      std::optional<SheetRow> row = std::exchange(waiting_, std::nullopt);
      if (!row) row = rows_->next();
      if (!row) {
        if (auto error = rows_->take_error()) return wrong(std::move(*error));
        return finish();
      }
      if (row->sheet != sheet_) {
        std::optional<Piece> left_out = end_sheet();
        sheet_ = row->sheet;
        number_ = tried_ = 0;
        header_ = TableHeader();
        if (left_out) {
          waiting_ = std::move(row);
          return left_out;
        }
      }
      number_ = row->number;
      if (header_.size() > 0) return read_row(*row);
      if (tried_++ < kHeaderRows) look_for_header(*row);
    }
    return std::nullopt;
  }

 private:
  std::string position(std::size_t sheet) const {
    return "sheet " + shown_name(rows_->name(sheet));
  }

  // Of a sheet, or of what comes before all of them.
  Piece wrong(text::Error error) {
    told_ = true;
    Piece piece = piece_at(fmt::format("after row {}", number_), "");
    if (sheet_ == 0) piece.position = opening_.piece.position;
    piece.error = std::move(error);
    return piece;
  }

  // What is left to say of a sheet that had no reports.
  std::optional<Piece> end_sheet() {
    if (sheet_ == 0 || header_.size() > 0) return std::nullopt;
    return skipped(position(sheet_), "sheet without a column of texts beside others");
  }

  std::optional<Piece> finish() {
    if (std::optional<Piece> left_out = end_sheet()) {
      sheet_ = 0;
      return left_out;
    }
    sheet_ = 0;
    if (!hidden_.empty()) {
      const std::size_t sheet = hidden_.back();
      hidden_.pop_back();
      return skipped(position(sheet), "hidden sheet");
    }
    ended_ = true;
    if (any_header_ || told_) return std::nullopt;
    Piece piece = piece_at("", "");
    piece.position = opening_.piece.position;
    piece.error = text::Error{
        "no-text", fmt::format("{}: no column that holds texts on any of its sheets; name it "
                               "\"text\"",
                               piece.where())};
    return piece;
  }

  static std::vector<std::string> words_of(SheetRow& row) {
    std::vector<std::string> cells;
    for (SheetCell& cell : row.cells) {
      if (cell.column < cells.size()) continue;  // a column that comes twice
      cells.resize(cell.column);
      cells.insert(cells.end(), cell.times, cell.words);
    }
    return cells;
  }

  void look_for_header(SheetRow& row) {
    const bool first_row = tried_ == 1;
    TableHeader header(words_of(row), lexicon().records);
    const std::size_t wanted = row.sheet == 1 ? 1 : 2;
    if (!header.has_text() || header.known() < wanted) return;
    if (row.cells.size() < 2 && !first_row) return;
    header_ = std::move(header);
    any_header_ = true;
  }

  Piece read_row(SheetRow& row) {
    Piece piece = piece_at(fmt::format("{}, row {}", position(row.sheet), row.number),
                           fmt::format("#sheet={}&row={}", row.sheet, row.number));
    if (row.too_large) {
      piece.error = text::Error{
          "too-large", fmt::format("{}: more than {} MiB, or more than {} columns", piece.where(),
                                   kMaxSheetRow >> 20, kMaxSheetColumns)};
      return piece;
    }
    std::vector<std::string> cells = words_of(row);
    std::string all;
    for (const std::string& cell : cells) all += cell + "\t";
    if (!opening_.allowance->unpack(all.size())) {
      ended_ = true;
      piece.error = text::Error{"bomb", fmt::format("{}: the rows are more than {} times the size "
                                                    "of the file; the rest is left out",
                                                    piece.where(), Allowance::kTimes)};
      return piece;
    }
    if (!header_.words_in(cells)) return skipped(piece.position, "row without a text");
    if (!all.empty()) all.pop_back();
    piece.kind = InputKind::kRecord;
    piece.received_sha256 = text::sha256_hex(all);
    piece.received_bytes = all.size();
    piece.bytes = header_.record_of(cells);
    return piece;
  }

  std::unique_ptr<SheetRows> rows_;
  std::vector<std::size_t> hidden_;  // not yet told
  std::optional<SheetRow> waiting_;  // the first of a sheet, while the one before is told of
  TableHeader header_;               // of the sheet that is read
  std::size_t sheet_ = 0, number_ = 0, tried_ = 0;
  bool any_header_ = false, told_ = false, ended_ = false;
};

}  // namespace

bool is_spreadsheet(ZipReader& archive) {
  return archive.has("xl/workbook.xml") || is_opendocument(archive);
}

text::Result<std::unique_ptr<Container>> open_spreadsheet(Opening opening,
                                                          std::shared_ptr<ZipReader> archive) {
  const std::string where = opening.piece.where();
  const bool opendocument = is_opendocument(*archive);
  auto rows = opendocument ? ods_rows(std::move(archive), where, opening.allowance)
                           : xlsx_rows(std::move(archive), where, opening.allowance);
  if (!rows) return rows.error();
  return std::unique_ptr<Container>(
      std::make_unique<Spreadsheet>(std::move(opening), std::move(*rows)));
}

}  // namespace litopys::intake
