// A channel speaks with one voice and in public: its name is the publisher. People are numbered, by
// their account where the export has it. A forward of a channel keeps that channel as its
// publisher, for it is where the words come from; a forward of a person, or of somebody the export
// gives no account for, does not name them (a channel that forwards is public anyway, so there the
// name stays).
//
//     {"type": "message", "date_unixtime": "1646687700", "from": "Metro Wire", "from_id":
//     "channel7",
//      "text": ["Shelling of ", {"type": "bold", "text": "Riverton"}, " went on."]}
//         text "Shelling of Riverton went on.", publisher "Metro Wire", published
//         2022-03-07T21:15:00Z
//
// Counter-example: "date" alone is the clock of whoever exported; it gives the day and no time.
#include "intake/telegram.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "intake/dates.h"
#include "text/sha256.h"

namespace litopys::intake {
namespace {

using Json = nlohmann::json;

std::string string_in(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) return "";
  if (found->is_string()) return found->get<std::string>();
  return found->is_number_integer() ? found->dump() : "";
}

std::string moment(const Json& message, const char* unix_name, const char* name) {
  const std::string seconds = string_in(message, unix_name);
  std::int64_t value = 0;
  const auto [end, problem] =
      std::from_chars(seconds.data(), seconds.data() + seconds.size(), value);
  constexpr std::int64_t kYear9999 = 253'370'764'800;
  if (problem == std::errc() && end == seconds.data() + seconds.size() && value > 0 &&
      value < kYear9999) {
    using namespace std::chrono;
    const sys_seconds time{std::chrono::seconds{value}};
    const sys_days day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{time - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  }
  return normal_date(string_in(message, name)).value_or("");
}

// A string, or a list of strings and of parts with a kind; telephone numbers have a kind of their
// own.
std::string text_in(const Json& message) {
  const auto text = message.find("text");
  if (text == message.end()) return "";
  if (text->is_string()) return text->get<std::string>();
  std::string all;
  if (!text->is_array()) return all;
  for (const Json& part : *text) {
    if (part.is_string()) {
      all += part.get_ref<const std::string&>();
    } else if (part.is_object()) {
      all += string_in(part, "type") == "phone" ? "[telephone number]" : string_in(part, "text");
    }
  }
  return all;
}

std::string fact(const TelegramReader::Facts& facts, const char* name) {
  const auto found = facts.find(name);
  return found == facts.end() ? "" : found->second;
}

}  // namespace

bool TelegramReader::is_chat(const Facts& facts) {
  const std::string type = fact(facts, "type");
  return type.ends_with("_channel") || type.ends_with("_group") || type.ends_with("_supergroup") ||
         type.ends_with("_chat") || type == "saved_messages" || type == "verification_codes" ||
         type == "replies";
}

void TelegramReader::read(const Facts& facts, Piece& piece) {
  const Json message = Json::parse(piece.bytes, nullptr, false);
  piece.received_sha256 = text::sha256_hex(piece.bytes);
  piece.received_bytes = piece.bytes.size();
  piece.bytes.clear();
  if (!message.is_object()) {
    piece.error = text::Error{"bad-json", piece.where() + ": a damaged message"};
    return;
  }
  piece.kind = InputKind::kText;
  if (string_in(message, "type") != "message") {
    piece.skipped = "service message";
    return;
  }
  piece.bytes = without_telephone_numbers(text_in(message));
  if (piece.bytes.find_first_not_of(" \t\r\n") == std::string::npos) {
    piece.skipped = "message without words";
    return;
  }
  Report& known = piece.known;
  known.published = moment(message, "date_unixtime", "date");
  if (!known.published.empty()) known.published_basis = "metadata";
  known.modified = moment(message, "edited_unixtime", "edited");
  const bool channel = fact(facts, "type").ends_with("_channel");
  const std::string from = string_in(message, "from"), from_id = string_in(message, "from_id");
  if (channel || from_id.starts_with("channel")) {
    known.publisher = from.empty() ? fact(facts, "name") : from;
    const std::string signature = string_in(message, "author");
    known.author = authors_.shown("signature " + signature, signature);
    if (signature.empty()) known.author.clear();
  } else {
    known.author = authors_.shown(from_id, from);
  }
  const std::string origin = string_in(message, "forwarded_from");
  if (origin.empty()) return;
  const std::string origin_id = string_in(message, "forwarded_from_id");
  if (origin_id.starts_with("channel") || (origin_id.empty() && channel)) {
    known.publisher = origin;
    known.author.clear();
  } else {
    known.author = authors_.shown(origin_id, origin);
  }
}

}  // namespace litopys::intake
