// One row a word or a name. Classes are met by their end, since programs that answer to each other
// set letters of their own before them ("x_gmail_quote", "ydp4f1yahoo_quoted").
#include "intake/mail_lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/table.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

constexpr std::size_t kLongestName = 40;  // bytes of the name of a line above a mail
constexpr std::size_t kLongestLine = 200;

bool holds_one_of(std::string_view line, const std::vector<std::string>& words) {
  if (line.size() > kLongestLine) return false;
  const std::string low = text::lower(line);
  return std::any_of(words.begin(), words.end(), [&](const std::string& phrase) {
    return low.find(phrase) != std::string::npos;
  });
}

}  // namespace

HeadLine MailLexicon::head_line(std::string_view line) const {
  constexpr std::string_view kAround = " \t*";
  std::size_t colon = line.find(':');
  const std::size_t wide = line.find("：");
  colon = std::min(colon, wide);
  if (colon == std::string_view::npos || colon > kLongestName) return HeadLine::kNone;
  std::string_view name = line.substr(0, colon);
  while (!name.empty() && kAround.find(name.front()) != std::string_view::npos)
    name.remove_prefix(1);
  while (!name.empty() && kAround.find(name.back()) != std::string_view::npos)
    name.remove_suffix(1);
  const auto found = heads.find(text::lower(name));
  return found == heads.end() ? HeadLine::kNone : found->second;
}

bool MailLexicon::announces_forward(std::string_view line) const {
  return holds_one_of(line, forward);
}

bool MailLexicon::announces_original(std::string_view line) const {
  return holds_one_of(line, original);
}

MailElement MailLexicon::element(std::string_view class_or_id) const {
  while (!class_or_id.empty()) {
    const std::size_t blank = class_or_id.find(' ');
    const std::string name = text::lower(class_or_id.substr(0, blank));
    class_or_id.remove_prefix(blank == std::string_view::npos ? class_or_id.size() : blank + 1);
    for (const auto& [end, element] : elements) {
      if (name.ends_with(end)) return element;
    }
  }
  return MailElement::kNone;
}

text::Result<MailLexicon> load_mail_lexicon(const std::filesystem::path& codebooks) {
  const auto table = text::read_table(codebooks / "mail_words.tsv", {"kind", "words"});
  if (!table) return table.error();
  MailLexicon lexicon;
  const std::map<std::string_view, HeadLine> heads = {{"from", HeadLine::kFrom},
                                                      {"date", HeadLine::kDate},
                                                      {"to", HeadLine::kTo},
                                                      {"subject", HeadLine::kSubject},
                                                      {"other", HeadLine::kOther}};
  const std::map<std::string_view, MailElement> elements = {
      {"quote", MailElement::kQuote},
      {"container", MailElement::kContainer},
      {"announcement", MailElement::kAnnouncement},
      {"heads", MailElement::kHeads},
      {"signature", MailElement::kSignature}};
  const std::map<std::string_view, std::vector<std::string>*> phrases = {
      {"forward", &lexicon.forward}, {"original", &lexicon.original}};
  const std::map<std::string_view, std::set<std::string, std::less<>>*> prefixes = {
      {"forward_subject", &lexicon.forward_subject}, {"reply_subject", &lexicon.reply_subject}};
  for (const text::Table::Row& row : table->rows) {
    std::string words = text::lower(row["words"]);
    const std::string_view kind = row["kind"];
    if (words.empty()) {
      return text::Error{"bad-table", fmt::format("{}:{}: no words", table->name, row.line)};
    }
    if (heads.contains(kind)) {
      lexicon.heads.emplace(std::move(words), heads.at(kind));
    } else if (elements.contains(kind)) {
      lexicon.elements.emplace_back(std::move(words), elements.at(kind));
    } else if (phrases.contains(kind)) {
      phrases.at(kind)->push_back(std::move(words));
    } else if (prefixes.contains(kind)) {
      prefixes.at(kind)->insert(std::move(words));
    } else {
      return text::Error{"bad-table",
                         fmt::format("{}:{}: unknown kind \"{}\"", table->name, row.line, kind)};
    }
  }
  return lexicon;
}

}  // namespace litopys::intake
