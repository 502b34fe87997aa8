// A message gives one report of its words, then one piece for each attachment. Of several writings
// of the same words the plain one is taken, else HTML. Earlier mails that it quotes and the
// signature are left out (mail_quotes.h).
// The sender is numbered (chat_privacy.h); the name of a mailing list is public and is the
// publisher.
//
// A mailbox is cut at lines "From sender date" after an empty line; ">From " in a message is "From
// ". Limit: messages that are encrypted are told and left out.
#include "intake/mail.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "intake/charset.h"
#include "intake/chat_privacy.h"
#include "intake/dates.h"
#include "intake/mail_quotes.h"
#include "intake/mime.h"
#include "intake/page.h"
#include "text/sha256.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

struct Sender {
  std::string address, name;
};

// `Ann Example <ann@example.org>`, `ann@example.org (Ann Example)` or the address alone.
Sender sender_of(std::string_view header) {
  const std::string words = decoded_words(header);
  Sender sender;
  const std::size_t open = words.rfind('<');
  const std::size_t close = words.find('>', open == std::string::npos ? 0 : open);
  if (open != std::string::npos && close != std::string::npos) {
    sender.address = text::lower(words.substr(open + 1, close - open - 1));
    sender.name = squeezed(words.substr(0, open));
    std::erase(sender.name, '"');
  } else {
    sender.address = text::lower(squeezed(words.substr(0, words.find('('))));
  }
  if (sender.name.empty()) sender.name = sender.address;
  return sender;
}

class Mail : public Container {
 public:
  explicit Mail(Opening opening) : Container(std::move(opening)) {}

  text::Status load() {
    reader().take(bytes_, kMaxPiece + 1);
    if (reader().error()) return *reader().error();
    if (bytes_.size() > kMaxPiece) return too_large(opening_.piece.where());
    parts_ = mime_parts(bytes_);
    std::string_view rest = bytes_;
    read_head(HeaderLines(rest));
    choose_body();
    return text::Done{};
  }

  std::optional<Piece> next() override {
    if (!std::exchange(body_given_, true)) return body();
    while (next_ < parts_.size()) {
      const std::size_t index = next_++;
      if (index == body_ || parts_[index].alternative) continue;
      return attachment(parts_[index]);
    }
    return std::nullopt;
  }

 private:
  void read_head(const HeaderLines& head) {
    Report& known = opening_.piece.known;
    known.title = squeezed(decoded_words(head.value("Subject"))).substr(0, 1000);
    while (text::first_invalid_byte(known.title)) known.title.pop_back();
    if (const auto date = normal_date(head.value("Date"))) {
      known.published = *date;
      known.published_basis = "metadata";
    }
    const std::string list = decoded_words(head.value("List-Id"));
    known.publisher = squeezed(list.substr(0, list.find('<')));
    std::erase(known.publisher, '"');
    if (known.author.empty()) {
      const Sender sender = sender_of(head.value("From"));
      known.author = Authors(opening_.keep_names).shown(sender.address, sender.name);
    }
  }

  void choose_body() {
    for (const std::string_view type : {"text/plain", "text/html"}) {
      for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (parts_[i].type() != type || is_attached(parts_[i]) || blank(parts_[i].body)) continue;
        body_ = i;
        return;
      }
    }
  }

  static bool is_attached(const MimePart& part) {
    return media_type(part.head.value("Content-Disposition")) == "attachment";
  }

  std::string decoded(const MimePart& part) const {
    return decoded_body(part.body, part.head.value("Content-Transfer-Encoding"));
  }

  Piece body() {
    Piece piece = piece_at("", "");
    piece.position = opening_.piece.position;
    piece.known = opening_.piece.known;
    if (body_ >= parts_.size()) {
      piece.skipped = parts_.size() == 1 && parts_[0].type() == "application/pgp-encrypted"
                          ? "encrypted mail"
                          : "mail without words";
      return piece;
    }
    const MimePart& part = parts_[body_];
    const auto text = page_to_utf8(decoded(part), piece.where(),
                                   media_parameter(part.head.value("Content-Type"), "charset"));
    piece.received_sha256 = text::sha256_hex(bytes_);
    piece.received_bytes = bytes_.size();
    if (!text) {
      piece.error = text.error();
      return piece;
    }
    const bool html = part.type() == "text/html";
    piece.kind = html ? InputKind::kFragment : InputKind::kText;
    const MailLexicon& marks = lexicon().mails;
    const std::string& subject = opening_.piece.known.title;
    piece.bytes = without_telephone_numbers(html ? own_html(*text, subject, marks)
                                                 : own_words(*text, subject, marks));
    if (blank(piece.bytes)) piece.skipped = "mail without words";
    return piece;
  }

  Piece attachment(const MimePart& part) {
    const std::string position = "part " + part.position;
    const std::string type = part.type();
    for (const std::string_view kind :
         {"image/", "audio/", "video/", "application/pgp-", "text/calendar"}) {
      if (type.starts_with(kind)) return skipped(position, "picture, sound, signature or calendar");
    }
    if (!is_attached(part) && type.starts_with("text/"))
      return skipped(position, "further words of a mail");
    Piece piece = piece_at(position, "#part=" + part.position);
    piece.bytes = decoded(part);
    piece.known.published = opening_.piece.known.published;
    piece.known.published_basis = opening_.piece.known.published_basis;
    if (type == "message/rfc822") {
      piece.kind = InputKind::kMail;
      piece.stream = stream_of(std::move(piece.bytes));
    }
    if (!piece.stream && piece.bytes.empty()) piece.skipped = "empty attachment";
    return piece;
  }

  std::string bytes_;
  std::vector<MimePart> parts_;
  std::size_t body_ = static_cast<std::size_t>(-1);
  std::size_t next_ = 0;
  bool body_given_ = false;
};

