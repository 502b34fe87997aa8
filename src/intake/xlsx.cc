// A workbook is a zip archive of XML (ECMA-376 part 1, chapter 18):
//
//     xl/workbook.xml               the sheets by name, each with a key; whether days count from
//     1904 xl/_rels/workbook.xml.rels    the file of each key xl/styles.xml formats: <xf
//     numFmtId="14"/> is style 0, and shows a day xl/sharedStrings.xml          words that cells
//     refer to: <si><t>A bridge fell.</t></si> xl/worksheets/sheet1.xml      <row r="2"><c r="A2"
//     s="0"><v>44625</v></c>
//                                              <c r="B2" t="s"><v>0</v></c></row>
//
// gives the row {"2022-03-05", "A bridge fell."}. All parts are read as streams; kept are the words
// that cells refer to (256 MiB at most) and one row. Formulas give the value that was last worked
// out. Limit: of merged cells the first has the value, as it stands in the file.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <utility>

#include "intake/number_format.h"
#include "intake/sheet_rows.h"
#include "intake/xml_stream.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kMaxShared = std::size_t{256} << 20;  // bytes of words that cells refer to
constexpr std::size_t kMaxSharedCount = std::size_t{1} << 23;
constexpr std::size_t kSharedBlock = std::size_t{1} << 20;
constexpr std::size_t kMaxParts = 100'000;  // sheets, keys, styles; each

std::size_t number_of(std::string_view digits, std::size_t otherwise) {
  std::size_t value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return problem == std::errc() && end == digits.data() + digits.size() ? value : otherwise;
}

bool is_true(std::string_view value) { return value == "1" || value == "true"; }

// "AB12" is column 27, counted from 0; `otherwise` where no letters are.
std::size_t column_of(std::string_view cell, std::size_t otherwise) {
  std::size_t column = 0;
  std::size_t letters = 0;
  for (; letters < cell.size() && cell[letters] >= 'A' && cell[letters] <= 'Z'; ++letters) {
    if (letters == 4) return kMaxSheetColumns;
    column = column * 26 + static_cast<std::size_t>(cell[letters] - 'A' + 1);
  }
  return letters == 0 ? otherwise : column - 1;
}

// "_x000D_" stands for a character that XML cannot hold, or that a program thought so of.
std::string unescaped(std::string_view words) {
  constexpr std::size_t kEscape = 7;
  std::string out;
  while (true) {
    const std::size_t at = words.find("_x");
    out += words.substr(0, at);
    if (at == std::string_view::npos) return out;
    words.remove_prefix(at);
    unsigned value = 0;
    const bool shaped = words.size() >= kEscape && words[kEscape - 1] == '_';
    const char* const digits = words.data() + 2;
    const bool escape = shaped && std::from_chars(digits, digits + 4, value, 16).ptr == digits + 4;
    const bool control = value < 0x20 && value != '\t' && value != '\n' && value != '\r';
    const bool surrogate = value >= 0xD800 && value < 0xE000;
    if (escape && !surrogate) {
      if (value != '\r' && !control) text::append(out, static_cast<char32_t>(value));
      words.remove_prefix(kEscape);
    } else {
      out += words.substr(0, 2);
      words.remove_prefix(2);
    }
  }
}

struct Sheet {
  std::string name, key, path;
  bool hidden = false;
};

// The words that cells refer to, in blocks, so that what is there is never copied to grow.
class SharedWords {
 public:
  void add(std::string_view words) {
    if (blocks_.empty() || blocks_.back().size() + words.size() > kSharedBlock) {
      blocks_.emplace_back();
      blocks_.back().reserve(std::max(words.size(), kSharedBlock));
    }
    const auto begin = static_cast<std::uint32_t>(blocks_.back().size());
    places_.push_back({static_cast<std::uint32_t>(blocks_.size() - 1), begin,
                       static_cast<std::uint32_t>(words.size())});
    blocks_.back() += words;
    bytes_ += words.size();
  }
  std::string_view at(std::size_t index) const {
    if (index >= places_.size()) return {};
    const Place& place = places_[index];
    return std::string_view(blocks_[place.block]).substr(place.begin, place.size);
  }
  std::size_t bytes() const { return bytes_; }
  std::size_t count() const { return places_.size(); }

