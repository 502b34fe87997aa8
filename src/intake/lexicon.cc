// Reads intake's codebooks. A row that says nothing, or a field that no reader knows, is an error
// with file and line: a table that is silently half used is worse than none.
#include "intake/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "text/table.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::array<std::string_view, 17> kFields = {
    "text",   "title",    "published", "modified", "author",   "publisher",
    "uri",    "language", "id",        "date",     "date_end", "place",
    "admin1", "admin2",   "country",   "latitude", "longitude"};

text::Result<RecordNames> load_record_names(const std::filesystem::path& codebooks) {
  const auto table = text::read_table(codebooks / "record_names.tsv", {"field", "name"});
  if (!table) return table.error();
  RecordNames names;
  for (const text::Table::Row& row : table->rows) {
    const bool known = row["field"] == "list" ||
                       std::find(kFields.begin(), kFields.end(), row["field"]) != kFields.end();
    if (!known || row["name"].empty()) {
      return text::Error{"bad-table", fmt::format("{}:{}: unknown field \"{}\", or no name",
                                                  table->name, row.line, row["field"])};
    }
    const std::size_t rank = names.names.size();
    if (!names.names.emplace(text::lower(row["name"]), RecordNames::Name{row["field"], rank})
             .second) {
      return text::Error{"bad-table", fmt::format("{}:{}: \"{}\" stands twice", table->name,
                                                  row.line, row["name"])};
    }
  }
  return names;
}

text::Result<ChatNotices> load_chat_notices(const std::filesystem::path& codebooks) {
  const auto table = text::read_table(codebooks / "chat_notices.tsv", {"kind", "words"});
  if (!table) return table.error();
  ChatNotices notices;
  for (const text::Table::Row& row : table->rows) {
    const std::string words = text::lower(row["words"]);
    if (!words.empty() && row["kind"] == "whole") {
      notices.whole.insert(words);
    } else if (!words.empty() && row["kind"] == "beginning") {
      notices.beginnings.push_back(words);
    } else if (!words.empty() && row["kind"] == "ending") {
      notices.endings.push_back(words);
    } else {
      return text::Error{"bad-table", fmt::format("{}:{}: unknown kind \"{}\", or no words",
                                                  table->name, row.line, row["kind"])};
    }
  }
  return notices;
}

}  // namespace

const RecordNames::Name* RecordNames::find(std::string_view name) const {
  constexpr std::string_view kAround = " \t_-\"";
  const std::size_t first = name.find_first_not_of(kAround);
  if (first == std::string_view::npos || name.size() > 100) return nullptr;
  name = name.substr(first, name.find_last_not_of(kAround) - first + 1);
  const auto found = names.find(text::lower(name));
  return found == names.end() ? nullptr : &found->second;
}

bool ChatNotices::is_notice(std::string_view message) const {
  if (message.size() > 1000) return false;
  const std::string low = text::lower(message);
  if (whole.contains(low)) return true;
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const std::string& words) { return low.starts_with(words); });
}

std::string_view ChatNotices::without_mark(std::string_view message) const {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t last = message.find_last_not_of(kBlanks);
  const std::string_view words = message.substr(0, last == std::string_view::npos ? 0 : last + 1);
  for (const std::string& mark : endings) {
    if (words.size() < mark.size()) continue;
    const std::size_t start = words.size() - mark.size();
    if (text::lower(words.substr(start)) != mark) continue;
    const std::size_t before = words.substr(0, start).find_last_not_of(kBlanks);
    return words.substr(0, before == std::string_view::npos ? 0 : before + 1);
  }
  return message;
}

text::Result<Lexicon> load_lexicon(const std::filesystem::path& codebooks) {
  auto pages = load_page_lexicon(codebooks);
  if (!pages) return pages.error();
  auto records = load_record_names(codebooks);
  if (!records) return records.error();
  auto chats = load_chat_notices(codebooks);
  if (!chats) return chats.error();
  auto mails = load_mail_lexicon(codebooks);
  if (!mails) return mails.error();
  return Lexicon{std::move(*pages), std::move(*records), std::move(*chats), std::move(*mails)};
}

}  // namespace litopys::intake
