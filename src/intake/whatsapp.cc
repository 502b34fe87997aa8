// A message begins with a date, a time and a sender, in the order and the marks of the telephone's
// language; lines that do not begin so belong to the message before.
//
//     07/03/2022, 21:15 - Ann Example: We saw smoke          Android
//     [07.03.22, 21:15:03] Ann Example: We saw smoke         iPhone
//     3/7/22, 9:15 PM - Ann Example: We saw smoke            in the United States
//
// Nothing in the file says whether day or month comes first. What does is the file as a whole: a
// number above twelve, and the order of the messages, which never go back in time. Where both
// readings stay possible, the messages have no date rather than a guessed one. Lines without a
// sender are notices of the program. Limit: a first line of a message that itself begins like one
// starts a new message; the year is of this century.
#include "intake/whatsapp.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "intake/charset.h"
#include "intake/chat_privacy.h"
#include "intake/dates.h"
#include "text/sha256.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kLongestSender = 100;

struct Stamp {
  std::array<int, 3> numbers{};
  int minutes = 0;  // of the day
};

struct Message {
  Stamp stamp;
  std::string sender;
  std::string text;
  std::size_t line = 0;
};

// Marks of direction that the program writes around names and notices.
std::string without_marks(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view here = text.substr(i, 3);
    if (here == "\xE2\x80\x8E" || here == "\xE2\x80\x8F" || here == "\xE2\x80\xAA" ||
        here == "\xE2\x80\xAC" || here == "\xEF\xBB\xBF") {
      i += 2;
    } else if (here == "\xE2\x80\xAF") {  // the narrow blank before "PM"
      out += ' ';
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void blanks() {
    while (take(' ') || take('\t')) {
    }
  }
  // One to four digits; -1 where there are none or more.
  int number(std::size_t& digits) {
    int value = 0;
    digits = 0;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9' && digits < 5) {
      value = value * 10 + (text_[at_++] - '0');
      ++digits;
    }
    return digits >= 1 && digits <= 4 ? value : -1;
  }
  // "AM", "p. m." and the like: 1 for the afternoon, 0 for the morning, -1 for neither.
  int half_of_day() {
    const std::size_t start = at_;
    const char half = at_ < text_.size() ? static_cast<char>(text_[at_] | 0x20) : '\0';
    if (half == 'a' || half == 'p') {
      ++at_;
      take('.');
      blanks();
      if (take('m') || take('M')) {
        take('.');
        return half == 'p' ? 1 : 0;
      }
    }
    at_ = start;
    return -1;
  }
  std::string_view rest() const { return text_.substr(at_); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

// The stamp at the start of a line, and what follows it; nothing where there is none.
std::optional<std::pair<Stamp, std::string_view>> stamp_of(std::string_view line) {
  Cursor cursor(line);
  const bool bracket = cursor.take('[');
  Stamp stamp;
  std::size_t digits = 0;
  char mark = '\0';
  for (std::size_t i = 0; i < 3; ++i) {
    if (i > 0) {
      const std::string_view rest = cursor.rest();
      if (rest.empty() || (rest[0] != '/' && rest[0] != '.' && rest[0] != '-')) return std::nullopt;
      if (mark != '\0' && rest[0] != mark) return std::nullopt;
      mark = rest[0];
      cursor.take(mark);
    }
    stamp.numbers[i] = cursor.number(digits);
    if (stamp.numbers[i] < 0) return std::nullopt;
    if (i == 2 && digits == 2) stamp.numbers[i] += 2000;
  }
  cursor.take('.');
  cursor.take(',');
  cursor.blanks();
  int hour = cursor.number(digits);
  if (hour < 0 || (!cursor.take(':') && !cursor.take('.'))) return std::nullopt;
  const int minute = cursor.number(digits);
  if (digits != 2) return std::nullopt;
  if (cursor.take(':')) cursor.number(digits);
  cursor.blanks();
  const int half = cursor.half_of_day();
  if (half >= 0) hour = hour % 12 + 12 * half;
  if (hour > 23 || minute > 59) return std::nullopt;
  stamp.minutes = hour * 60 + minute;
  cursor.blanks();
  if (bracket ? !cursor.take(']') : !cursor.take('-')) return std::nullopt;
  if (!cursor.take(' ')) return std::nullopt;
  return std::pair{stamp, cursor.rest()};
}

enum class Order { kDayFirst, kMonthFirst, kYearFirst };

// The date by an order as yyyymmdd; 0 where it is none.
int day_of(const Stamp& stamp, Order order) {
  const auto [a, b, c] = stamp.numbers;
  const int year = order == Order::kYearFirst ? a : c;
  const int month = order == Order::kMonthFirst ? a : b;
  const int day = order == Order::kDayFirst ? a : order == Order::kMonthFirst ? b : c;
  const int date = year * 10'000 + month * 100 + day;
  return year > 2000 && year < 2100 && normal_date(fmt::format("{:08}", date)) ? date : 0;
}

// The one order that fits all messages and never goes back in time by more than a day.
std::optional<Order> order_of(const std::vector<Message>& messages) {
  std::optional<Order> found;
  for (const Order order : {Order::kYearFirst, Order::kDayFirst, Order::kMonthFirst}) {
    int last = 0;
    const bool fits = std::all_of(messages.begin(), messages.end(), [&](const Message& message) {
      const int day = day_of(message.stamp, order);
      const bool after = day != 0 && day + 1 >= last;
      last = std::max(last, day);
      return after;
    });
    if (!fits) continue;
    if (!found) {
      found = order;
      continue;
    }
    const bool same = std::all_of(messages.begin(), messages.end(), [&](const Message& message) {
      return day_of(message.stamp, *found) == day_of(message.stamp, order);
    });
    if (!same) return std::nullopt;
  }
  return found;
}

class WhatsApp : public Container {
 public:
  explicit WhatsApp(Opening opening)
      : Container(std::move(opening)), authors_(opening_.keep_names) {}

  text::Status load() {
    std::string bytes;
    reader().take(bytes, kMaxPiece + 1);
    if (bytes.size() > kMaxPiece) return too_large(opening_.piece.where());
    trouble_ = reader().error();
    const text::Result<std::string> text = page_to_utf8(bytes, opening_.piece.where());
    if (!text) return text.error();
    split(*text);
    order_ = order_of(messages_);
    return text::Done{};
  }

  std::optional<Piece> next() override {
    if (next_ == messages_.size()) {
      if (!trouble_) return std::nullopt;
      return failed("at its end", *std::exchange(trouble_, {}));
    }
    Message& message = messages_[next_++];
    const std::string position = fmt::format("line {}", message.line);
    if (message.sender.empty()) return skipped(position, "notice of the program");
    Piece piece = piece_at(position, fmt::format("#line={}", message.line));
    piece.received_sha256 = text::sha256_hex(message.text);
    piece.received_bytes = message.text.size();
    piece.known.author = authors_.shown(message.sender, message.sender);
    piece.bytes =
        without_telephone_numbers(std::string(lexicon().chats.without_mark(message.text)));
    piece.kind = InputKind::kText;
    if (piece.bytes.find_first_not_of(" \t\r\n") == std::string::npos ||
        lexicon().chats.is_notice(piece.bytes)) {
      piece.skipped = "message without words";
    }
    if (order_) {
      const int date = day_of(message.stamp, *order_);
      piece.known.published =
          fmt::format("{:04}-{:02}-{:02}", date / 10'000, date / 100 % 100, date % 100);
      piece.known.published_basis = "metadata";
    } else if (piece.skipped.empty() && !std::exchange(told_of_order_, true)) {
      piece.known.warnings.push_back(
          {"ambiguous-dates",
           fmt::format("{}: its dates may begin with the day or with the month; none of the chat's "
                       "messages has a date (write them as 2022-03-07 to give them one)",
                       piece.where())});
    }
    return piece;
  }

 private:
  void split(std::string_view rest) {
    for (std::size_t number = 1; !rest.empty(); ++number) {
      const std::size_t end = rest.find('\n');
      const std::string line = without_marks(rest.substr(0, end));
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      std::string_view shown = line;
      if (shown.ends_with('\r')) shown.remove_suffix(1);
      const auto stamped = stamp_of(shown);
      if (!stamped) {
        if (!messages_.empty()) messages_.back().text += "\n" + std::string(shown);
        continue;
      }
      Message message;
      message.stamp = stamped->first;
      message.line = number;
      const std::size_t colon = stamped->second.find(": ");
      if (colon != std::string_view::npos && colon > 0 && colon <= kLongestSender) {
        message.sender = stamped->second.substr(0, colon);
        message.text = stamped->second.substr(colon + 2);
      }
      messages_.push_back(std::move(message));
    }
  }

  Authors authors_;
  std::vector<Message> messages_;
  std::optional<Order> order_;
  std::optional<text::Error> trouble_;
  std::size_t next_ = 0;
  bool told_of_order_ = false;
};

}  // namespace

text::Result<std::unique_ptr<Container>> open_whatsapp(Opening opening) {
  auto chat = std::make_unique<WhatsApp>(std::move(opening));
  const text::Status status = chat->load();
  if (!status) return status.error();
  return std::unique_ptr<Container>(std::move(chat));
}

bool is_whatsapp(std::string_view beginning) {
  std::size_t lines = 0, stamped = 0;
  bool sender = false;
  while (!beginning.empty() && lines < 200) {
    const std::size_t end = beginning.find('\n');
    const std::string line = without_marks(beginning.substr(0, end));
    beginning.remove_prefix(end == std::string_view::npos ? beginning.size() : end + 1);
    const auto stamp = stamp_of(line);
    if (lines == 0 && !stamp) return false;
    ++lines;
    if (stamp) ++stamped;
    sender = sender || (stamp && stamp->second.find(": ") != std::string_view::npos);
  }
  return stamped > 0 && sender;
}

}  // namespace litopys::intake