 private:
  struct Place {
    std::uint32_t block, begin, size;
  };
  std::vector<std::string> blocks_;
  std::vector<Place> places_;
  std::size_t bytes_ = 0;
};

struct Workbook {
  std::vector<Sheet> sheets;
  bool since_1904 = false;
  std::vector<NumberKind> styles;
  SharedWords shared;
};

// A part of which only the elements matter.
class Elements : public XmlHandler {
 public:
  using Begin = std::function<void(std::string_view, const XmlAttributes&)>;
  explicit Elements(Begin begin) : begin_(std::move(begin)) {}
  void begin(std::string_view name, const XmlAttributes& attributes) override {
    begin_(name, attributes);
  }
  void end(std::string_view) override {}
  void words(std::string_view) override {}

 private:
  Begin begin_;
};

// Formats that the workbook gives numbers to, and the styles that use them.
class Styles : public XmlHandler {
 public:
  explicit Styles(std::vector<NumberKind>& styles) : styles_(styles) {}
  void begin(std::string_view name, const XmlAttributes& attributes) override {
    const std::size_t format = number_of(attributes.value("numFmtId"), 0);
    if (name == "cellXfs") {
      cells_ = true;
    } else if (name == "numFmt" && own_.size() < kMaxParts) {
      own_[format] = number_kind(attributes.value("formatCode"));
    } else if (name == "xf" && cells_ && styles_.size() < kMaxParts) {
      const auto own = own_.find(format);
      styles_.push_back(own != own_.end() ? own->second
                                          : number_kind(static_cast<int>(format % 1000)));
    }
  }
  void end(std::string_view name) override { cells_ = cells_ && name != "cellXfs"; }
  void words(std::string_view) override {}

 private:
  std::vector<NumberKind>& styles_;
  std::map<std::size_t, NumberKind> own_;
  bool cells_ = false;
};

// <si> with its words in one <t> or several; <rPh> tells how they are pronounced.
class SharedHandler : public XmlHandler {
 public:
  explicit SharedHandler(SharedWords& shared) : shared_(shared) {}
  void begin(std::string_view name, const XmlAttributes&) override {
    if (name == "rPh") pronounced_ = true;
    text_ = name == "t" && !pronounced_;
  }
  void end(std::string_view name) override {
    text_ = false;
    if (name == "rPh") pronounced_ = false;
    if (name != "si" || full()) return;
    shared_.add(unescaped(current_));
    current_.clear();
  }
  void words(std::string_view text) override {
    if (text_ && !full()) current_ += text;
  }
  bool full() const {
    return shared_.bytes() + current_.size() > kMaxShared || shared_.count() >= kMaxSharedCount;
  }

 private:
  SharedWords& shared_;
  std::string current_;
  bool text_ = false, pronounced_ = false;
};

// A row whose cells still refer to shared words: many rows may refer to the same long ones.
struct RawRow {
  struct Cell {
    std::string words;
    std::size_t shared = kNotShared;
  };
  static constexpr std::size_t kNotShared = static_cast<std::size_t>(-1);

  SheetRow row;             // its cells without their words …
  std::vector<Cell> cells;  // … which are here
};

