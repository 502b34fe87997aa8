// UTF-16 as UTF-8, for every kind of file.
#pragma once

#include <memory>

#include "intake/byte_stream.h"

namespace litopys::intake {

// The stream itself, or where it begins with the mark of UTF-16, or reads like text in it, its text
// in UTF-8.
text::Result<std::unique_ptr<ByteStream>> as_utf8(std::unique_ptr<ByteStream> stream);

}  // namespace litopys::intake
