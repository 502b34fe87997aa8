// How mail programs mark what is not the sender's own words, from codebooks/mail_words.tsv.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace litopys::intake {

// A line above an earlier mail.
enum class HeadLine { kNone, kFrom, kDate, kTo, kSubject, kOther };

// What class and id say of an element.
enum class MailElement { kNone, kQuote, kContainer, kAnnouncement, kHeads, kSignature };

struct MailLexicon {
  std::map<std::string, HeadLine, std::less<>> heads;  // "from", lower case
  std::vector<std::string> forward, original;          // "forwarded message", lower case
  std::set<std::string, std::less<>> forward_subject, reply_subject;  // "fwd", lower case
  std::vector<std::pair<std::string, MailElement>> elements;          // by the end of a class or id

  // "Von: Ann" is kFrom; blanks and asterisks around the name do not matter.
  HeadLine head_line(std::string_view line) const;
  bool announces_forward(std::string_view line) const;
  bool announces_original(std::string_view line) const;
  MailElement element(std::string_view class_or_id) const;
};

text::Result<MailLexicon> load_mail_lexicon(const std::filesystem::path& codebooks);

}  // namespace litopys::intake