// The rows of one sheet.
class SheetHandler : public XmlHandler {
 public:
  SheetHandler(const Workbook& book, std::size_t sheet, std::deque<RawRow>& rows)
      : book_(book), sheet_(sheet), rows_(rows) {}

  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "row") {
      raw_ = RawRow{};
      raw_.row.sheet = sheet_;
      raw_.row.number = last_number_ = number_of(attributes.value("r"), last_number_ + 1);
      size_ = next_column_ = 0;
    } else if (name == "c") {
      column_ = column_of(attributes.value("r"), next_column_);
      next_column_ = column_ + 1;
      type_ = attributes.value("t");
      style_ = number_of(attributes.value("s"), 0);
      value_.clear();
    } else if (name == "rPh") {
      pronounced_ = true;
    }
    in_value_ = name == "v" || (name == "t" && !pronounced_);
  }

  void words(std::string_view text) override {
    if (!in_value_) return;
    if (value_.size() + text.size() > kMaxSheetRow)
      raw_.row.too_large = true;
    else
      value_ += text;
  }

  void end(std::string_view name) override {
    in_value_ = false;
    if (name == "c") take_cell();
    if (name == "rPh") pronounced_ = false;
    if (name == "row" && (!raw_.cells.empty() || raw_.row.too_large))
      rows_.push_back(std::exchange(raw_, RawRow{}));
  }

 private:
  void take_cell() {
    if (value_.empty() || type_ == "e" || raw_.row.too_large) return;
    RawRow::Cell cell;
    if (type_ == "s")
      cell.shared = number_of(value_, kMaxSharedCount);
    else
      cell.words = shown_value();
    size_ += cell.words.size();
    if (column_ >= kMaxSheetColumns || size_ > kMaxSheetRow ||
        raw_.cells.size() >= kMaxSheetColumns) {
      raw_.row.too_large = true;
      return;
    }
    raw_.row.cells.push_back({column_, 1, ""});
    raw_.cells.push_back(std::move(cell));
  }

  std::string shown_value() const {
    if (type_ == "b") return is_true(value_) ? "TRUE" : "FALSE";
    if (type_ == "inlineStr" || type_ == "str") return unescaped(value_);
    double number = 0;
    const char* const end = value_.data() + value_.size();
    const auto parsed = std::from_chars(value_.data(), end, number);
    if (type_ == "d" || parsed.ec != std::errc() || parsed.ptr != end) return value_;
    const NumberKind kind =
        style_ < book_.styles.size() ? book_.styles[style_] : NumberKind::kNumber;
    return shown_number(number, kind, book_.since_1904);
  }

  const Workbook& book_;
  std::size_t sheet_;
  std::deque<RawRow>& rows_;
  RawRow raw_;
  std::size_t last_number_ = 0, column_ = 0, next_column_ = 0, style_ = 0;
  std::size_t size_ = 0;  // bytes of the row's own words
  std::string type_, value_;
  bool in_value_ = false, pronounced_ = false;
};

class Xlsx : public SheetRows {
 public:
  Xlsx(std::shared_ptr<ZipReader> archive, std::string where, std::shared_ptr<Allowance> allowance)
      : archive_(std::move(archive)), where_(std::move(where)), allowance_(std::move(allowance)) {}

  text::Status load() {
    for (const auto part :
         {&Xlsx::read_workbook, &Xlsx::read_keys, &Xlsx::read_styles, &Xlsx::read_shared}) {
      const text::Status status = (this->*part)();
      if (!status) return status;
    }
    return text::Done{};
  }

  std::optional<SheetRow> next() override {
    while (rows_.empty()) {
      if (stream_ && stream_->advance()) continue;
      if (!rows_.empty()) break;
      if (stream_ && stream_->error()) {
        error_ = stream_->error();
        stream_.reset();
      }
      if (error_ || !open_next()) return std::nullopt;
    }
    RawRow raw = std::move(rows_.front());
    rows_.pop_front();
    return with_words(std::move(raw));
  }

