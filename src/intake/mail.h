// Mail: single messages (EML, RFC 5322 with MIME) and mailboxes of many (MBOX).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "intake/container.h"

namespace litopys::intake {

// The words of a message, then its attachments, which may be anything that intake reads.
text::Result<std::unique_ptr<Container>> open_mail(Opening opening);
std::unique_ptr<Container> open_mailbox(Opening opening);

bool is_mail(std::string_view beginning);
bool is_mailbox(std::string_view beginning);

}  // namespace litopys::intake
