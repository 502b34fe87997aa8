// Tried from the plainest sign to the vaguest: magic bytes, then the first characters of JSON, XML
// and HTML, then the headers of mail, the lines of chats, tables and Markdown. What shows no sign
// is text. A byte that is zero or not UTF-8 is complained of where the file is read, with its
// position.
//
//     {"text": "A bridge fell."}        JSON Lines: the object is closed on its line
//     {"title": "Wire",⏎  "items": [    JSON: the object goes on over the line's end
//     {not json}                        text
#include "intake/kind.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "intake/feed.h"
#include "intake/mail.h"
#include "intake/markdown.h"
#include "intake/table.h"
#include "intake/whatsapp.h"

namespace litopys::intake {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

const std::vector<std::pair<std::string, InputKind>>& named_kinds() {
  static const std::vector<std::pair<std::string, InputKind>> kinds = {
      {"text", InputKind::kText},         {"html", InputKind::kHtml},
      {"markdown", InputKind::kMarkdown}, {"jsonl", InputKind::kJsonLines},
      {"json", InputKind::kJson},         {"table", InputKind::kTable},
      {"feed", InputKind::kFeed},         {"warc", InputKind::kWarc},
      {"whatsapp", InputKind::kWhatsApp}, {"mail", InputKind::kMail},
      {"mbox", InputKind::kMailbox},      {"zip", InputKind::kZip},
      {"pdf", InputKind::kPdf},           {"docx", InputKind::kDocx},
      {"xlsx", InputKind::kZip},          {"ods", InputKind::kZip}};
  return kinds;
}

bool starts_with_any_case(std::string_view bytes, std::string_view lower) {
  if (bytes.size() < lower.size()) return false;
  return std::equal(lower.begin(), lower.end(), bytes.begin(), [](char a, char b) {
    return a == std::tolower(static_cast<unsigned char>(b));
  });
}

bool is_page(std::string_view rest) {
  for (const std::string_view tag :
       {"<!doctype", "<html", "<head", "<body", "<!--", "<?xml", "<meta", "<title", "<script",
        "<link", "<div", "<article", "<p>", "<main", "<section", "<h1", "<style", "<base"}) {
    if (starts_with_any_case(rest, tag)) return true;
  }
  return false;
}

bool holds_any_case(std::string_view bytes, std::string_view lower) {
  return std::search(bytes.begin(), bytes.end(), lower.begin(), lower.end(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) == b;
         }) != bytes.end();
}

// A page with something before it, as servers print what went wrong.
bool holds_page(std::string_view beginning) {
  return holds_any_case(beginning, "<html") && holds_any_case(beginning, "<head") &&
         holds_any_case(beginning, "</title>");
}

// A walk over the beginning of an object that says whether it is a line of JSON Lines or a
// document.
class ObjectWalk {
 public:
  ObjectWalk(std::string_view object, const RecordNames& names) : object_(object), names_(names) {}

  InputKind kind() {
    const std::size_t inside = after(1);
    if (inside < object_.size() && object_[inside] != '"' && object_[inside] != '}') {
      return InputKind::kText;
    }
    for (at_ = 0; at_ < object_.size(); ++at_) {
      const char c = object_[at_];
      if (c == '"') {
        if (!string()) return list_of_reports();
      } else if (c == '{' || c == '[') {
        if (open_.size() == 1) note_list(c);
        open_.push_back(c);
      } else if (c == '}' || c == ']') {
        open_.pop_back();
        if (open_.empty()) return closed();
      } else if (c == '\n') {
        return goes_on() ? InputKind::kJson : InputKind::kJsonLines;
      }
      if (kBlanks.find(c) == std::string_view::npos) last_ = c;
    }
    return list_of_reports();
  }

 private:
  std::size_t after(std::size_t at) const {
    return std::min(object_.find_first_not_of(kBlanks, at), object_.size());
  }

