// An OpenDocument spreadsheet (ISO/IEC 26300) is a zip archive whose content.xml holds all sheets:
//
//     <table:table table:name="Events"><table:table-row>
//       <table:table-cell office:value-type="date" office:date-value="2022-03-05">
//         <text:p>5 March</text:p></table:table-cell>
//       <table:table-cell table:number-columns-repeated="3"/>
//
// Days and numbers are taken as they are kept, all else as it is shown. Equal cells and rows are
// written once with their number: a cell that is repeated counts as often, a row that is counts
// once. Comments on cells are none of their words. Limit: hidden sheets are read.
#include <algorithm>
#include <charconv>
#include <deque>
#include <utility>

#include "intake/sheet_rows.h"
#include "intake/xml_stream.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kMaxSheets = 100'000;

std::size_t repeated(std::string_view digits) {
  std::size_t value = 1;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value == 0 ? 1 : value;
}

class Ods : public SheetRows, private XmlHandler {
 public:
  Ods(std::unique_ptr<ByteStream> content, const std::string& where)
      : stream_(std::move(content), where, *this) {}

  std::optional<SheetRow> next() override {
    while (rows_.empty() && stream_.advance()) {
    }
    if (rows_.empty()) return std::nullopt;
    SheetRow row = std::move(rows_.front());
    rows_.pop_front();
    return row;
  }
  std::optional<text::Error> take_error() override {
    return std::exchange(told_, true) ? std::nullopt : stream_.error();
  }
  const std::string& name(std::size_t sheet) const override { return names_[sheet - 1]; }

 private:
  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "annotation") ++comments_;
    if (comments_ > 0) return;
    if (name == "table" && names_.size() < kMaxSheets) {
      names_.emplace_back(attributes.value("name"));
      number_ = 0;
    } else if (name == "table-row") {
      row_ = SheetRow{};
      row_.sheet = names_.size();
      row_.number = ++number_;
      number_ += repeated(attributes.value("number-rows-repeated")) - 1;
      column_ = size_ = 0;
    } else if (name == "table-cell" || name == "covered-table-cell") {
      begin_cell(attributes);
    } else if (in_cell_ && name == "p") {
      if (paragraphs_++ > 0) add("\n");
      in_words_ = true;
    } else if (in_words_ && (name == "s" || name == "tab")) {
      add(" ");
    } else if (in_words_ && name == "line-break") {
      add("\n");
    }
  }

  void begin_cell(const XmlAttributes& attributes) {
    in_cell_ = true;
    times_ = repeated(attributes.value("number-columns-repeated"));
    words_.clear();
    paragraphs_ = 0;
    const std::string_view type = attributes.value("value-type");
    if (type == "date")
      kept_ = attributes.value("date-value");
    else if (type == "float" || type == "percentage" || type == "currency")
      kept_ = attributes.value("value");
    else
      kept_.clear();
  }

  void end(std::string_view name) override {
    if (name == "annotation" && comments_ > 0) --comments_;
    if (comments_ > 0) return;
    if (name == "p") in_words_ = false;
    if (name == "table-cell" || name == "covered-table-cell") end_cell();
    if (name == "table-row" && row_.sheet > 0 && (!row_.cells.empty() || row_.too_large))
      rows_.push_back(std::exchange(row_, SheetRow{}));
  }

  void words(std::string_view text) override {
    if (in_words_ && comments_ == 0) add(text);
  }

  void add(std::string_view text) {
    if (words_.size() + text.size() > kMaxSheetRow)
      row_.too_large = true;
    else
      words_ += text;
  }

  void end_cell() {
    in_cell_ = in_words_ = false;
    const std::string& shown = kept_.empty() ? words_ : kept_;
    const std::size_t first = std::exchange(column_, column_ + times_);
    if (shown.empty() || row_.too_large) return;
    size_ += shown.size() * std::min(times_, kMaxSheetColumns);
    if (column_ < first || column_ > kMaxSheetColumns || size_ > kMaxSheetRow)
      row_.too_large = true;
    else
      row_.cells.push_back({first, times_, shown});
  }

  std::vector<std::string> names_;
  std::deque<SheetRow> rows_;
  SheetRow row_;
  std::size_t number_ = 0, column_ = 0, times_ = 1, paragraphs_ = 0;
  std::size_t size_ = 0;  // bytes of the row's cells
  std::string words_, kept_;
  bool in_cell_ = false, in_words_ = false;
  int comments_ = 0;
  bool told_ = false;
  XmlStream stream_;
};

}  // namespace

text::Result<std::unique_ptr<SheetRows>> ods_rows(std::shared_ptr<ZipReader> archive,
                                                  const std::string& where,
                                                  std::shared_ptr<Allowance> allowance) {
  auto content = archive->open("content.xml", where, std::move(allowance));
  if (!content) return content.error();
  return std::unique_ptr<SheetRows>(std::make_unique<Ods>(std::move(*content), where));
}

}  // namespace litopys::intake
