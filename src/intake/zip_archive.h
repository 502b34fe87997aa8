// Zip archives of anything, and what is a zip archive inside: WACZ web archives, DOCX documents.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "intake/container.h"

namespace litopys::intake {

text::Result<std::unique_ptr<Container>> open_zip(Opening opening);

// One member of an archive that is held in memory, where it is not larger than `most`.
text::Result<std::string> zip_member(std::string_view archive, const std::string& name,
                                     std::size_t most, const std::string& where);

}  // namespace litopys::intake
