// Chats that WhatsApp exports as text.
#pragma once

#include <memory>
#include <string_view>

#include "intake/container.h"

namespace litopys::intake {

text::Result<std::unique_ptr<Container>> open_whatsapp(Opening opening);

// Whether the beginning of a file has lines that begin as messages do.
bool is_whatsapp(std::string_view beginning);

}  // namespace litopys::intake