  std::optional<text::Error> take_error() override { return std::exchange(error_, std::nullopt); }
  const std::string& name(std::size_t sheet) const override { return book_.sheets[sheet - 1].name; }
  std::vector<std::size_t> hidden() const override {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < book_.sheets.size(); ++i) {
      if (book_.sheets[i].hidden) all.push_back(i + 1);
    }
    return all;
  }

 private:
  SheetRow with_words(RawRow raw) const {
    std::size_t size = 0;
    for (std::size_t i = 0; i < raw.cells.size() && !raw.row.too_large; ++i) {
      const RawRow::Cell& cell = raw.cells[i];
      const std::string_view words =
          cell.shared == RawRow::kNotShared ? cell.words : book_.shared.at(cell.shared);
      size += words.size();
      raw.row.too_large = size > kMaxSheetRow;
      if (!raw.row.too_large) raw.row.cells[i].words = words;
    }
    return std::move(raw.row);
  }

  text::Status read_part(const std::string& name, XmlHandler& handler) {
    auto bytes = archive_->open(name, where_, allowance_);
    if (!bytes) return bytes.error();
    XmlStream stream(std::move(*bytes), fmt::format("{}: {}", where_, name), handler);
    while (stream.advance()) {
    }
    if (stream.error()) return *stream.error();
    return text::Done{};
  }

  text::Status read_workbook() {
    Elements handler([this](std::string_view name, const XmlAttributes& attributes) {
      if (name == "workbookPr") book_.since_1904 = is_true(attributes.value("date1904"));
      if (name != "sheet" || book_.sheets.size() >= kMaxParts) return;
      book_.sheets.push_back({std::string(attributes.value("name")),
                              std::string(attributes.value("id")), "",
                              attributes.value("state").ends_with("idden")});
    });
    return read_part("xl/workbook.xml", handler);
  }

  // Which file of the archive is which sheet.
  text::Status read_keys() {
    std::map<std::string, std::string, std::less<>> targets;
    Elements handler([&targets](std::string_view name, const XmlAttributes& attributes) {
      if (name != "Relationship" || targets.size() >= kMaxParts) return;
      const std::string_view target = attributes.value("Target");
      targets.emplace(attributes.value("Id"), target.starts_with('/')
                                                  ? std::string(target.substr(1))
                                                  : "xl/" + std::string(target));
    });
    const text::Status status = read_part("xl/_rels/workbook.xml.rels", handler);
    if (!status) return status;
    for (Sheet& sheet : book_.sheets) sheet.path = targets[sheet.key];
    return text::Done{};
  }

  text::Status read_styles() {
    if (!archive_->has("xl/styles.xml")) return text::Done{};
    Styles handler(book_.styles);
    return read_part("xl/styles.xml", handler);
  }

  text::Status read_shared() {
    if (!archive_->has("xl/sharedStrings.xml")) return text::Done{};
    SharedHandler handler(book_.shared);
    const text::Status status = read_part("xl/sharedStrings.xml", handler);
    if (!status || !handler.full()) return status;
    return text::Error{"too-large",
                       fmt::format("{}: more than {} MiB of words in cells; save it as CSV", where_,
                                   kMaxShared >> 20)};
  }

  // The next sheet that people see. What is no table of cells (a chart) has no rows.
  bool open_next() {
    stream_.reset();
    while (sheet_ < book_.sheets.size()) {
      const Sheet& sheet = book_.sheets[sheet_++];
      if (sheet.hidden) continue;
      const std::string where = fmt::format("{}: sheet {}", where_, sheet.name);
      auto bytes = archive_->open(sheet.path, where, allowance_);
      if (!bytes) {
        error_ = bytes.error();
        return false;
      }
      handler_ = std::make_unique<SheetHandler>(book_, sheet_, rows_);
      stream_ = std::make_unique<XmlStream>(std::move(*bytes), where, *handler_);
      return true;
    }
    return false;
  }

  std::shared_ptr<ZipReader> archive_;
  std::string where_;
  std::shared_ptr<Allowance> allowance_;
  Workbook book_;
  std::size_t sheet_ = 0;  // how many were opened or passed over
  std::deque<RawRow> rows_;
  std::unique_ptr<SheetHandler> handler_;
  std::unique_ptr<XmlStream> stream_;
  std::optional<text::Error> error_;
};

}  // namespace

text::Result<std::unique_ptr<SheetRows>> xlsx_rows(std::shared_ptr<ZipReader> archive,
                                                   const std::string& where,
                                                   std::shared_ptr<Allowance> allowance) {
  auto rows = std::make_unique<Xlsx>(std::move(archive), where, std::move(allowance));
  const text::Status status = rows->load();
  if (!status) return status.error();
  return std::unique_ptr<SheetRows>(std::move(rows));
}

}  // namespace litopys::intake
