// Zip archives of anything, and what is a zip archive inside: WACZ web archives, DOCX documents,
// spreadsheets.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "intake/container.h"

namespace litopys::intake {

text::Result<std::unique_ptr<Container>> open_zip(Opening opening);

}  // namespace litopys::intake
