// What the sender of a mail wrote, or passed on, without the earlier mails that it answers to and
// without the signature.
#pragma once

#include <string>
#include <string_view>

#include "intake/mail_lexicon.h"

namespace litopys::intake {

// Of plain text. `subject` says whether the mail answers or passes on. Empty where nothing is left.
std::string own_words(std::string_view text, std::string_view subject, const MailLexicon& lexicon);

// Of HTML: the same HTML, where the words that are not the sender's own are missing. Empty where no
// words are left; HTML that cannot be parsed stays as it is, and its reader says why.
std::string own_html(std::string html, std::string_view subject, const MailLexicon& lexicon);

}  // namespace litopys::intake
