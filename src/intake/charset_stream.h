// Plain text, tables and JSON say nothing of their character set: as UTF-8, whatever they are in.
#pragma once

#include <memory>
#include <string>

#include "intake/byte_reader.h"

namespace litopys::intake {

// What comes from `reader`, as UTF-8. Bytes that are UTF-8 pass as they are. Where they are not,
// the set is guessed by what follows, and `guessed` gets its name when the first such byte is
// reached; where the bytes read like no set (charset_guess.h), or most of those outside ASCII are
// UTF-8 and a few are broken, they pass as they are too, for whoever reads them to complain of.
std::unique_ptr<ByteReader> in_utf8(std::unique_ptr<ByteReader> reader,
                                    std::shared_ptr<std::string> guessed);

}  // namespace litopys::intake