// "From ann@example.org Mon Mar  7 21:15:00 2022": a time stands in it.
bool is_postmark(std::string_view line) {
  if (!line.starts_with("From ") || line.size() > 1000) return false;
  const std::size_t colon = line.find(':');
  return colon != std::string_view::npos && colon + 1 < line.size() && line[colon - 1] >= '0' &&
         line[colon - 1] <= '9' && line[colon + 1] >= '0' && line[colon + 1] <= '9';
}

class Mailbox : public Container {
 public:
  explicit Mailbox(Opening opening)
      : Container(std::move(opening)), authors_(opening_.keep_names) {}

  std::optional<Piece> next() override {
    std::string bytes, line;
    bool whole = true, too_long = false, blank_before = true, any = false;
    while (true) {
      const std::string_view ahead = reader().peek(1000);
      if (ahead.empty()) break;
      if (blank_before && is_postmark(ahead.substr(0, ahead.find('\n')))) {
        if (any) break;
        reader().line(line, kMaxPiece, whole);
        any = true;
        continue;
      }
      reader().line(line, kMaxPiece, whole);
      any = true;
      blank_before = line == "\n" || line == "\r\n";
      too_long = too_long || !whole || bytes.size() + line.size() > kMaxPiece;
      if (!too_long) bytes += line;
    }
    if (!any) {
      if (!reader().error() || std::exchange(told_, true)) return std::nullopt;
      return failed(fmt::format("after message {}", number_), *reader().error());
    }
    ++number_;
    Piece piece = piece_at(fmt::format("message {}", number_), fmt::format("#message={}", number_));
    piece.kind = InputKind::kMail;
    if (too_long) {
      piece.error = too_large(piece.where());
      return piece;
    }
    std::string_view rest = bytes;
    const Sender sender = sender_of(HeaderLines(rest).value("From"));
    piece.known.author = authors_.shown(sender.address, sender.name);
    piece.stream = stream_of(std::move(bytes));
    return piece;
  }

 private:
  Authors authors_;
  std::size_t number_ = 0;
  bool told_ = false;
};

}  // namespace

text::Result<std::unique_ptr<Container>> open_mail(Opening opening) {
  auto mail = std::make_unique<Mail>(std::move(opening));
  const text::Status status = mail->load();
  if (!status) return status.error();
  return std::unique_ptr<Container>(std::move(mail));
}

std::unique_ptr<Container> open_mailbox(Opening opening) {
  return std::make_unique<Mailbox>(std::move(opening));
}

bool is_mail(std::string_view beginning) {
  // Every line up to the empty one is a header, the first included, and three of the usual ones are
  // there.
  std::string_view rest = beginning;
  std::size_t lines = 0;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if (lines++ > 0 && (line[0] == ' ' || line[0] == '\t')) continue;
    const std::size_t colon = line.find(':');
    if (rest.empty() && colon == std::string_view::npos) break;  // the last line may be cut
    if (colon == std::string_view::npos || colon == 0 ||
        line.substr(0, colon).find_first_of(" \t") != std::string_view::npos)
      return false;
  }
  HeaderLines head(beginning);
  constexpr std::array<const char*, 9> kUsual = {"From",         "To",          "Subject",
                                                 "Date",         "Message-ID",  "Received",
                                                 "MIME-Version", "Return-Path", "Content-Type"};
  const auto known = std::count_if(kUsual.begin(), kUsual.end(),
                                   [&](const char* name) { return !head.value(name).empty(); });
  return known >= 3 && !head.value("From").empty();
}

bool is_mailbox(std::string_view beginning) {
  const std::size_t end = beginning.find('\n');
  if (end == std::string_view::npos || !is_postmark(beginning.substr(0, end))) return false;
  return is_mail(beginning.substr(end + 1));
}

}  // namespace litopys::intake