  // To the closing quote. False where the line ends before: no string goes over a line end.
  bool string() {
    const std::size_t start = at_ + 1;
    for (++at_; at_ < object_.size() && object_[at_] != '"'; ++at_) {
      if (object_[at_] == '\\') ++at_;
      if (at_ < object_.size() && object_[at_] == '\n') return false;
    }
    if (at_ >= object_.size()) return true;
    if (open_.size() == 1 && (last_ == '{' || last_ == ',')) {
      member_ = object_.substr(start, at_ - start);
      has_text_ = has_text_ || member_ == "text";
    }
    return true;
  }

  // A list of objects, or (all chats) an object around one.
  void note_list(char bracket) {
    const RecordNames::Name* const meaning = names_.find(member_);
    const std::size_t next = after(at_ + 1);
    if (meaning != nullptr && meaning->field == "list" && next < object_.size() &&
        object_[next] == (bracket == '[' ? '{' : '"')) {
      has_list_ = true;
    }
  }

  InputKind list_of_reports() const {
    return has_list_ && !has_text_ ? InputKind::kJson : InputKind::kJsonLines;
  }

  // The object ended on its first line: alone it may be a list of reports, else it is one of many
  // lines.
  InputKind closed() const {
    return after(at_ + 1) == object_.size() ? list_of_reports() : InputKind::kJsonLines;
  }

  // At a line end: whether a document can go on behind it.
  bool goes_on() const {
    const std::size_t next = after(at_);
    if (next == object_.size()) return true;
    if (last_ == ',' && open_.back() == '{') return object_[next] == '"';
    return last_ == '{' || last_ == '[' || last_ == ',' || last_ == ':' || object_[next] == '}' ||
           object_[next] == ']' || object_[next] == ',' || object_[next] == ':';
  }

  std::string_view object_;
  const RecordNames& names_;
  std::size_t at_ = 0;
  std::string open_;
  std::string_view member_;
  char last_ = '\0';
  bool has_text_ = false, has_list_ = false;
};

std::optional<InputKind> json_kind(std::string_view rest, const RecordNames& names) {
  if (rest.front() == '{') {
    const InputKind kind = ObjectWalk(rest, names).kind();
    return kind == InputKind::kText ? std::nullopt : std::optional(kind);
  }
  if (rest.front() != '[') return std::nullopt;
  const std::size_t inside = rest.find_first_not_of(kBlanks, 1);
  if (inside == std::string_view::npos || (rest[inside] != '{' && rest[inside] != ']')) {
    return std::nullopt;
  }
  return InputKind::kJson;
}

}  // namespace

const std::vector<std::string>& input_kind_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& [name, kind] : named_kinds()) all.push_back(name);
    return all;
  }();
  return names;
}

std::optional<InputKind> input_kind_named(std::string_view name) {
  for (const auto& [known, kind] : named_kinds()) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

InputKind detect_kind(std::string_view beginning, const RecordNames& names) {
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  if (beginning.starts_with("%PDF-")) return InputKind::kPdf;
  if (beginning.starts_with("PK\x03\x04") || beginning.starts_with("PK\x05\x06")) {
    return InputKind::kZip;
  }
  if (beginning.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return InputKind::kOldOffice;
  if (beginning.starts_with("WARC/1.")) return InputKind::kWarc;
  std::string_view rest = beginning;
  const std::size_t start = rest.find_first_not_of(kBlanks);
  if (start == std::string_view::npos) return InputKind::kText;
  rest.remove_prefix(start);
  if (rest.starts_with("# newdoc") || rest.starts_with("# sent_id") ||
      rest.starts_with("# text =")) {
    return InputKind::kConllu;
  }
  if (rest.starts_with("{\\rtf")) return InputKind::kRichText;
  if (const auto kind = json_kind(rest, names)) return *kind;
  if (is_feed(rest)) return InputKind::kFeed;
  if (is_page(rest)) return InputKind::kHtml;
  if (is_mailbox(beginning)) return InputKind::kMailbox;
  if (is_mail(beginning)) return InputKind::kMail;
  if (is_whatsapp(beginning)) return InputKind::kWhatsApp;
  if (table_separator(beginning, names) != '\0') return InputKind::kTable;
  if (holds_page(beginning)) return InputKind::kHtml;
  if (is_markdown(beginning)) return InputKind::kMarkdown;
  return InputKind::kText;
}

}  // namespace litopys::intake
