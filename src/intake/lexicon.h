// What intake knows of the world: how pages, tables and chats are written. All of it is codebooks.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "intake/mail_lexicon.h"
#include "intake/page_lexicon.h"
#include "text/result.h"

namespace litopys::intake {

// How tables and JSON objects name the parts of a report, from codebooks/record_names.tsv.
struct RecordNames {
  struct Name {
    std::string field;     // "text", "title", "published", … or "list" for a list of such objects
    std::size_t rank = 0;  // of several names for a field in one record, the lowest wins
  };
  std::map<std::string, Name, std::less<>> names;  // by name in lower case

  // The field that a column or member name means; nothing where it means none. Case, and blanks,
  // hyphens and underscores at its ends, do not matter.
  const Name* find(std::string_view name) const;
};

// Messages of chat exports that are notices of the program, and its marks in others, from
// codebooks/chat_notices.tsv.
struct ChatNotices {
  std::set<std::string, std::less<>> whole;  // lower case
  std::vector<std::string> beginnings;       // lower case
  std::vector<std::string> endings;          // lower case: marks behind a person's words
  bool is_notice(std::string_view message) const;
  std::string_view without_mark(std::string_view message) const;
};

struct Lexicon {
  PageLexicon pages;
  RecordNames records;
  ChatNotices chats;
  MailLexicon mails;
};

text::Result<Lexicon> load_lexicon(const std::filesystem::path& codebooks);

}  // namespace litopys::intake
