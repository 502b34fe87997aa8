// One piece, one report: the reader of its kind, then what its container knows of it, then hashes.
// The piece's own words come before the container's: a page's title before none, the title of a
// mail's subject because the body has none.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "intake/charset.h"
#include "intake/document.h"
#include "intake/html.h"
#include "intake/identity.h"
#include "intake/json_line.h"
#include "intake/markdown.h"
#include "intake/record.h"
#include "intake/source.h"
#include "text/sha256.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

// A text that is UTF-8 but for a few bytes.
text::Result<Report> mended_text(const Piece& piece, std::size_t bad) {
  const std::string what = fmt::format("{}: byte {} (0x{:02x}) is not valid UTF-8", piece.where(),
                                       bad, static_cast<unsigned char>(piece.bytes[bad]));
  std::optional<std::string> mended = mended_utf8(piece.bytes);
  if (!mended)
    return text::Error{"invalid-utf8", what + ", nor is the file in a character set that is known"};
  Report report;
  report.text = std::move(*mended);
  report.warnings.push_back({"invalid-utf8", what + "; U+FFFD stands for it"});
  return report;
}

text::Result<Report> read_text(const Piece& piece) {
  const std::string where = piece.where();
  const auto bad = text::first_invalid_byte(piece.bytes);
  const std::size_t zero = piece.bytes.find('\0');
  if (zero != std::string::npos) {
    return text::Error{"binary", fmt::format("{}: byte {} is zero: a binary file, or text in a "
                                             "character set that is not known",
                                             where, zero)};
  }
  if (bad) return mended_text(piece, *bad);
  if (std::all_of(piece.bytes.begin(), piece.bytes.end(),
                  [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); })) {
    return text::Error{"empty", fmt::format("{}: no text in it", where)};
  }
  Report report;
  report.text = piece.bytes;
  return report;
}

text::Result<Report> read_kind(const Piece& piece, const Lexicon& lexicon) {
  const std::string where = piece.where();
  switch (piece.kind) {
    case InputKind::kJsonLines:
      return read_json_line(piece.bytes, where);
    case InputKind::kRecord:
      return read_record(piece.bytes, where, lexicon);
    case InputKind::kHtml:
      return read_page(piece.bytes, where, lexicon.pages, piece.charset);
    case InputKind::kFragment:
      return read_fragment(piece.bytes, where, lexicon.pages);
    case InputKind::kMarkdown:
      return read_markdown(piece.bytes, where, lexicon.pages);
    case InputKind::kPdf:
      return read_pdf(piece.bytes, where);
    case InputKind::kDocx:
      return read_docx(piece.bytes, where, lexicon.pages);
    case InputKind::kOldOffice:
      return text::Error{"unsupported",
                         fmt::format("{}: a document of an old office program (DOC, XLS, PPT or "
                                     "MSG); save it as DOCX, XLSX or PDF",
                                     where)};
    case InputKind::kRichText:
      return text::Error{
          "unsupported",
          fmt::format("{}: a document in RTF; save it as DOCX, PDF or plain text", where)};
    case InputKind::kConllu:
      return text::Error{"unsupported",
                         fmt::format("{}: line 1: CoNLL-U, which holds words already parsed; give "
                                     "the text itself, or force --input text",
                                     where)};
    default:
      return read_text(piece);
  }
}

// Addresses and names of members are bytes that anybody wrote.
void make_valid(std::string& field) {
  if (text::first_invalid_byte(field)) field = valid_utf8(field);
}

void make_valid(Item& item) {
  Report& report = item.report;
  for (std::string* field :
       {&report.id, &report.uri, &report.title, &report.author, &report.publisher,
        &report.published, &report.modified, &report.language}) {
    make_valid(*field);
  }
  for (auto& [name, value] : report.given) make_valid(value);
  if (item.error) make_valid(item.error->message);
  for (text::Error& warning : report.warnings) make_valid(warning.message);
}

// What the container knows fills what the piece does not say itself.
void complete_from(const Piece& piece, Report& report) {
  const Report& known = piece.known;
  const auto fill = [](std::string& field, const std::string& value) {
    if (field.empty()) field = value;
  };
  fill(report.id, known.id);
  fill(report.title, known.title);
  fill(report.author, known.author);
  fill(report.publisher, known.publisher);
  if (report.published.empty()) report.published_basis = known.published_basis;
  fill(report.published, known.published);
  fill(report.modified, known.modified);
  fill(report.language, known.language);
  fill(report.uri, known.uri);
  fill(report.charset, piece.guessed_charset);
  report.warnings.insert(report.warnings.end(), known.warnings.begin(), known.warnings.end());
  // A JSON line without a uri has none: its file is no address of the report.
  if (piece.kind != InputKind::kJsonLines) fill(report.uri, piece.uri);
}

Item read_whole(Piece piece, const Lexicon& lexicon) {
  Item item;
  item.report.uri = piece.known.uri.empty() ? piece.uri : piece.known.uri;
  if (piece.error) {
    item.error = std::move(piece.error);
    return item;
  }
  text::Result<Report> read = text::Error{"empty", piece.where() + ": the file is empty"};
  if (!piece.bytes.empty()) read = read_kind(piece, lexicon);
  if (!read) {
    item.error = read.error();
    return item;
  }
  item.report = std::move(*read);
  complete_from(piece, item.report);
  if (item.report.text.size() > kMaxText) {
    item.error = text::Error{
        "too-large", fmt::format("{}: a text of {} bytes; the limit is {} MiB", piece.where(),
                                 item.report.text.size(), kMaxText >> 20)};
    item.report.text.clear();
    return item;
  }
  if (item.report.id.empty() && piece.file) item.report.file = *piece.file + '\0' + piece.position;
  const bool received = piece.received_sha256.empty();
  item.report.bytes = received ? piece.bytes.size() : piece.received_bytes;
  item.report.bytes_sha256 = received ? text::sha256_hex(piece.bytes) : piece.received_sha256;
  if (!item.report.page.runs.empty()) {
    item.report.page.sha256 = received ? item.report.bytes_sha256 : text::sha256_hex(piece.bytes);
  }
  return item;
}

}  // namespace

Item read_piece(Piece piece, const Lexicon& lexicon) {
  Item item = read_whole(std::move(piece), lexicon);
  make_valid(item);
  if (!item.error) complete(item.report);
  return item;
}

}  // namespace litopys::intake
