// The table of containers. A new one is a class behind a function of its own and a line here.
#include "intake/container.h"

#include <fmt/format.h>

#include <utility>

#include "intake/feed.h"
#include "intake/json_document.h"
#include "intake/json_lines.h"
#include "intake/mail.h"
#include "intake/table.h"
#include "intake/warc.h"
#include "intake/whatsapp.h"
#include "intake/zip_archive.h"

namespace litopys::intake {

text::Error too_large(const std::string& where) {
  return {"too-large", fmt::format("{}: more than {} MiB", where, kMaxPiece >> 20)};
}

std::string Piece::where() const {
  const std::string file = shown_path(path);
  if (position.empty()) return file;
  if (path != "-" && position.starts_with("line ")) return file + ":" + position.substr(5);
  return file + ": " + position;
}

Piece Container::piece_at(std::string position, const std::string& fragment) const {
  Piece piece;
  piece.path = opening_.piece.path;
  piece.position = opening_.piece.position.empty() ? std::move(position)
                                                   : opening_.piece.position + ", " + position;
  piece.uri = opening_.piece.uri + fragment;
  piece.file = opening_.piece.file;
  if (opening_.guessed_charset) piece.guessed_charset = *opening_.guessed_charset;
  return piece;
}

Piece Container::failed(std::string position, text::Error error) const {
  Piece piece = piece_at(std::move(position), "");
  piece.error = std::move(error);
  return piece;
}

Piece Container::skipped(std::string position, std::string reason) const {
  Piece piece = piece_at(std::move(position), "");
  piece.skipped = std::move(reason);
  return piece;
}

bool is_container(InputKind kind) {
  switch (kind) {
    case InputKind::kJsonLines:
    case InputKind::kJson:
    case InputKind::kTable:
    case InputKind::kFeed:
    case InputKind::kZip:
    case InputKind::kWarc:
    case InputKind::kWhatsApp:
    case InputKind::kMail:
    case InputKind::kMailbox:
      return true;
    default:
      return false;
  }
}

text::Result<std::unique_ptr<Container>> open_container(InputKind kind, Opening opening) {
  switch (kind) {
    case InputKind::kJsonLines:
      return open_json_lines(std::move(opening));
    case InputKind::kJson:
      return open_json_document(std::move(opening));
    case InputKind::kTable:
      return open_table(std::move(opening));
    case InputKind::kFeed:
      return open_feed(std::move(opening));
    case InputKind::kZip:
      return open_zip(std::move(opening));
    case InputKind::kWarc:
      return open_warc(std::move(opening));
    case InputKind::kWhatsApp:
      return open_whatsapp(std::move(opening));
    case InputKind::kMail:
      return open_mail(std::move(opening));
    case InputKind::kMailbox:
      return open_mailbox(std::move(opening));
    default:
      return text::Error{"unsupported", opening.piece.where() + ": no reader for this kind"};
  }
}

}  // namespace litopys::intake
