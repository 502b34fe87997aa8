// What a file is, told by its first bytes and never by its name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/lexicon.h"

namespace litopys::intake {

enum class InputKind {
  kUnknown,
  // One report each.
  kText,
  kHtml,
  kConllu,
  kMarkdown,
  kPdf,
  kDocx,
  kRichText,   // RTF, likewise
  kOldOffice,  // DOC, XLS, PPT, MSG: told apart so that its complaint says so
  kFragment,   // a piece of HTML without a page around it; only inside feeds, tables and mail
  kRecord,     // one JSON object or row of a table, as JSON; only inside those
  // Containers of many.
  kJsonLines,
  kJson,
  kTable,
  kFeed,
  kZip,
  kWarc,
  kWhatsApp,
  kMail,  // its words and its attachments
  kMailbox,
};

// The names that a user can give: "text", "jsonl", "html", …. CoNLL-U has none: it is told apart so
// that it is not read as prose.
const std::vector<std::string>& input_kind_names();
std::optional<InputKind> input_kind_named(std::string_view name);

constexpr std::size_t kSniffed = std::size_t{1} << 14;  // bytes that tell the kind of a file

// `beginning` is the first kSniffed bytes of a file, or all of a shorter one. The columns tell a
// table by its header.
InputKind detect_kind(std::string_view beginning, const RecordNames& names = {});

}  // namespace litopys::intake
